"""Finding in the two documents that the project began with, beside the shipped corpus."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assistant import Assistant, Turn
from assistant.domain import Document, Strand

pytestmark = [pytest.mark.shared, pytest.mark.slow, pytest.mark.timeout(300)]

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@pytest.fixture(scope="module")
def assistant(shared: Path, corpus_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("finding")
    shutil.copytree(corpus_index, folder / "index")
    shutil.copytree(CORPUS, folder / "corpus")
    for file in (shared / "documents" / "seeds").iterdir():
        shutil.copy(file, folder / "corpus" / file.name)
    opened = Assistant.open(corpus=folder / "corpus", index=folder / "index", workspace=folder / "workspace")
    opened.ingest()
    return opened


@pytest.fixture(scope="module")
def seeds(shared: Path, assistant: Assistant) -> dict[str, Document]:
    files = json.loads((shared / "truth" / "seeds.json").read_text(encoding="utf-8"))["files"]
    return {name: assistant.document(file) for name, file in files.items()}


def test_a_question_of_the_note_finds_each_of_its_regions(assistant: Assistant, seeds: dict[str, Document]) -> None:
    note = seeds["D2"]
    regions = {section.headings[0] for section in note.sections if section.headings and section.number}
    assert len(regions) == 3
    for question in note.questions:
        hits = assistant.search(question.text, limit=10)
        found = {hit.chunk.headings[0] for hit in hits if hit.chunk.document == note.id and hit.chunk.headings}
        assert found >= regions, question.number


def test_and_canada_finds_the_section_on_north_america(assistant: Assistant, seeds: dict[str, Document]) -> None:
    asked = "What threats to the EU come through the United States?"
    turns = [Turn(question=asked, answer=assistant.ask(asked))]
    hits = assistant.search("and Canada?", turns, limit=3)
    assert any(hit.chunk.document == seeds["D2"].id and "Canada" in hit.chunk.headings[0] for hit in hits)


def test_the_source_of_every_footnoted_claim_is_found(assistant: Assistant, seeds: dict[str, Document]) -> None:
    missed = []
    asked = 0
    for document in seeds.values():
        for note in document.footnotes:
            for phrase in note.phrases:
                asked += 1
                hits = assistant.search(f"What is the source for {document.text_of(phrase)}?", limit=3)
                if not any(hit.chunk.document == document.id and note.span in hit.chunk.spans for hit in hits):
                    missed.append((document.id, note.number))
    assert (asked, missed) == (13, [])


def test_each_question_of_the_note_is_answered_from_the_note_section_by_section(
    assistant: Assistant, seeds: dict[str, Document]
) -> None:
    note = seeds["D2"]
    for sheet in assistant.desk.answered(assistant.desk.sheet(note.id)):
        entry = sheet.entries[-1]
        cited = [one.citations[0] for one in entry.of(Strand.NOTE)]
        sections = {citation.headings[0] for citation in cited if citation.headings}
        assert len(sections) >= 2, entry.question.number
        for citation in cited:
            assert note.text_of(citation.span) == citation.cited_text
    # The first question is about gaps that the note sees in all three regions; the article speaks to the third too.
    assert len({one.citations[0].headings[0] for one in sheet.entries[0].of(Strand.NOTE)}) == 3
    assert seeds["D1"].id in {one.citations[0].document for one in sheet.entries[2].of(Strand.OPINION)}
