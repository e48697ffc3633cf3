"""The grid of a comparison: its rows, short cells, and what it becomes when it leaves the house."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.desk.comparing import CELL_SENTENCES, comparison_title, rows_of_sections, shortened
from assistant.desk.export.files import exported
from assistant.domain import Comparison, ExportKind
from tests.fakes import NASTY, FakeAssistant, blog_document, note_document


def _filled(fake: FakeAssistant, *questions: str) -> Comparison:
    comparison = fake.desk.comparison(list(fake.held), questions)
    return list(fake.desk.compared(comparison))[-1]


def test_rows_are_documents_or_the_sections_of_one() -> None:
    assert [row.section for row in rows_of_sections(note_document())] == ["I. The ferry line", "II. Gaps"]
    assert [row.section for row in rows_of_sections(blog_document())] == [""]  # its title is its only heading
    rows = FakeAssistant().desk.comparison(["notes/ferry.pdf", "articles/checks.md"], []).rows
    assert [row.document for row in rows] == ["notes/ferry.pdf", "articles/checks.md"]
    assert comparison_title(rows) == "Threats on the ferry line and one other"


def test_each_cell_arrives_alone_and_asks_its_own_document_only() -> None:
    fake = FakeAssistant()
    asked = fake.desk.comparison(list(fake.held), ["Which consignments came?", "Who checks?"])
    counts = [len(one.cells) for one in fake.desk.compared(asked)]
    assert counts == [1, 2, 3, 4]
    assert {documents for _, _, documents in fake.asked} == {("notes/ferry.pdf",), ("articles/checks.md",)}


def test_a_cell_keeps_the_sentences_of_the_best_passages() -> None:
    answer = FakeAssistant().ask("Which smugglers hide forged papers, and do partners share seals?")
    assert len(answer.sentences) > CELL_SENTENCES
    short = shortened(answer)
    assert [one.text for one in short.sentences] == [one.text for one in answer.sentences[:CELL_SENTENCES]]
    assert [citation.marker for citation in short.citations] == [1, 2]
    for citation in short.citations:
        assert short.text[citation.start_index : citation.end_index] == citation.cited_text


def test_a_comparison_is_changed_without_losing_what_is_filled() -> None:
    fake = FakeAssistant()
    comparison = _filled(fake, "Which consignments came?")
    more = comparison.with_column(fake.desk.own_column("  seals  and  stamps "))
    assert more.columns[-1].text == "seals and stamps"
    assert len(more.cells) == 2
    assert len(more.places) == 4
    assert more.without_column(comparison.columns[0].id).cells == ()
    with pytest.raises(KeyError):
        fake.desk.compared_one(comparison, "nowhere", comparison.columns[0].id)


def test_the_grid_and_the_disagreements_leave_the_house() -> None:
    fake = FakeAssistant()
    comparison = _filled(fake, "Which consignments came?", "Who wears a hat?")
    comparison = replace(comparison, disagreements=fake.desk.disagreements(comparison.documents))
    grid = exported(comparison, ExportKind.CSV, fake.document, None).decode("utf-8-sig")
    assert grid.splitlines()[0] == "Document,Which consignments came?,Who wears a hat?"
    assert "“Forged transit papers were found in forty consignments.”" in grid
    assert "Searched 4 passages; nearest" in grid
    text = exported(comparison, ExportKind.MARKDOWN, fake.document, None).decode()
    assert "No disagreement found in 6 sentences of 2 documents" in text
    assert NASTY not in text


def test_a_comparison_is_kept_whole() -> None:
    fake = FakeAssistant()
    kept = fake.desk.comparisons.put(_filled(fake, "Which consignments came?"))
    assert fake.desk.comparisons.take(kept.id) == kept
    assert fake.desk.comparisons.everything("forged papers")[0].id == kept.id
