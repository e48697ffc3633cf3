"""A snapshot whose files were changed is noticed before it answers; the one before it does, and an ingest mends it."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Document
from assistant.errors import SnapshotBroken
from assistant.indexing import publishing
from assistant.indexing.manifest import MANIFEST, check_snapshot, is_intact, read_manifest
from assistant.indexing.opened import OpenSnapshot
from assistant.indexing.snapshot import Snapshot
from assistant.indexing.standing import index_status
from assistant.indexing.vectors import VectorStore
from assistant.published import Published
from assistant.settings import Settings
from tests.makers import WordEmbedder
from tests.unit.test_ingest import Desk

CHANCE = random.Random(2026)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A published snapshot with enough chunks for Chroma to have written its graph, and one before it."""
    desk = Desk(tmp_path_factory.mktemp("whole"))
    desk.write(
        "a.txt", "\n".join(f"Harbour {n} was searched for cocaine by {n} officers of the customs." for n in range(1100))
    )
    desk.ingest()
    desk.write("b.txt", "Courts decide on fines.")
    desk.ingest()
    return desk


@pytest.fixture
def index(whole: Desk, tmp_path: Path) -> Path:
    """A copy of its index, to be damaged."""
    return Path(shutil.copytree(whole.settings.index, tmp_path / "index"))


def flip(file: Path) -> None:
    """Turn one bit round."""
    content = bytearray(file.read_bytes())
    content[CHANCE.randrange(len(content))] ^= 1 << CHANCE.randrange(8)
    file.write_bytes(content)


def cut(file: Path) -> None:
    """Take the second half away."""
    os.truncate(file, file.stat().st_size // 2)


def empty(file: Path) -> None:
    os.truncate(file, 0)


DAMAGES: tuple[Callable[[Path], None], ...] = (flip, cut, empty, Path.unlink)


def files_of(snapshot: Path) -> list[str]:
    return sorted(file.relative_to(snapshot).as_posix() for file in snapshot.rglob("*") if file.is_file())


def test_every_file_is_under_seal(whole: Desk) -> None:
    snapshot = publishing.current_folder(whole.settings.index)
    names = files_of(snapshot)
    assert len(names) == 8 and any("data_level0.bin" in name for name in names)
    assert sorted([*read_manifest(snapshot).files, MANIFEST]) == names


def test_reading_leaves_every_byte_as_it_was(whole: Desk) -> None:
    folder = publishing.current_folder(whole.settings.index)
    before = {name: ((folder / name).stat().st_mtime_ns, (folder / name).read_bytes()) for name in files_of(folder)}
    for _ in range(2):
        snapshot = Snapshot(folder)
        assert snapshot.vectors.nearest(WordEmbedder().encode_query("cocaine"), limit=3)
        assert snapshot.texts.best('"cocaine"', limit=3)
        snapshot.close()
    assert {n: ((folder / n).stat().st_mtime_ns, (folder / n).read_bytes()) for n in files_of(folder)} == before


@pytest.mark.parametrize("damage", DAMAGES)
def test_whatever_happens_to_any_file_is_noticed_when_it_is_opened(index: Path, damage: Callable[[Path], None]) -> None:
    snapshot = publishing.current_folder(index)
    for name in files_of(snapshot):
        kept = snapshot / name
        times = kept.stat().st_atime_ns, kept.stat().st_mtime_ns
        content = kept.read_bytes()
        damage(kept)
        with pytest.raises(SnapshotBroken, match=r"is damaged: .*'python -m assistant ingest'.*nothing you wrote"):
            Snapshot(snapshot)
        kept.write_bytes(content)
        os.utime(kept, ns=times)
        assert is_intact(snapshot, whole=True)


def test_what_the_disk_got_wrong_is_noticed_by_a_whole_check(index: Path) -> None:
    snapshot = publishing.current_folder(index)
    file = publishing.texts_file(snapshot)
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    flip(file)
    os.utime(file, ns=times)
    with pytest.raises(SnapshotBroken, match=r"content of the file texts\.sqlite has changed"):
        check_snapshot(snapshot, whole=True)


def test_files_that_were_copied_elsewhere_are_still_the_same(index: Path) -> None:
    snapshot = publishing.current_folder(index)
    for name in files_of(snapshot):
        os.utime(snapshot / name)
    Snapshot(snapshot).close()


def test_files_that_chroma_makes_anew_may_be_anything(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write("a.txt", "Ports are searched for cocaine.\nTobacco goes by road.")
    desk.ingest()
    folder = publishing.current_folder(desk.settings.index)
    passing = [folder / name for name in files_of(folder) if name.endswith(".bin")]
    found = []
    for damage in DAMAGES:
        for file in passing:
            if file.exists() and file.stat().st_size:
                damage(file)
        snapshot = Snapshot(folder)
        found.append(snapshot.vectors.nearest(WordEmbedder().encode_query("cocaine searched"), limit=2))
        snapshot.close()
    assert len(passing) == 4 and len(found[0]) > 0 and all(one == found[0] for one in found)


def test_the_snapshot_before_answers_and_the_screen_says_why(
    index: Path, whole: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    settings = whole.settings.__class__(corpus=whole.settings.corpus, index=index)
    pointed = publishing.current_folder(index)
    flip(publishing.texts_file(pointed))
    published = Published(index)
    for _ in range(3):
        opened = published.opened()
        assert opened.snapshot.folder != pointed
        assert [summary.id for summary in opened.snapshot.texts.summaries()] == ["a.txt"]
    assert len(caplog.messages) == 1
    status = index_status(settings)
    assert status.snapshot == opened.snapshot.id
    assert f"The snapshot {pointed.name} is damaged" in status.damage
    assert f"Until then the snapshot {opened.snapshot.id} answers" in status.damage == caplog.messages[0]


def test_an_ingest_builds_the_damaged_one_anew_and_is_followed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for text in ("Ports are searched.", "Ports are searched.\nCourts decide on fines."):
        desk.write("a.txt", text)
        report = desk.ingest()
    published = Published(desk.settings.index)
    assert published.opened().snapshot.id == report.snapshot
    folder = publishing.current_folder(desk.settings.index)
    cut(publishing.texts_file(folder))
    assert Published(desk.settings.index).opened().snapshot.id != report.snapshot
    assert desk.ingest().snapshot == report.snapshot
    assert is_intact(folder, whole=True)
    snapshot = published.opened().snapshot
    assert snapshot.texts.best('"fines"', limit=1)
    assert snapshot.vectors.count() == snapshot.texts.count()
    assert index_status(desk.settings).damage == ""
    pointer = publishing.answering(desk.settings.index)
    assert pointer == publishing.Answering(folder=folder)


def test_with_no_good_snapshot_the_sentence_says_what_to_do(index: Path) -> None:
    for snapshot in index.glob("*/"):
        empty(publishing.texts_file(snapshot))
    with pytest.raises(SnapshotBroken, match="Run 'python -m assistant ingest'"):
        Published(index).opened()
    status = index_status(Settings(index=index))
    assert status.snapshot is None and "has 0 bytes and should have" in status.damage


def write_over(snapshot: Path) -> None:
    """Damages the text of a snapshot behind the back of those who have it open: it looks as it did."""
    file = publishing.texts_file(snapshot)
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    with file.open("r+b") as handle:
        handle.seek(4096)
        handle.write(b"\xff" * (file.stat().st_size - 4096))
    os.utime(file, ns=times)


def test_a_snapshot_that_is_damaged_while_it_is_open_is_left_for_the_one_before(index: Path) -> None:
    published = Published(index)
    opened = published.opened()
    write_over(opened.snapshot.folder)
    with pytest.raises(SnapshotBroken, match=r"could not be read.*Ask again"):
        opened.document("a.txt")
    assert published.opened().snapshot.id != opened.snapshot.id
    assert published.opened().document("a.txt").pages


def test_work_that_meets_damage_is_done_once_more_over_the_snapshot_before(index: Path) -> None:
    published = Published(index)
    asked: list[str] = []

    def work(opened: OpenSnapshot) -> Document:
        asked.append(opened.snapshot.id)
        return opened.document("a.txt")

    write_over(published.opened().snapshot.folder)
    assert published.over(work).pages
    assert len(asked) == len(set(asked)) == 2


def test_a_list_of_the_documents_opens_no_vectors(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.indexing.snapshot.VectorStore", None)
    assert Snapshot(publishing.current_folder(index)).summaries


def test_a_snapshot_that_is_swept_away_before_its_vectors_are_opened_is_not_taken_for_an_empty_one(
    index: Path,
) -> None:
    snapshot = Snapshot(publishing.current_folder(index))
    shutil.rmtree(snapshot.folder)
    with pytest.raises(SnapshotBroken):
        _ = snapshot.vectors
    assert snapshot.suspect and not snapshot.folder.exists()


def test_vectors_that_cannot_be_opened_are_left_for_the_snapshot_before(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published, opens = Published(index), VectorStore
    bad = published.opened().snapshot.folder

    def open_vectors(folder: Path, **how: Any) -> VectorStore:
        if folder.parent == bad:
            flip_unseen(publishing.texts_file(bad))  # so that a whole check finds something
            raise RuntimeError("not a database")
        return opens(folder, **how)

    monkeypatch.setattr("assistant.indexing.snapshot.VectorStore", open_vectors)
    assert published.over(lambda opened: opened.snapshot.vectors.count())
    assert published.opened().snapshot.folder != bad


def test_a_file_that_cannot_be_read_is_told(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    snapshot = publishing.current_folder(index)
    monkeypatch.setattr("assistant.indexing.integrity._sha256", refuse)
    with pytest.raises(SnapshotBroken, match=r"cannot be read \(Permission denied\)"):
        check_snapshot(snapshot, whole=True)


def flip_unseen(file: Path) -> None:
    """Turn one bit round as a failing disk does, which changes no time."""
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    flip(file)
    os.utime(file, ns=times)


def test_a_small_snapshot_is_read_whole_before_it_answers(index: Path) -> None:
    pointed = publishing.current_folder(index)
    flip_unseen(publishing.texts_file(pointed))
    assert Published(index).opened().snapshot.folder != pointed


def test_a_large_one_is_read_whole_in_the_background(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.published.READ_WHOLE_BYTES", 0)
    monkeypatch.setattr("assistant.published.CHECK_AFTER_S", 0.05)
    pointed = publishing.current_folder(index)
    flip_unseen(publishing.vectors_folder(pointed) / "chroma.sqlite3")
    published = Published(index)
    opened = published.opened()
    assert opened.snapshot.folder == pointed
    end = time.monotonic() + 20
    while not opened.snapshot.suspect and time.monotonic() < end:
        time.sleep(0.02)
    assert published.opened().snapshot.folder != pointed
