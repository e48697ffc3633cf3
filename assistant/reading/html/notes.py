"""Footnotes in an HTML tree: markers become placeholders in the text, notes are taken out of the body."""

from __future__ import annotations

import re
from collections import defaultdict
from urllib.parse import unquote

from lxml.html import HtmlElement

from assistant.reading.html.inline_notes import lift_inline_notes, show
from assistant.reading.html.note_text import BLOCKS, CALL_TEXT, note_words, without_number
from assistant.reading.markers import is_back_fragment, is_note_fragment, lift, placeholder, superscript
from assistant.reading.raw import LineRole, RawLine

_NOTE_CLASS = re.compile(r"foot-?note|end-?note|noteref|\breference\b|\bfn\b|fn-?ref|sidenote|citation", re.IGNORECASE)
_NOTE_ROLES = frozenset(["doc-noteref", "doc-biblioref", "noteref"])
_NOTES_HEADING = re.compile(
    r"(?:foot-?\s?|end)?notes?(?: and references)?|references|fu(?:ß|ss)noten|anmerkungen|notas?(?: al pie)?|"
    r"r[ée]f[ée]rences|sources?",
    re.IGNORECASE,
)
_TITLES = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_HEADINGS = _TITLES | {"p", "div"}


def lift_notes(root: HtmlElement) -> tuple[RawLine, ...]:
    """Turn the markers under ``root`` into placeholders, and take out the notes that they link to.

    Changes the tree. The notes come back as lines of role NOTE, in the order of the document.
    """
    inline = lift_inline_notes(root)
    places = _places(root)
    calls = _linked_calls(root, places)
    anchors = _anchors(calls, places)
    blocks = _note_blocks(calls, anchors)
    numbers = {target: number for number, target in reversed([*calls.values()])}
    lines = inline + [
        line for block, targets in blocks.items() for line in _note_lines(block, targets, anchors, numbers)
    ]
    for link, (number, target) in calls.items():
        raised = _raised_parent(link)
        show(raised if raised is not None else link, placeholder(number, target))
    for block in blocks:
        _remove_note(block)
    for element in [*root.iter("sup")]:
        lines += _mark_superscript(element)
    return tuple(lines)


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
        if not fragment or is_back_fragment(fragment) or not (href.startswith("#") or fragment in places):
            continue
        printed = CALL_TEXT.fullmatch("".join(link.itertext()).strip())
        if not printed:
            continue
        target = places.get(fragment)
        is_marked = is_note_fragment(fragment) or _raised_parent(link) is not None or _has_note_role(link)
        leads_down = target is None or order.get(target, 0) > order[link]
        if (is_marked or _link_each_other(link, target)) and (leads_down or is_note_fragment(fragment)):
            calls[link] = (printed.group(1), fragment)
    return calls


def _link_each_other(link: HtmlElement, target: HtmlElement | None) -> bool:
    """Whether the target leads back to the link, as notes do ("(1)" and "(1)" in the Official Journal's pages)."""
    if target is None or any(around.tag in _TITLES for around in (target, *target.iterancestors())):
        return False
    own = {link.get("id"), link.get("name"), link.getparent().get("id")} - {None, ""}
    return any((back.get("href") or "").partition("#")[2] in own for back in target.iter("a"))


def _has_note_role(link: HtmlElement) -> bool:
    role = link.get("role") or link.get("epub:type") or link.get("type") or ""
    return role in _NOTE_ROLES or bool(_NOTE_CLASS.search(link.get("class") or ""))


def _raised_parent(link: HtmlElement) -> HtmlElement | None:
    """The ``<sup>`` that holds nothing but this link, or the link itself where it holds a ``<sup>``."""
    parent = link.getparent()
    while parent is not None and parent.tag in ("sup", "span", "b", "strong", "small"):
        if parent.tag == "sup" and "".join(parent.itertext()).strip() == "".join(link.itertext()).strip():
            return parent
        parent = parent.getparent()
    return link if link.find(".//sup") is not None else None


def _anchors(calls: dict[HtmlElement, tuple[str, str]], places: dict[str, HtmlElement]) -> dict[str, HtmlElement]:
    """The elements that notes begin at, by fragment: those that are called, and others that link back to a call."""
    anchors = {target: places[target] for _, target in calls.values() if target in places}
    called = {element for anchor in anchors.values() for element in (anchor, *anchor.iterancestors())}
    for name, place in places.items():
        if is_note_fragment(name) and place not in called and _has_back_link(place):
            anchors.setdefault(name, place)
    return anchors


def _has_back_link(element: HtmlElement) -> bool:
    return any(is_back_fragment((link.get("href") or "").partition("#")[2]) for link in element.iter("a"))


def _note_blocks(
    calls: dict[HtmlElement, tuple[str, str]], anchors: dict[str, HtmlElement]
) -> dict[HtmlElement, list[str]]:
    """The blocks that hold notes, each with the fragments of its notes: one, or several set in one paragraph."""
    blocks: dict[HtmlElement, list[str]] = defaultdict(list)
    for target, anchor in anchors.items():
        block = anchor
        while block is not None and block.tag not in BLOCKS:
            block = block.getparent()
        if block is not None and not any(calls.get(link, ("", ""))[1] == target for link in block.iter("a")):
            blocks[_whole_note(block, anchors)].append(target)
    return blocks


def _whole_note(block: HtmlElement, anchors: dict[str, HtmlElement]) -> HtmlElement:
    """The outermost box that still is this note alone: a note of several paragraphs has one of its own."""
    parent = block.getparent()
    while len(anchors) > 1 and parent is not None and parent.tag in BLOCKS:
        if not _NOTE_CLASS.search(f"{parent.get('class') or ''} {parent.get('id') or ''}"):
            break
        inside = set(parent.iter())
        if sum(anchor in inside for anchor in anchors.values()) > 1:
            break
        block, parent = parent, parent.getparent()
    return block


def _note_lines(
    block: HtmlElement, targets: list[str], anchors: dict[str, HtmlElement], numbers: dict[str, str]
) -> list[RawLine]:
    pieces = note_words(block)
    if len(targets) > 1:
        order = {element: position for position, element in enumerate(block.iter())}
        targets = sorted(targets, key=lambda target: order.get(anchors[target], 0))
        pieces = note_words(block, {anchors[target] for target in targets})[-len(targets) :]
    lines = []
    for target, piece in zip(targets, pieces, strict=False):
        number, words = without_number(piece, numbers.get(target, ""), in_list=block.tag == "li")
        number = number or "".join(re.findall(r"\d+$", target))
        text, _ = lift(words)
        if text:
            lines.append(
                RawLine(
                    text=text,
                    role=LineRole.NOTE,
                    starts_block=True,
                    note_number=number or None,
                    note_target=target,
                )
            )
    return lines


def _remove_note(block: HtmlElement) -> None:
    """Take a note out, with the list or box it leaves empty and the heading over that."""
    parent = block.getparent()
    while parent is not None:
        block.drop_tree()
        if parent.tag in ("body", "html") or any(text.strip() for text in parent.itertext()):
            _remove_notes_heading(next(parent.iterchildren(reversed=True), None))
            return
        _remove_notes_heading(parent.getprevious())
        block, parent = parent, parent.getparent()


def _remove_notes_heading(heading: HtmlElement | None) -> None:
    """Take out the heading "Notes", where what it headed is gone."""
    if heading is None or heading.tag not in _HEADINGS or (heading.tail or "").strip():
        return
    if _NOTES_HEADING.fullmatch("".join(heading.itertext()).strip().rstrip(":")):
        heading.drop_tree()


def _mark_superscript(element: HtmlElement) -> list[RawLine]:
    """Make a ``<sup>`` a placeholder or readable text. A raised number that links to a page is its own note."""
    previous, parent = element.getprevious(), element.getparent()
    if parent is None:
        return []
    before = (parent.text if previous is None else previous.tail) or ""
    if previous is not None and isinstance(previous.tag, str) and not before.strip():
        before = "".join(previous.itertext()) + before
    content = "".join(element.itertext())
    address = next((link.get("href") or "" for link in element.iter("a")), "")
    number = content.strip().strip("[]()")
    if re.match(r"https?://", address) and re.fullmatch(r"\d{1,3}", number):
        target = f"source-{number}-{address}"
        show(element, placeholder(number, target))
        note = RawLine(text=address, role=LineRole.NOTE, starts_block=True, note_number=number, note_target=target)
        return [note]
    show(element, superscript(content, before=before[-80:], after=(element.tail or "")[:20]))
    return []
