"""Which lines of a page are notes: by what the reader says of them, by their form, or by small print at the foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.raw import LineRole, RawLine

_URL_ONLY = re.compile(r"\W*(?:https?://|www\.)\S+(?:\s+\S+\.\w{2,5})?(?:\s+(?:https?://|www\.)\S+)*\W*", re.IGNORECASE)
_LONGEST = 2_000
_URL_TAIL = re.compile(r"(?=.*[-/_=&?%])(?=.*[a-z])[\w\-./%=&?#~+:,;]+")
_NUMBERED = re.compile(r"(?:\(?(\d{1,3})\)?\s?[–—.:)]?\s+|\[(\d{1,3})\]\s*|(\*{1,3}|[†‡§])\s?)(?=\S)")


def is_url_only(text: str) -> bool:
    """Whether a line holds nothing but web addresses (a blank inside a file name allowed)."""
    return ("://" in text or "www." in text) and len(text) < _LONGEST and bool(_URL_ONLY.fullmatch(text.strip()))


def is_url_tail(text: str) -> bool:
    """Whether a line on its own can only be the end of a wrapped web address ("agency-warns/")."""
    text = text.strip()
    if not _URL_TAIL.fullmatch(text) or len(text) < 6:
        return False
    is_file = bool(re.search(r"\.(?:html?|pdf|aspx?|php)$", text))
    return text.endswith("/") or is_file or ("/" in text and len(re.findall(r"[-/_=&?%]", text)) >= 2)


def is_note_like(line: RawLine) -> bool:
    """Whether a line is a note by what the format says of it, or is nothing but web addresses."""
    return line.role is LineRole.NOTE or line.note_number is not None or is_url_only(line.text)


def split_notes(
    lines: Sequence[RawLine], *, body_size_pt: float | None, calls: frozenset[str], goes_on: bool = False
) -> tuple[list[RawLine], list[RawLine]]:
    """The body lines and the note lines of one page, each in reading order.

    ``goes_on`` is whether the last note of the page before was left unfinished: small print right
    above this page's first note, or at its very foot, is then the rest of it.

    ``calls`` are the numbers called on the page: small print at the foot that opens with one of
    them is a note even where its number is not raised.
    """
    body: list[RawLine] = []
    notes: list[RawLine] = []
    open_note: RawLine | None = None
    for line in lines:
        noted = is_note_like(line) and (open_note is not None or not _is_address_in_body(line, body_size_pt))
        if noted or _is_small_note(line, body_size_pt, calls):
            open_note = line
            notes.append(line)
        elif open_note is not None and _continues_note(line, open_note, body_size_pt):
            notes.append(line)
        else:
            open_note = None
            body.append(line)
    return _with_rest_of_last_note(body, notes, body_size_pt) if goes_on else (body, notes)


def _with_rest_of_last_note(
    body: list[RawLine], notes: list[RawLine], body_size_pt: float | None
) -> tuple[list[RawLine], list[RawLine]]:
    size = notes[0].size_pt if notes else None
    count = 0
    for line in reversed(body):
        small = bool(line.size_pt and body_size_pt and line.size_pt < body_size_pt * 0.94)
        alike = size is None or bool(line.size_pt and abs(line.size_pt - size) < 0.8)
        if not (small and alike and line.box is not None and line.box.top > 0.4 and line.role is LineRole.UNKNOWN):
            break
        count += 1
    return body[: len(body) - count], body[len(body) - count :] + notes


def opening_number(text: str) -> tuple[str, int] | None:
    """The number that a note opens with when it is printed on the line, and where its text begins."""
    match = _NUMBERED.match(text)
    if not match:
        return None
    return next(group for group in match.groups() if group), match.end()


def _is_address_in_body(line: RawLine, body_size_pt: float | None) -> bool:
    """Whether a line of nothing but web addresses is printed as large as the body, so that it belongs to it."""
    if line.role is LineRole.NOTE or line.note_number is not None or line.size_pt is None or body_size_pt is None:
        return False
    return line.size_pt > body_size_pt * 0.94


def _is_small_note(line: RawLine, body_size_pt: float | None, calls: frozenset[str]) -> bool:
    if line.size_pt is None or body_size_pt is None or line.box is None or line.role is not LineRole.UNKNOWN:
        return False
    if line.size_pt > body_size_pt * 0.94 or line.box.top < 0.4:
        return False
    opening = opening_number(line.text)
    return opening is not None and opening[0] in calls


def _continues_note(line: RawLine, note: RawLine, body_size_pt: float | None) -> bool:
    """Small print below a note goes on with it; so does what the format does not start a block with."""
    if line.role is not LineRole.UNKNOWN or line.heading_level is not None:
        return False
    if line.box is None or note.box is None or line.size_pt is None or note.size_pt is None:
        return line.starts_block is False
    is_small = body_size_pt is None or line.size_pt < body_size_pt * 0.96 or note.size_pt >= body_size_pt * 0.96
    is_below = line.box.top > note.box.top - 0.005 or line.column != note.column
    return is_small and is_below and abs(line.size_pt - note.size_pt) < 0.8
