"""The chain that ties records together: each carries the SHA-256 of the line before it, across files.

The SHA-256 of the latest line is kept beside them, so that taking records from the end is noticed too. Who can write to
the folder could make the whole chain anew: against that, the SHA-256 that an audit prints is noted down elsewhere, and
a later audit says whether it still stands in the chain.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Audit, BrokenLink

_BLOCK_BYTES = 65536
_CUT = "The line was cut short as the program was ended; no answer was shown for it."
_UNREADABLE = "The line cannot be read: it was written over."
_CHANGED = "The record before it was changed or taken out."
_UNSEALED = "The record was written as the program was ended."
_ADDED = "The record was not added by this program, or the one that was latest is gone."
_NO_LATEST = "The file that holds the SHA-256 of the latest record is missing."


def fingerprint(line: str) -> str:
    """The SHA-256 of a record as it is written."""
    return hashlib.sha256(line.encode()).hexdigest()


def previous_of_next(files: Sequence[Path], latest: str | None) -> str:
    """What the next record ties itself to: the last line, unless that is not what was written (``latest``).

    A crash leaves one line whose SHA-256 is not kept yet, whole or cut short. Anything else at the end was changed, and
    must not be vouched for: tied to what should be there, the next record shows the gap for good.
    """
    last = [fingerprint(line) for line in _last_two(files)]
    if latest is not None and latest not in last:
        return latest
    return last[-1] if last else ""


def _last_two(files: Sequence[Path]) -> list[str]:
    found: list[str] = []
    for file in reversed(files):
        found = [*_last_lines(file, 2), *found][-2:]
        if len(found) == 2:
            break
    return found


def _last_lines(file: Path, count: int) -> list[str]:
    """The last lines of a file, however long, read from its end."""
    with file.open("rb") as handle:
        size = handle.seek(0, os.SEEK_END)
        tail = b""
        while size and tail.rstrip(b"\n").count(b"\n") < count:
            step = min(_BLOCK_BYTES, size)
            size -= step
            handle.seek(size)
            tail = handle.read(step) + tail
    return [line.decode(errors="replace") for line in tail.rstrip(b"\n").split(b"\n")[-count:] if line]


def audit(files: Iterable[Path], latest: str | None, noted: str) -> Audit:
    """Whether the records in these files, in order, are those that were written.

    ``latest`` is the SHA-256 kept of the latest record, None where there is none; ``noted`` one that a person has noted
    down at an earlier audit, or empty.
    """
    links = list(_links(files))
    broken, cut_short = _faults(links)
    if links and links[-1].fingerprint != latest:
        behind = _behind(links, latest)
        (cut_short if behind and not broken else broken).append(behind or _at(links[-1], _missing(latest)))
    return Audit(
        records=sum(link.readable for link in links),
        latest=links[-1].fingerprint if links else "",
        broken=tuple(broken),
        cut_short=tuple(cut_short),
        noted_stands=any(link.fingerprint == noted for link in links) if noted else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    file: str
    number: int
    fingerprint: str
    previous: str | None

    @property
    def readable(self) -> bool:
        return self.previous is not None


def _links(files: Iterable[Path]) -> Iterator[_Link]:
    for file in files:
        for number, line in enumerate(lines(file), start=1):
            yield _Link(file=file.name, number=number, fingerprint=fingerprint(line), previous=_previous(line))


def lines(file: Path) -> Iterator[str]:
    """The lines of a file of records."""
    with file.open("rb") as handle:
        for line in handle:
            yield line.rstrip(b"\n").decode(errors="replace")


def _previous(line: str) -> str | None:
    try:
        return str(json.loads(line)["previous"])
    except (ValueError, KeyError, TypeError):
        return None


def _faults(links: list[_Link]) -> tuple[list[BrokenLink], list[BrokenLink]]:
    """Where the chain does not hold, and where a crash cut a line short: the next record vouches for what is left."""
    broken: list[BrokenLink] = []
    cut_short: list[BrokenLink] = []
    before = ""
    for index, link in enumerate(links):
        follower = links[index + 1] if index + 1 < len(links) else None
        if not link.readable:
            vouched = follower is None or follower.previous == link.fingerprint
            (cut_short if vouched else broken).append(_at(link, _CUT if vouched else _UNREADABLE))
        elif link.previous != before:
            broken.append(_at(link, _CHANGED))
        before = link.fingerprint
    return broken, cut_short


def _behind(links: list[_Link], latest: str | None) -> BrokenLink | None:
    """What a crash leaves: one line at the end whose SHA-256 is not kept yet. None when it is not that."""
    before = links[-2].fingerprint if len(links) > 1 else None
    return _at(links[-1], _UNSEALED if links[-1].readable else _CUT) if latest == before else None


def _missing(latest: str | None) -> str:
    return _NO_LATEST if latest is None else _ADDED


def _at(link: _Link, reason: str) -> BrokenLink:
    return BrokenLink(file=link.file, line=link.number, reason=reason)
