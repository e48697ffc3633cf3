"""HTML elements as lines: one for each paragraph, heading, list item and table row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from assistant.reading.markers import lift, mark_raised_characters, opening_number
from assistant.reading.numerals import numeral
from assistant.reading.raw import LineRole, RawLine

_SKIPPED = re.compile(
    "script|style|noscript|template|svg|iframe|object|embed|video|audio|canvas|button|select|option|textarea|head|nav"
)
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|header|"
    "hgroup|hr|html|li|main|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|"
    r"font-size\s*:\s*[01](?:\.\d+)?\s*(?:px|pt|em|%)?\s*(?:;|!|$)|(?:left|top|text-indent)\s*:\s*-\d{3,}|"
    r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b|transparent|rgba?\(\s*255\s*,\s*255\s*,\s*255)",
    re.IGNORECASE,
)
_GROUND = re.compile(r"background|\b(?:dark|hero|banner|cover|overlay|inverse|bg-)", re.IGNORECASE)
_LONGEST_CELL = 600
_LABEL = re.compile(r"\(?(?:\d{1,3}|[a-z]{1,3}|[ivxl]{1,6})[.)]\.?|[-–—•·]")
_SHORTEST_POINT = 30


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line and the element that it was read from."""

    line: RawLine
    element: HtmlElement


@dataclass(slots=True)
class _Walk:
    """What is known on the way down: the lines so far and the words of the block being read."""

    element: HtmlElement
    lines: list[PlacedLine] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    line: RawLine = field(default_factory=lambda: RawLine(text=""))
    prefix: str = ""
    counted: dict[HtmlElement, int] = field(default_factory=dict)

    def flush(self) -> None:
        """End the block: what was gathered becomes a line."""
        text = "".join(self.words)
        self.words.clear()
        for part in text.split("\n\n"):
            self._add(part)

    def _add(self, text: str) -> None:
        if not text.strip():
            return
        number, _, rest = opening_number(text)
        line, calls = lift(mark_raised_characters(self.prefix + rest))
        if not line:
            return
        self.prefix = ""
        made = replace(self.line, text=line, calls=calls, starts_block=True)
        if number and made.role is LineRole.UNKNOWN:
            made = replace(made, role=LineRole.NOTE, note_number=number, note_target=None)
        self.lines.append(PlacedLine(made, self.element))

    def hide(self, element: HtmlElement) -> None:
        """Keep what a reader of the page cannot see, apart from what he can."""
        text, _ = lift("".join(element.itertext()))
        if text:
            self.lines.append(PlacedLine(RawLine(text=text, role=LineRole.HIDDEN, starts_block=True), element))


def block_lines(root: HtmlElement) -> tuple[RawLine, ...]:
    """The lines of an element whose footnote markers are placeholders already. Scripts and menus give none."""
    return tuple(placed.line for placed in placed_lines(root))


def placed_lines(root: HtmlElement) -> tuple[PlacedLine, ...]:
    """The same, each line with its element."""
    walk = _Walk(root)
    _children(root, walk)
    walk.flush()
    return tuple(walk.lines)


def _walk(element: HtmlElement, walk: _Walk) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag and not _SKIPPED.fullmatch(tag):
        if _is_hidden(element):
            walk.hide(element)
        elif tag == "br":
            walk.words.append("\n")
        elif tag == "tr" and _point(element):
            _numbered_point(element, walk)
        elif tag == "tr" and not _is_layout(element):
            _row(element, walk)
        elif tag in _HEADINGS or _BLOCKS.fullmatch(tag):
            _block(element, walk)
        else:
            _children(element, walk)
    # The tail belongs to the element around this one, comments included.
    walk.words.append(element.tail or "")


def _is_hidden(element: HtmlElement) -> bool:
    """Whether a page hides an element from its readers. White on a coloured ground is seen."""
    if element.get("hidden") is not None:
        return True
    hides = _HIDDEN_STYLE.search(element.get("style") or "")
    if hides is None or "color" not in hides.group().lower():
        return hides is not None
    around = (element, *element.iterancestors())
    return not any(_GROUND.search(f"{each.get('style')} {each.get('class')}") or each.get("bgcolor") for each in around)


def _children(element: HtmlElement, walk: _Walk) -> None:
    walk.words.append(element.text or "")
    for child in element:
        _walk(child, walk)


def _block(element: HtmlElement, walk: _Walk) -> None:
    walk.flush()
    outer, around, tag = walk.line, walk.element, element.tag
    walk.element = element
    if tag in _HEADINGS:
        walk.line = RawLine(text="", role=LineRole.HEADING, heading_level=_HEADINGS[tag])
    elif tag in ("li", "dd"):
        walk.line, walk.prefix = RawLine(text="", role=LineRole.ITEM), _printed_number(element, walk.counted)
    _children(element, walk)
    walk.flush()
    walk.line, walk.element, walk.prefix = outer, around, ""


def _row(row: HtmlElement, walk: _Walk) -> None:
    walk.flush()
    cells = [" ".join(cell.text_content().split()) for cell in row if cell.tag in ("td", "th")]
    outer, walk.line = walk.line, RawLine(text="", role=LineRole.TABLE_ROW)
    around, walk.element = walk.element, row
    walk.words.append(" | ".join(cell for cell in cells if cell))
    walk.flush()
    walk.line, walk.element = outer, around


def _point(row: HtmlElement) -> list[HtmlElement]:
    """The two cells of a row that sets a numbered point: "(4)" beside its text, as in the Official Journal's pages."""
    cells = [cell for cell in row.iterchildren("td", "th") if "".join(cell.itertext()).strip()]
    labelled = len(cells) == 2 and _LABEL.fullmatch(" ".join("".join(cells[0].itertext()).split()))
    return cells if labelled and len("".join(cells[1].itertext())) >= _SHORTEST_POINT else []


def _numbered_point(row: HtmlElement, walk: _Walk) -> None:
    walk.flush()
    label, text = _point(row)
    outer, around = walk.line, walk.element
    printed = " ".join("".join(label.itertext()).split())
    walk.line, walk.element = RawLine(text="", role=LineRole.ITEM), text
    walk.prefix = f"{printed} " if any(map(str.isalnum, printed)) else ""
    _children(text, walk)
    walk.flush()
    walk.line, walk.element, walk.prefix = outer, around, ""


def _is_layout(row: HtmlElement) -> bool:
    """Whether a row only puts things side by side: it holds tables, headings or long texts."""
    if row.find(".//table") is not None or any(row.find(f".//{heading}") is not None for heading in _HEADINGS):
        return True
    return any(len(cell.text_content()) > _LONGEST_CELL for cell in row.iterchildren("td", "th"))


def _printed_number(item: HtmlElement, counted: dict[HtmlElement, int]) -> str:
    """The number that a browser prints before a list item: "3. ", "B. ", "iv. "; empty in a list of bullets.

    ``counted`` holds the last number of each list and grows.
    """
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or re.search(r"list-style[^;]*none", parent.get("style") or ""):
        return ""
    following = counted[parent] + 1 if parent in counted else _whole(parent.get("start"), 1)
    counted[parent] = _whole(item.get("value"), following)
    return f"{numeral(counted[parent], parent.get('type') or '1')}. "


def _whole(printed: str | None, default: int) -> int:
    return int(printed) if printed and re.fullmatch(r"-?\d{1,6}", printed) else default
