"""A full disk, folders that may not be written, a clock that goes back, two at once: a sentence each, and no damage."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.errors import AssistantError, IndexBusy, IndexFault, NotWritten, StoreBroken
from assistant.indexing import publishing
from assistant.indexing.manifest import read_manifest
from tests.integration import crash_steps
from tests.integration.crash_steps import Tell
from tests.integration.test_crashes import FORKS, Work, answers_whole, corpus_of, nothing_is_lost, received
from tests.unit.test_ingest import Desk

NOBODY = 65534


class Attempt:
    """A piece of work that is under way in a process of its own."""

    def __init__(
        self, step: Callable[[Path, Tell], None], folder: Path, *, limit_bytes: int = 0, user: int = 0
    ) -> None:
        self._pipe, theirs = FORKS.Pipe(duplex=False)
        arguments = (step, folder, theirs, limit_bytes, user)
        self._process = FORKS.Process(target=crash_steps.attempt, args=arguments, daemon=True)
        self._process.start()
        theirs.close()

    def told(self) -> list[Any]:
        """All that it told until its end."""
        told = list(received(self._pipe))
        self._process.join()
        assert self._process.exitcode == 0, told
        return told

    def fault(self) -> AssistantError:
        """The sentence with which it failed."""
        error = self.told()[-1]
        assert isinstance(error, AssistantError)
        return error


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes, where this user may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(place)], capture_output=True)
    if mounted.returncode:
        pytest.skip("this user may not mount a disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    """A file that leaves a quarter of a megabyte."""
    filler = disk / "filler"
    filler.write_bytes(b"x" * (shutil.disk_usage(disk).free - 250_000))
    return filler


def by_kind(told: list[Any]) -> dict[str, list[Any]]:
    kinds = ("turn", "record", "paper", "file", "removed")
    return {kind: [what for its, what in told if its == kind] for kind in kinds}


def test_an_ingest_on_a_full_disk(small_disk: Path) -> None:
    names = corpus_of(small_disk, 0)
    Work(step=crash_steps.ingesting, folder=small_disk).whole()
    filler = fill(small_disk)
    corpus_of(small_disk, 1)
    error = Attempt(crash_steps.ingesting, small_disk).fault()
    assert isinstance(error, NotWritten)
    assert "Make room on the disk" in str(error) and "goes on answering" in str(error)
    assert not list((small_disk / "index").glob("building-*"))
    assert answers_whole(small_disk / "index") == names
    filler.unlink()
    Work(step=crash_steps.ingesting, folder=small_disk).whole()
    assert answers_whole(small_disk / "index") == names


def test_an_ingest_whose_files_cannot_grow(tmp_path: Path) -> None:
    names = corpus_of(tmp_path, 0)
    Work(step=crash_steps.ingesting, folder=tmp_path).whole()
    corpus_of(tmp_path, 1)
    error = Attempt(crash_steps.ingesting, tmp_path, limit_bytes=60_000).fault()
    assert isinstance(error, NotWritten) and "Make room" in str(error)
    assert answers_whole(tmp_path / "index") == names


@pytest.mark.parametrize("step", [crash_steps.exporting, crash_steps.preparing])
def test_a_file_that_cannot_be_written_is_not_there_in_half(tmp_path: Path, step: Callable[[Path, Tell], None]) -> None:
    crash_steps.little_model(tmp_path)
    error = Attempt(step, tmp_path, limit_bytes=20_000).fault()
    assert "Make room" in str(error)
    whole = [file for file in tmp_path.rglob("*") if file.suffix in {".docx", ".gguf"}]
    assert whole == []


def test_saving_on_a_full_disk(small_disk: Path) -> None:
    fill(small_disk)
    *told, error = Attempt(crash_steps.saving, small_disk).told()
    assert isinstance(error, NotWritten | StoreBroken)
    assert "room" in str(error)
    nothing_is_lost(small_disk, by_kind(told))
    (small_disk / "filler").unlink()
    nothing_is_lost(small_disk, by_kind(told))


@pytest.mark.parametrize("limit_bytes", [9_000, 60_000, 100_000])
def test_saving_where_files_cannot_grow(tmp_path: Path, limit_bytes: int) -> None:
    *told, error = Attempt(crash_steps.saving, tmp_path, limit_bytes=limit_bytes).told()
    assert isinstance(error, NotWritten | StoreBroken)
    nothing_is_lost(tmp_path, by_kind(told))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may look into, with an index, a workspace and files that were added."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        corpus_of(folder, 0)
        Work(step=crash_steps.ingesting, folder=folder).whole()
        (folder / "added").mkdir()
        (folder / "workspace").mkdir()
        yield folder
        for place in (folder, *folder.rglob("*")):
            if place.is_dir():
                place.chmod(0o755)


@pytest.mark.parametrize("step", [crash_steps.ingesting, crash_steps.saving, crash_steps.exporting])
def test_a_folder_that_may_not_be_written(open_folder: Path, step: Callable[[Path, Tell], None]) -> None:
    names = answers_whole(open_folder / "index")
    corpus_of(open_folder, 1)
    for place in (open_folder, *open_folder.rglob("*")):
        if place.is_dir():
            place.chmod(0o555)
    error = Attempt(step, open_folder, user=0 if os.geteuid() else NOBODY).fault()
    assert "ermission" in str(error) and isinstance(error, NotWritten | StoreBroken)
    assert not list((open_folder / "workspace").rglob("*"))
    if not os.geteuid():
        assert answers_whole(open_folder / "index") == names


def test_an_index_that_may_only_be_read(open_folder: Path) -> None:
    for place in (open_folder, *open_folder.rglob("*")):
        place.chmod(0o555)
    *told, error = Attempt(crash_steps.asking, open_folder, user=0 if os.geteuid() else NOBODY).told()
    assert told == [] and isinstance(error, IndexFault)
    assert "may not be written" in str(error)


def test_a_clock_that_goes_back_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path)
    now = datetime.now(UTC)
    for days in (0, -400, -800):
        clock = SimpleNamespace(now=lambda _, days=days: now + timedelta(days=days))
        monkeypatch.setattr("assistant.indexing.ingest.datetime", clock)
        desk.write("a.txt", f"Day {days} says its own thing.")
        report = desk.ingest()
        found = publishing.answering(desk.settings.index, whole=True)
        assert (found.folder.name, found.damage) == (report.snapshot, "")
        assert read_manifest(found.folder).published.startswith(f"{now + timedelta(days=days):%Y-%m-%d}")
    pointer = publishing.before_id(desk.settings.index)
    assert pointer and (desk.settings.index / pointer).is_dir()


def test_ingests_at_once(tmp_path: Path) -> None:
    names = corpus_of(tmp_path, 0)
    under_way = [Attempt(crash_steps.ingesting, tmp_path) for _ in range(3)]
    ends = [attempt.told()[-1] for attempt in under_way]
    published = [end for end in ends if isinstance(end, str)]
    refused = [end for end in ends if isinstance(end, IndexBusy)]
    assert published and len(published) + len(refused) == 3
    assert all("Wait until it is done" in str(error) for error in refused)
    assert set(published) == {publishing.current_id(tmp_path / "index")}
    assert answers_whole(tmp_path / "index") == names


def test_a_second_app_on_the_same_folders(tmp_path: Path) -> None:
    corpus_of(tmp_path, 0)
    Work(step=crash_steps.ingesting, folder=tmp_path).whole()
    limit = 400_000  # where the first of their files reaches it, both have saved some dozens of times
    apps = [Attempt(crash_steps.saving, tmp_path, limit_bytes=limit) for _ in range(2)]
    corpus_of(tmp_path, 1)
    assert Attempt(crash_steps.ingesting, tmp_path).told()
    told = [one for app in apps for one in app.told()]
    faults = [one for one in told if isinstance(one, AssistantError)]
    assert len(faults) == 2 and all(isinstance(error, NotWritten | StoreBroken) for error in faults)
    saved = by_kind([one for one in told if not isinstance(one, AssistantError)])
    assert all(saved.values())
    nothing_is_lost(tmp_path, saved)
    assert answers_whole(tmp_path / "index")
