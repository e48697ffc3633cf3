"""Folders in the system's temporary folder that a killed program does not leave there for good.

What lies in them can be a page's picture or a paper on its way to be a PDF. A folder is held by a lock that the system
takes away with the process, however it ends; whoever needs such a folder next removes those that nobody holds.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from filelock import FileLock, Timeout

_PREFIX, _LOCK = "rapporteur-", "held.lock"
# A folder is made before it is held: one that is younger may be just being made.
_YOUNG_S = 60.0


class OwnFolder(tempfile.TemporaryDirectory[str]):
    """A folder for this user's eyes only, removed when it is cleaned up, at the program's end, or by the next one."""

    def __init__(self, purpose: str) -> None:
        remove_left_behind()
        super().__init__(prefix=f"{_PREFIX}{purpose}-", ignore_cleanup_errors=True)
        self._held = FileLock(Path(self.name) / _LOCK)
        self._held.acquire()

    def cleanup(self) -> None:
        """Remove the folder."""
        self._held.release()
        super().cleanup()


@cache
def remove_left_behind() -> None:
    """Remove the folders of programs that were killed; once a process is enough."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError, Timeout):  # held, another user's, or gone by now
            if (folder / _LOCK).is_file() and time.time() - folder.stat().st_mtime > _YOUNG_S:
                with FileLock(folder / _LOCK, timeout=0):
                    shutil.rmtree(folder)
