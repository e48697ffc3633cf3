"""A position pack on paper: footnotes for sourced lines alone, and every other line named for what it is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from assistant.desk.export.markdown import markdown_file
from assistant.desk.export.pack_paper import SUGGESTED, paper_of_pack
from assistant.domain import OwnText, Paragraph, PositionPack, PositionPart, Remark, Sourced, SourcedLine
from tests.fakes import FakeAssistant

MADE = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


def _pack(folder: Path) -> tuple[PositionPack, FakeAssistant]:
    fake = FakeAssistant()
    desk = fake.opened_desk(f"sqlite:///{folder / 'desk.sqlite'}")
    (sheet,) = desk.answered(desk.sheet("notes/ferry.pdf"))
    pack = desk.pack(sheet, delegation="Denmark", meeting="Working party", date="2026-12-01")
    first = pack.points[0]
    pack = pack.with_line(first.question.id, PositionPart.LINE_TO_TAKE, desk.own_line("Not without seals."))
    line = SourcedLine(id="s", sentence=first.evidence[0], suggested=True)
    return pack.with_line(first.question.id, PositionPart.REASONS, line), fake


def test_own_lines_have_no_footnote_and_suggestions_say_so(tmp_path: Path) -> None:
    pack, fake = _pack(tmp_path)
    paper = paper_of_pack(pack, fake.held, made=MADE)
    runs = [run for block in paper.blocks if isinstance(block, Paragraph) for run in block.runs]
    assert OwnText(text="Not without seals.") in runs
    sourced = [run for run in runs if isinstance(run, Sourced)]
    assert [one.quote for run in sourced for one in run.references] == [one.cited_text for one in pack.citations]
    assert Remark(text=SUGGESTED) in runs
    assert {fact.label: fact.value for fact in paper.facts} == {
        "Delegation": "Denmark",
        "Meeting": "Working party",
        "Date": "1 December 2026",
        "Questions of": "X 101/25",
    }
    assert paper.marking == "LIMITE"
    assert paper.snapshot == pack.snapshot
    written = markdown_file(paper).decode()
    assert "Not without seals." in written
    assert "own line" in written


def test_a_pack_without_a_line_says_that_there_is_no_position_yet(tmp_path: Path) -> None:
    pack, fake = _pack(tmp_path)
    for line in pack.lines:
        pack = pack.without(line.id)
    paper = paper_of_pack(pack, fake.held, made=MADE)
    assert paper.references == ()
    assert any(
        run == Remark(text="There is no position on this question yet.")
        for block in paper.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
    )
