"""Ingesting: only what changed is read and embedded, and a snapshot is published whole or not at all."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.domain import Document, IngestOutcome, IngestReport, Progress, ReadFailure
from assistant.errors import IndexBusy, NoSnapshot, NotWritten, SettingsError
from assistant.indexing import corpus_files, publishing
from assistant.indexing.corpus_files import CorpusFile
from assistant.indexing.ingest import ingest
from assistant.indexing.seen import Seen
from assistant.indexing.snapshot import Snapshot
from assistant.settings import Settings
from tests.makers import WordEmbedder, make_document


def read(
    files: Iterable[CorpusFile], *, on_page: Callable[[str, int, int], None]
) -> Iterator[tuple[CorpusFile, Document | ReadFailure]]:
    """A reader of one sentence per line; a file that begins with ! is refused."""
    for file in files:
        on_page(file.id, 1, 1)
        text = file.path.read_text()
        if text.startswith("!"):
            yield file, ReadFailure(path=file.id, reason="It begins with an exclamation mark.")
        else:
            yield file, replace(make_document(file.id, {"I. All": text.splitlines()}), sha256=file.sha256)


class Desk:
    """A corpus, an index and an embedder to ingest with."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(corpus=folder / "corpus", index=folder / "index", chunk_tokens=24)
        self.settings.corpus.mkdir()
        self.embedder = WordEmbedder()

    def write(self, name: str, text: str) -> None:
        path = self.settings.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def ingest(self) -> IngestReport:
        return ingest(self.settings, self.embedder, read)  # type: ignore[arg-type]

    def snapshot(self) -> Snapshot:
        return Snapshot(publishing.current_folder(self.settings.index))

    def outcomes(self) -> dict[str, IngestOutcome]:
        return {row.path: row.outcome for row in self.ingest().rows}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_is_ingested_is_found_by_its_words(desk: Desk) -> None:
    desk.write("ports.txt", "Ports are searched for cocaine.\nTobacco goes by road.")
    desk.write("sub/courts.txt", "Courts decide on fines.")
    report = desk.ingest()
    assert {row.path: (row.outcome, row.pages) for row in report.rows} == {
        "ports.txt": (IngestOutcome.ADDED, 1),
        "sub/courts.txt": (IngestOutcome.ADDED, 1),
    }
    snapshot = desk.snapshot()
    ids = [id_ for id_, _ in snapshot.texts.best('"cocaine"', limit=5)]
    assert [chunk.document for chunk in snapshot.texts.chunks(ids)] == ["ports.txt"]
    assert snapshot.vectors.count() == snapshot.texts.count() == report.embedded_chunks
    snapshot.close()


def test_unchanged_files_cost_nothing_and_publish_nothing(desk: Desk) -> None:
    desk.write("a.txt", "One thing is said here.")
    first = desk.ingest()
    encoded = desk.embedder.encoded
    second = desk.ingest()
    assert second.snapshot == first.snapshot
    assert second.rows[0].outcome is IngestOutcome.UNCHANGED
    assert (second.embedded_chunks, desk.embedder.encoded) == (0, encoded)


def test_a_changed_file_embeds_only_its_changed_chunks(desk: Desk) -> None:
    lines = [f"Sentence {n} speaks of matter {n} at some length today." for n in range(20)]
    desk.write("a.txt", "\n".join(lines))
    before = desk.ingest().embedded_chunks
    desk.write("a.txt", "\n".join([*lines[:-1], "The last sentence is another one now."]))
    report = desk.ingest()
    assert report.rows[0].outcome is IngestOutcome.CHANGED
    assert 0 < report.embedded_chunks <= 2 < before
    snapshot = desk.snapshot()
    assert snapshot.vectors.count() == snapshot.texts.count()
    assert snapshot.texts.best('"another"', limit=5)
    snapshot.close()


def test_a_removed_file_disappears(desk: Desk) -> None:
    desk.write("a.txt", "Cocaine is named here.")
    desk.write("b.txt", "Tobacco is named here.")
    desk.ingest()
    (desk.settings.corpus / "a.txt").unlink()
    assert desk.outcomes() == {"a.txt": IngestOutcome.REMOVED, "b.txt": IngestOutcome.UNCHANGED}
    snapshot = desk.snapshot()
    assert snapshot.texts.best('"cocaine"', limit=5) == []
    assert [summary.id for summary in snapshot.texts.summaries()] == ["b.txt"]
    snapshot.close()


def test_a_refused_file_is_reported_with_its_reason_each_time(desk: Desk) -> None:
    desk.write("bad.txt", "! no")
    for _ in range(2):
        (row,) = desk.ingest().rows
        assert (row.outcome, row.reason) == (IngestOutcome.REFUSED, "It begins with an exclamation mark.")
    desk.write("bad.txt", "Now it can be read.")
    assert desk.outcomes() == {"bad.txt": IngestOutcome.CHANGED}


def test_the_same_files_give_the_same_snapshot(tmp_path: Path) -> None:
    ids = []
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        desk = Desk(tmp_path / name)
        desk.write("a.txt", "One thing is said here.")
        ids.append(desk.ingest().snapshot)
    assert ids[0] == ids[1]


def test_going_back_to_earlier_content_publishes_the_earlier_snapshot_again(desk: Desk) -> None:
    desk.write("a.txt", "One thing is said here.")
    first = desk.ingest().snapshot
    desk.write("a.txt", "Another thing is said here.")
    desk.ingest()
    desk.write("a.txt", "One thing is said here.")
    encoded = desk.embedder.encoded
    report = desk.ingest()
    assert (report.snapshot, report.embedded_chunks) == (first, 0)
    assert desk.embedder.encoded == encoded
    assert publishing.current_id(desk.settings.index) == first


def test_what_is_published_is_in_the_graph_and_waits_in_no_log(desk: Desk) -> None:
    desk.write("a.txt", "\n\n".join(f"# Part {part}\n\nPort {part} is searched for cocaine." for part in range(30)))
    for _ in range(2):
        desk.ingest()
        folder = publishing.current_folder(desk.settings.index)
        connection = sqlite3.connect(publishing.vectors_folder(folder) / "chroma.sqlite3")
        (waiting,) = connection.execute("SELECT count(*) FROM embeddings_queue").fetchone()
        (written,) = connection.execute("SELECT config_json_str || schema_str FROM collections").fetchone()
        connection.close()
        assert waiting <= 2  # Chroma leaves the last one there, and one more waits for another
        assert '"sync_threshold":1000' in written, "the next ingest is not to write the graph with every vector"
        desk.write("b.txt", "Tobacco goes by road.")
    assert desk.snapshot().vectors.count() == desk.snapshot().texts.count() > 1


def test_only_the_snapshot_before_is_kept(desk: Desk) -> None:
    ids = []
    for n in range(4):
        desk.write("a.txt", f"Version {n} says its own thing.")
        ids.append(desk.ingest().snapshot)
    kept = {entry.name for entry in desk.settings.index.iterdir() if entry.is_dir()}
    assert kept == set(ids[-2:])


def test_a_better_reader_reads_everything_again_and_embeds_only_what_it_read_otherwise(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("a.txt", "One thing is said here.")
    first = desk.ingest()
    monkeypatch.setattr("assistant.indexing.ingest.recipe", lambda settings: "better")
    second = desk.ingest()
    assert second.snapshot != first.snapshot
    assert (second.rows[0].outcome, second.embedded_chunks) == (IngestOutcome.UNCHANGED, 0)


def test_another_embedder_embeds_everything_again(desk: Desk) -> None:
    desk.write("a.txt", "One thing is said here.")
    desk.ingest()
    desk.settings = replace(desk.settings, embedder="another")
    assert desk.ingest().embedded_chunks == 1


def test_a_build_that_breaks_leaves_the_last_snapshot_answering(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write("a.txt", "One thing is said here.")
    first = desk.ingest().snapshot
    desk.write("b.txt", "Something new is said.")

    def broken(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(desk.embedder, "encode_documents", broken)
    with pytest.raises(NotWritten, match=r"disk is full.*goes on answering"):
        desk.ingest()
    assert not list(desk.settings.index.glob("building-*"))
    assert publishing.current_id(desk.settings.index) == first
    monkeypatch.undo()
    assert desk.outcomes() == {"a.txt": IngestOutcome.UNCHANGED, "b.txt": IngestOutcome.ADDED}


def test_the_leavings_of_a_killed_ingest_are_swept_away(desk: Desk) -> None:
    desk.write("a.txt", "One thing is said here.")
    litter = desk.settings.index / "building-999"
    litter.mkdir(parents=True)
    (litter / "texts.sqlite").write_bytes(b"half")
    desk.ingest()
    assert not litter.exists()


def test_two_ingests_at_once_are_refused_in_a_sentence(desk: Desk) -> None:
    desk.write("a.txt", "One thing is said here.")
    desk.settings.index.mkdir()
    with FileLock(desk.settings.index / "ingest.lock"), pytest.raises(IndexBusy, match="Another ingest is running"):
        desk.ingest()


def test_readme_and_hidden_files_are_no_documents(desk: Desk) -> None:
    desk.write("README.md", "About this folder.")
    desk.write(".hidden.txt", "Hidden.")
    desk.write("sub/README.md", "A document after all.")
    assert list(desk.outcomes()) == ["sub/README.md"]


def test_a_link_out_of_the_corpus_is_not_followed(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("A secret is kept here.")
    (desk.settings.corpus / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert desk.outcomes() == {}


def test_no_corpus_folder_is_said_in_a_sentence(tmp_path: Path) -> None:
    settings = Settings(corpus=tmp_path / "nowhere", index=tmp_path / "index")
    with pytest.raises(SettingsError, match="There is no corpus folder"):
        ingest(settings, WordEmbedder(), read)  # type: ignore[arg-type]


def test_before_the_first_ingest_there_is_no_snapshot(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshot, match="ingest"):
        publishing.current_folder(tmp_path)


def test_a_damaged_pointer_leaves_the_snapshot_answering_and_is_mended(desk: Desk) -> None:
    desk.write("a.txt", "One thing is said here.")
    first = desk.ingest()
    (desk.settings.index / publishing.CURRENT).write_text('{"snap')
    found = publishing.answering(desk.settings.index)
    assert found.folder.name == first.snapshot
    assert "current.json" in found.damage and "ingest mends it" in found.damage
    assert desk.ingest().snapshot == first.snapshot
    assert publishing.answering(desk.settings.index) == publishing.Answering(folder=found.folder)


def test_progress_tells_every_stage(desk: Desk) -> None:
    desk.write("a.txt", "One thing is said here.")
    told: list[Progress] = []
    ingest(desk.settings, desk.embedder, read, told.append)  # type: ignore[arg-type]
    assert list(dict.fromkeys(progress.stage for progress in told)) == ["reading", "embedding", "publishing"]
    assert all(progress.done <= progress.total for progress in told)


def test_the_pointer_names_the_snapshot_and_the_one_before(desk: Desk) -> None:
    desk.write("a.txt", "One thing is said here.")
    first = desk.ingest().snapshot
    desk.write("a.txt", "Another thing is said here.")
    second = desk.ingest().snapshot
    pointer = json.loads((desk.settings.index / publishing.CURRENT).read_text())
    assert pointer == {"snapshot": second, "before": first}


def test_a_file_is_read_again_only_when_something_tells_that_it_changed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        desk.write(name, "One thing is said here.")
    digested: list[str] = []
    digest = corpus_files.hashlib.file_digest
    monkeypatch.setattr(
        corpus_files.hashlib,
        "file_digest",
        lambda file, kind: digested.append(Path(file.name).name) or digest(file, kind),
    )
    monkeypatch.setattr("assistant.indexing.seen._TICK_NS", 0)

    def read_again() -> list[str]:
        digested.clear()
        desk.ingest()
        return [name for name in digested if name.endswith(".txt")]

    assert read_again() == ["a.txt", "b.txt"]
    assert read_again() == []
    before = (desk.settings.corpus / "b.txt").stat()
    desk.write("b.txt", "Two things are saidhere.")  # as long as before
    os.utime(desk.settings.corpus / "b.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert read_again() == ["b.txt"]
    snapshot = desk.snapshot()
    assert snapshot.texts.best('"two"', limit=5)
    snapshot.close()
    (desk.settings.index / "seen.json").write_text("{ damaged")
    assert read_again() == ["a.txt", "b.txt"]


def test_a_file_that_was_changed_a_moment_ago_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One thing is said here.")
    (tmp_path / "a.txt").touch()
    seen = Seen(tmp_path)
    found = (tmp_path / "a.txt").stat()
    seen.note("a.txt", found, "0" * 64)
    seen.keep()
    assert Seen(tmp_path).sha256("a.txt", found) is None
