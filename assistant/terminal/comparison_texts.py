"""Comparisons as text for a terminal."""

from __future__ import annotations

import textwrap

from assistant.domain import Citation, Comparison, ContrastKind, Disagreement, Disagreements, GridCell, marked_text


def cell_text(comparison: Comparison, cell: GridCell) -> str:
    """One cell: whose it is, what was asked, the answer with its places, or why there is none."""
    row = next(one for one in comparison.rows if one.id == cell.row)
    column = next(one for one in comparison.columns if one.id == cell.column)
    lines = [f"\n{row.label} | {column.text}"]
    if cell.answer is None or not cell.answer.sentences:
        return "\n".join([*lines, f"  {cell.blank}"])
    lines += [f"  {' '.join(marked_text(one).split())}" for one in cell.answer.sentences]
    places = [f"[{one.marker}] page {one.page_label or one.page}" for one in cell.answer.citations]
    return "\n".join([*lines, f"  {', '.join(places)}"])


def disagreements_text(found: Disagreements) -> str:
    """The disagreements, both sides quoted and dated, or that there are none."""
    read = f"{found.compared:,} sentences of {found.documents:,} documents compared"
    if not found.found:
        return f"\nNo disagreement found ({read})."
    number = len(found.found)
    head = f"\n{number} disagreement{'' if number == 1 else 's'} found ({read})."
    return "\n".join([head, *map(_disagreement, found.found)])


def _disagreement(one: Disagreement) -> str:
    said = "; ".join(
        f"{each.one} or {each.other} {each.of}".strip()
        for each in one.differences
        if each.kind is not ContrastKind.VERDICT
    )
    cause = f"  likely cause: {one.cause.value}. {one.why}"
    return "\n".join((f"\n{said or 'one denies what the other says'}", _side(one.one), _side(one.other), cause))


def _side(citations: tuple[Citation, ...]) -> str:
    first = citations[0]
    quoted = " ".join(" ".join(one.cited_text.split()) for one in citations)
    head = f"  {first.date or 'no date'}, {first.document}, page {first.page_label or first.page}:"
    return f"{head}\n{textwrap.indent(textwrap.fill(f'“{quoted}”', 110), '    ')}"
