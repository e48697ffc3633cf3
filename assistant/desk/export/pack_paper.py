"""A position pack as a paper: per question its lists, each line sourced with footnotes or plainly a person's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from assistant.desk.export.papers import Documents, make_paper, run_of
from assistant.domain import PositionLine, PositionPack, PositionPart, PositionPoint, SourcedLine
from assistant.domain.paper import Block, Fact, Heading, OwnText, Paper, Paragraph, Remark, Run
from assistant.domain.reference import long_date

SUGGESTED = "Suggested by the program, not yet accepted:"


def paper_of_pack(pack: PositionPack, documents: Documents, *, made: datetime) -> Paper:
    """The questions of a pack in order; lists without a line are left out. ``made`` is aware and UTC."""
    return make_paper(
        title=pack.title,
        kind="Position",
        facts=tuple(_facts(pack, documents, made)),
        blocks=tuple(_blocks(pack, documents)),
        documents=documents,
        answers=(),
        records=tuple(record for point in pack.points for record in point.records),
        made=made,
        markings=pack.all_markings,
        snapshot=pack.snapshot or "",
    )


def _facts(pack: PositionPack, documents: Documents, made: datetime) -> Iterator[Fact]:
    note = documents.get(pack.note or "")
    named = note.document_number.value if note and note.document_number else ""
    stated = {
        "Delegation": pack.delegation,
        "Meeting": pack.meeting,
        "Date": long_date(pack.date or made.date().isoformat()),
        "Questions of": named,
    }
    yield from (Fact(label=label, value=value) for label, value in stated.items() if value)


def _blocks(pack: PositionPack, documents: Documents) -> Iterator[Block]:
    for order, point in enumerate(pack.points, start=1):
        number = (point.question.number or str(order)).rstrip(".")
        yield Heading(text=f"{number}. {point.question.text}")
        if point.lines:
            yield from _lists(point, documents)
        else:
            yield Paragraph(runs=(Remark(text="There is no position on this question yet."),))


def _lists(point: PositionPoint, documents: Documents) -> Iterator[Block]:
    for part in PositionPart:
        lines = point.of(part)
        if lines:
            yield Heading(text=part.value, level=2)
        yield from (Paragraph(runs=_runs(line, documents), bullet=len(lines) > 1) for line in lines)


def _runs(line: PositionLine, documents: Documents) -> tuple[Run, ...]:
    if not isinstance(line, SourcedLine):
        return (OwnText(text=line.text),)
    sourced = run_of(line.sentence, documents)
    return (Remark(text=SUGGESTED), sourced) if line.suggested else (sourced,)
