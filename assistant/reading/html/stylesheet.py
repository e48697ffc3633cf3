"""What the style sheets inside a page hide: written into the elements, so that whoever reads them need not know CSS.

Only rules that hold everywhere and name a tag, a class or an id are looked at. A colour is believed only where nothing
on the page could set another ground behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MEDIA = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,5000})\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+)|#([\w-]+))?", re.IGNORECASE)
_HIDING = re.compile(r"\b(?:display|visibility|opacity|font-size|left|top|text-indent|(?<!-)color)\s*:", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![-\w])color\s*:[^;]*;?", re.IGNORECASE)
_LARGEST = 500_000


def with_own_styles(root: HtmlElement) -> HtmlElement:
    """The page with the declarations of its style sheets in the elements that they are about."""
    sheets = "".join(style.text or "" for style in root.iter("style"))[:_LARGEST]
    grounds = "background" in sheets or any(
        (link.get("rel") or "").lower() == "stylesheet" for link in root.iter("link")
    )
    for (tag, name, identifier), declared in _rules(sheets):
        declared = _COLOUR.sub("", declared) if grounds else declared
        for element in root.iter(*([tag.lower()] if tag else [])):
            if _chosen(element, name, identifier):
                element.set("style", f"{declared.strip().rstrip(';')};{element.get('style') or ''}")
    return root


def _rules(sheets: str) -> Iterator[tuple[tuple[str, str, str], str]]:
    plain = _MEDIA.sub("", _COMMENT.sub("", sheets))
    for rule in _RULE.finditer(plain):
        if not _HIDING.search(rule[2]):
            continue
        for selector in rule[1].split(","):
            match = _SELECTOR.fullmatch(selector.strip())
            if match and match[0]:
                yield (match[1] or "", match[2] or "", match[3] or ""), rule[2]


def _chosen(element: HtmlElement, name: str, identifier: str) -> bool:
    if not isinstance(element.tag, str):
        return False
    return (not name or name in (element.get("class") or "").split()) and (
        not identifier or identifier == element.get("id")
    )
