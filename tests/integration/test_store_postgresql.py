"""The workspace store on a real PostgreSQL: what it promises on SQLite holds there too."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.desk.desk import Desk
from assistant.desk.store.papers import Conflict, Paper, PaperStore
from assistant.domain import Kept, Overtaken, PositionPart
from assistant.errors import StoreBroken
from tests.fakes import NASTY, FakeAssistant
from tests.postgresql import Absent, postgresql


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    try:
        with postgresql() as held:
            yield held
    except Absent as reason:
        pytest.skip(str(reason))


@pytest.fixture
def store(url: str) -> Iterator[PaperStore]:
    held = PaperStore(url)
    yield held
    held.close()


def test_tables_are_made_once_and_what_is_put_comes_back(url: str, store: PaperStore) -> None:
    put = store.create("sheet", "Ferries", '{"a": "ü €"}')
    other = PaperStore(url)
    again = other.paper(put.id)
    other.close()
    assert (again.title, again.body, again.version, again.updated) == ("Ferries", '{"a": "ü €"}', 1, put.updated)
    assert again.updated.tzinfo is not None


def test_of_many_who_save_at_once_one_wins_and_the_others_are_told(url: str, store: PaperStore) -> None:
    put = store.create("sheet", "Ferries", "start")
    outcomes: list[Paper | Conflict] = []

    def save(name: int) -> None:
        own = PaperStore(url)
        outcomes.append(own.save(put, title="Ferries", body=str(name)))
        own.close()

    threads = [threading.Thread(target=save, args=(name,)) for name in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    (won,) = [one for one in outcomes if isinstance(one, Paper)]
    assert len(outcomes) == 4
    assert store.paper(put.id).body == won.body
    assert [one.version for one in store.history(put.id)] == [2, 1]


def test_a_search_takes_every_word_and_no_wildcard(store: PaperStore) -> None:
    north = store.create("note", "Ferries", "", words="Seals in the NORTH")
    store.create("note", "Ports", "", words="seals in the south")
    assert [one.id for one in store.papers("note", words="north seals")] == [north.id]
    assert len(store.papers("note", words="seals")) == 2
    assert store.papers("note", words="%") == ()
    store.remove(north.id)
    assert store.papers("note", words="north") == ()
    assert [one.version for one in store.history(north.id)] == [1]


def test_a_position_pack_is_kept_and_a_late_save_overwrites_nothing(url: str) -> None:
    desk: Desk = FakeAssistant().opened_desk(url)
    (sheet,) = desk.answered(desk.sheet("notes/ferry.pdf"))
    pack = desk.pack(sheet, delegation=f"Denmark {NASTY}")
    pack = pack.with_line(pack.points[0].question.id, PositionPart.RED_LINE, desk.own_line("Not without seals."))
    put = desk.packs.put(pack)
    assert desk.packs.take(put.id).value == pack
    assert isinstance(desk.packs.save(put, replace(pack, meeting="Thursday")), Kept)
    late = desk.packs.save(put, replace(pack, meeting="Friday"))
    assert isinstance(late, Overtaken)
    assert late.current.value.meeting == "Thursday"
    assert [one.value.meeting for one in desk.packs.history(put.id)] == ["Thursday", ""]
    assert [one.id for one in desk.packs.everything("denmark seals")] == [put.id]


def test_a_server_that_is_not_there_says_what_to_check() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with pytest.raises(StoreBroken, match="database is running") as caught:
        PaperStore("postgresql+psycopg://me:secret@localhost:1/desk")
    assert "secret" not in str(caught.value)
