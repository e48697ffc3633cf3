"""Footnotes in an HTML tree: markers become placeholders in the text, notes are taken out of the body."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml.html import HtmlElement

from assistant.reading.markers import is_back_fragment, is_note_fragment, lift, placeholder, superscript
from assistant.reading.raw import LineRole, RawLine

_CALL_TEXT = re.compile(r"[\[(]?\s*(?:note\s*)?(\d{1,4}|[*†‡§¶]{1,3}|[a-z]|[ivxl]{1,6})\s*[\])]?\.?", re.IGNORECASE)
_BACK_TEXT = re.compile(
    r"[\s↩↑⤴⬆^▲⏎↵←\ufe0e\ufe0f]*(?:back(?: to (?:text|content|top|article))?|return|jump up|zurück)?[\s↩↑^]*",
    re.IGNORECASE,
)
_NOTE_CLASS = re.compile(r"foot-?note|end-?note|noteref|\breference\b|\bfn\b|fn-?ref|sidenote|citation", re.IGNORECASE)
_NOTE_ROLES = frozenset(["doc-noteref", "doc-biblioref", "noteref"])
_BLOCK = frozenset(["li", "p", "div", "aside", "dd", "tr", "section", "blockquote", "td"])
_LEADING_NUMBER = re.compile(
    r"\s*[\[(]?(\d{1,4}|[*†‡§¶]{1,3}|[ivxl]{1,6})(?:[\])]|[.:]\s|[.:]?(?=\s|$)|(?=[A-Z“\"‘']))[.:]?\s*"
)
_NOTES_HEADING = re.compile(
    r"(?:foot-?\s?|end)?notes?(?: and references)?|references|fu(?:ß|ss)noten|anmerkungen|notas?(?: al pie)?|"
    r"r[ée]f[ée]rences|sources?",
    re.IGNORECASE,
)


def lift_notes(root: HtmlElement) -> tuple[RawLine, ...]:
    """Turn the markers under ``root`` into placeholders, and take out the notes that they link to.

    Changes the tree. The notes come back as lines of role NOTE, in the order of the document.
    """
    places = _places(root)
    calls = _linked_calls(root, places)
    notes = _notes(calls, places)
    lines = []
    for target, (anchor, block) in notes.items():
        line = _note_line(block, anchor, target, calls)
        if line:
            lines.append(line)
    for link, (number, target) in calls.items():
        raised = _raised_parent(link)
        replace_by_text(raised if raised is not None else link, placeholder(number, target))
    for _, block in notes.values():
        _remove_note(block)
    for element in [*root.iter("sup")]:
        _mark_superscript(element)
    return tuple(lines)


def replace_by_text(element: HtmlElement, text: str) -> None:
    """Put ``text`` where an element stands; what follows the element stays."""
    parent, previous = element.getparent(), element.getprevious()
    if parent is None:
        return
    text += element.tail or ""
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(element)


def _places(root: HtmlElement) -> dict[str, HtmlElement]:
    """Every element that a fragment link can lead to."""
    places: dict[str, HtmlElement] = {}
    for element in root.iter():
        if isinstance(element.tag, str):
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    places.setdefault(name, element)
    return places


def _linked_calls(root: HtmlElement, places: dict[str, HtmlElement]) -> dict[HtmlElement, tuple[str, str]]:
    """The links that are footnote markers: their printed number and the fragment of their note."""
    calls: dict[HtmlElement, tuple[str, str]] = {}
    order = {element: position for position, element in enumerate(root.iter())}
    for link in root.iter("a"):
        href = link.get("href") or ""
        fragment = unquote(href.partition("#")[2])
        if not fragment or not (href.startswith("#") or fragment in places):
            continue
        printed = _CALL_TEXT.fullmatch("".join(link.itertext()).strip())
        if not printed or is_back_fragment(fragment):
            continue
        target = places.get(fragment)
        is_marked = is_note_fragment(fragment) or _raised_parent(link) is not None or _has_note_role(link)
        leads_down = target is None or order.get(target, 0) > order[link]
        if is_marked and (leads_down or is_note_fragment(fragment)):
            calls[link] = (printed.group(1), fragment)
    return calls


def _has_note_role(link: HtmlElement) -> bool:
    role = link.get("role") or link.get("epub:type") or link.get("type") or ""
    return role in _NOTE_ROLES or bool(_NOTE_CLASS.search(link.get("class") or ""))


def _raised_parent(link: HtmlElement) -> HtmlElement | None:
    """The ``<sup>`` that holds nothing but this link, or the link itself where it holds nothing but a ``<sup>``."""
    parent = link.getparent()
    while parent is not None and parent.tag in ("sup", "span", "b", "strong", "small"):
        if parent.tag == "sup" and "".join(parent.itertext()).strip() == "".join(link.itertext()).strip():
            return parent
        parent = parent.getparent()
    return link if link.find(".//sup") is not None else None


def _notes(
    calls: dict[HtmlElement, tuple[str, str]], places: dict[str, HtmlElement]
) -> dict[str, tuple[HtmlElement, HtmlElement]]:
    """For each fragment that is called: the element it names, and the block that holds the note."""
    notes: dict[str, tuple[HtmlElement, HtmlElement]] = {}
    anchors = {target: places[target] for _, target in calls.values() if target in places}
    called = set(anchors.values())
    for name, place in places.items():
        if is_note_fragment(name) and _has_back_link(place) and called.isdisjoint(place.iter()):
            anchors.setdefault(name, place)
    for target, anchor in anchors.items():
        block = anchor
        while block is not None and block.tag not in _BLOCK:
            block = block.getparent()
        if block is None or any(link in calls and calls[link][1] == target for link in block.iter("a")):
            continue
        notes[target] = (anchor, _whole_note(block, anchors))
    return notes


def _has_back_link(element: HtmlElement) -> bool:
    return any(is_back_fragment((link.get("href") or "").partition("#")[2]) for link in element.iter("a"))


def _whole_note(block: HtmlElement, anchors: dict[str, HtmlElement]) -> HtmlElement:
    """The outermost block that still is this note alone (a note of several paragraphs in a box of its own)."""
    parent = block.getparent()
    while parent is not None and parent.tag in _BLOCK:
        named = f"{parent.get('class') or ''} {parent.get('id') or ''}"
        inside = set(parent.iter())
        if (
            sum(anchor in inside for anchor in anchors.values()) > 1
            or not _NOTE_CLASS.search(named)
            or len(anchors) == 1
        ):
            break
        block, parent = parent, parent.getparent()
    return block


def _note_line(
    block: HtmlElement, anchor: HtmlElement, target: str, calls: dict[HtmlElement, tuple[str, str]]
) -> RawLine | None:
    words = note_text(block)
    printed = _LEADING_NUMBER.match(words)
    called = next((number for number, fragment in calls.values() if fragment == target), "")
    if printed and (not called or printed.group(1) == called or block.tag != "li"):
        words = words[printed.end() :]
    text, _ = lift(words)
    if not text:
        return None
    number = called or (printed.group(1) if printed else "".join(re.findall(r"\d+$", target)))
    return RawLine(text=text, role=LineRole.NOTE, starts_block=True, note_number=number or None, note_target=target)


def note_text(block: HtmlElement) -> str:
    """A note's words, each link followed by its address unless that is what it shows; back links left out."""
    words = [block.text or ""]
    for child in block:
        if isinstance(child.tag, str):
            words.append(_link_text(child) if child.tag == "a" else note_text(child))
            if child.tag in _BLOCK or child.tag == "br":
                words.append(" ")
        words.append(child.tail or "")
    return "".join(words)


def _link_text(link: HtmlElement) -> str:
    href, shown = (link.get("href") or "").strip(), "".join(link.itertext()).strip()
    fragment = href.partition("#")[2]
    if is_back_fragment(fragment) or href.startswith("#"):
        leads_back = is_back_fragment(fragment) and not _CALL_TEXT.fullmatch(shown)
        return "" if leads_back or _BACK_TEXT.fullmatch(shown) else shown
    if not re.match(r"https?://", href):
        return shown
    if not shown:
        return href
    is_address = re.match(r"(?:https?://|www\.)\S+$", shown)
    return href if is_address else f"{shown} ({href})"


def _remove_note(block: HtmlElement) -> None:
    """Take a note out, with the list or box it leaves empty and the heading over that."""
    while block is not None:
        parent = block.getparent()
        if parent is None:
            return
        if block.getparent() is not None:
            block.drop_tree()
        emptied = not "".join(parent.itertext()).strip() and parent.tag not in ("body", "html")
        if not emptied:
            _remove_notes_heading(parent)
            return
        heading = parent.getprevious()
        if heading is not None and _is_notes_heading(heading):
            heading.drop_tree()
        block = parent


def _remove_notes_heading(parent: HtmlElement) -> None:
    """A heading "Notes" with nothing after it in its box heads nothing any more."""
    last = parent[-1] if len(parent) else None
    if last is not None and _is_notes_heading(last) and not (last.tail or "").strip():
        last.drop_tree()


def _is_notes_heading(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag not in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div"):
        return False
    return bool(_NOTES_HEADING.fullmatch("".join(element.itertext()).strip().rstrip(":")))


def _mark_superscript(element: HtmlElement) -> None:
    before = "".join(element.xpath("./preceding-sibling::node()/descendant-or-self::text()"))[-80:]
    parent = element.getparent()
    if parent is None:
        return
    content = "".join(element.itertext())
    replace_by_text(element, superscript(content, before=before, after=(element.tail or "")[:20]))
