"""Judged sets in the BEIR layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.evaluation.judged import load_judged_set, load_passages, turns_of
from tests.unit.judged_folder import QRELS, write_judged_set


def test_only_questions_with_a_relevant_passage_are_run(tmp_path: Path) -> None:
    judged = load_judged_set(write_judged_set(tmp_path / "tiny", qrels=(*QRELS, ("q3", "p1", 0))))
    assert judged.name == "tiny"
    assert [query.id for query in judged.queries] == ["q1", "q2"]
    assert judged.qrels == {"q1": {"p1": 1}, "q2": {"p3": 2, "p1": 0}}


def test_a_limit_draws_evenly_and_says_how_many_there_are(tmp_path: Path) -> None:
    queries = [{"_id": f"q{number}", "text": "Where?"} for number in range(10)]
    qrels = [(f"q{number}", "p1", 1) for number in range(10)]
    judged = load_judged_set(write_judged_set(tmp_path, queries=queries, qrels=qrels), limit=3)
    assert [query.id for query in judged.queries] == ["q0", "q3", "q6"]
    assert set(judged.qrels) == {"q0", "q3", "q6"}
    assert judged.total == 10


def test_a_passage_without_a_document_is_one_itself(tmp_path: Path) -> None:
    folder = write_judged_set(
        tmp_path, passages=[{"_id": "p1", "text": "One."}, {"_id": 2, "doc_id": 5, "text": "Two."}]
    )
    assert [(one.id, one.document, one.title) for one in load_passages(folder / "corpus.jsonl")] == [
        ("p1", "p1", ""),
        ("2", "5", ""),
    ]


def test_what_an_agent_says_answers_the_user_before_it() -> None:
    said = (
        ("agent", "Good morning."),
        ("user", "Which seals?"),
        ("user", "I mean on lorries."),
        ("agent", "The red ones."),
        ("agent", "Are there others?"),
        ("user", "Yes."),
    )
    turns = turns_of([{"speaker": speaker, "text": text} for speaker, text in said])
    assert [turn.question for turn in turns] == ["Which seals?", "I mean on lorries.", "Yes."]
    assert [turn.answer is None for turn in turns] == [True, False, True]
    assert turns[1].answer is not None
    assert [sentence.text for sentence in turns[1].answer.sentences] == ["The red ones.", "Are there others?"]
    assert turns[1].answer.citations == ()


def test_user_lines_are_the_turns_and_the_last_one_the_question(tmp_path: Path) -> None:
    query = {
        "_id": "q1",
        "text": "Both.\nPasted.",
        "raw": "|user|:  Which seals?\nOn lorries?\n|user|: And the blue ones?",
    }
    judged = load_judged_set(write_judged_set(tmp_path, queries=[query]))
    assert judged.queries[0].question == "And the blue ones?"
    assert [turn.question for turn in judged.queries[0].turns] == ["Which seals?\nOn lorries?"]


def test_several_files_ask_for_a_choice_by_name(tmp_path: Path) -> None:
    folder = write_judged_set(tmp_path)
    (folder / "queries_short.jsonl").write_text('{"_id": "q1", "text": "Seals?"}\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"queries\.jsonl, queries_short\.jsonl\. Say which with --queries"):
        load_judged_set(folder)
    judged = load_judged_set(folder, queries="queries_short.jsonl")
    assert (judged.queries_name, judged.queries[0].question) == ("queries_short", "Seals?")


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("corpus.jsonl", '{"_id": "p1"}\n', "Line 1 of corpus.jsonl lacks"),
        ("corpus.jsonl", '{"_id": "p1", "text": " "}\n', "There is no passage in"),
        ("queries.jsonl", "{not json\n", "Line 1 of queries.jsonl is not JSON"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1 p1 1\n", "Line 2 of qrels.tsv is not a judgement"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\nq9\tp1\t1\n", "No question of queries.jsonl"),
    ],
)
def test_a_damaged_file_is_named_with_its_line(tmp_path: Path, file: str, text: str, message: str) -> None:
    folder = write_judged_set(tmp_path)
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        load_judged_set(folder)
        load_passages(folder / "corpus.jsonl")
