"""What a quoted sentence is to a position: told by cues, and nothing where no cue says so."""

from __future__ import annotations

import pytest

from assistant.desk.stances import part_for
from assistant.domain import PositionPart

ALLIES, OPPONENTS, AGAINST, REASONS = (
    PositionPart.ALLIES,
    PositionPart.OPPONENTS,
    PositionPart.AGAINST,
    PositionPart.REASONS,
)


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Key challenges include older scanners that enable smugglers to pass.", AGAINST),
        ("Cyber-enabled fraud was seen at nine ports.", None),
        ("Delegations A, C and F supported Option A.", ALLIES),
        ("Denmark and Sweden support a common list of seals.", ALLIES),
        ("The European Commission strongly welcomes the pilot.", ALLIES),
        ("The pilot was endorsed by the Presidency in May.", ALLIES),
        ("The Danish delegation was in favour of a longer trial.", ALLIES),
        ("France opposed the register of brokers.", OPPONENTS),
        ("Poland does not support the deadline.", OPPONENTS),
        ("The Netherlands entered a scrutiny reservation on Article 4.", OPPONENTS),
        ("The deadline was rejected by Spain and Italy.", OPPONENTS),
        ("However, the trial covered two ports only.", AGAINST),
        ("A higher rate would delay lawful trade.", AGAINST),
        ("The scanners are too slow for the summer.", AGAINST),
        ("Customs should share their lists of seals.", REASONS),
        ("Shared lists would help officers to find copied seals.", REASONS),
    ],
)
def test_a_cue_says_where_a_sentence_belongs(sentence: str, part: PositionPart | None) -> None:
    assert part_for(sentence) is part


@pytest.mark.parametrize(
    "sentence",
    [
        "Smugglers hide cigarettes in lorries.",
        "No delegation supported the second option.",
        "The Chair asked whether Denmark supports the list.",
        "If France opposed the register, it would fall.",
        "Traders in Denmark welcomed the list.",
        "The list was supported by the trade.",
        "The United Kingdom support group met in May.",
        "Which delegations does Denmark support?",
        "Several traders support the list.",
    ],
)
def test_nobody_is_put_on_a_side_by_a_guess(sentence: str) -> None:
    assert part_for(sentence) not in (ALLIES, OPPONENTS)


def test_a_delegation_is_no_ally_of_its_own() -> None:
    assert part_for("Denmark supports the list.", "Denmark") is None
    assert part_for("Denmark and Sweden support the list.", "Denmark") is ALLIES
    assert part_for("Delegations A and C supported the list.", "Delegation A") is ALLIES
    assert part_for("Delegation A supported the list.", "Delegation A") is None
    assert part_for("Delegation A opposed the list.", "a") is None
