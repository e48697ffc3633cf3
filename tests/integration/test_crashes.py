"""Killed with SIGKILL at any write, and at random moments between.

What answered answers, what was promised is there, and the next start goes on without being asked.

``CRASH_KILLS=100 python -m pytest tests/integration/test_crashes.py`` kills each piece of work a hundred times; the
default is a handful. ``CRASH_SEED`` chooses other moments.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.desk.conversations import Conversations
from assistant.desk.records import Records
from assistant.desk.store.papers import PaperStore
from assistant.errors import ModelMissing
from assistant.indexing import publishing
from assistant.indexing.corpus_files import corpus_files
from assistant.indexing.manifest import is_intact
from assistant.indexing.publishing import texts_file
from assistant.indexing.texts import TextStore
from assistant.models import embedded
from assistant.models.embedded import gguf_file
from assistant.published import Published
from tests.integration import crash_steps
from tests.integration.crash_steps import BODY, Tell

KILLS = int(os.environ.get("CRASH_KILLS", "4"))
# From so many kills on, each kind of work has been done before at least one of them.
MANY = 20
SEED = int(os.environ.get("CRASH_SEED", "2026"))
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.integration.crash_steps"])

pytestmark = pytest.mark.timeout(60 + 10 * KILLS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A piece of work in a folder. ``die_from`` is where its writes are counted from (see ``crash_steps.run``)."""

    step: Callable[[Path, Tell], None]
    folder: Path
    die_from: str = ""

    def whole(self) -> tuple[list[Any], float]:
        """Run it to its end: what it told, the number of its writes last, and the seconds it took."""
        started = time.monotonic()
        told, code = self._run(0, None)
        assert code == 0
        return told, time.monotonic() - started

    def killed(self, chance: random.Random, *, writes: int, whole_s: float, first_s: float = 0.02) -> list[Any]:
        """Kill it, at one of its writes or at a moment between; what it told until then."""
        if chance.random() < 0.5:
            return self._run(chance.randint(1, writes), None)[0]
        return self._run(0, chance.uniform(first_s, whole_s))[0]

    def killed_at(self, write: int) -> None:
        """Kill it at one of its writes."""
        self._run(write, None)

    def _run(self, die_at: int, after_s: float | None) -> tuple[list[Any], int]:
        ours, theirs = FORKS.Pipe(duplex=False)
        process = FORKS.Process(
            target=crash_steps.run, args=(self.step, self.folder, theirs, die_at, self.die_from), daemon=True
        )
        process.start()
        theirs.close()
        if after_s is not None:
            time.sleep(after_s)
            process.kill()
        told = list(received(ours))
        process.join()
        return told, process.exitcode or 0


def received(pipe: Any) -> Iterator[Any]:
    """What comes through a pipe until the other end dies."""
    try:
        while True:
            yield pipe.recv()
    except (EOFError, OSError):
        pipe.close()


def corpus_of(folder: Path, version: int) -> set[str]:
    """Six files, two of which say something new in every version; their names."""
    (folder / "corpus").mkdir(exist_ok=True)
    for number in range(6):
        said = version if number < 2 else 0
        text = f"Port {number} was searched for cocaine.\nVersion {said} of this text is about customs."
        (folder / "corpus" / f"{number}.txt").write_text(text)
    return {f"{number}.txt" for number in range(6)}


def answers_whole(index: Path) -> set[str]:
    """That a snapshot answers and is in step with itself; its documents."""
    found = publishing.answering(index, whole=True)
    opened = Published(index).opened()
    snapshot = opened.snapshot
    assert (snapshot.folder, found.damage) == (found.folder, "")
    assert snapshot.vectors.count() == snapshot.texts.count() == snapshot.manifest.chunks
    assert snapshot.texts.best('"customs"', limit=5)
    names = {summary.id for summary in snapshot.texts.summaries()}
    opened.close()
    return names


@pytest.mark.parametrize("die_from", ["", "manifest.json"], ids=["ingest", "publish"])
def test_an_ingest(tmp_path: Path, die_from: str) -> None:
    chance = random.Random(f"{SEED} {die_from}")
    names = corpus_of(tmp_path, 0)
    work = Work(step=crash_steps.ingesting, folder=tmp_path, die_from=die_from)
    work.whole()
    corpus_of(tmp_path, 1)
    (*_, writes), whole_s = work.whole()
    assert writes > 8
    for version in range(2, KILLS + 2):
        corpus_of(tmp_path, version)
        work.killed(chance, writes=writes, whole_s=whole_s, first_s=0.5 * whole_s if die_from else 0.02)
        assert answers_whole(tmp_path / "index") == names
    (snapshot, _), _ = work.whole()
    index = tmp_path / "index"
    assert answers_whole(index) == names
    assert publishing.current_id(index) == snapshot
    assert sum(entry.is_dir() for entry in index.iterdir()) <= 2


def finished(folder: Path) -> set[str]:
    """The files, as they are now, that an ingest had finished when it was killed."""
    files, index = corpus_files(folder / "corpus"), folder / "index"
    held: dict[str, str] = {}
    if (index / "building-embedded" / "begun.json").exists() and (index / "building-now").exists():
        held = TextStore(texts_file(index / "building-now")).hashes()
    for whole in index.glob("*/manifest.json"):  # it may have its own name already
        published = TextStore(texts_file(whole.parent)).hashes()
        held = published if published == {file.id: file.sha256 for file in files} else held
    return {file.id for file in files if held.get(file.id) == file.sha256}


@pytest.mark.parametrize("first", [True, False])
def test_what_a_killed_ingest_had_finished_is_not_done_again(tmp_path: Path, first: bool) -> None:
    work, spared, writes = Work(step=crash_steps.ingesting_in_small_batches, folder=tmp_path), 0, 0
    names = corpus_of(tmp_path, 0)
    work.whole()
    for version in range(1, KILLS // 2 + 2):
        if first:
            shutil.rmtree(tmp_path / "index")
        for number in range(6):
            (tmp_path / "corpus" / f"{number}.txt").write_text(f"Port {number} has customs.\nVersion {version}.")
        done = set()
        if writes:
            work.killed_at(writes // 2 + writes * version // (KILLS + 4))
            done = finished(tmp_path)
        (*told, counted), _ = work.whole()
        assert [what for kind, what in told if kind == "read"] == sorted(names - done)
        assert not any(f"Port {name[0]} " in what for kind, what in told if kind == "embedded" for name in done)
        assert answers_whole(tmp_path / "index") == names
        writes = writes or counted
        spared += len(done)
    assert spared


def test_saving_in_the_workspace(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    work = Work(step=crash_steps.saving, folder=tmp_path)
    told: dict[str, list[Any]] = {kind: [] for kind in ("turn", "record", "paper", "file", "removed")}
    for _ in range(KILLS):
        for kind, what in work.killed(chance, writes=60, whole_s=0.6, first_s=0.15):
            told[kind].append(what)
        nothing_is_lost(tmp_path, told)
    assert any(told.values())
    assert all(told.values()) or KILLS < MANY  # a few early kills may leave a kind untold


def nothing_is_lost(folder: Path, told: dict[str, list[Any]]) -> None:
    """That everything which was promised is there and whole, and whatever else is there is whole too."""
    turns = Conversations(folder / "workspace").conversation("one").turns
    questions = [turn.question for turn in turns]
    assert all(told_ in questions for told_ in told["turn"])
    assert all(turn.answer and turn.answer.sentences for turn in turns)
    records = Records(folder / "workspace", settings={}, versions={})
    kept = {summary.id for summary in records.summaries()}
    assert set(told["record"]) <= kept
    assert records.audit().holds, records.audit()
    store = PaperStore(f"sqlite:///{folder / 'workspace' / 'desk.sqlite'}")
    newest = {paper.id: paper for paper in store.papers("sheet")}
    assert all(newest[id_].version >= version for id_, version in told["paper"])
    for paper in newest.values():
        history = store.history(paper.id)
        assert [one.version for one in history] == [*range(paper.version, 0, -1)]
        assert (history[0].body, history[-1].body) == (paper.body, BODY)
    store.close()
    held = {file.name: file for file in (folder / "workspace" / "removed").glob("*")}
    held |= {file.name: file for file in (folder / "added").glob("[!.]*")}
    assert set(told["file"]) | set(told["removed"]) <= held.keys()
    assert all(file.read_text().startswith(BODY) and len(file.read_text()) > len(BODY) for file in held.values())


def test_exporting(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    work = Work(step=crash_steps.exporting, folder=tmp_path)
    told: list[str] = []
    for _ in range(KILLS):
        told += work.killed(chance, writes=12, whole_s=0.8, first_s=0.2)
        for file in tmp_path.glob("[!.]*"):
            if file.suffix == ".docx":
                assert zipfile.ZipFile(file).testzip() is None
            else:
                assert json.loads(file.read_text())
        assert all((tmp_path / name).is_file() for name in told)
    assert told


def test_preparing_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(SEED)
    card = crash_steps.little_model(tmp_path)
    monkeypatch.setitem(embedded.KNOWN, "little", card)
    work = Work(step=crash_steps.preparing, folder=tmp_path)
    (*_, writes), whole_s = work.whole()
    models = tmp_path / "models"
    for round_ in range(KILLS):
        if round_ % 3 == 0:  # else it goes on where it was killed
            shutil.rmtree(models, ignore_errors=True)
        work.killed(chance, writes=writes, whole_s=whole_s)
        try:
            assert embedded.is_whole("little", models) and gguf_file("little", models)
        except (ModelMissing, AssertionError):
            assert not (models / "little.gguf").exists()
    work.whole()
    assert embedded.is_whole("little", models)


def test_a_snapshot_half_swept_away_is_known_for_nothing(tmp_path: Path) -> None:
    for version in range(3):
        corpus_of(tmp_path, version)
        Work(step=crash_steps.ingesting, folder=tmp_path).whole()
    index = tmp_path / "index"
    pointer = json.loads((index / publishing.CURRENT).read_text())
    assert is_intact(index / pointer["before"], whole=True)
    shutil.rmtree(index / pointer["before"] / "chroma")
    assert answers_whole(index)
    assert not is_intact(index / pointer["before"])
