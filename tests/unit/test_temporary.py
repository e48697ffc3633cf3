"""Folders of a program's own: gone with it, or with the next one where it was killed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from assistant import temporary
from assistant.temporary import OwnFolder, remove_left_behind

_HOLDS_ONE = """
import sys, time
from pathlib import Path
from assistant.temporary import OwnFolder
folder = OwnFolder("test")
(Path(folder.name) / "page.png").write_bytes(b"a page")
print(folder.name, flush=True)
time.sleep(60)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's temporary folder, with nothing in it; a folder there is old as soon as it is made."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(temporary, "_YOUNG_S", -1.0)
    remove_left_behind.cache_clear()
    return tmp_path


def _another_program() -> tuple[subprocess.Popen[str], Path]:
    program = subprocess.Popen([sys.executable, "-c", _HOLDS_ONE], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    return program, Path(program.stdout.readline().strip())


def test_a_folder_goes_when_it_is_cleaned_up(place: Path) -> None:
    with OwnFolder("test") as name:
        assert Path(name).parent == place
        assert Path(name).stat().st_mode & 0o077 == 0
    assert list(place.iterdir()) == []


def test_what_a_killed_program_left_goes_and_what_a_running_one_holds_stays(place: Path) -> None:
    killed, left = _another_program()
    running, held = _another_program()
    try:
        killed.kill()
        killed.wait()
        assert (left / "page.png").is_file()
        remove_left_behind()
        assert not left.exists()
        assert (held / "page.png").is_file()
    finally:
        running.kill()
        running.wait()


def test_folders_that_nobody_could_have_held_are_left_alone(place: Path) -> None:
    other = place / "rapporteur-of-someone-else"
    other.mkdir()
    (other / "kept.txt").write_text("theirs", encoding="utf-8")
    remove_left_behind()
    assert (other / "kept.txt").is_file()
