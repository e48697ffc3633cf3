"""Answers on record, over the shipped corpus with the real models: replayed, and kept when the index is deleted."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.__main__ import main
from assistant.domain import AnswerStatus, Turn


@pytest.fixture
def own(assistant: Assistant, tmp_path: Path) -> Assistant:
    """An assistant over a copy of the index, with a workspace of its own."""
    shutil.copytree(assistant.settings.index, tmp_path / "index")
    return Assistant(replace(assistant.settings, index=tmp_path / "index", workspace=tmp_path / "workspace"))


QUESTIONS = (
    "How many officers were trained in 2025?",
    "and in 2026?",
    "Who wrote note EX 114/26?",
    "What is a cow worth?",
)


def test_a_fresh_record_replays_the_same(own: Assistant) -> None:
    turns: list[Turn] = []
    for question in QUESTIONS:
        answer = own.ask(question, turns)
        assert answer.id is not None
        assert own.records.record(answer.id).answer == answer
        replay = own.replay(answer.id)
        assert replay.same, replay.differences
        assert not replay.snapshot_gone and not replay.remarks
        turns.append(Turn(question=question, answer=answer))
    assert [one.question for one in own.records.summaries()] == [*reversed(QUESTIONS)]


def test_records_outlive_the_index_and_say_when_their_snapshot_is_gone(
    own: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = own.ask("Who wrote note EX 114/26?")
    assert answer.id is not None and answer.status is AnswerStatus.ANSWERED
    folders = [
        f"--corpus={own.settings.corpus}",
        f"--index={tmp_path / 'index'}",
        f"--workspace={tmp_path / 'workspace'}",
    ]
    assert main(["replay", answer.id, *folders]) == 0
    assert capsys.readouterr().out.strip() == "same"
    shutil.rmtree(tmp_path / "index")
    again = Assistant(own.settings)
    assert again.records.record(answer.id).answer == answer
    small = tmp_path / "small"
    small.mkdir()
    shutil.copy(own.settings.corpus / "note-ex-101-26.pdf", small)
    folders[0] = f"--corpus={small}"
    assert main(["ingest", *folders]) == 0
    capsys.readouterr()
    assert main(["replay", answer.id, *folders]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith("different") and "no longer there" in shown
    assert main(["records", "--check", *folders]) == 0
    assert "Records: 1, none changed" in capsys.readouterr().out


def test_no_records_are_kept_where_none_are_wanted(own: Assistant) -> None:
    silent = Assistant(replace(own.settings, records=False))
    assert silent.ask("Who wrote note EX 114/26?").id is None
    assert silent.records.summaries() == ()
