"""Small turns of phrase that several pages share."""

from __future__ import annotations

import re

from assistant.domain import Citation

# With fewer spaces than this, a match stands at the very edge of its page, and nothing was cut.
_FEW = 3


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 page", "2,340 pages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def kept_back(instructions: int, *, where: str = "") -> list[str]:
    """How many passages of a document no language model is given, in a sentence; nothing for none."""
    told = f" (see “{where}”)" if where else ""
    verb = "is" if instructions == 1 else "are"
    return [f"{count(instructions, 'passage')} {verb} kept from language models{told}"] if instructions else []


def ordinal(number: int) -> str:
    """A rank in words' clothes: "1st", "12th", "23rd"."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def found_by(dense_rank: int | None, lexical_rank: int | None) -> str:
    """Where the two searches ranked a passage: "by meaning: 3rd, by words: 1st"; empty when neither did."""
    ranks = {"by meaning": dense_rank, "by words": lexical_rank}
    found = [f"{way}: {ordinal(rank)}" for way, rank in ranks.items() if rank is not None]
    missed = [f"not among the first {way}" for way, rank in ranks.items() if rank is None]
    return ", ".join([*found, *missed]) if found else ""


def around(before: str, after: str) -> tuple[str, str]:
    """What stands around a match, on one line; words that may be cut in two at the far ends give way to "…"."""
    head, tail = (re.sub(r"\s+", " ", text) for text in (before, after))
    if head.count(" ") > _FEW:
        head = f"…{head.lstrip().partition(' ')[2]}"
    if tail.count(" ") > _FEW:
        tail = f"{tail.rstrip().rpartition(' ')[0]}…"
    return head, tail


def place(citation: Citation) -> str:
    """Where a citation stands, in words: "page 2, II. Gaps"."""
    parts = [f"page {citation.page_label or citation.page}", " › ".join(citation.headings)]
    return ", ".join(part for part in parts if part)
