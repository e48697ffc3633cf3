"""The words of one Word paragraph: fields, breaks, markers and revisions resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from assistant.reading.markers import placeholder, superscript, without_placeholders
from assistant.reading.numerals import numeral

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OFF = frozenset(["0", "false", "off", "none"])


def w(name: str) -> str:
    """The full tag of an element of WordprocessingML."""
    return _WORD + name


def attribute(element: _Element, name: str) -> str | None:
    """An attribute in the namespace of WordprocessingML."""
    value = element.get(_WORD + name)
    return str(value) if value is not None else None


# Deleted and moved text is not part of the document; properties and field codes are no text.
_SKIPPED = frozenset(
    [*map(w, ("del", "moveFrom", "rPr", "pPr", "instrText", "delText", "delInstrText", "fldData", "object"))]
)
_PAGE_BREAK = "\f"
_GROUNDS = frozenset([w("tc"), w("txbxContent")])
_TINY_HALF_POINTS = 4
_COLOUR = re.compile("[0-9a-fA-F]{6}")
_WHITISH = 235
_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}


@dataclass(slots=True)
class NoteNumbers:
    """Numbers footnotes and endnotes in the order in which they are called, in the styles of the document."""

    styles: dict[str, str] = field(default_factory=dict)
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def number_of(self, kind: str, identifier: str, mark: str = "") -> str:
        """The printed number of a note, or the ``mark`` that its author chose; a note keeps its first number.

        ``kind`` is "footnote" or "endnote". Marks of an author's own do not count.
        """
        if (kind, identifier) not in self.numbers:
            self.counts[kind] = self.counts.get(kind, 0) + (not mark)
            automatic = numeral(self.counts[kind], self.styles.get(kind, "decimal"))
            self.numbers[kind, identifier] = mark or automatic
        return self.numbers[kind, identifier]


@dataclass(slots=True)
class Paragraph:
    """A paragraph's words, hidden ones apart. ``\\f`` stands for a page break, placeholders for note markers."""

    words: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    bold_characters: int = 0
    italic_characters: int = 0

    @property
    def text(self) -> str:
        """The words that Word shows."""
        return "".join(self.words)


def paragraph_of(element: _Element, notes: NoteNumbers, addresses: dict[str, str] | None = None) -> Paragraph:
    """Read a ``w:p``. With ``addresses`` (relation id → URL) each link is followed by its address, as in notes."""
    paragraph = Paragraph()
    _read(element, paragraph, notes, addresses or {})
    return paragraph


def _read(element: _Element, paragraph: Paragraph, notes: NoteNumbers, addresses: dict[str, str]) -> None:
    for child in element:
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == w("r"):
            _run(child, paragraph, notes, addresses)
        elif child.tag == w("hyperlink"):
            _hyperlink(child, paragraph, notes, addresses)
        elif child.tag == w("txbxContent"):
            paragraph.boxes.append(child)
        elif child.tag == _MARKUP + "AlternateContent":
            # The same content twice, for new and old readers: the first that is there is enough.
            _read(child[0] if len(child) else child, paragraph, notes, addresses)
        else:
            _read(child, paragraph, notes, addresses)


def _hyperlink(link: _Element, paragraph: Paragraph, notes: NoteNumbers, addresses: dict[str, str]) -> None:
    start = len(paragraph.words)
    _read(link, paragraph, notes, addresses)
    shown = "".join(paragraph.words[start:]).strip()
    address = addresses.get(link.get(_RELATION) or "", "")
    if address.startswith("http") and address != shown:
        is_address = shown.startswith(("http", "www.")) and " " not in shown
        paragraph.words[start:] = [address if is_address or not shown else f"{shown} ({address})"]


def _run(run: _Element, paragraph: Paragraph, notes: NoteNumbers, addresses: dict[str, str]) -> None:
    properties = run.find(w("rPr"))
    into = paragraph.hidden if _is_hidden(run, properties) else paragraph.words
    raised = properties is not None and _value(properties, "vertAlign") == "superscript"
    for child in run:
        if child.tag in (w("footnoteReference"), w("endnoteReference")):
            kind = "footnote" if child.tag == w("footnoteReference") else "endnote"
            identifier = attribute(child, "id") or ""
            mark = _own_mark(child)
            into.append(placeholder(notes.number_of(kind, identifier, mark), f"{kind}-{identifier}"))
            if mark:
                break
        elif child.tag == w("t"):
            text = without_placeholders(child.text or "")
            into.append(superscript(text, before=paragraph.text[-80:], after="") if raised and text.strip() else text)
            paragraph.bold_characters += len(text) * _is_on(properties, "b")
            paragraph.italic_characters += len(text) * _is_on(properties, "i")
        elif child.tag == w("br") and attribute(child, "type") == "page":
            into.append(_PAGE_BREAK)
        elif child.tag in _CHARACTERS:
            into.append(_CHARACTERS[child.tag])
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            nested = Paragraph()
            _read(child, nested, notes, addresses)
            into += nested.words
            paragraph.boxes += nested.boxes


def _own_mark(reference: _Element) -> str:
    """The mark that follows a note reference in its run, where the author set one in place of a number."""
    if (attribute(reference, "customMarkFollows") or "0").lower() in _OFF:
        return ""
    text = "".join(sibling.text or "" for sibling in reference.itersiblings(w("t")))
    return without_placeholders(text).strip()


def _is_hidden(run: _Element, properties: _Element | None) -> bool:
    """Whether a run is not to be seen: marked hidden, too small to read, or white on white.

    In tables and text boxes white is the usual colour on a dark ground, and that is often set by a style.
    """
    if properties is None:
        return False
    white = _is_whitish(_value(properties, "color") or "")
    on_ground = white and (
        any(properties.find(w(name)) is not None for name in ("shd", "highlight"))
        or any(around.tag in _GROUNDS for around in run.iterancestors())
        or any(around.find(f"{w('pPr')}/{w('shd')}") is not None for around in run.iterancestors(w("p")))
    )
    size = _value(properties, "sz") or ""
    tiny = size.isdigit() and int(size) <= _TINY_HALF_POINTS
    return _is_on(properties, "vanish") or tiny or (white and not on_ground)


def _is_whitish(colour: str) -> bool:
    """Whether a colour ("FDFEFD") does not stand out from white paper."""
    return bool(_COLOUR.fullmatch(colour)) and min(bytes.fromhex(colour)) >= _WHITISH


def _is_on(properties: _Element | None, name: str) -> bool:
    """Whether a toggle is set: present, and not set to "0" or "false"."""
    toggle = properties.find(w(name)) if properties is not None else None
    return toggle is not None and (attribute(toggle, "val") or "1").lower() not in _OFF


def _value(element: _Element, name: str) -> str | None:
    child = element.find(w(name))
    return attribute(child, "val") if child is not None else None
