"""The four outcomes of a quotation."""

from __future__ import annotations

import pytest

from assistant.answering.verify.quotes import QuoteOutcome, check_quote, quotations

SOURCES = (
    "Member States shall notify the agency of every loss, without delay, and keep a register.",
    "The agency’s “first-aid” plan was re-\nvised in the ﬁrst year — twice.",
)


@pytest.mark.parametrize(
    ("quote", "cited", "outcome"),
    [
        ("shall notify the agency of every loss", (0,), QuoteOutcome.FOUND),
        ("member States shall notify", (0,), QuoteOutcome.FOUND),
        ("shall notify the agency of every loss", (1,), QuoteOutcome.ELSEWHERE),
        ('The agency\'s "first-aid" plan was revised', (1,), QuoteOutcome.FOUND),
        ("in the first year - twice.", (1,), QuoteOutcome.FOUND),
        ("shall notify the agency and keep a register", (0,), QuoteOutcome.STITCHED),
        ("shall notify the agency […] keep a register", (0,), QuoteOutcome.STITCHED),
        ("must notify the agency of every loss", (0,), QuoteOutcome.NOT_FOUND),
        ("shall notify the agency of every losses", (0,), QuoteOutcome.NOT_FOUND),
        ("the agency", (0,), QuoteOutcome.NOT_FOUND),
        ("all notify the agency", (0,), QuoteOutcome.NOT_FOUND),
    ],
)
def test_a_quotation_has_one_of_four_outcomes(quote: str, cited: tuple[int, ...], outcome: QuoteOutcome) -> None:
    assert check_quote(quote, SOURCES, cited).outcome is outcome


def test_what_was_found_is_given_back_as_it_is_printed() -> None:
    match = check_quote("plan was revised in the first year", SOURCES, (1,))
    (piece,) = match.slices
    assert piece.text == SOURCES[piece.source][piece.start : piece.end] == "plan was re-\nvised in the ﬁrst year"


def test_single_terms_in_quotation_marks_are_no_quotations() -> None:
    text = 'The "pilot" plan says “every loss is counted twice” and no more.'
    assert [text[start:end] for start, end in quotations(text)] == ["every loss is counted twice"]
