"""Whether words in quotation marks stand in the sources, letter for letter but for typography and line breaks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant.answering.verify.typography import BROKEN, Folded, fold

# Fewer words than this are found almost anywhere, and prove nothing.
MIN_WORDS = 3
# Each piece of a stitched quotation has at least so many words, and there are at most so many pieces.
PIECE_WORDS = 3
MOST_PIECES = 6

_ELLIPSIS = re.compile(r"\s*[\[(]?\s?(?:\.\s?\.\s?\.|…)\s?[\])]?\s*")
_QUOTED = re.compile(r"“([^“”]+)”|„([^„“”]+)[“”]|«\s?([^«»]+?)\s?»|\"([^\"]+)\"|(?<!\w)‘([^‘]+?)’(?!\w)")
_EDGES = " \t\n.,;:!?\"'“”‘’«»"
_INSERTED = re.compile(r"\[(\w)\](?=\w)")


class QuoteOutcome(StrEnum):
    """What became of a quotation."""

    FOUND = "found"
    ELSEWHERE = "found elsewhere"
    STITCHED = "stitched"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A piece of a source: ``text == sources[source][start:end]``, character for character."""

    source: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteMatch:
    """A quotation, what became of it, and the slices of the sources that it was found in, in the order of its words."""

    quote: str
    outcome: QuoteOutcome
    slices: tuple[Slice, ...] = ()


def quotations(text: str) -> list[tuple[int, int]]:
    """Where a text has words in quotation marks, the marks left out, as half-open ranges. Single terms are left out."""
    found = []
    for match in _QUOTED.finditer(text):
        group = next(number for number in range(1, 6) if match[number] is not None)
        if len(match[group].split()) >= MIN_WORDS:
            found.append(match.span(group))
    return found


def check_quote(quote: str, sources: Sequence[str], cited: Collection[int]) -> QuoteMatch:
    """What became of a quotation that claims to stand in the sources with the indexes ``cited``.

    FOUND: contiguous in one of those. ELSEWHERE: contiguous in another source. STITCHED: in pieces, with something
    left out between them. NOT_FOUND: anything else, also when it has fewer than MIN_WORDS words.
    """
    wanted = fold(quote.strip(_EDGES)).text
    if len(wanted.split()) < MIN_WORDS:
        return QuoteMatch(quote=quote, outcome=QuoteOutcome.NOT_FOUND)
    order = [*(index for index in cited if index < len(sources)), *(i for i in range(len(sources)) if i not in cited)]
    if not _ELLIPSIS.search(wanted):
        for index in order:
            if found := _find(wanted, sources, index):
                outcome = QuoteOutcome.FOUND if index in cited else QuoteOutcome.ELSEWHERE
                return QuoteMatch(quote=quote, outcome=outcome, slices=(found,))
    pieces = _stitched(wanted, sources, order)
    outcome = QuoteOutcome.STITCHED if pieces else QuoteOutcome.NOT_FOUND
    return QuoteMatch(quote=quote, outcome=outcome, slices=pieces)


@lru_cache(maxsize=1024)
def _folded(text: str) -> Folded:
    return fold(text)


def _find(wanted: str, sources: Sequence[str], index: int) -> Slice | None:
    """The first place in a source where the folded words stand as whole words."""
    source = _folded(sources[index])
    match = _pattern(wanted).search(source.text)
    if match is None:
        return None
    start, last = source.places[match.start()], source.places[match.end() - 1]
    return Slice(source=index, start=start, end=last + 1, text=sources[index][start : last + 1])


@lru_cache(maxsize=1024)
def _pattern(wanted: str) -> re.Pattern[str]:
    """The words as an expression: the first letter in either case, a hyphen at a line's end read both ways."""
    letters = _INSERTED.sub(r"\1", wanted)
    parts = [re.escape(letter) if letter != "-" else f"[-{BROKEN}]" for letter in letters]
    if letters[0].isalpha():
        parts[0] = f"[{letters[0].lower()}{letters[0].upper()}]"
    return re.compile(r"(?<!\w)" + f"{BROKEN}?".join(parts) + r"(?!\w)")


def _stitched(wanted: str, sources: Sequence[str], order: Sequence[int]) -> tuple[Slice, ...]:
    """The slices of the fewest, longest pieces that make up the words; nothing when they do not."""
    slices: list[Slice] = []
    for part in (part.strip(_EDGES) for part in _ELLIPSIS.split(wanted)):
        words = part.split()
        at = 0
        while at < len(words):
            found, length = _longest(words, at, sources, order)
            if found is None or (length < PIECE_WORDS and length < len(words)):
                return ()
            slices.append(found)
            at += length
    return tuple(slices) if 1 < len(slices) <= MOST_PIECES else ()


def _longest(words: Sequence[str], at: int, sources: Sequence[str], order: Sequence[int]) -> tuple[Slice | None, int]:
    """The longest run of words from ``at`` that stands in a source, and its length."""
    best: Slice | None = None
    length = 0
    for index in order:
        while at + length < len(words):
            found = _find(" ".join(words[at : at + length + 1]).strip(_EDGES) or words[at], sources, index)
            if found is None:
                break
            best, length = found, length + 1
    return best, length
