"""Filters typed as KEY=VALUE, for the command line and scripts."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator

from assistant.domain import Filter, FilterKind
from assistant.errors import UnknownFilter
from assistant.retrieval.facets import Facets, names_of
from assistant.retrieval.filter_dates import iso
from assistant.retrieval.scope import passes

_SHOWN = 5


def parse_where(text: str, facets: Facets) -> Filter:
    """The filter that "marking=LIMITE", "since=2024", "document=note.pdf", "section=II" or "author=Example" states.

    A document goes by its id, file name, number or title. Raises UnknownFilter for another key, for a date that is
    none, and for a value that the corpus lacks; the message names the nearest ones it has.
    """
    key, equals, value = (piece.strip() for piece in text.partition("="))
    if not equals or key.lower() not in set(FilterKind) or not value:
        raise UnknownFilter(f"'{text}' is no filter. Write KEY=VALUE, where KEY is one of {', '.join(FilterKind)}.")
    kind = FilterKind(key.lower())
    return _READ[kind](kind, value, facets)


def _date(kind: FilterKind, value: str, facets: Facets) -> Filter:
    stated = iso(value)
    if stated is None:
        raise UnknownFilter(f"'{value}' is no date. Write {kind}=2024, {kind}=2024-03 or {kind}=2024-03-15.")
    return Filter(kind=kind, value=stated, label=f"{kind} {value}")


def _document(kind: FilterKind, value: str, facets: Facets) -> Filter:
    named = {
        name.casefold(): one
        for one in reversed(facets.summaries)
        for name in (one.title, one.document_number, one.id.rsplit("/", 1)[-1], one.id)
        if name
    }
    found = named.get(value.casefold())
    if found is None:
        raise _lacks(kind, value, (one.id for one in facets.summaries))
    return Filter(kind=kind, value=found.id, label=f"in {found.document_number or found.title}")


def _section(kind: FilterKind, value: str, facets: Facets) -> Filter:
    if not facets.section_exists(value):
        raise _lacks(kind, value, (heading for _, _, path in facets.headings for heading in path))
    return Filter(kind=kind, value=value, label=f"in section {value}")


def _marking(kind: FilterKind, value: str, facets: Facets) -> Filter:
    markings = [one.marking for one in facets.summaries if one.marking]
    found = next((one for one in markings if one.casefold() == value.casefold()), None)
    if found is None:
        raise _lacks(kind, value, markings)
    return Filter(kind=kind, value=found, label=f"marked {found}")


def _author(kind: FilterKind, value: str, facets: Facets) -> Filter:
    found = Filter(kind=kind, value=value, label=f"by {value}")
    if not any(passes(summary, found, facets) for summary in facets.summaries):
        makers = (maker for summary in facets.summaries for maker in facets.makers(summary))
        raise _lacks(kind, value, (name for maker in makers for name in names_of(maker)))
    return found


_READ: dict[FilterKind, Callable[[FilterKind, str, Facets], Filter]] = {
    FilterKind.DOCUMENT: _document,
    FilterKind.SECTION: _section,
    FilterKind.MARKING: _marking,
    FilterKind.SINCE: _date,
    FilterKind.UNTIL: _date,
    FilterKind.AUTHOR: _author,
}


def _lacks(kind: FilterKind, value: str, known: Iterable[str]) -> UnknownFilter:
    nearest = list(_nearest(value, tuple(dict.fromkeys(known))))
    has = f"The nearest it has: {'; '.join(nearest)}." if nearest else f"It has no {kind} to filter by."
    return UnknownFilter(f"The corpus has no {kind} '{value}'. {has}")


def _nearest(value: str, known: tuple[str, ...]) -> Iterator[str]:
    wanted = value.casefold()

    def likeness(name: str) -> float:
        words = (name, *name.split())
        return max(difflib.SequenceMatcher(None, wanted, word.casefold()).ratio() for word in words)

    yield from sorted(known, key=lambda name: (-likeness(name), name))[:_SHOWN]
