"""Two people over the shipped corpus: who may not see a document has exactly what a corpus without it would give."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import PurePath

import pytest

from assistant import Assistant
from assistant.access.people import Collections, Person, SignIn
from assistant.access.policy import HERE, Policy, Rule
from assistant.domain import Answer, Turn
from assistant.errors import NotAllowed, SettingsError, StoreBroken, UnknownDocument
from assistant.people import Views

COUNCIL = frozenset(["council"])
POLICY = Policy(rules=(("LIMITE", Rule(models=frozenset([HERE]), groups=COUNCIL)),))
DESK = Collections(folders=(("desk", COUNCIL),))
DOCUMENTS = (
    "note-ex-101-26.pdf",
    "briefing-container-checks.md",
    "note-ex-114-26.pdf",
    "desk/article-small-parcels.html",
)
QUESTIONS = (
    "Which controls do the ports carry out on containers?",
    "Which documents are marked LIMITE?",
    "What is said about the corridors and tranport?",
)


@pytest.fixture(scope="module")
def whole(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Some shipped documents, of which only the Council's desk may see what is marked LIMITE or lies in its folder."""
    folder = tmp_path_factory.mktemp("people")
    (folder / "corpus" / "desk").mkdir(parents=True)
    for name in DOCUMENTS:
        shutil.copy(assistant.settings.corpus / PurePath(name).name, folder / "corpus" / name)
    places = {name: folder / name for name in ("corpus", "index", "workspace")}
    sign_in = SignIn(administrators=frozenset(["admins"]))
    found = Assistant(
        replace(assistant.settings, **places, markings=POLICY, collections=DESK, sign_in=sign_in),
    )
    found._parts = assistant._parts  # the models are loaded once
    found.ingest()
    return found


def person(name: str, *groups: str) -> Person:
    return Person(id=name, name=name, groups=frozenset(groups))


@pytest.fixture(scope="module")
def views(whole: Assistant) -> Views:
    return Views(whole)


@pytest.fixture(scope="module")
def ada(views: Views) -> Assistant:
    """Of the Council's desk."""
    return views.of(person("ada", "council", "staff"))


@pytest.fixture(scope="module")
def ben(views: Views) -> Assistant:
    """Of another."""
    return views.of(person("ben", "staff"))


@pytest.fixture(scope="module")
def hidden(whole: Assistant) -> frozenset[str]:
    found = frozenset(one.id for one in whole.documents() if one.marking == "LIMITE" or "/" in one.id)
    assert len(found) == 2
    return found


@pytest.fixture(scope="module")
def without(whole: Assistant, hidden: frozenset[str], tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over a corpus that never had what Ben may not see."""
    folder = tmp_path_factory.mktemp("without")
    shutil.copytree(whole.settings.corpus, folder / "corpus")
    for document in hidden:
        (folder / "corpus" / document).unlink()
    found = Assistant.open(corpus=folder / "corpus", index=folder / "index", workspace=folder / "workspace")
    found._parts = whole._parts
    found.ingest()
    return found


def assert_same(one: Answer, other: Answer) -> None:
    """Two answers are the same; only the sixth digit of a score depends on the order of sums."""
    for mine, theirs in zip(one.hits, other.hits, strict=True):
        assert (mine.score, mine.dense_score) == pytest.approx((theirs.score, theirs.dense_score), abs=1e-5)
    assert _unscored(one) == _unscored(other)


def _unscored(answer: Answer) -> Answer:
    hits = tuple(replace(hit, score=0.0, dense_score=None) for hit in answer.hits)
    return replace(answer, id=None, snapshot="", seconds_s={}, hits=hits)


def test_what_may_not_be_seen_leaves_no_trace_in_anything(
    ben: Assistant, without: Assistant, hidden: frozenset[str], whole: Assistant
) -> None:
    assert ben.documents() == without.documents()
    for question in (*QUESTIONS, *(one.text for id_ in sorted(hidden) for one in whole.document(id_).questions[:1])):
        assert_same(ben.ask(question), without.ask(question))
    assert ben.understand(QUESTIONS[2]) == without.understand(QUESTIONS[2])
    assert ben.suggestions() == without.suggestions()
    for words in ("customs", "corridr", "LIMITE"):
        assert ben.mentions(words) == without.mentions(words)
    assert ben.desk.footnote_sources() == without.desk.footnote_sources()
    for one in ben.documents():
        assert ben.document(one.id) == without.document(one.id)
    mine, theirs = ben.status(), without.status()
    assert (mine.documents, mine.pages, mine.chunks, mine.refused) == (
        theirs.documents,
        theirs.pages,
        theirs.chunks,
        theirs.refused,
    )


def test_a_hidden_document_is_as_unknown_as_one_that_is_not_there(ben: Assistant, hidden: frozenset[str]) -> None:
    document = min(hidden)
    for ask in (ben.document, ben.desk.sheet, lambda id_: ben.page_picture(id_, 1), lambda id_: ben.find_in(id_, "a")):
        with pytest.raises(UnknownDocument) as refused:
            ask(document)
        with pytest.raises(UnknownDocument) as missing:
            ask("nothing.pdf")
        assert str(refused.value) == str(missing.value).replace("nothing.pdf", document)
    assert ben.ask(QUESTIONS[0], documents=(document,)).sentences == ()


def test_what_one_person_keeps_is_not_the_others(ada: Assistant, ben: Assistant, hidden: frozenset[str]) -> None:
    document = min(one for one in hidden if ada.document(one).questions)
    kept = ada.desk.sheets.put(ada.desk.sheet(document))
    answer = ada.ask("Which gaps are the most urgent?", documents=(document,))
    assert answer.marking == "LIMITE"
    ada.conversations.keep("theirs", Turn(question="Which gaps?", answer=answer))
    assert [one.id for one in ada.desk.sheets.everything()] == [kept.id]
    assert ben.desk.sheets.everything() == ()
    with pytest.raises(StoreBroken, match="Nothing is kept under"):
        ben.desk.sheets.take(kept.id)
    assert ben.conversations.conversation("theirs").turns == ()
    assert answer.id is not None
    with pytest.raises(StoreBroken, match="There is no record"):
        ben.records.record(answer.id)


def test_who_leaves_a_group_keeps_nothing_that_only_it_may_see(views: Views, ada: Assistant) -> None:
    answer = ada.ask("Which gaps are the most urgent?")
    assert answer.marking == "LIMITE" and answer.id
    ada.conversations.keep("mixed", Turn(question="Which gaps?", answer=answer))
    ada.conversations.keep(
        "mixed", Turn(question="Nothing?", answer=replace(answer, hits=(), sentences=(), declines=()))
    )
    kept = ada.desk.sheets.put(ada.desk.sheet(next(one.id for one in ada.documents() if one.marking and one.questions)))
    moved = views.of(person("ada", "staff"))
    assert [turn.question for turn in moved.conversations.conversation("mixed").turns] == ["Nothing?"]
    assert kept.id not in [one.id for one in moved.desk.sheets.everything()]
    with pytest.raises(StoreBroken, match="Nothing is kept under"):
        moved.desk.sheets.take(kept.id)
    with pytest.raises(StoreBroken, match="may not see"):
        moved.replay(answer.id)
    assert len(ada.conversations.conversation("mixed").turns) == 2


def test_only_administrators_change_the_corpus_and_everybody_follows(
    views: Views, ben: Assistant, whole: Assistant
) -> None:
    boss = views.of(person("boss", "admins"))
    assert (boss.may_change, ben.may_change) == (True, False)
    for change in (ben.ingest, lambda: ben.add([("a.txt", b"a")]), lambda: ben.remove(ben.documents()[0].id)):
        with pytest.raises(NotAllowed, match="Only an administrator"):
            change()
    secret = b"LIMITE\n\nNote on seals\n\nThe seal XQ-77 was broken in the yard at Nadur on Monday.\n"
    added = boss.add([("open.txt", secret.replace(b"LIMITE\n\n", b"").replace(b"77", b"88")), ("seals.txt", secret)])
    assert len(added.rows) == len(whole.documents())
    names = [one.id for one in ben.documents()]
    assert "open.txt" in names and "seals.txt" not in names
    assert "seals.txt" not in [one.id for one in boss.documents()]
    assert ben.mentions("XQ-77").total == 0 and ben.mentions("XQ-88").total == 1


def test_a_shared_database_is_refused(whole: Assistant) -> None:
    with pytest.raises(SettingsError, match="'store'"):
        Views(Assistant(replace(whole.settings, store="sqlite://")))


def test_a_damaged_view_is_made_anew_and_none_from_before_answers(ben: Assistant, hidden: frozenset[str]) -> None:
    (current,) = {ben.ask(QUESTIONS[0]).snapshot}
    texts = ben.settings.index / current / "texts.sqlite"
    texts.write_bytes(texts.read_bytes()[:-4096])
    ben._published._opened.snapshot.suspect = True  # type: ignore[union-attr]
    assert ben.ask(QUESTIONS[0]).snapshot == current
    assert not hidden & {one.id for one in ben.documents()}
