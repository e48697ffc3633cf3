"""What a line of a position rests on: judged again when a person changes its words, and looked for when asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answering.citing import cite_span
from assistant.answering.verify.gate import Checked, Drafted, Evidence, check
from assistant.answering.verify.judge import JudgeFor
from assistant.desk.positions import quotation
from assistant.domain import (
    Citation,
    Document,
    Hit,
    OwnLine,
    PositionLine,
    Sentence,
    SentenceKind,
    SourcedLine,
    Support,
)
from assistant.errors import UnknownDocument

_LOST = "No longer borne out by its source: {reason}."
_NOT_FOUND = "No source was found among {searched}: {reason}."
_SOURCE = re.compile(r"\bthe source\b")


class Find(Protocol):
    """Finds the passages that speak to some words, best first: ``Assistant.search``."""

    def __call__(self, question: str) -> tuple[Hit, ...]:
        """The passages."""
        ...


def reworded(line: PositionLine, text: str, evidence: Sequence[Sentence], judge: JudgeFor) -> PositionLine:
    """The line in a person's new words.

    A line with a source is judged anew by what it cites, and if that does not bear it out by the rest of the
    ``evidence``; it keeps its source with the mark that the verdict gives it, or becomes the person's own, with a note
    why. So is a line that had a source before. Any other line of a person's own stays that.
    """
    words = " ".join(text.split())
    if words == " ".join(line.text.split()):
        return replace(line, suggested=False) if isinstance(line, SourcedLine) else line
    rested_on = line.sentence.citations if isinstance(line, SourcedLine) else line.rested_on
    if not rested_on:
        return OwnLine(id=line.id, text=words)
    everything = _with_cited(rested_on, evidence)
    checked = _check(words, everything, rested_on, judge)
    if checked.shown:
        return _sourced(line.id, checked, everything)
    return OwnLine(id=line.id, text=words, note=_LOST.format(reason=_in_words(checked.reason)), rested_on=rested_on)


def proved(
    line: OwnLine,
    evidence: Sequence[Sentence],
    *,
    search: Find,
    load: Callable[[str], Document],
    judge: JudgeFor,
) -> PositionLine:
    """The line with the sentences that bear it out, among the ``evidence`` and those of the passages found for it.

    It stays a person's own where none does, with a note that says how many were looked at and what is amiss.
    """
    everything = _with_cited((), [*evidence, *_sentences(search(line.text), load)])
    checked = _check(line.text, everything, (), judge)
    if checked.shown:
        return _sourced(line.id, checked, everything)
    searched = f"{len(everything)} sentence{'' if len(everything) == 1 else 's'}"
    return replace(line, note=_NOT_FOUND.format(searched=searched, reason=_in_words(checked.reason)))


def _check(text: str, evidence: Sequence[Sentence], claimed: Collection[Citation], judge: JudgeFor) -> Checked:
    places = {(one.document, one.span) for one in claimed}
    given = [
        # Apart by more than one, because sentences of an answer need not follow each other in their document.
        Evidence(id=f"E{order}", text=one.text, document=one.citations[0].document, order=2 * order)
        for order, one in enumerate(evidence)
        if not any(citation.instruction for citation in one.citations)  # what steers machines proves nothing
    ]
    ids = tuple(
        f"E{order}"
        for order, one in enumerate(evidence)
        if any((citation.document, citation.span) in places for citation in one.citations)
    )
    markings = frozenset(citation.marking for one in evidence for citation in one.citations)
    return check(Drafted(text=text, claimed=ids), given, judge(markings))


def _sourced(line_id: str, checked: Checked, evidence: Sequence[Sentence]) -> SourcedLine:
    """A line that passed the gate, with the citations of what proves it. A quotation has the document's own letters."""
    proofs = [evidence[int(name.removeprefix("E"))] for name in checked.evidence]
    quoted = checked.support is Support.QUOTED
    proofs = proofs[:1] if quoted else proofs
    sentence = Sentence(
        text=proofs[0].text if quoted else checked.text,
        support=checked.support,
        citations=tuple(citation for one in proofs for citation in one.citations),
        reason=checked.reason,
        score=None if quoted else checked.score,
    )
    return SourcedLine(id=line_id, sentence=sentence)


def _with_cited(cited: Sequence[Citation], evidence: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The evidence, each sentence once, with what is cited and not among it before the rest."""
    found: dict[tuple[str, int, int], Sentence] = {}
    for one in evidence:
        first = one.citations[0]
        found.setdefault((first.document, first.span.page, first.span.start), one)
    known = {(citation.document, citation.span) for one in found.values() for citation in one.citations}
    apart = [quotation((one,)) for one in cited if (one.document, one.span) not in known]
    return (*apart, *found.values())


def _sentences(hits: Iterable[Hit], load: Callable[[str], Document]) -> list[Sentence]:
    """The sentences of the passages found that can be quoted."""
    found = []
    for hit in hits:
        try:
            document = load(hit.chunk.document)
        except UnknownDocument:  # another ingest took it out meanwhile
            continue
        for index in hit.chunk.sentences:
            source = document.sentences[index]
            if source.kind in (SentenceKind.PROSE, SentenceKind.ITEM):
                found.append(quotation(tuple(one for span in source.spans for one in cite_span(document, span))))
    return found


def _in_words(reason: str) -> str:
    """The judge's reason in a sentence that has named the source already."""
    return _SOURCE.sub("it", reason) or "it does not say this"
