"""Pages as pictures, drawn in a process of its own: PDFium meets hostile files here too.

One process is held for as long as the program runs, since starting one takes half a second; it ends with the program,
and is replaced when it dies, hangs or grows.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, cast

from assistant.reading.worker import Watch, started
from assistant.reading.worker_child import DOCUMENT, PAGES, receive, send
from assistant.temporary import OwnFolder

_COMMAND = (sys.executable, "-m", "assistant.reading.drawing_child")
_TIMEOUT_S = 20.0
_MEMORY_BYTES = 1_000_000_000


class Draughtsman:
    """Draws one page after another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = OwnFolder("drawing")

    def page(self, path: Path, page: int, *, width_px: int) -> bytes | None:
        """The page with this 1-based number as PNG, ``width_px`` wide; None when it cannot be drawn."""
        request = json.dumps({"path": str(path.resolve()), "page": page, "width_px": width_px}).encode()
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._process = started(_COMMAND, self._folder.name)
            watch = Watch(self._process, _TIMEOUT_S, _MEMORY_BYTES)
            try:
                send(cast(Any, self._process.stdin), PAGES, request)
                answer = receive(cast(Any, self._process.stdout))
            except OSError:
                answer = None
            finally:
                watch.end()
            if answer is None:
                self._process.kill()
                self._process.wait()
                self._process = None
            return answer[1] if answer and answer[0] == DOCUMENT else None


_DRAUGHTSMAN = Draughtsman()


def page_picture(path: Path, page: int, *, width_px: int) -> bytes | None:
    """A page drawn by the one process that the program holds."""
    return _DRAUGHTSMAN.page(path, page, width_px=width_px)
