"""The files of the corpus as the last ingest saw them, so that those that have not changed need not be read again.

A file counts as the same while its size, its times and its place on the disk are. Of these, the time at which its entry
was changed (ctime) cannot be set by a program. A file that was changed shortly before it was read is read again the
next time: a change within the same tick of the file system's clock would leave its times as they are.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from assistant.durable import write_durably

_FILE = "seen.json"
# The coarsest times that file systems keep (FAT) are two seconds apart.
_TICK_NS = 3_000_000_000
_Stamp = tuple[int, int, int, int]


class Seen:
    """SHA-256 by file and stamp. ``index`` is where it is kept; None keeps nothing."""

    def __init__(self, index: Path | None) -> None:
        self._file = index / _FILE if index else None
        self._known = _read(self._file) if self._file else {}
        self._now: dict[str, tuple[_Stamp, str]] = {}
        self._began_ns = time.time_ns()

    def sha256(self, id_: str, found: os.stat_result) -> str | None:
        """The checksum of a file that is as it was seen; None for any other."""
        known = self._known.get(id_)
        if known is None or known[0] != _stamp(found):
            return None
        self._now[id_] = known
        return known[1]

    def note(self, id_: str, found: os.stat_result, sha256: str) -> None:
        """Remember a file that was read, unless it may be changing still."""
        if max(found.st_mtime_ns, found.st_ctime_ns) < self._began_ns - _TICK_NS:
            self._now[id_] = (_stamp(found), sha256)

    def keep(self) -> None:
        """Keep what was seen now, for the next time."""
        if self._file is not None and self._now != self._known:
            write_durably(self._file, json.dumps(self._now).encode())


def _stamp(found: os.stat_result) -> _Stamp:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _read(file: Path) -> dict[str, tuple[_Stamp, str]]:
    try:
        held = json.loads(file.read_bytes())
        return {
            id_: ((size, mtime, ctime, inode), str(sha)) for id_, ((size, mtime, ctime, inode), sha) in held.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


NOTHING_SEEN = Seen(None)
