"""The process that draws pages for ``drawing.py``: without network, without the right to write outside its folder."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from assistant.reading.worker_child import DOCUMENT, FAILURE, OWN_FOLDER, receive, send


def serve() -> None:
    """Draw what is asked for until stdin ends."""
    from assistant.reading.pdf.pictures import page_picture

    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up between the frames
    while (frame := receive(sys.stdin.buffer)) is not None:
        asked = json.loads(frame[1])
        drawn = page_picture(Path(asked["path"]), asked["page"], width_px=asked["width_px"])
        send(answers, FAILURE if drawn is None else DOCUMENT, drawn or b"")


if __name__ == "__main__":
    from assistant.reading.confinement import confine

    confine(Path(os.environ[OWN_FOLDER]))
    serve()
