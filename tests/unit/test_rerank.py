"""The cross-encoder's word on the best of a ranking, and which stretch of a long passage it reads."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Chunk
from assistant.retrieval.calibration import probability
from assistant.retrieval.fusion import ranked
from assistant.retrieval.matched import matched_words
from assistant.retrieval.rerank import LOGIT_WEIGHT, WINDOW_WORDS, best_window, rerank, to_be_read


def chunk(id_: str, text: str, *, headings: tuple[str, ...] = (), title: str = "", document: str = "a.txt") -> Chunk:
    return Chunk(
        id=id_,
        document=document,
        title=title,
        section=0,
        headings=headings,
        text=text,
        spans=(),
        sentences=(),
        order=0,
        tokens=1,
    )


class Judge:
    """Gives a passage the logit of the first of these words that stands in it, and remembers what it read."""

    def __init__(self, **logits: float) -> None:
        self.logits = logits
        self.read: list[str] = []

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        self.read += passages
        return [next((logit for word, logit in self.logits.items() if word in passage), 0.0) for passage in passages]


def test_the_judge_can_turn_the_order_round() -> None:
    chunks = [chunk("a", "Weather at sea."), chunk("b", "Seals are checked.")]
    fused = {"a": 1.0, "b": 0.9}
    judged, logits = rerank(Judge(Weather=-8.0, Seals=6.0), "Who checks seals?", chunks, fused)
    assert (ranked(fused), ranked(judged)) == (["a", "b"], ["b", "a"])
    assert logits == {"a": -8.0, "b": 6.0}
    assert judged["b"] == 0.9 + LOGIT_WEIGHT * 6.0


def test_a_judge_without_preference_leaves_the_order() -> None:
    chunks = [chunk(id_, "Same.") for id_ in "cab"]
    fused = {"c": 0.3, "a": 0.2, "b": 0.1, "unseen": 5.0}
    judged, _ = rerank(Judge(), "q", chunks, fused)
    assert ranked(judged) == ["c", "a", "b"]


def test_nothing_to_judge_is_no_trouble() -> None:
    assert rerank(Judge(), "q", [], {}) == ({}, {})


def test_the_judge_reads_the_headings_too() -> None:
    judge = Judge()
    rerank(judge, "q", [chunk("a", "It is checked.", headings=("Seals",))], {"a": 1.0})
    assert "Seals" in judge.read[0] and "It is checked." in judge.read[0]


def test_of_one_document_not_everything_is_read_while_there_are_others() -> None:
    ranking = [chunk(f"a{number}", "Seals.") for number in range(20)]
    ranking[15] = chunk("b", "Seals.", document="b.txt")
    read = [one.id for one in to_be_read(ranking, 12)]
    assert read == ["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "b", "a8", "a9", "a10"]
    assert [one.id for one in to_be_read(ranking[:3], 12)] == ["a0", "a1", "a2"]
    assert to_be_read([], 12) == []


@given(st.text(max_size=300))
def test_a_short_text_is_read_as_it_is(text: str) -> None:
    assert len(text.split()) > WINDOW_WORDS or best_window("seals?", text) == text


def test_of_a_long_text_the_stretch_with_the_words_of_the_question_is_read() -> None:
    filler = [f"filler{number}" for number in range(600)]
    filler[470:473] = ["broken", "seals", "yard"]
    window = best_window("Who finds a broken seal in the yard?", " ".join(filler))
    assert "broken seals yard" in window
    assert len(window.split()) <= WINDOW_WORDS
    assert window in " ".join(filler)


def test_the_end_of_a_long_text_can_be_the_best_stretch() -> None:
    window = best_window("Who sells scanners?", " ".join([*["filler"] * 401, "scanners"]))
    assert window.endswith("scanners")


def test_of_equal_stretches_the_first_is_read() -> None:
    words = [f"word{number}" for number in range(500)]
    assert best_window("Who sells scanners?", " ".join(words)).startswith("word0 ")


def test_matched_words_are_those_of_the_question_as_typed() -> None:
    passage = chunk("a", "Seals were checked at UK-based yards.", headings=("Freight",), title="Report on e-commerce")
    question = "Which freight yard in the United Kingdom checks ecommerce parcels?"
    assert matched_words(question, passage) == ("freight", "yard", "united", "kingdom", "checks", "ecommerce")
    assert matched_words("Who?", passage) == ()


@given(st.integers(-12, 11), st.integers(1, 200))
def test_a_higher_logit_and_a_better_rank_are_likelier(logit: int, rank: int) -> None:
    assert 0 < probability(logit, rank) <= probability(logit + 1, rank) < 1
    assert probability(logit, rank + 1) <= probability(logit, rank)
