"""What the heads and feet say that a format (DOCX) keeps apart from its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.reading.assembly.furniture_forms import RunningLine, running_line
from assistant.reading.assembly.kinds_of_document import numbers_in
from assistant.reading.assembly.markings import marking_of


def said_around(hints: Mapping[str, str]) -> Iterator[tuple[int, RunningLine]]:
    """The document number and marking in the hints "running head" and "running foot", one line each, for page 1."""
    for name in ("running head", "running foot"):
        for line in hints.get(name, "").splitlines():
            known = running_line(line) or RunningLine()
            yield (
                1,
                RunningLine(
                    document_number=known.document_number or _number(line),
                    marking=known.marking or marking_of(line),
                ),
            )


def _number(line: str) -> str | None:
    """A document number that the line begins with ("8123/26 ADD 1")."""
    found = next(numbers_in(line), None)
    return str(found["n"]) if found and line.strip().startswith(found["n"]) else None
