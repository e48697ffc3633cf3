"""The numbers that Word prints before list paragraphs and headings, counted as Word counts them."""

from __future__ import annotations

import re

from lxml.etree import _Element

from assistant.reading.docx.paragraph import attribute, w
from assistant.reading.numerals import numeral

_PLACE = re.compile(r"%(\d)")


class Numbering:
    """The numbering part of a document, with the counters of its lists. Paragraphs must come in order."""

    def __init__(self, part: _Element | None) -> None:
        self._abstract: dict[str, _Element] = {}
        self._lists: dict[str, _Element] = {}
        self._counters: dict[str, list[int]] = {}
        self._started: set[tuple[str, int]] = set()
        for element in part if part is not None else ():
            if element.tag == w("abstractNum"):
                self._abstract[attribute(element, "abstractNumId") or ""] = element
            elif element.tag == w("num"):
                self._lists[attribute(element, "numId") or ""] = element

    def next_label(self, number: str, level: int) -> str:
        """The label of the next paragraph of a list at ``level`` (from 0): "3.", "(a)", "2.1"; empty for bullets."""
        instance = self._lists.get(number)
        level = min(level, 8)
        if instance is None:
            return ""
        key = _value(instance, "abstractNumId") or number
        counters = self._counters.setdefault(key, [0] * 9)
        self._restart(instance, number, level, counters)
        counters[level] = counters[level] + 1 if counters[level] else self._start(instance, level)
        counters[level + 1 :] = [0] * (8 - level)
        definition = self._level(instance, level)
        if definition is None or _value(definition, "numFmt") in ("bullet", "none", None):
            return ""
        pattern = _value(definition, "lvlText") or ""
        return _PLACE.sub(lambda place: self._count(instance, int(place.group(1)) - 1, counters), pattern)

    def _restart(self, instance: _Element, number: str, level: int, counters: list[int]) -> None:
        """A list that overrides its start begins anew the first time that it is used."""
        override = self._override(instance, level)
        start = _value(override, "startOverride") if override is not None else None
        if start is not None and (number, level) not in self._started:
            counters[level] = int(start) - 1 if start.isdigit() else 0
            if counters[level] == 0:
                counters[level:] = [0] * (9 - level)
        self._started.add((number, level))

    def _count(self, instance: _Element, level: int, counters: list[int]) -> str:
        definition = self._level(instance, level)
        style = (_value(definition, "numFmt") if definition is not None else None) or "decimal"
        return numeral(counters[level] or self._start(instance, level), style)

    def _start(self, instance: _Element, level: int) -> int:
        definition = self._level(instance, level)
        start = _value(definition, "start") if definition is not None else None
        return int(start) if start and start.isdigit() else 1

    def _level(self, instance: _Element, level: int) -> _Element | None:
        override = self._override(instance, level)
        own = override.find(w("lvl")) if override is not None else None
        if own is not None:
            return own
        abstract = self._abstract.get(_value(instance, "abstractNumId") or "")
        return _of_level(abstract, "lvl", level) if abstract is not None else None

    @staticmethod
    def _override(instance: _Element, level: int) -> _Element | None:
        return _of_level(instance, "lvlOverride", level)


def _of_level(element: _Element, name: str, level: int) -> _Element | None:
    return next((child for child in element.iter(w(name)) if attribute(child, "ilvl") == str(level)), None)


def _value(element: _Element, name: str) -> str | None:
    child = element.find(w(name))
    return attribute(child, "val") if child is not None else None
