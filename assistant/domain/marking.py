"""Which of several markings asks for the most care."""

from __future__ import annotations

from collections.abc import Iterable

_OPEN = ("PUBLIC", "OFFICIAL", "TLP:CLEAR", "TLP:WHITE", "UNCLASSIFIED", "NON-CLASSIFIED")
_ASCENDING = (
    *_OPEN,
    "TLP:GREEN",
    "LIMITE",
    "OFFICIAL-SENSITIVE",
    "TLP:AMBER",
    "TLP:AMBER+STRICT",
    "RESTREINT",
    "RESTRICTED",
    "TLP:RED",
    "CONFIDENTIEL",
    "CONFIDENTIAL",
    "SECRET",
    "TRÈS SECRET",
    "TRES SECRET",
    "TOP SECRET",
)


def highest(markings: Iterable[str | None]) -> str | None:
    """The marking that asks for the most care, or None where there is none.

    A marking that is not in the list counts above LIMITE: what is not known is handled with care.
    """
    return max((one for one in markings if one), key=_rank, default=None)


def _rank(marking: str) -> int:
    name = " ".join(marking.upper().replace("OFFICIAL SENSITIVE", "OFFICIAL-SENSITIVE").split())
    ranks = [
        rank for rank, known in enumerate(_ASCENDING) if name == known or name.startswith((f"{known} ", f"{known}/"))
    ]
    return max(ranks, default=_ASCENDING.index("LIMITE") + 1)
