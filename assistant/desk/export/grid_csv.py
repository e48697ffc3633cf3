"""The grids of a paper as CSV, for a spreadsheet that must not take a cell for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from assistant.desk.export.clean import clean
from assistant.desk.export.closing import small_print
from assistant.domain.paper import OWN_LINE, OwnText, Paper, Run, Sourced
from assistant.errors import ExportFailed

# OWASP, "CSV Injection": these begin a formula, the last four in East Asian editions.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def cell(text: str) -> str:
    """The text as a spreadsheet shows it and never computes it: behind an apostrophe where it would be a formula."""
    plain = clean(text)
    return f"'{plain}" if plain.startswith(_FORMULA) or text.startswith(_FORMULA) else plain


def csv_file(paper: Paper) -> bytes:
    """Each grid with its heads, every sentence with its references in brackets; last, how it was made and its marking.

    UTF-8 with a mark at its beginning, without which Excel takes it for another encoding. Raises ExportFailed for a
    paper without a grid.
    """
    if not paper.grids:
        raise ExportFailed(
            "There is no table in this paper, so there is nothing to write as CSV. Take docx, md or pdf."
        )
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    for grid in paper.grids:
        writer.writerow([cell(title) for title in grid.columns])
        writer.writerows([cell(_text(runs)) for runs in row] for row in grid.rows)
        writer.writerow([])
    writer.writerows([cell(line)] for line in small_print(paper))
    if paper.marking:
        writer.writerow([cell(f"Marking: {paper.marking}")])
    return held.getvalue().encode("utf-8-sig")


def _text(runs: Sequence[Run]) -> str:
    return " ".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if isinstance(run, OwnText):
        return f"{run.text} [{OWN_LINE}]"
    if not isinstance(run, Sourced):
        return run.text
    places = "; ".join(f"{reference.title}, {reference.place}" for reference in run.references)
    reservation = f" ({run.reservation})" if run.reservation else ""
    return f"{f'“{run.text}”' if run.verbatim else run.text}{reservation} [{places}]"
