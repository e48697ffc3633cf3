"""What the styles of a Word document say of a paragraph: its heading level, its list, whether it is hidden."""

from __future__ import annotations

import re

from lxml.etree import _Element

from assistant.reading.docx.paragraph import attribute, w

_HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"toc (?:\d|heading)|table of figures", re.IGNORECASE)
_DEEPEST_CHAIN = 20


class Styles:
    """The styles part of a document, looked up with inheritance."""

    def __init__(self, styles: _Element | None) -> None:
        self._by_id: dict[str, _Element] = {}
        self._default: str | None = None
        for style in styles.iter(w("style")) if styles is not None else ():
            identifier = attribute(style, "styleId")
            if identifier:
                self._by_id.setdefault(identifier, style)
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true"):
                    self._default = identifier

    def heading_level(self, paragraph: _Element) -> int | None:
        """The outline level of a paragraph, 1 = outermost, from itself or its styles. A title has level 1."""
        own = paragraph.find(f"{w('pPr')}/{w('outlineLvl')}")
        if own is not None:
            return _outline(own)
        for style in self._chain(paragraph):
            outline = style.find(f"{w('pPr')}/{w('outlineLvl')}")
            if outline is not None:
                return _outline(outline)
            name = _HEADING_NAME.match(self._name(style))
            if name:
                return int(name.group(1))
            if self._name(style).lower() == "title":
                return 1
        return None

    def numbering(self, paragraph: _Element) -> tuple[str, int] | None:
        """The list that a paragraph belongs to and its level from 0; None where it is in no list."""
        number = level = None
        for source in (paragraph, *self._chain(paragraph)):
            properties = source.find(f"{w('pPr')}/{w('numPr')}")
            if properties is None:
                continue
            number = number or _value(properties, "numId")
            level = level or _value(properties, "ilvl")
        return (number, _whole(level)) if number and number != "0" else None

    def is_title(self, paragraph: _Element) -> bool:
        """Whether the paragraph has the style that Word keeps for the title."""
        return any(self._name(style).lower() == "title" for style in self._chain(paragraph))

    def is_contents(self, paragraph: _Element) -> bool:
        """Whether the paragraph is a line of a table of contents, which only repeats headings."""
        return any(_CONTENTS_NAME.match(self._name(style)) for style in self._chain(paragraph))

    def mark_hidden(self, body: _Element) -> None:
        """Mark every run as hidden that a style hides, unless it says itself that it is not."""
        hiding = {name for name in self._by_id if any(map(_vanishes, self._built_on(name)))}
        if not hiding:
            return
        for run in body.iter(w("r")):
            around = next(run.iterancestors(w("p")), None)
            named = {_style(run, "rPr", "rStyle"), _style(around, "pPr", "pStyle") if around is not None else None}
            properties = run.find(w("rPr"))
            if named & hiding and (properties is None or properties.find(w("vanish")) is None):
                if properties is None:
                    properties = run.makeelement(w("rPr"))
                    run.insert(0, properties)
                properties.append(properties.makeelement(w("vanish")))

    def _chain(self, paragraph: _Element) -> list[_Element]:
        """The paragraph's style and the styles that it builds on, nearest first."""
        return self._built_on(_style(paragraph, "pPr", "pStyle") or self._default)

    def _built_on(self, identifier: str | None) -> list[_Element]:
        chain: list[_Element] = []
        while identifier in self._by_id and len(chain) < _DEEPEST_CHAIN:
            chain.append(self._by_id[identifier])
            identifier = _value(chain[-1], "basedOn")
        return chain

    @staticmethod
    def _name(style: _Element) -> str:
        return _value(style, "name") or ""


def _style(element: _Element, properties: str, name: str) -> str | None:
    found = element.find(w(properties))
    return _value(found, name) if found is not None else None


def _vanishes(style: _Element) -> bool:
    toggle = style.find(f"{w('rPr')}/{w('vanish')}")
    return toggle is not None and (attribute(toggle, "val") or "1").lower() not in ("0", "false", "off", "none")


def _outline(element: _Element) -> int | None:
    level = _whole(attribute(element, "val")) + 1
    return level if level <= 9 else None


def _value(element: _Element, name: str) -> str | None:
    child = element.find(w(name))
    return attribute(child, "val") if child is not None else None


def _whole(printed: str | None) -> int:
    return int(printed) if printed and printed.isdigit() else 0
