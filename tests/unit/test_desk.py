"""What a person makes and adds: conversations kept turn by turn, files put in and taken out without loss."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.desk.conversations import Conversations
from assistant.desk.corpus_folder import put, safe_name, take_out
from assistant.domain import AnswerStatus, Turn
from tests.fakes import FakeAssistant


def test_turns_come_back_in_order(tmp_path: Path) -> None:
    desk = Conversations(tmp_path)
    desk.keep("one", Turn(question="First?"))
    desk.keep("one", Turn(question="Second?"))
    again = Conversations(tmp_path)
    assert [turn.question for turn in again.conversation("one").turns] == ["First?", "Second?"]
    assert [(s.id, s.title, s.turns) for s in again.summaries()] == [("one", "First?", 2)]


def test_a_line_cut_short_by_a_crash_loses_only_itself(tmp_path: Path) -> None:
    desk = Conversations(tmp_path)
    desk.keep("one", Turn(question="First?"))
    with (tmp_path / "conversations" / "one.jsonl").open("a") as handle:
        handle.write('{"question": "half')
    desk.keep("one", Turn(question="Third?"))
    assert [turn.question for turn in desk.conversation("one").turns] == ["First?", "Third?"]


def test_what_was_on_the_screen_when_the_program_was_killed_is_there_again(tmp_path: Path) -> None:
    (sentence, *_) = FakeAssistant().ask("Forged?").sentences
    desk = Conversations(tmp_path)
    desk.draft("one", "Forged?", (), snapshot="s", model="m")
    assert Conversations(tmp_path).conversation("one").turns == (Turn(question="Forged?"),)
    desk.draft("one", "Forged?", [sentence], snapshot="s", model="m")
    desk.draft("one", "Forged?", [sentence, sentence], snapshot="s", model="m")
    (turn,) = Conversations(tmp_path).conversation("one").turns
    assert turn.answer is not None
    assert turn.answer.status is AnswerStatus.INTERRUPTED
    assert [one.text for one in turn.answer.sentences] == [sentence.text] * 2
    assert [one.marker for one in turn.answer.citations] == [1, 2]
    desk.draft("one", "Forged?", (), snapshot="s", model="m")  # asked again, and killed again before it said anything
    assert Conversations(tmp_path).conversation("one").turns == (turn, Turn(question="Forged?"))


def test_a_draft_gives_way_to_the_whole_answer_and_to_nothing_else(tmp_path: Path) -> None:
    answer = FakeAssistant().ask("Forged?")
    desk = Conversations(tmp_path)
    desk.draft("one", "Forged?", answer.sentences, snapshot="s", model=None)
    desk.keep("one", Turn(question="Which lorries?"))
    desk.draft("one", "Forged?", answer.sentences, snapshot="s", model=None)
    desk.keep("one", whole := Turn(question="Forged?", answer=answer))
    turns = desk.conversation("one").turns
    assert [turn.question for turn in turns] == ["Forged?", "Which lorries?", "Forged?"]
    assert turns[2] == whole
    assert desk.summaries()[0].turns == 3


def test_an_unknown_conversation_is_empty_and_a_forgotten_one_gone(tmp_path: Path) -> None:
    desk = Conversations(tmp_path)
    assert desk.conversation("none").turns == ()
    assert desk.conversation("../../etc/passwd").turns == ()
    desk.keep("one", Turn(question="First?"))
    desk.forget("one")
    assert desk.summaries() == ()


def test_an_id_cannot_leave_the_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a conversation id"):
        Conversations(tmp_path).keep("../x", Turn(question="First?"))


@given(st.text(max_size=300))
def test_a_safe_name_is_one_visible_name(name: str) -> None:
    safe = safe_name(name)
    assert safe and len(safe) <= 136
    assert not safe.startswith((".", "~$"))
    assert Path(safe).name == safe
    assert safe.isprintable()


def test_nothing_in_the_corpus_is_overwritten(tmp_path: Path) -> None:
    put(tmp_path, "note.txt", b"one")
    assert put(tmp_path, "note.txt", b"one").name == "note.txt"
    assert put(tmp_path, "../note.txt", b"two").name == "note (2).txt"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["note (2).txt", "note.txt"]
    assert (tmp_path / "note.txt").read_bytes() == b"one"


def test_what_is_taken_out_can_be_put_back(tmp_path: Path) -> None:
    corpus, workspace = tmp_path / "corpus", tmp_path / "workspace"
    for content in (b"one", b"two"):
        put(corpus, "note.txt", content)
        kept = take_out(corpus, workspace, "note.txt")
        assert kept is not None
        assert kept.read_bytes() == content
    assert sorted(path.name for path in (workspace / "removed").iterdir()) == ["note (2).txt", "note.txt"]
    assert take_out(corpus, workspace, "note.txt") is None
    assert take_out(corpus, workspace, "../workspace/removed/note.txt") is None
