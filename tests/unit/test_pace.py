"""What an ingest tells of itself: how far it is, how fast it goes and how long it will take."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Progress
from assistant.indexing import pace
from assistant.indexing.corpus_files import CorpusFile
from assistant.indexing.pace import Pace

FILES = [CorpusFile(id=f"{n}.pdf", path=Path(), sha256="", size_bytes=1000) for n in range(4)]


def test_the_time_left_follows_from_what_was_read_and_embedded_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(pace.time, "monotonic", lambda: now[0])
    told: list[Progress] = []
    work = Pace(told.append, FILES)
    work.page("0.pdf", 10, 90)
    work.read(FILES[0], 50)
    assert [(one.stage, one.done, one.total) for one in told] == [("reading", 0, 4), ("reading", 1, 4)]
    assert told[0].detail == "0.pdf, page 10 of 90"
    work.embedded(1)
    assert (told[-1].total, told[-1].rate, told[-1].left_s) == (200, None, None)  # too early to tell
    now[0] += 10
    work.read(FILES[1], 150)
    work.embedded(100)
    assert (told[-1].stage, told[-1].done, told[-1].total) == ("embedding", 100, 400)
    assert (told[-1].rate, told[-1].left_s) == (10.0, 30.0)
    assert told[-1].detail == "1.pdf"
    for file in FILES[2:]:
        work.read(file, 0)
    now[0] += 10
    work.embedded(200)
    assert (told[-1].done, told[-1].total, told[-1].left_s, told[-1].detail) == (200, 200, 0.0, "")
