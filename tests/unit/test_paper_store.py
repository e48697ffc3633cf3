"""The workspace store: every version is kept, a late save overwrites nothing, and a broken database says so."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from pathlib import Path

import pytest

from assistant.desk.store.papers import Conflict, Paper, PaperStore
from assistant.errors import StoreBroken


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'workspace' / 'desk.sqlite'}"


@pytest.fixture
def store(tmp_path: Path) -> PaperStore:
    return PaperStore(_url(tmp_path))


def test_what_is_put_comes_back_after_the_program_ended(tmp_path: Path, store: PaperStore) -> None:
    put = store.create("sheet", "Ferries", '{"a": 1}')
    store.close()
    again = PaperStore(_url(tmp_path)).paper(put.id)
    assert (again.title, again.body, again.version) == ("Ferries", '{"a": 1}', 1)
    assert again.updated == put.updated
    assert again.updated.tzinfo is not None


def test_the_second_of_two_saves_is_told_and_overwrites_nothing(store: PaperStore) -> None:
    put = store.create("sheet", "Ferries", "one")
    mine = store.save(put, title="Ferries", body="mine")
    theirs = store.save(put, title="Ferries", body="theirs")
    assert isinstance(mine, Paper)
    assert isinstance(theirs, Conflict)
    assert theirs.current.body == "mine"
    assert [one.body for one in store.history(put.id)] == ["mine", "one"]
    assert isinstance(store.save(theirs.current, title="Ferries", body="theirs"), Paper)


def test_of_many_who_save_at_once_one_wins(store: PaperStore) -> None:
    put = store.create("sheet", "Ferries", "start")
    outcomes: list[Paper | Conflict] = []

    def save(name: int) -> None:
        outcomes.append(store.save(put, title="Ferries", body=str(name)))

    threads = [threading.Thread(target=save, args=(name,)) for name in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    (won,) = [one for one in outcomes if isinstance(one, Paper)]
    assert len(outcomes) == 6
    assert store.paper(put.id).body == won.body
    assert len(store.history(put.id)) == 2


def test_a_search_finds_what_holds_every_word_and_takes_no_wildcard(store: PaperStore) -> None:
    ferries = store.create("sheet", "Ferries", "", words="Seals in the NORTH")
    store.create("sheet", "Ports", "", words="seals in the south")
    store.create("pack", "Ferries too", "", words="seals in the north")
    assert [one.id for one in store.papers("sheet", words="north seals")] == [ferries.id]
    assert len(store.papers("sheet", words="seals")) == 2
    assert store.papers("sheet", words="%") == ()


def test_what_is_removed_leaves_the_lists_and_keeps_its_versions(store: PaperStore) -> None:
    put = store.create("sheet", "Ferries", "one")
    store.remove(put.id)
    assert store.papers("sheet") == ()
    with pytest.raises(KeyError):
        store.paper(put.id)
    assert isinstance(store.save(put, title="Ferries", body="two"), Paper)
    assert store.paper(put.id).body == "two"


def test_a_database_that_cannot_be_opened_says_what_to_check_and_not_the_password(tmp_path: Path) -> None:
    with pytest.raises(StoreBroken, match="store"):
        PaperStore("nonsense")
    file = tmp_path / "desk.sqlite"
    file.write_bytes(b"this is no database at all, but a text of some length" * 40)
    with pytest.raises(StoreBroken, match="cannot be opened"):
        PaperStore(f"sqlite:///{file}")
    with pytest.raises(StoreBroken) as caught:
        PaperStore("postgresql+nodriver://me:secret@localhost/desk")
    assert "secret" not in str(caught.value)


def _save_for_ever(url: str, paper_id: str) -> None:
    store = PaperStore(url)
    paper = store.paper(paper_id)
    while True:
        saved = store.save(paper, title="Ferries", body=f"version {paper.version + 1}")
        assert isinstance(saved, Paper)
        paper = saved


def test_killed_while_saving_the_last_version_told_is_there(tmp_path: Path, store: PaperStore) -> None:
    put = store.create("sheet", "Ferries", "version 1")
    spawned = multiprocessing.get_context("spawn").Process(target=_save_for_ever, args=(_url(tmp_path), put.id))
    spawned.start()
    while store.paper(put.id).version < 20:
        assert spawned.is_alive()
    assert spawned.pid is not None
    os.kill(spawned.pid, signal.SIGKILL)
    spawned.join()
    newest = store.paper(put.id)
    assert newest.body == f"version {newest.version}"
    assert [one.version for one in store.history(put.id)] == list(range(newest.version, 0, -1))
    assert isinstance(store.save(newest, title="Ferries", body="after"), Paper)
