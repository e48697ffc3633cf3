"""What makes an answer to a judged question right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain import Answer, AnswerStatus, Citation, Decline, DeclineReason, Sentence, Span, Support
from assistant.evaluation.answers import totals, verdict
from assistant.evaluation.judged_answers import JudgedQuestion, Place, faults

FIRST = Place(document="a.txt", page=1, start=0, end=40, name="1")
SECOND = Place(document="a.txt", page=1, start=41, end=90, name="2")
ASKED = JudgedQuestion(
    id="q1", kind="fact", question="?", history=(), status="answered", must=((FIRST,),), may=(), reasons=()
)
DECLINED = replace(ASKED, status="declined", must=(), reasons=("not said",))


def sentence(place: Place) -> Sentence:
    citation = Citation(
        marker=1,
        document=place.document,
        title="",
        page=place.page,
        page_label=None,
        headings=(),
        cited_text="",
        span=Span(page=place.page, start=place.start, end=place.end),
        start_index=0,
        end_index=0,
    )
    return Sentence(text="", support=Support.QUOTED, citations=(citation,))


def answer(*places: Place, reasons: tuple[DeclineReason, ...] = ()) -> Answer:
    status = AnswerStatus.DECLINED if not places else AnswerStatus.PARTLY if reasons else AnswerStatus.ANSWERED
    return Answer(
        question="?",
        query="?",
        sentences=tuple(map(sentence, places)),
        status=status,
        hits=(),
        snapshot="s",
        declines=tuple(Decline(reason=reason, question="?") for reason in reasons),
    )


def other(number: int) -> Place:
    return Place(document="a.txt", page=2, start=number * 10, end=number * 10 + 9)


def test_what_cites_every_part_is_right() -> None:
    assert faults(ASKED, answer(FIRST)) == []
    both = replace(ASKED, must=((FIRST,), (SECOND,)))
    assert faults(both, answer(FIRST, SECOND)) == []
    assert faults(both, answer(FIRST)) == ["misses 2"]
    assert faults(replace(ASKED, must=((FIRST, SECOND),)), answer(SECOND)) == []


def test_half_of_what_is_shown_may_be_beside_the_point_and_no_more() -> None:
    assert faults(ASKED, answer(FIRST, other(1))) == []
    assert faults(ASKED, answer(FIRST, other(1), other(2))) == ["2 of 3 sentences are beside the point"]
    assert faults(replace(ASKED, may=(other(1),)), answer(FIRST, other(1), other(2))) == []


def test_nothing_shown_misses_what_is_asked() -> None:
    assert faults(ASKED, answer(reasons=(DeclineReason.NOT_SAID,))) == ["misses 1"]


@pytest.mark.parametrize(
    ("start", "end", "cited"), [(0, 40, True), (0, 19, True), (21, 61, False), (20, 60, True), (40, 90, False)]
)
def test_a_citation_is_of_a_place_when_half_of_the_shorter_is_shared(start: int, end: int, cited: bool) -> None:
    place = Place(document="a.txt", page=1, start=start, end=end)
    assert (faults(ASKED, answer(place)) == []) is cited
    assert faults(ASKED, answer(replace(FIRST, page=2)))
    assert faults(ASKED, answer(replace(FIRST, document="b.txt")))


def test_a_decline_is_right_when_its_reason_is() -> None:
    assert faults(DECLINED, answer(reasons=(DeclineReason.NOT_SAID,))) == []
    assert faults(DECLINED, answer(reasons=(DeclineReason.NOT_HELD,))) == ["declines as “not held”"]
    assert faults(DECLINED, answer(FIRST)) == ["answers with 1 sentences", "declines nothing"]


def test_a_part_without_an_answer_has_to_be_named() -> None:
    partly = replace(ASKED, status="partly", reasons=("not said",))
    assert faults(partly, answer(FIRST, reasons=(DeclineReason.NOT_SAID,))) == []
    assert faults(partly, answer(FIRST)) == ["declines nothing"]
    assert faults(ASKED, answer(FIRST, reasons=(DeclineReason.NOT_SAID,))) == ["says that a part has no answer"]


def test_the_report_counts_by_kind() -> None:
    asked = [(ASKED, answer(FIRST)), (replace(ASKED, kind="why"), answer(SECOND))]
    assert totals(asked) == "1 of 2 are right (fact 1 of 1, why 0 of 1)"
    assert verdict(*asked[0]) == "right  q1  fact: ?"
    assert "misses 1" in verdict(*asked[1], show=True)
