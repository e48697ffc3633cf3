"""Joining calls with notes: by link, by page and number, by document, by order; and saying how sure each join is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.domain import Footnote, FootnoteLink, SourceStatus, Span
from assistant.reading.assembly.blocks import Block
from assistant.reading.assembly.urls import find_urls, is_only_addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A marker in the text: its printed number, its place, the phrase that it supports and the note it links to."""

    number: str
    target: str | None
    place: Span
    phrase: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note with its blocks (more than one where a page end cuts it) and its number, printed or counted out."""

    blocks: tuple[Block, ...]
    number: str | None
    printed: bool
    reason: str = ""
    targets: tuple[str, ...] = ()

    @property
    def page(self) -> int:
        """The page that it begins on."""
        return self.blocks[0].page

    @property
    def text(self) -> str:
        """Its text without its number."""
        return " ".join(block.text for block in self.blocks).strip()


@dataclass(slots=True)
class _Joins:
    """Which calls lead to which note, and why. Filled in step by step, the surest join first."""

    calls: dict[int, list[Call]] = field(default_factory=lambda: defaultdict(list))
    inferred: list[tuple[Call, Note, str]] = field(default_factory=list)
    left: list[Call] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)


def number_notes(notes: Sequence[Note], called: dict[int, list[str]]) -> list[Note]:
    """The notes with a number each: those without a printed one are counted out from the printed ones on their page.

    ``called`` holds the numbers called on each page, in order.
    """
    by_page: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        by_page[note.page].append(note)
    return [numbered for page, group in by_page.items() for numbered in _number_page(group, called.get(page, []))]


def join(calls: Sequence[Call], notes: Sequence[Note]) -> tuple[Footnote, ...]:
    """Every note with the calls that lead to it, and every call whose note was not found, in the order of the text."""
    joins = _Joins(left=list(calls))
    _by_target(joins, notes)
    _by_page(joins, notes)
    _by_document(joins, notes)
    _by_running_number(joins, notes)
    found = [_footnote(note, index, joins) for index, note in enumerate(notes)]
    found += [_inferred(call, note, reason) for call, note, reason in joins.inferred]
    found += [_unresolved(call) for call in joins.left]
    return tuple(sorted(found, key=_place))


def _number_page(group: list[Note], called: list[str]) -> list[Note]:
    anchors = [(i, int(note.number)) for i, note in enumerate(group) if note.number and note.number.isdigit()]
    numbered: list[Note] = []
    for index, note in enumerate(group):
        if note.number is not None:
            numbered.append(note)
            continue
        number, reason = _counted(index, anchors, called)
        numbered.append(replace(note, number=number, reason=reason))
    return numbered


def _counted(index: int, anchors: list[tuple[int, int]], called: list[str]) -> tuple[str | None, str]:
    before = [anchor for anchor in anchors if anchor[0] < index]
    after = [anchor for anchor in anchors if anchor[0] > index]
    if before:
        number = before[-1][1] + index - before[-1][0]
        return str(
            number
        ), f"No number is printed before this note; it is counted on from note {before[-1][1]} above it."
    if after and after[0][1] - (after[0][0] - index) > 0:
        number = after[0][1] - (after[0][0] - index)
        return str(
            number
        ), f"No number is printed before this note; it is counted back from note {after[0][1]} below it."
    digits = [int(number) for number in called if number.isdigit()]
    if digits:
        number = min(digits) + index
        return str(number), f"No number is printed before this note; it is note {index + 1} at the foot of its page."
    return None, "No number is printed before this note, and nothing on its page calls one."


def _by_target(joins: _Joins, notes: Sequence[Note]) -> None:
    places = {note.blocks[0].target: index for index, note in enumerate(notes) if note.blocks[0].target}
    _take(joins, lambda call: places.get(call.target) if call.target else None, "The marker links to this note.")


def _by_page(joins: _Joins, notes: Sequence[Note]) -> None:
    places: dict[tuple[int, str], int] = {}
    for index, note in enumerate(notes):
        if note.number is not None:
            places.setdefault((note.page, note.number), index)
    _take(
        joins,
        lambda call: places.get((call.place.page, call.number)),
        "The same number stands at the foot of the page.",
    )


def _by_document(joins: _Joins, notes: Sequence[Note]) -> None:
    """A number that only one note of the document has, on another page: endnotes, or a note pushed to the next page."""
    counts = Counter(note.number for note in notes if note.number)
    unique = {note.number: index for index, note in enumerate(notes) if note.number and counts[note.number] == 1}
    nearby: dict[tuple[int, str], int] = {}
    for index, note in enumerate(notes):
        if note.number and not joins.calls[index]:
            nearby.setdefault((note.page - 1, note.number), index)

    def place(call: Call) -> int | None:
        index = nearby.get((call.place.page, call.number))
        return index if index is not None else unique.get(call.number)

    _take(joins, place, "The note with this number stands on another page; no other note has it.")


def _by_running_number(joins: _Joins, notes: Sequence[Note]) -> None:
    """Where numbers restart on each page, a number beyond the page's notes may count through the document."""
    numbers = [(note.page, note.number) for note in notes]
    restarts = len({page for page, number in numbers if number == "1"}) > 1
    if not restarts:
        return
    left: list[Call] = []
    for call in joins.left:
        order = int(call.number) if call.number.isdigit() else 0
        note = notes[order - 1] if 0 < order <= len(notes) else None
        if note is not None and note.page == call.place.page:
            reason = (
                f"No note {call.number} stands on this page. Counted through from the start of the document, "
                f"the note numbered {note.number} at the foot of this page is number {order}, so it is probably meant."
            )
            joins.inferred.append((call, note, reason))
        else:
            left.append(call)
    joins.left = left


def _take(joins: _Joins, place: Callable[[Call], int | None], reason: str) -> None:
    left: list[Call] = []
    for call in joins.left:
        index = place(call)
        if index is None:
            left.append(call)
        else:
            joins.calls[index].append(call)
            joins.reasons.setdefault(index, reason)
    joins.left = left


def _footnote(note: Note, index: int, joins: _Joins) -> Footnote:
    calls = joins.calls[index]
    if not calls:
        link, reason = FootnoteLink.UNRESOLVED, "No marker in the text calls this note."
    elif note.printed or note.blocks[0].target:
        link, reason = FootnoteLink.PRINTED, joins.reasons[index]
    else:
        link, reason = FootnoteLink.INFERRED, note.reason
    return _made(note, note.number or "", calls, link, reason)


def _inferred(call: Call, note: Note, reason: str) -> Footnote:
    return _made(note, call.number, [call], FootnoteLink.INFERRED, reason)


def _made(note: Note, number: str, calls: Sequence[Call], link: FootnoteLink, reason: str) -> Footnote:
    urls = find_urls(note.text, note.targets)
    only = is_only_addresses(note.text, urls)
    return Footnote(
        page=calls[0].place.page if calls else note.page,
        number=number,
        text=note.text,
        urls=urls,
        span=note.blocks[0].span(),
        calls=tuple(call.place for call in calls),
        phrases=tuple(call.phrase for call in calls),
        link=link,
        reason=reason,
        source=SourceStatus.LINK_ONLY if only else SourceStatus.NOT_IN_CORPUS,
    )


def _unresolved(call: Call) -> Footnote:
    return Footnote(
        page=call.place.page,
        number=call.number,
        text="",
        urls=(),
        span=None,
        calls=(call.place,),
        phrases=(call.phrase,),
        link=FootnoteLink.UNRESOLVED,
        reason=f"No note numbered {call.number} was found.",
    )


def _place(footnote: Footnote) -> tuple[int, int]:
    place = footnote.calls[0] if footnote.calls else footnote.span
    return (place.page, place.start) if place else (footnote.page, 0)
