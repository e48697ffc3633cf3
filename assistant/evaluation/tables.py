"""Results as Markdown tables, on the screen and in the docs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError
from assistant.evaluation.metrics import MEASURES, Measured
from assistant.evaluation.ranking import STAGES

DOCS = Path("docs/quality.md")
BEGIN = "<!-- retrieval table: begin (rewritten by python -m assistant.evaluation retrieval --docs) -->"
END = "<!-- retrieval table: end -->"

_HEADER = ("set", "queries", "stage", "n", *MEASURES, "p50 ms", "p95 ms")
_DOCS_HEADER = (*_HEADER, "embedder, chunk tokens", "measured")
_KEY = 3  # the first cells say what a row is about: set, queries and stage


@dataclass(frozen=True, slots=True, kw_only=True)
class StageResult:
    """What one stage achieved; times in milliseconds, over the questions after the first few."""

    stage: str
    measures: dict[str, Measured]
    without_hits: int
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalResult:
    """One run of the bench: what was measured, with what, and what came out."""

    set_name: str
    queries_name: str
    questions: int
    questions_in_set: int
    passages: int
    chunks: int
    snapshot: str
    snapshot_built: bool
    measured: str
    settings: dict[str, str | int | float | bool]
    versions: dict[str, str]
    peak_rss_mb: float
    stages: tuple[StageResult, ...]


def screen_table(result: RetrievalResult) -> str:
    """The result as a Markdown table, and what it was measured on."""
    footing = (
        f"{result.passages} passages in {result.chunks} chunks, snapshot {result.snapshot}; "
        f"peak memory {result.peak_rss_mb:.0f} MB"
        + (", the building of the snapshot included" if result.snapshot_built else "")
    )
    return "\n".join([*markdown(_HEADER, _rows(result)), "", footing])


def write_docs(file: Path, result: RetrievalResult) -> None:
    """Put the rows of this set, these queries and these stages into the table between the two markers of a file.

    Raises AssistantError when the file or its markers are not there.
    """
    rows = {row[:_KEY]: row for row in _cells(between(file, BEGIN, END)[1])}
    setting = f"`{result.settings['embedder']}`, {result.settings['chunk_tokens']}"
    rows.update({row[:_KEY]: (*row, setting, result.measured) for row in _rows(result)})
    versions = ", ".join(f"{name} {version}" for name, version in result.versions.items())
    lines = [
        *markdown(_DOCS_HEADER, sorted(rows.values(), key=_order)),
        "",
        f"Versions at the last run ({result.measured}): {versions}.",
    ]
    put_between(file, BEGIN, END, lines)


def between(file: Path, begin: str, end: str) -> tuple[str, str, str]:
    """The text of a file up to a marker, between it and another, and from there on.

    Raises AssistantError when the file or its markers are not there.
    """
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    before, found, rest = text.partition(begin)
    table, ended, after = rest.partition(end)
    if not found or not ended:
        raise AssistantError(f"{file} lacks the lines '{begin}' and '{end}'. Put them where the table belongs.")
    return before + begin, table, end + after


def put_between(file: Path, begin: str, end: str, lines: Sequence[str]) -> None:
    """Put lines between two markers of a file. Raises AssistantError when the file or its markers are not there."""
    before, _, after = between(file, begin, end)
    file.write_text("\n".join([before, *lines, after]), encoding="utf-8")


def _rows(result: RetrievalResult) -> list[tuple[str, ...]]:
    part = result.questions < result.questions_in_set
    n = f"{result.questions} of {result.questions_in_set}" if part else str(result.questions)
    return [
        (
            result.set_name,
            result.queries_name,
            stage.stage,
            n,
            *(_interval(stage.measures[name]) for name in MEASURES),
            f"{stage.p50_ms:.0f}",
            f"{stage.p95_ms:.0f}",
        )
        for stage in result.stages
    ]


def _interval(measured: Measured) -> str:
    return f"{measured.value:.3f} ({measured.low:.3f}–{measured.high:.3f})"


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a Markdown table."""
    return [_line(header), "|" + "---|" * len(header), *(_line(row) for row in rows)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(table: str) -> list[tuple[str, ...]]:
    """The rows of a Markdown table, its header and rule left out."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[2:]]


def _order(row: Sequence[str]) -> tuple[str, str, int]:
    return row[0], row[1], STAGES.index(row[2]) if row[2] in STAGES else len(STAGES)
