"""Sentences that a model wrote, judged anew against the very words that they cite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.verify.gate import Drafted, Evidence, check
from assistant.answering.verify.judge import JudgeFor
from assistant.domain import Sentence, Support


def recheck(sentences: Sequence[Sentence], judge: JudgeFor) -> Iterator[tuple[Sentence, Support]]:
    """Each sentence with the support that the gate finds for it now; one without a citation has none."""
    for sentence in sentences:
        evidence = [
            Evidence(id=f"E{number}", text=citation.cited_text, document=citation.document, order=number)
            for number, citation in enumerate(sentence.citations)
        ]
        drafted = Drafted(text=sentence.text, claimed=tuple(item.id for item in evidence))
        yield (
            sentence,
            check(drafted, evidence, judge(frozenset(citation.marking for citation in sentence.citations))).support,
        )
