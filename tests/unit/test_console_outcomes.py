"""Every way in which a question can end, as text for a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain import Answer, DeclineReason
from assistant.terminal.texts import answer_text
from tests.outcomes import FALLBACK, SUGGESTION, outcomes

OUTCOMES = outcomes()


def text(answer: Answer) -> str:
    """The words of the text, however its lines are broken."""
    return " ".join(answer_text(answer).split())


def test_an_answer_has_its_sources_and_its_record() -> None:
    shown = text(replace(OUTCOMES["answered"], id="20261126-000000-abcdef"))
    assert "[1] Threats on the ferry line" in shown
    assert shown.endswith("Record 20261126-000000-abcdef")
    assert "Nearest passages" not in shown and "Not answered" not in shown
    assert "Record" not in text(OUTCOMES["answered"])


def test_a_part_without_an_answer_is_named_with_the_reason() -> None:
    shown = text(OUTCOMES["partly"])
    assert f"Not answered: who stamped the seals? {DeclineReason.NOT_SAID.message}" in shown
    assert SUGGESTION in shown
    assert "“Smugglers hide cigarettes in lorries" in shown
    assert "Nearest passages" not in shown


@pytest.mark.parametrize("reason", list(DeclineReason))
def test_a_decline_says_why_what_was_searched_and_what_is_no_answer(reason: DeclineReason) -> None:
    shown = text(OUTCOMES[f"declined: {reason.value}"])
    assert shown.startswith(reason.message)
    assert shown.count(reason.message) == 1
    assert "Searched 4 passages in 2 documents." in shown
    assert "Nearest passages (not an answer):" in shown
    assert SUGGESTION in shown
    shows = reason in (DeclineReason.CONTRADICTED, DeclineReason.NOT_HELD)
    assert ("“Smugglers hide cigarettes" in shown) is shows


def test_what_was_withheld_is_counted_with_its_reasons() -> None:
    for name in ("withheld", "unsupported"):
        shown = text(OUTCOMES[name])
        assert "3 sentences" in shown
        assert "the source says that they were found" in shown


def test_a_model_that_failed_is_named_first() -> None:
    assert text(OUTCOMES["model down"]).startswith(FALLBACK)
