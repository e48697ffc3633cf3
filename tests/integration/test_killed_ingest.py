"""An ingest with the real reader, killed at any moment, leaves the last snapshot answering; the next one completes.

``CRASH_KILLS`` says how often, as for ``test_crashes.py``, which kills at every write without the real reader.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.indexing import publishing
from assistant.indexing.snapshot import Snapshot

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("CRASH_KILLS", "3"))


def child(corpus: Path, index: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.integration.ingest_child", str(corpus), str(index)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def holds_together(index: Path) -> set[str]:
    """Check that the published snapshot answers and is in step with itself; the ids of its documents."""
    snapshot = Snapshot(publishing.current_folder(index))
    try:
        assert snapshot.vectors.count() == snapshot.texts.count() == snapshot.manifest.chunks
        assert snapshot.texts.best('"customs"', limit=5)
        return {summary.id for summary in snapshot.texts.summaries()}
    finally:
        snapshot.close()


@pytest.mark.slow
@pytest.mark.timeout(100 + 15 * KILLS)
def test_kills_at_random_moments(tmp_path: Path, corpus: Path) -> None:
    folder, index = tmp_path / "corpus", tmp_path / "index"
    shutil.copytree(corpus, folder)
    extra = sorted(
        path for path in folder.iterdir() if path.suffix in {".html", ".txt", ".md"} and path.stem != "README"
    )
    held_back = {path.name: path.read_bytes() for path in extra}
    for path in extra:
        path.unlink()
    start = time.monotonic()
    assert child(folder, index).wait() == 0
    whole_s = time.monotonic() - start
    first = holds_together(index)
    chance = random.Random(2026)
    killed = 0
    while killed < KILLS:
        for name, content in held_back.items():
            (folder / name).write_bytes(content + f"\n\nVersion {killed} of this text is about customs.\n".encode())
        process = child(folder, index)
        time.sleep(chance.uniform(0.2, 1.1) * whole_s)
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed += 1
        assert holds_together(index) >= first
    assert child(folder, index).wait() == 0
    assert holds_together(index) == first | set(held_back)
    left = [entry.name for entry in index.iterdir() if entry.name.startswith(publishing.BUILDING)]
    assert left == []
