"""Are quotes what they claim to be? Draws citations at random and compares each with its page, read anew."""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from assistant.api import Assistant
from assistant.domain import Citation, Document, ReadFailure
from assistant.reading import read_file

QUESTIONS = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("corpus", type=Path, help="a folder of documents")
    parser.add_argument("--index", type=Path, help="where its index is (default: a temporary one)")
    parser.add_argument(
        "--questions", type=Path, help="a file with one question per line (default: made from headings)"
    )
    parser.add_argument("--draw", type=int, default=200, help="how many citations (default: 200)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Ask questions over a corpus, draw citations, compare; 0 when every one is verbatim on its page."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.open(
            corpus=options.corpus, index=options.index or Path(folder) / "index", workspace=Path(folder) / "workspace"
        )
        assistant.ingest()
        questions = list(_questions(assistant, options.questions))
        citations = [citation for question in questions for citation in assistant.ask(question).citations]
        drawn = random.Random(0).sample(citations, min(options.draw, len(citations)))  # noqa: S311
        drawn.sort(key=lambda citation: citation.document)
        wrong = [citation for citation in drawn if not _verbatim(options.corpus, citation)]
    print(f"{len(drawn) - len(wrong)} of {len(drawn)} citations are verbatim ({len(questions)} questions)")
    for citation in wrong:
        print(f"not verbatim: {citation.document}, page {citation.page}: {citation.cited_text}")
    return 1 if wrong or not drawn else 0


def _verbatim(corpus: Path, citation: Citation) -> bool:
    """Whether a fresh reading of the file, not the index, has these characters at this place."""
    fresh = _read_anew(corpus, citation.document)
    return isinstance(fresh, Document) and fresh.text_of(citation.span) == citation.cited_text


@lru_cache(maxsize=1)
def _read_anew(corpus: Path, document: str) -> Document | ReadFailure:
    return read_file(corpus / document, document_id=document)


def _questions(assistant: Assistant, file: Path | None) -> Sequence[str]:
    if file is not None:
        return [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    made = sorted(set(_from_headings(assistant)))
    return random.Random(0).sample(made, min(QUESTIONS, len(made)))  # noqa: S311


def _from_headings(assistant: Assistant) -> Iterator[str]:
    """Questions about what the documents' own headings name."""
    for summary in assistant.documents():
        for section in assistant.document(summary.id).sections:
            if section.headings:
                yield f"What are the main points about {section.headings[-1]} in {summary.title}?"
