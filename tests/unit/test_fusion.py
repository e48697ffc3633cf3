"""Two searches become one ranking."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.fusion import (
    BESIDE,
    DENSE_WEIGHT_LONG,
    DENSE_WEIGHT_SHORT,
    LONG_QUESTION,
    SHORT_QUESTION,
    dense_weight,
    favour_documents,
    favour_neighbours,
    fuse,
    ranked,
)

scored = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(-50, 50), max_size=8)


@given(scored, scored, st.floats(0, 2))
def test_a_fused_score_lies_between_nothing_and_both_searches_best(
    dense: dict[str, float], lexical: dict[str, float], share: float
) -> None:
    fused = fuse(dense, lexical, dense_share=share)
    assert fused.keys() == dense.keys() | lexical.keys()
    assert all(0 <= score <= share + 1 + 1e-9 for score in fused.values())


@given(scored, st.floats(0.1, 9), st.floats(-9, 9))
def test_the_scale_of_a_search_does_not_matter(scores: dict[str, float], scale: float, shift: float) -> None:
    rounded = {id_: round(score) for id_, score in scores.items()}
    moved = {id_: score * scale + shift for id_, score in rounded.items()}
    assert fuse(moved, {}, dense_share=1) == pytest.approx(fuse(rounded, {}, dense_share=1), abs=1e-6)


def test_the_best_of_a_search_gets_one_and_its_last_nothing() -> None:
    assert fuse({"a": 0.9, "b": 0.7, "c": 0.5}, {}, dense_share=1) == pytest.approx({"a": 1.0, "b": 0.5, "c": 0.0})


def test_what_both_searches_find_comes_before_what_one_finds() -> None:
    assert ranked(fuse({"a": 0.9, "b": 0.8, "z": 0.1}, {"c": 9, "b": 8, "z": 1}, dense_share=1))[0] == "b"


def test_what_one_search_missed_counts_there_as_its_last() -> None:
    fused = fuse({"a": 0.9, "b": 0.2}, {"c": 7.0, "d": 3.0}, dense_share=0.5)
    assert fused == {"a": 0.5, "b": 0.0, "c": 1.0, "d": 0.0}


def test_equal_scores_are_all_best() -> None:
    assert fuse({"a": 0.4, "b": 0.4}, {}, dense_share=0.5) == {"a": 0.5, "b": 0.5}
    assert fuse({}, {"a": -3.0}, dense_share=0.5) == {"a": 1.0}


def test_two_searches_that_found_nothing_are_no_ranking() -> None:
    assert fuse({}, {}, dense_share=1) == {}
    assert ranked({}) == []


def test_meaning_weighs_most_for_short_questions() -> None:
    assert dense_weight(0) == dense_weight(SHORT_QUESTION) == DENSE_WEIGHT_SHORT
    assert dense_weight(LONG_QUESTION) == dense_weight(400) == pytest.approx(DENSE_WEIGHT_LONG)
    middle = dense_weight(SHORT_QUESTION + 3)
    assert DENSE_WEIGHT_LONG < middle < DENSE_WEIGHT_SHORT
    falling = [dense_weight(words) for words in range(SHORT_QUESTION, LONG_QUESTION + 1)]
    assert falling == sorted(set(falling), reverse=True)


def test_a_chunk_gains_by_the_best_of_its_document() -> None:
    places = {"a1": ("a", 1), "a2": ("a", 2), "b1": ("b", 3)}
    scores = {"a1": 1.0, "a2": 0.2, "b1": 0.5}
    favoured = favour_documents(scores, places, share=0.8)
    assert favoured == pytest.approx({"a1": 1.8, "a2": 1.0, "b1": 0.9})
    assert (ranked(scores), ranked(favoured)) == (["a1", "b1", "a2"], ["a1", "a2", "b1"])


def test_within_a_document_the_order_stays() -> None:
    scores = {"p": 0.3, "q": 0.9, "r": 0.6}
    places = {id_: ("one", number) for number, id_ in enumerate(scores)}
    assert ranked(favour_documents(scores, places, share=0.3)) == ranked(scores)


def test_a_chunk_gains_a_little_by_the_better_one_beside_it() -> None:
    scores = {"before": 0.2, "middle": 1.0, "after": 0.4, "far": 0.4, "elsewhere": 0.4}
    places = {"before": ("a", 1), "middle": ("a", 2), "after": ("a", 3), "far": ("a", 9), "elsewhere": ("b", 10)}
    gained = favour_neighbours(scores, places)
    assert gained == pytest.approx(
        {"before": 0.2 + BESIDE, "middle": 1.0 + BESIDE * 0.4, "after": 0.4 + BESIDE, "far": 0.4, "elsewhere": 0.4}
    )
    assert ranked(gained)[:2] == ["middle", "after"]


@given(scored, st.integers(0, 1000))
def test_the_order_depends_on_the_scores_alone(scores: dict[str, float], seed: int) -> None:
    shuffled = list(scores.items())
    random.Random(seed).shuffle(shuffled)
    order = ranked(dict(shuffled))
    assert order == ranked(scores)
    assert sorted(order) == sorted(scores)
    values = [round(scores[id_], 9) for id_ in order]
    assert values == sorted(values, reverse=True)


def test_ties_go_by_id_even_when_sums_differ_in_the_last_bit() -> None:
    assert ranked({"b": 0.1 + 0.2, "a": 0.3}) == ["a", "b"]
