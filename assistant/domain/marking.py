"""Distribution and security markings: which of several asks for the most care, and how much care one asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable

Markings = frozenset[str | None]
"""The markings of everything that a text was made of; None stands for what bears no marking."""

# Ascending. What is open is known by the whole of its name: "OFFICIAL" is, "OFFICIAL - SENSITIVE" is not.
_LEVELS = tuple(
    re.compile(forms)
    for forms in (
        r"(?:PUBLIC|OFFICIAL|TLP:CLEAR|TLP:WHITE|UNCLASSIFIED|NON-CLASSIFIED)$",
        r"TLP:GREEN\b",
        r"(?:LIMITE|NATO UNCLASSIFIED|NOT FOR (?:PUBLICATION|DISTRIBUTION|CIRCULATION))\b",
        r"(?:OFFICIAL\W+\w|SENSITIVE\b|(?:UNCLASSIFIED\W+)?FOR OFFICIAL USE ONLY\b|"
        r"CONTROLLED UNCLASSIFIED INFORMATION\b|TLP:AMBER\b)",
        r"TLP:AMBER\+STRICT\b",
        r"(?:(?:NATO |EU )?RESTRICTED|RESTREINT|DIFFUSION RESTREINTE|VS-NFD|VS-NUR FÜR DEN DIENSTGEBRAUCH)\b",
        r"TLP:RED\b",
        r"(?:(?:NATO |EU )?CONFIDENTIAL|CONFIDENTIEL|VS-VERTRAULICH)\b",
        r"(?:NATO |EU )?SECRET\b",
        r"(?:(?:EU |COSMIC )?TOP SECRET|TR[EÈ]S SECRET)\b",
    )
)
OPEN, LIMITE = 0, 2
STRONGEST = len(_LEVELS) - 1


def normal(marking: str) -> str:
    """A marking in the form in which two are compared: capitals, single spaces, none around a hyphen or colon."""
    return re.sub(r" ?([-:]) ?", r"\1", " ".join(marking.upper().split()))


def level(marking: str) -> int | None:
    """How much care a marking asks for: 0 for open texts, ``STRONGEST`` at most; None where it is not known."""
    return max((place for place, forms in enumerate(_LEVELS) if forms.match(normal(marking))), default=None)


def highest(markings: Iterable[str | None]) -> str | None:
    """The marking to write on what was made of texts with these, or None where there is none.

    One that is not known counts above LIMITE here, so that it hides no classification that everybody knows. What may be
    done with a text is decided on each of its markings (``assistant.access``), and there it counts as the strongest.
    """
    return max((one for one in markings if one), key=_rank, default=None)


def in_order(markings: Markings) -> tuple[str | None, ...]:
    """The markings as a list that is always the same, the highest last."""
    return tuple(sorted(markings, key=lambda one: (_rank(one) if one else -1, one or "")))


def _rank(marking: str) -> float:
    found = level(marking)
    return LIMITE + 0.5 if found is None else found
