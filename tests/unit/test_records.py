"""Records of answers: kept at once, never lost, tied to each other, and compared with the same question asked again."""

from __future__ import annotations

import json
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answering.verify.judge import Verdict
from assistant.answering.verify.recheck import recheck
from assistant.desk.records import Records
from assistant.desk.replaying import SCORE_TOLERANCE, compare
from assistant.domain import (
    Answer,
    AnswerStatus,
    Change,
    Decline,
    DeclineReason,
    Query,
    Sentence,
    Support,
    Turn,
)
from assistant.errors import StoreBroken
from assistant.settings import Settings, recorded
from assistant.terminal.replayed import audit_text, records_text, replay_text
from tests.fakes import FakeAssistant

ANSWER = FakeAssistant().ask("Which consignments and seals came on the ferry?")
SETTINGS, VERSIONS = {"hits": "10"}, {"python": "3.11"}


def records(folder: Path) -> Records:
    return Records(folder, settings=SETTINGS, versions=VERSIONS)


def keep(folder: Path, answer: Answer = ANSWER, turns: tuple[Turn, ...] = ()) -> str:
    kept = records(folder).keep(answer, turns=turns, documents=["b", "a"], corrected=None)
    assert kept.id is not None
    assert replace(kept, id=None) == answer
    return kept.id


def file_of(folder: Path) -> Path:
    (file,) = (folder / "records").glob("*.jsonl")
    return file


def test_a_record_holds_what_the_answer_was_made_from(tmp_path: Path) -> None:
    turn = Turn(question="Before?", answer=ANSWER)
    id_ = keep(tmp_path, turns=(turn,))
    record = records(tmp_path).record(id_)
    assert record.answer == replace(ANSWER, id=id_)
    assert record.answer.hits and record.answer.hits[0].dense_rank
    assert (record.settings, record.versions, record.documents) == (SETTINGS, VERSIONS, ("a", "b"))
    assert (record.previous, record.question) == ("", ANSWER.question)
    (earlier,) = record.turns
    assert earlier.answer is not None
    assert (earlier.answer.sentences, earlier.answer.hits) == (ANSWER.sentences, ())


def test_records_are_listed_the_latest_first(tmp_path: Path) -> None:
    ids = [keep(tmp_path) for _ in range(3)]
    assert [one.id for one in records(tmp_path).summaries()] == ids[::-1]
    listed = records_text(records(tmp_path).summaries())
    assert listed.count("\n") == 2
    assert f"{ids[2]}  " in listed and "answered" in listed and ANSWER.question in listed
    assert "no records yet" in records_text(records(tmp_path / "none").summaries())


@pytest.mark.parametrize("id_", ["", "x", "20261126-000000-abcdef", "../../secret", "20261126/../x"])
def test_a_record_that_is_not_there_is_said_so(tmp_path: Path, id_: str) -> None:
    keep(tmp_path)
    with pytest.raises(StoreBroken, match="no record"):
        records(tmp_path).record(id_)


def test_the_chain_holds_and_an_edit_breaks_it(tmp_path: Path) -> None:
    for _ in range(4):
        keep(tmp_path)
    before = records(tmp_path).audit()
    assert (before.records, before.holds, before.broken, before.cut_short) == (4, True, (), ())
    assert "Records: 4, none changed" in audit_text(before) and before.latest in audit_text(before)
    file = file_of(tmp_path)
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace("ferry", "barge")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    audit = records(tmp_path).audit()
    assert [(link.line, "changed or taken out" in link.reason) for link in audit.broken] == [(3, True)]
    assert not audit.holds and "line 3" in audit_text(audit) and "from a backup" in audit_text(audit)


def test_a_record_taken_out_breaks_the_chain(tmp_path: Path) -> None:
    for _ in range(4):
        keep(tmp_path)
    file = file_of(tmp_path)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:1] + lines[2:]), encoding="utf-8")
    assert [link.line for link in records(tmp_path).audit().broken] == [2]


def test_the_chain_goes_on_from_one_month_to_the_next(tmp_path: Path) -> None:
    keep(tmp_path)
    file_of(tmp_path).rename(tmp_path / "records" / "2001-01.jsonl")
    keep(tmp_path)
    assert len(list((tmp_path / "records").glob("*.jsonl"))) == 2
    assert records(tmp_path).audit().broken == ()
    assert all(json.loads(line)["previous"] for line in sorted((tmp_path / "records").glob("2[!0]*.jsonl")))
    (tmp_path / "records" / "2001-01.jsonl").unlink()
    assert [link.line for link in records(tmp_path).audit().broken] == [1]


def test_a_line_cut_short_by_a_crash_loses_only_itself(tmp_path: Path) -> None:
    first = keep(tmp_path)
    file = file_of(tmp_path)
    whole, latest = file.read_bytes(), (tmp_path / "records" / "latest.sha256").read_bytes()
    for cut in (1, 40, len(whole) // 2, len(whole) - 2):
        file.write_bytes(whole + whole[:cut])
        (tmp_path / "records" / "latest.sha256").write_bytes(latest)
        last = keep(tmp_path)
        assert {one.id for one in records(tmp_path).summaries()} == {first, last}
        assert records(tmp_path).record(last).id == last
        audit = records(tmp_path).audit()
        assert audit.holds and [link.line for link in audit.cut_short] == [2]
        assert "no answer was shown for it" in audit_text(audit)


def lines_of(folder: Path) -> list[str]:
    return file_of(folder).read_text(encoding="utf-8").splitlines(keepends=True)


def test_records_taken_from_the_end_are_missed(tmp_path: Path) -> None:
    for _ in range(4):
        keep(tmp_path)
    lines = lines_of(tmp_path)
    for left in (3, 1):
        file_of(tmp_path).write_text("".join(lines[:left]), encoding="utf-8")
        audit = records(tmp_path).audit()
        assert [link.line for link in audit.broken] == [left] and "latest is gone" in audit.broken[0].reason
    keep(tmp_path)
    assert not records(tmp_path).audit().holds


def test_an_edit_of_the_last_record_is_noticed(tmp_path: Path) -> None:
    keep(tmp_path)
    keep(tmp_path)
    file = file_of(tmp_path)
    file.write_text("".join([lines_of(tmp_path)[0], lines_of(tmp_path)[1].replace("ferry", "barge")]), encoding="utf-8")
    assert [link.line for link in records(tmp_path).audit().broken] == [2]
    for _ in range(2):
        keep(tmp_path)
        assert [link.line for link in records(tmp_path).audit().broken] == [3]


def test_a_line_written_over_is_no_crash(tmp_path: Path) -> None:
    for _ in range(3):
        keep(tmp_path)
    lines = lines_of(tmp_path)
    for number in (0, 1, 2):
        changed = [*lines[:number], "written over\n", *lines[number + 1 :]]
        file_of(tmp_path).write_text("".join(changed), encoding="utf-8")
        assert records(tmp_path).audit().broken, number


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chain")
    for _ in range(5):
        keep(folder)
    return folder


@settings(deadline=None, max_examples=40)
@given(
    what=st.sampled_from(["byte", "out", "twice", "swap", "cut", "between"]), line=st.integers(0, 4), seed=st.randoms()
)
def test_no_edit_of_any_kind_goes_unnoticed(chain: Path, what: str, line: int, seed: random.Random) -> None:
    file = file_of(chain)
    whole = file.read_bytes()
    lines = whole.splitlines(keepends=True)
    if what == "byte":
        changed = bytearray(lines[line])
        changed[seed.randrange(len(changed) - 1)] ^= 1 << seed.randrange(7)
        lines[line] = bytes(changed)
    elif what == "out":
        del lines[line]
    elif what == "twice":
        lines.insert(line, lines[line])
    elif what == "swap":
        lines[line], lines[line - 1] = lines[line - 1], lines[line]
    elif what == "cut":
        lines[line] = lines[line][: seed.randrange(1, len(lines[line]) - 1)] + b"\n"
    else:
        lines.insert(line, b"something else\n")
    file.write_bytes(b"".join(lines))
    try:
        assert not records(chain).audit().holds
    finally:
        file.write_bytes(whole)
    assert records(chain).audit().holds


def test_a_crash_before_the_latest_is_noted_is_no_edit(tmp_path: Path) -> None:
    keep(tmp_path)
    latest = (tmp_path / "records" / "latest.sha256").read_bytes()
    keep(tmp_path)
    (tmp_path / "records" / "latest.sha256").write_bytes(latest)
    audit = records(tmp_path).audit()
    assert audit.holds and [link.line for link in audit.cut_short] == [2]
    keep(tmp_path)
    assert records(tmp_path).audit().cut_short == ()
    (tmp_path / "records" / "latest.sha256").unlink()
    assert "is missing" in records(tmp_path).audit().broken[0].reason


def test_a_chain_that_was_made_anew_does_not_have_what_was_noted_down(tmp_path: Path) -> None:
    keep(tmp_path)
    noted = records(tmp_path).audit().latest
    keep(tmp_path)
    assert "still stands" in audit_text(records(tmp_path).audit(noted))
    shutil.rmtree(tmp_path / "records")
    keep(tmp_path)
    audit = records(tmp_path).audit(noted)
    assert (audit.broken, audit.holds) == ((), False)
    assert "noted down stands nowhere" in audit_text(audit)
    assert records(tmp_path / "none").audit().holds
    assert audit_text(records(tmp_path / "none").audit()) == "There are no records yet."


def test_the_records_of_people_who_signed_in_are_listed_and_checked_too(tmp_path: Path) -> None:
    ada, ben = tmp_path / "people" / "ada", tmp_path / "people" / "ben"
    first, second, third = keep(ada), keep(tmp_path), keep(ben)
    listed = records(tmp_path).summaries()
    assert {(one.id, one.person) for one in listed} == {(first, "ada"), (second, ""), (third, "ben")}
    assert f"(ada) {ANSWER.question}" in records_text(listed)
    assert [one.id for one in records(ada).summaries()] == [first], "a person has their own alone"
    audit = records(tmp_path).audit(records(ben).audit().latest)
    assert (audit.holds, audit.noted_stands, sorted(audit.people)) == (True, True, ["ada", "ben"])
    file_of(ada).write_text(file_of(ada).read_text().replace("ferry", "barge"))
    broken = records(tmp_path).audit()
    assert not broken.holds
    assert not records(ada).audit().holds
    assert records(ben).audit().holds
    _, of_ada, of_ben = audit_text(broken).split("Folder people/")
    assert of_ada.startswith("ada\n") and "Restore the folder" in of_ada
    assert of_ben.startswith("ben\n") and "Records: 1, none changed" in of_ben


def test_a_clock_that_goes_back_breaks_no_chain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 12, 1, 0, 5, tzinfo=UTC)
    ids = []
    for minutes in (0, -10, -60 * 24 * 40, 60 * 24 * 40, -5):
        monkeypatch.setattr(
            "assistant.desk.records.datetime", SimpleNamespace(now=lambda _, m=minutes: now + timedelta(minutes=m))
        )
        ids.append(keep(tmp_path))
    assert records(tmp_path).audit().broken == ()
    assert [record.id for record in records(tmp_path).summaries()] == ids[::-1]
    assert [records(tmp_path).record(id_).id for id_ in ids] == ids


def test_a_record_written_over_is_said_to_be(tmp_path: Path) -> None:
    id_ = keep(tmp_path)
    file = file_of(tmp_path)
    file.write_text(file.read_text(encoding="utf-8").replace('"status":"answered"', '"status":"perhaps"', 1))
    with pytest.raises(StoreBroken, match="cannot be read"):
        records(tmp_path).record(id_)


def test_what_cannot_be_recorded_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "records").write_text("a file in the way")
    with pytest.raises(StoreBroken, match="records = false"):
        keep(tmp_path)


def _keep_many(folder: Path) -> None:
    for _ in range(10):
        keep(folder)


def test_two_that_write_at_once_keep_one_chain(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(_keep_many, [tmp_path, tmp_path]))
    assert len(records(tmp_path).summaries()) == 20
    assert records(tmp_path).audit().broken == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    question=st.text(max_size=200),
    texts=st.lists(st.text(max_size=60), max_size=4),
    reasons=st.lists(st.sampled_from(DeclineReason), max_size=2),
    score=st.floats(allow_nan=False, allow_infinity=False, width=32),
)
def test_a_fresh_record_beside_its_own_answer_is_the_same(
    tmp_path: Path, question: str, texts: list[str], reasons: list[DeclineReason], score: float
) -> None:
    answer = replace(
        ANSWER,
        question=question,
        query=question,
        sentences=tuple(Sentence(text=text, support=Support.QUOTED, citations=ANSWER.citations[:1]) for text in texts),
        declines=tuple(Decline(reason=reason, question=question) for reason in reasons),
        hits=tuple(replace(hit, score=score) for hit in ANSWER.hits),
    )
    record = records(tmp_path).record(keep(tmp_path, answer))
    replay = compare(record, answer, settings=SETTINGS, versions=VERSIONS)
    assert replay.same and not replay.snapshot_gone and replay.remarks == ()
    assert replay_text(replay) == "same"


def test_every_difference_is_told(tmp_path: Path) -> None:
    record = records(tmp_path).record(keep(tmp_path))
    first, *others = ANSWER.sentences
    now = replace(
        ANSWER,
        query="otherwise",
        status=AnswerStatus.PARTLY,
        sentences=(replace(first, text="New words."), *others),
        declines=(Decline(reason=DeclineReason.NOT_SAID, question="why?"),),
        withheld=(first,),
        hits=ANSWER.hits[:1],
        snapshot="another",
    )
    replay = compare(
        record,
        now,
        settings={"hits": "5"},
        versions={"python": "3.12"},
        rechecked=((first, Support.CONTRADICTED), (first, Support.PARTLY)),
    )
    assert {one.change for one in replay.differences} == set(Change) - {Change.SCORES}
    assert sum(one.change is Change.SUPPORT for one in replay.differences) == 1
    assert replay.remarks == (
        "The setting hits was 10 and is 5.",
        "The version of python was 3.11 and is 3.12.",
    )
    text = replay_text(replay)
    assert text.startswith("different\n")
    assert f"  - {first.text} (notes/ferry.pdf, page 1)" in text and "  + New words." in text
    assert "no longer there" in text and "judged anew" in text


def test_filters_understood_otherwise_are_a_difference(tmp_path: Path) -> None:
    assert ANSWER.understood is not None
    asked = replace(ANSWER, understood=FakeAssistant().understand("Which seals came since 2024?"))
    record = records(tmp_path).record(keep(tmp_path, asked))
    (difference,) = compare(record, ANSWER, settings=SETTINGS, versions=VERSIONS).differences
    assert (difference.change, difference.then, difference.now) == (Change.QUERY, "since 2024", "")


@pytest.mark.parametrize(("moved", "same"), [(SCORE_TOLERANCE / 2, True), (SCORE_TOLERANCE * 2, False)])
def test_scores_may_differ_in_their_last_digits(tmp_path: Path, moved: float, same: bool) -> None:
    record = records(tmp_path).record(keep(tmp_path))
    hits = tuple(replace(hit, score=hit.score + moved) for hit in ANSWER.hits)
    assert compare(record, replace(ANSWER, hits=hits), settings=SETTINGS, versions=VERSIONS).same is same


def test_passages_in_another_order_are_a_difference(tmp_path: Path) -> None:
    record = records(tmp_path).record(keep(tmp_path))
    now = replace(ANSWER, hits=ANSWER.hits[::-1])
    (difference,) = compare(record, now, settings=SETTINGS, versions=VERSIONS).differences
    assert difference.change is Change.HITS
    assert difference.then == "the same, in another order"


class WordJudge:
    """Supports what shares its first word with the evidence."""

    def judge(self, claim: str, evidence: list[str]) -> Verdict:
        found = any(claim.split()[0] in text for text in evidence)
        return Verdict(support=Support.SUPPORTED if found else Support.UNSUPPORTED, score=1.0)


def test_sentences_of_a_model_are_judged_anew_against_what_they_cite() -> None:
    first = ANSWER.sentences[0]
    told = replace(first, text=f"{first.text.split()[0]} are many.", support=Support.SUPPORTED)
    wrong = replace(first, text="Nobody came.", support=Support.SUPPORTED)
    bare = replace(told, citations=())
    verdicts = [support for _, support in recheck([told, wrong, bare], lambda _: WordJudge())]  # type: ignore[arg-type,return-value]
    assert verdicts == [Support.SUPPORTED, Support.UNSUPPORTED, Support.UNSUPPORTED]


def test_settings_are_recorded_without_places_and_secrets() -> None:
    found = recorded(Settings(store="postgresql://me:secret@host/db", model_options='{"api_key": "k"}'))
    assert found["hits"] == "10"
    assert "workspace" not in found
    assert found["store"].startswith("sha256:") and "secret" not in str(found) and "api_key" not in str(found)


def test_a_corrected_question_is_kept_as_corrected(tmp_path: Path) -> None:
    query = Query(question="a", asked="b", standalone="b", parts=("b",))
    kept = records(tmp_path).keep(ANSWER, corrected=query)
    assert kept.id is not None
    assert records(tmp_path).record(kept.id).corrected == query
