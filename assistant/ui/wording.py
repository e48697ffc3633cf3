"""Small turns of phrase that several pages share."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 page", "2,340 pages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
