"""From bytes to clean Unicode text: the encoding found, what is not text removed."""

from __future__ import annotations

import codecs
import re
import unicodedata

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b]")
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_FOREIGN = re.compile(r"[^\x00-\x7f]{2,}")
_MOJIBAKE_MIN_RUNS = 3


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of a file: by byte order mark, else UTF-8, else the ``declared`` charset, else cp1252.

    UTF-8 is tried before the declared charset because text of another charset almost never is valid
    UTF-8, while declarations are often wrong. Bytes that have no meaning become U+FFFD.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(encoding, errors="replace")
    wide = wide_encoding(content)
    if wide:
        return content.decode(wide, errors="replace")
    for charset in ("utf-8", declared or "utf-8", "cp1252"):
        try:
            return content.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    # A few bytes that are no UTF-8 in a file that otherwise is: damage, not another charset.
    lenient = content.decode("utf-8", errors="replace")
    return lenient if lenient.count("\ufffd") * 100 < len(lenient) else content.decode("cp1252", errors="replace")


def clean(text: str) -> str:
    """NFC text with ``\\n`` line ends; control, zero-width and direction characters and soft hyphens are gone.

    Every kind of blank becomes a plain space: a no-break space is typography, and a search for
    "8 000" must find it. Tabs and form feeds stay, since they have a meaning.
    """
    return tidy(_mend_mojibake(text))


def tidy(text: str) -> str:
    """The same for a piece of a text, whose damage is not judged: entities may have brought such characters in."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _SPACES.sub(" ", _NEWLINES.sub("\n", text))))


def wide_encoding(content: bytes) -> str | None:
    """UTF-16 without a byte order mark: Latin text then has a NUL in every other byte, and in no other."""
    head = content[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(head) < 8 or max(even, odd) < len(head) * 0.3 or min(even, odd) > len(head) * 0.05:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _mend_mojibake(text: str) -> str:
    """Undo UTF-8 that was once read as cp1252 ("â€™" for "’"), where a text shows it repeatedly."""
    runs = {run for run in _FOREIGN.findall(text) if _mended(run) is not None}
    if len(runs) == 0 or sum(text.count(run) for run in runs) < _MOJIBAKE_MIN_RUNS:
        return text
    return _FOREIGN.sub(lambda match: _mended(match.group()) or match.group(), text)


def _mended(run: str) -> str | None:
    try:
        return run.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
