"""The comparison with peers: what they are asked to do, and what is said of one that cannot do it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.judged import load_judged_set
from scripts.peers import compare
from scripts.peers.running import Failed, System, done, environment
from tests.unit.judged_folder import write_judged_set


def test_the_right_passages_are_always_among_those_that_are_drawn(tmp_path: Path) -> None:
    job = compare._judged(load_judged_set(write_judged_set(tmp_path / "tiny")), questions=2, most=3)
    assert [one["id"] for one in job.told["passages"]] == ["p1", "p2", "p3"]
    assert job.right == (frozenset({"p1"}), frozenset({"p3"}))
    assert job.size == "3 of the 4 passages and 2 questions of tiny"


def test_a_row_says_how_long_a_search_took_and_how_much_of_what_is_right_it_found(tmp_path: Path) -> None:
    job = compare._judged(load_judged_set(write_judged_set(tmp_path / "tiny")), questions=2, most=3)
    result = {"ingest_s": 2.4, "peak_bytes": 3_000_000}
    cells = compare._cells(job, result, {"seconds": [9.0, 0.025], "found": [["p2", "p1"], ["p2"]]})
    assert cells == ["2 s", "25 ms", "3 MB", "0.500"]


def test_a_system_that_cannot_be_run_says_why(tmp_path: Path) -> None:
    nowhere = System(module="haiku_rag", packages="haiku.txt", pythons=("python0.1",))
    assert environment(nowhere, tmp_path) is None
    with pytest.raises(Failed, match=r"it needs python0\.1"):
        done(nowhere, {"questions": []}, tmp_path)
    with pytest.raises(Failed, match="nothing_of_the_kind"):
        done(System(module="nothing_of_the_kind"), {"questions": []}, tmp_path)
