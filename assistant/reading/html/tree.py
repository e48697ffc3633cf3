"""HTML source as a tree, whatever is wrong with it."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
# "3<X<4" is arithmetic: what a "<" opens is no tag if another "<" ends it.
_NO_TAG = re.compile(r"<(?=[A-Za-z][A-Za-z0-9]{0,20}<)")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|(\d{1,9}));?")
_NO_CHARACTER = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def html_tree(source: str) -> HtmlElement | None:
    """The root of a page or fragment; None where nothing is in it. Bad markup is read as browsers read it."""
    source = _REFERENCE.sub(_without_controls, _NO_CHARACTER.sub("", _XML_DECLARATION.sub("", source)))
    try:
        root: HtmlElement = lxml_html.document_fromstring(_NO_TAG.sub("&lt;", source))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return root


def _without_controls(match: re.Match[str]) -> str:
    """A numeric reference, unless it stands for a character that a tree cannot hold."""
    code = int(match.group(1), 16) if match.group(1) else int(match.group(2))
    return "" if code > 0x10FFFF or _NO_CHARACTER.match(chr(code)) else match.group()
