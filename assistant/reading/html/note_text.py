"""The words of a footnote in an HTML tree: its own number and back links off, the addresses of its links kept."""

from __future__ import annotations

import re
from collections.abc import Container

from lxml.html import HtmlElement

from assistant.reading.markers import is_back_fragment

CALL_TEXT = re.compile(r"[\[(]?\s*(?:note\s*)?(\d{1,4}|[*†‡§¶]{1,3}|[a-z]|[ivxl]{1,6})\s*[\])]?\.?", re.IGNORECASE)
BLOCKS = frozenset(["li", "p", "div", "aside", "dd", "tr", "section", "blockquote", "td"])

_BACK_TEXT = re.compile(
    r"[\s↩↑⤴⬆^▲⏎↵←\ufe0e\ufe0f]*(?:back(?: to (?:text|content|top|article))?|return|jump up|zurück)?[\s↩↑^]*",
    re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(
    r"\s*[\[(]?(\d{1,4}|[*†‡§¶]{1,3}|[ivxl]{1,6})(?:[\])]|[.:]\s|[.:]?(?=\s|$)|(?=[A-Z“\"‘']))[.:]?\s*"
)
# Not a character that a tree can hold, so none of the page's own.
_STOP = "\f"


def note_words(block: HtmlElement, anchors: Container[HtmlElement] = ()) -> list[str]:
    """The words of a block, each link with its address, cut before each of ``anchors``."""
    return _words(block, anchors).split(_STOP)


def without_number(words: str, called: str, *, in_list: bool) -> tuple[str, str]:
    """A note's number and its words without it. In a list, only the ``called`` number is taken for the note's own."""
    printed = _LEADING_NUMBER.match(words)
    if printed and (not called or printed.group(1) == called or not in_list):
        return called or printed.group(1), words[printed.end() :]
    return called, words


def _words(block: HtmlElement, anchors: Container[HtmlElement]) -> str:
    words = [block.text or ""]
    for child in block:
        if isinstance(child.tag, str):
            words.append(_STOP if child in anchors else "")
            words.append(_link_words(child) if child.tag == "a" else _words(child, anchors))
            words.append(" " if child.tag in BLOCKS or child.tag == "br" else "")
        words.append(child.tail or "")
    return "".join(words)


def _link_words(link: HtmlElement) -> str:
    href, shown = (link.get("href") or "").strip(), "".join(link.itertext()).strip()
    fragment = href.partition("#")[2]
    if is_back_fragment(fragment) or href.startswith("#"):
        leads_back = is_back_fragment(fragment) and not CALL_TEXT.fullmatch(shown)
        return "" if leads_back or _BACK_TEXT.fullmatch(shown) else shown
    if not re.match(r"https?://", href):
        return shown
    is_address = not shown or re.match(r"(?:https?://|www\.)\S+$", shown)
    return href if is_address else f"{shown} ({href})"
