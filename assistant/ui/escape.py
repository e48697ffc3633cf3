"""Makes text that the program did not write safe to show.

Streamlit's Markdown turns ``$…$`` into formulas, ``:red[…]`` into colour, ``:material/…:`` into
icons and ``<…>`` into markup; a document can hold any of them. Everything from a document, a model
or a user passes through here, or is set as ``textContent`` by a component.
"""

from __future__ import annotations

import string
import unicodedata
from urllib.parse import urlsplit

_ESCAPED = str.maketrans({character: f"\\{character}" for character in string.punctuation})
_SAFE_SCHEMES = frozenset({"http", "https"})


def markdown(text: str) -> str:
    """The text as Markdown that shows exactly these characters, on one line.

    Every ASCII punctuation character is escaped with a backslash (CommonMark 2.4), and white space
    is folded, because indentation and line starts mean something in Markdown.
    """
    return " ".join(plain(text).split()).translate(_ESCAPED)


def plain(text: str) -> str:
    """The text without control characters and without the marks that reorder what is read (bidi overrides)."""
    return "".join(character for character in text if character in "\n\t" or not _is_control(character))


def _is_control(character: str) -> bool:
    return (
        unicodedata.category(character) == "Cc" or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def safe_url(value: str) -> str | None:
    """The address when it can be offered as a link, else None.

    Only absolute ``http`` and ``https`` addresses with a host, no user name in front of it, and no
    white space or control character inside: anything else is shown as text.
    """
    if any(character.isspace() or _is_control(character) for character in value):
        return None
    try:
        parts = urlsplit(value)
        safe = parts.scheme.lower() in _SAFE_SCHEMES and bool(parts.hostname) and parts.username is None
    except ValueError:
        return None
    return value if safe else None
