"""The gate: what is shown, what is withheld and why, and what each sentence is bound to."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.verify.gate import BROKEN_JUDGE, Drafted, Evidence, check, gate
from assistant.answering.verify.judge import Verdict
from assistant.domain import Support
from tests.unit.verify_fakes import FixedJudge

YARD = Evidence(id="E1", text="Seals are checked in the yard.", document="a.pdf", order=4)
NIGHT = Evidence(id="E2", text="Nobody checks them at night.", document="a.pdf", order=5)
QUAY = Evidence(id="E3", text="The quay has twelve cranes.", document="b.pdf", order=1)
ALL = (YARD, NIGHT, QUAY)
TEXTS = tuple(item.text for item in ALL)


def verdict(support: Support, *evidence: int, reason: str = "", score: float = 0.7) -> Verdict:
    return Verdict(support=support, score=score, reason=reason, evidence=evidence)


class Broken:
    def judge(self, claim: str, evidence: Sequence[str]) -> Verdict:
        raise OSError("the model file is gone")


def test_what_is_supported_is_shown_and_the_rest_withheld_in_order_with_the_reason() -> None:
    judge = FixedJudge(
        {
            ("A.", TEXTS): verdict(Support.UNSUPPORTED, reason="the number 9 is not in the source"),
            ("B.", TEXTS): verdict(Support.SUPPORTED, 0),
            ("C.", TEXTS): verdict(Support.CONTRADICTED, 1, reason="the source denies 'checks'"),
            ("D.", TEXTS): verdict(Support.PARTLY, 2, reason="the source says 'may'"),
        }
    )
    gated = gate([Drafted(text=text) for text in ("A.", "B.", "C.", "D.")], ALL, judge)
    assert [(item.text, item.support, item.evidence) for item in gated.shown] == [
        ("B.", Support.SUPPORTED, ("E1",)),
        ("D.", Support.PARTLY, ("E3",)),
    ]
    assert [(item.text, item.reason) for item in gated.withheld] == [
        ("A.", "the number 9 is not in the source"),
        ("C.", "the source denies 'checks'"),
    ]


def test_a_judge_that_breaks_means_unverified_and_nothing_is_shown() -> None:
    gated = gate([Drafted(text="Seals are checked in the yard.", claimed=("E1",))], ALL, Broken())
    assert gated.shown == ()
    assert [(item.support, item.reason) for item in gated.withheld] == [(Support.UNVERIFIED, BROKEN_JUDGE)]


def test_without_evidence_nothing_is_shown() -> None:
    assert gate([Drafted(text="Anything.")], (), Broken()).withheld[0].support is Support.UNSUPPORTED


def test_a_claimed_sentence_that_does_not_support_is_replaced_by_the_one_that_does() -> None:
    judge = FixedJudge(
        {
            ("A.", (QUAY.text,)): verdict(Support.UNSUPPORTED, 0),
            ("A.", TEXTS): verdict(Support.SUPPORTED, 1),
        }
    )
    assert check(Drafted(text="A.", claimed=("E3",)), ALL, judge).evidence == ("E2",)


def test_citations_that_are_not_needed_are_dropped_and_unknown_ones_ignored() -> None:
    judge = FixedJudge({("A.", (YARD.text, QUAY.text)): verdict(Support.SUPPORTED, 1)})
    assert check(Drafted(text="A. [E1][E3]", claimed=("E1", "E3", "E99")), ALL, judge).evidence == ("E3",)


def test_claimed_evidence_that_supports_better_than_all_of_it_is_kept() -> None:
    judge = FixedJudge(
        {
            ("A.", (YARD.text,)): verdict(Support.PARTLY, 0, reason="the source says 'may'"),
            ("A.", TEXTS): verdict(Support.UNSUPPORTED),
        }
    )
    assert check(Drafted(text="A.", claimed=("E1",)), ALL, judge).evidence == ("E1",)


class Agreeing:
    def judge(self, claim: str, evidence: Sequence[str]) -> Verdict:
        return verdict(Support.SUPPORTED, 0)


def test_quoted_words_are_shown_as_the_source_prints_them_and_bound_to_where_they_stand() -> None:
    source = Evidence(id="E1", text="Seals on the freight con-\ntainers aren’t checked — ever.", document="a", order=1)
    checked = check(
        Drafted(text='The note says "seals on the freight containers aren\'t checked - ever".', claimed=("E1",)),
        (QUAY, source),
        Agreeing(),
    )
    assert checked.text == 'The note says "Seals on the freight con- tainers aren’t checked — ever".'
    assert checked.support is Support.SUPPORTED
    assert checked.evidence[0] == "E1"


def test_quoted_words_that_no_source_has_are_withheld_whatever_the_judge_says() -> None:
    checked = check(Drafted(text="It says “seals are never once checked”.", claimed=("E1",)), ALL, Agreeing())
    assert checked.support is Support.UNSUPPORTED
    assert "“seals are never once checked” are not in the documents" in checked.reason


def test_a_quotation_may_run_over_two_sentences_that_follow_each_other_but_not_over_two_documents() -> None:
    over = "It says “checked in the yard. Nobody checks them”."
    assert check(Drafted(text=over, claimed=("E1",)), ALL, Agreeing()).evidence[:2] == ("E1", "E2")
    apart = "It says “checks them at night. The quay has twelve”."
    assert not check(Drafted(text=apart, claimed=("E2",)), ALL, Agreeing()).shown


def test_a_quotation_from_another_document_than_the_one_named_is_marked() -> None:
    checked = check(Drafted(text="The note says “the quay has twelve cranes”.", claimed=("E1",)), ALL, Agreeing())
    assert checked.support is Support.PARTLY
    assert checked.evidence[0] == "E3"
    assert "another document" in checked.reason
