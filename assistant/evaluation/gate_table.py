"""The gate's measures as a Markdown table."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.gate_measures import Row

_HEADER = ("set", "claims", "balanced accuracy", "macro-F1", "evidence F1")


def table(rows: Sequence[Row]) -> str:
    """Rows as a Markdown table."""
    lines = [_line(_HEADER), "|" + "---|" * len(_HEADER)]
    for row in rows:
        evidence = "" if row.evidence_f1 is None else f"{row.evidence_f1:.3f}"
        cells = (row.name, str(row.claims), f"{row.balanced_accuracy:.3f}", f"{row.macro_f1:.3f}", evidence)
        lines.append(_line(cells))
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
