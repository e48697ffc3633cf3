"""Measures of rankings, against values worked out by hand."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from assistant.evaluation.metrics import measure, per_query, scored, trec_lines, with_interval

QRELS = {"a": {"d1": 1, "d2": 1}, "b": {"d9": 1, "d8": 0}, "c": {"d3": 1}}
RUN = {"a": ["d1", "x", "d2"], "b": ["x", "y", "z", "u", "v", "d9"], "c": []}


def test_measures_are_those_of_the_textbook_and_a_question_without_hits_counts_as_nothing() -> None:
    values = per_query(QRELS, RUN)
    assert values["R@5"] == pytest.approx([1, 0, 0])
    assert values["R@10"] == pytest.approx([1, 1, 0])
    assert values["MAP@10"] == pytest.approx([(1 + 2 / 3) / 2, 1 / 6, 0])
    assert values["nDCG@10"] == pytest.approx([(1 + 1 / 2) / (1 + 1 / math.log2(3)), 1 / math.log2(7), 0])
    assert measure(QRELS, RUN)["R@10"].value == pytest.approx(2 / 3)


def test_nothing_found_at_all_is_zero_everywhere() -> None:
    assert all(measured.value == 0 for measured in measure(QRELS, {}).values())


def test_an_interval_holds_the_mean_is_repeatable_and_narrows_with_more_questions() -> None:
    few, many = np.tile([0.0, 1.0], 10), np.tile([0.0, 1.0], 1000)
    first = with_interval(few)
    assert first == with_interval(few)
    assert first.low < first.value == 0.5 < first.high
    narrow = with_interval(many)
    assert narrow.high - narrow.low < (first.high - first.low) / 5


def test_scores_fall_strictly_so_that_no_program_has_a_tie_to_break() -> None:
    scores = list(scored([f"p{number}" for number in range(50)]).values())
    assert all(before > after for before, after in pairwise(scores))
    assert trec_lines({"q": ["p2", "p1"]}, "fused") == ["q Q0 p2 1 2 fused", "q Q0 p1 2 1 fused"]
