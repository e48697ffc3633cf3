"""The marking that asks for the most care."""

from __future__ import annotations

import pytest

from assistant.domain.marking import highest


@pytest.mark.parametrize(
    ("markings", "expected"),
    [
        ([], None),
        ([None, None], None),
        ([None, "PUBLIC"], "PUBLIC"),
        (["PUBLIC", "LIMITE"], "LIMITE"),
        (["RESTREINT UE/EU RESTRICTED", "LIMITE"], "RESTREINT UE/EU RESTRICTED"),
        (["OFFICIAL", "OFFICIAL SENSITIVE"], "OFFICIAL SENSITIVE"),
        (["TLP:AMBER+STRICT", "TLP:AMBER"], "TLP:AMBER+STRICT"),
        (["LIMITE", "HOUSE ONLY"], "HOUSE ONLY"),
        (["OFFICIAL", "OFFICIAL - SENSITIVE"], "OFFICIAL - SENSITIVE"),
        (["UNCLASSIFIED//FOR OFFICIAL USE ONLY", "LIMITE"], "UNCLASSIFIED//FOR OFFICIAL USE ONLY"),
        (["VS-NfD", "LIMITE"], "VS-NfD"),
        (["EU RESTRICTED", "TRÈS SECRET UE/EU TOP SECRET"], "TRÈS SECRET UE/EU TOP SECRET"),
        (["SECRET UE/EU SECRET", "HOUSE ONLY"], "SECRET UE/EU SECRET"),
    ],
)
def test_highest(markings: list[str | None], expected: str | None) -> None:
    assert highest(markings) == expected
