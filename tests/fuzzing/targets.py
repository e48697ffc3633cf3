"""What is fuzzed: the reader of each kind of file, and a question; each raises when something is not as promised."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from assistant import Assistant, Document
from assistant.domain import ReadFailure
from assistant.reading import read_file
from assistant.settings import load_settings
from tests.conftest import ROOT, SHARED

CORPUS = ROOT / "corpus"
HOSTILE = SHARED / "documents" / "hostile"
KINDS = ("pdf", "html", "docx", "md", "txt")
QUESTION = "question"
_LARGEST_SEED = 200_000
# A fuzzer goes on faster from short texts: of these kinds the beginning of each file is enough.
_CUT = {"html": 6_000, "md": 3_000, "txt": 3_000}
_QUESTIONS = (
    "What are the main threats?",
    'Who wrote "container checks" since 2025, and what does it say about seals?',
    "Compare the European Union and Canada",
    "marking=LIMITE NEAR( AND OR NOT * : ^ -- [1]",
)


def sound(outcome: Document | ReadFailure) -> None:
    """Raises AssertionError unless every place is on its page, or a sentence says why there is no document."""
    if isinstance(outcome, ReadFailure):
        assert outcome.reason
        assert outcome.reason[-1] in ".!)"
        return
    spans = [span for sentence in outcome.sentences for span in sentence.spans]
    spans += [span for note in outcome.footnotes for span in (*note.calls, *note.phrases)]
    spans += [one.span for one in outcome.instructions if one.span]
    for span in spans:
        assert 0 <= span.start <= span.end <= len(outcome.page(span.page).text)


def target(name: str) -> Callable[[bytes], None]:
    """What is done with the bytes that the fuzzer makes up: a file of this kind is read, or a question is asked."""
    return ask if name == QUESTION else lambda content: read(name, content)


def seeds(name: str) -> list[bytes]:
    """What the fuzzer starts from: the shipped corpus, and the hostile files where they are; or a few questions."""
    if name == QUESTION:
        return [question.encode() for question in _QUESTIONS]
    files = sorted([*CORPUS.glob(f"*.{name}"), *HOSTILE.glob(f"*.{name}")])
    return [file.read_bytes()[: _CUT.get(name)] for file in files if file.stat().st_size < _LARGEST_SEED]


def read(kind: str, content: bytes) -> None:
    """Read a file of this kind that holds these bytes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"file.{kind}"
        file.write_bytes(content)
        sound(read_file(file, document_id=file.name))


def ask(content: bytes) -> None:
    """Ask the shipped corpus these bytes, without reranking, which takes most of the time and none of the risk."""
    answer = _assistant().ask(content.decode("utf-8", "replace"))
    assert answer.message
    for citation in answer.citations:
        assert _assistant().document(citation.document).text_of(citation.span) == citation.cited_text


@cache
def _assistant() -> Assistant:
    folder = Path(tempfile.mkdtemp(prefix="fuzzing-"))
    settings = replace(load_settings(), corpus=CORPUS, reranker="none", records=False)
    made = Assistant(replace(settings, index=folder / "index", workspace=folder / "workspace"))
    made.ingest()
    return made
