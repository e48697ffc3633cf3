"""A paper as Markdown with footnotes. Nothing that a document or a person wrote acts as markup, link or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.desk.export.clean import clean
from assistant.desk.export.closing import document_lines, small_print
from assistant.domain.answer import GAP
from assistant.domain.paper import OWN_LINE, Block, Grid, Heading, OwnText, Paper, Paragraph, Run, Sourced
from assistant.domain.reference import Reference

# Everything that opens something inside a line, in CommonMark, in its tables, footnotes, formulas and attributes.
_INLINE = re.compile(r"([\\`*_\[\]<>&~^$|{}!#])")
# A colon or a dot between letters makes addresses and :emoji:; behind a backslash it makes neither.
_ADDRESS = re.compile(r"(?<=\w)([:@])(?=\S)|(?<=www)(\.)|(:)(?=\w)", re.IGNORECASE)
# What begins a heading, a list, a rule, a quotation or a definition at the start of a line.
_LINE_START = re.compile(r"^([+\-=:%]|\d+(?=[.)]))")


def escaped(text: str) -> str:
    """The text as Markdown that shows this very text. It may stand at the start of a line or inside one."""
    plain = _INLINE.sub(r"\\\1", clean(text))
    plain = _ADDRESS.sub(lambda match: f"\\{match.group()}", plain)
    start = _LINE_START.match(plain)
    if start is None:
        return plain
    if start.group().isdigit():
        return f"{start.group()}\\{plain[start.end() :]}"
    return f"\\{plain}"


def markdown_file(paper: Paper) -> bytes:
    """The paper in UTF-8: its marking above and below, its text, then its footnotes."""
    return ("\n\n".join(_parts(paper)) + "\n").encode()


def _parts(paper: Paper) -> Iterator[str]:
    marking = [f"**{escaped(paper.marking)}**"] if paper.marking else []
    notes: list[Reference] = []
    yield from marking
    yield f"# {escaped(paper.title)}"
    facts = [("Kind of paper", paper.kind), *((fact.label, fact.value) for fact in paper.facts)]
    yield "\n".join(f"- **{escaped(label)}:** {escaped(value)}" for label, value in facts)
    for block in paper.blocks:
        yield _block(block, notes)
    lines = document_lines(paper)
    if lines:
        yield "## Documents cited"
        yield "\n".join(f"- {escaped(line)}" for line in lines)
    yield "---"
    yield "\\\n".join(escaped(line) for line in small_print(paper))
    yield from marking
    yield from (f"[^{number}]: {_note(reference)}" for number, reference in enumerate(notes, start=1))


def _block(block: Block, notes: list[Reference]) -> str:
    """One block; its references are added to the notes, which numbers them."""
    if isinstance(block, Heading):
        return f"{'#' * (min(max(block.level, 1), 3) + 1)} {escaped(block.text)}"
    if isinstance(block, Paragraph):
        return f"{'- ' if block.bullet else ''}{_runs(block.runs, notes)}"
    return _table(block, notes)


def _table(grid: Grid, notes: list[Reference]) -> str:
    rows = [[escaped(title) for title in grid.columns], ["---"] * len(grid.columns)]
    rows += [[_runs(runs, notes) for runs in row] for row in grid.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _runs(runs: Sequence[Run], notes: list[Reference]) -> str:
    return " ".join(_run(run, notes) for run in runs)


def _run(run: Run, notes: list[Reference]) -> str:
    text = escaped(run.text)
    if isinstance(run, OwnText):
        return f"*{text}* \\[{OWN_LINE}\\]"
    if not isinstance(run, Sourced):
        return text
    calls = []
    for reference in run.references:
        notes.append(reference)
        calls.append(f"[^{len(notes)}]")
    quoted = f"“{text}”" if run.verbatim else text
    reservation = f" ({escaped(run.reservation)})" if run.reservation else ""
    return f"{escaped(GAP) + ' ' if run.gap_before else ''}{quoted}{' '.join(calls)}{reservation}"


def _note(reference: Reference) -> str:
    warnings = "".join(f" **{escaped(warning)}**" for warning in reference.warnings)
    quote = f"“{escaped(reference.quote)}”{escaped(reference.ending)}"
    return f"*{escaped(reference.title)}*, {escaped(reference.place)}: {quote}{warnings}"
