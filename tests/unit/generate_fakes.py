"""What the tests of generated answers share: a small document, a judge by words, and a composer with both."""

from __future__ import annotations

import json
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from assistant.answering.composing import Asked, Draft
from assistant.answering.generate.composer import GenerativeComposer
from assistant.answering.scoring import SentenceScorer
from assistant.answering.verify.judge import Verdict
from assistant.domain import Document, Hit, Query, Sentence, Style, Support
from assistant.indexing.chunks import chunk_document
from assistant.prompts import load_prompt
from tests.makers import WordEmbedder, guarded, make_document

QUESTION = "How many containers were opened at the ports?"
SENTENCES = (
    "The customs officers opened 40 containers at the two ports.",
    "Nine of the containers at the ports held cocaine in their walls.",
    "The ferry line carried many more lorries than in the year before.",
)


def document(sentences: Sequence[str] = SENTENCES) -> Document:
    return make_document("a.txt", {"I. Checks": sentences}, title="Report on checks")


def hits(of: Document) -> tuple[Hit, ...]:
    chunks = chunk_document(of, WordEmbedder(), chunk_tokens=60)
    return tuple(Hit(chunk=chunk, rank=rank, score=1 / rank) for rank, chunk in enumerate(chunks, start=1))


def asked(of: Document, *, style: Style | None = None, **more: Any) -> Asked:
    texts = SimpleNamespace(chunks_with=lambda _: 1, count=lambda: 50)
    query = Query(question=QUESTION, asked=QUESTION, standalone=QUESTION, parts=(QUESTION,))
    return Asked(
        snapshot=SimpleNamespace(texts=texts),  # type: ignore[arg-type]
        query=query,
        load=lambda _: of,
        hits=hits(of),
        style=style,
        **more,
    )


class WordJudge:
    """Supports what shares all its words with one sentence; what speaks of the moon breaks it."""

    def judge(self, claim: str, evidence: Sequence[str]) -> Verdict:
        if "moon" in claim:
            raise RuntimeError("no telescope")
        wanted = set(claim.lower().strip(".").split())
        for index, text in enumerate(evidence):
            if wanted <= set(text.lower().strip(".").split()):
                return Verdict(support=Support.SUPPORTED, score=0.9, evidence=(index,))
        return Verdict(support=Support.UNSUPPORTED, score=0.1, reason="words are missing")


class Quoting:
    """Quotes one sentence, or declines."""

    def __init__(self, *, declines: bool = False) -> None:
        self.declines = declines

    def compose(self, asked: Asked) -> Draft:
        if self.declines:
            return Draft()
        return Draft(sentences=(Sentence(text="A quotation.", support=Support.QUOTED, citations=()),))


class AllNear:
    """Finds every sentence to the point, but those of the ferry line."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        return [-9.0 if "ferry line" in passage else 4.0 for passage in passages]


def composer(model: Any, *, declines: bool = False, timeout_s: float = 5) -> GenerativeComposer:
    return GenerativeComposer(
        guarded(model),
        quoting=Quoting(declines=declines),
        scorer=SentenceScorer(WordEmbedder()),
        judge=lambda _: WordJudge(),
        pairs=AllNear(),
        prompt=load_prompt("answer"),
        timeout_s=timeout_s,
    )


def reply(*sentences: tuple[str, list[str]]) -> str:
    return json.dumps({"sentences": [{"evidence": tokens, "text": text} for text, tokens in sentences]})


def draft_of(model: Any, of: Document | None = None, *, timeout_s: float = 5, **more: Any) -> Draft:
    found = composer(model, timeout_s=timeout_s).compose(asked(of or document(), **more))
    assert found is not None
    return found
