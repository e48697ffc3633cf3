"""Web addresses in notes: found, re-joined where a line or page end cut them, and doubted where they look damaged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import Url

_START = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.(?=[\w-]+\.\w))[^\s<>\"“”«»]+", re.IGNORECASE)
_FILE_END = re.compile(
    r"\s(?P<rest>[\w%-]+(?:[ _-][\w%-]+){0,3}\.(?:pdf|html?|docx?|xlsx?|aspx?|php|txt|zip))(?=$|[\s.,;)])",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'\"’”»"
_UNFINISHED = ("-", "_", "/", "=", "&", "?", "%", ".", "+", "~")
_TAIL = re.compile(r"[\w\-./%=&?#~+:,;@!$'()*]+")
BLANK_INSIDE = "The printed address has a blank in it, so a character may be missing."
CUT_SHORT = "The printed address seems to be cut off at its end."
MENDED = "The address was put together from two pieces printed apart."


def split_at_addresses(text: str) -> list[str]:
    """The notes on one line: a second web address after a first that stands at the head begins a new note.

    Only where nothing but addresses stands on the line; a reference that names two is one note.
    """
    text = text.strip()
    starts = [match.start() for match in re.finditer(r"(?:(?<=\s)|^)https?://", text)]
    if len(starts) < 2 or starts[0] != 0:
        return [text]
    pieces = [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    return pieces if all(_is_address(piece) for piece in pieces) else [text]


def ends_in_address(text: str) -> bool:
    """Whether a note's last word is a web address that may go on elsewhere."""
    last = text.rsplit(None, 1)[-1] if text.split() else ""
    return bool(_START.search(last)) and last.endswith(("-", "_", "/", "=", "&", "%"))


def find_urls(text: str, targets: Sequence[str] = ()) -> tuple[Url, ...]:
    """The web addresses of a note, each once. ``targets`` are those of the link annotations that lie on it."""
    found: list[Url] = []
    for match in _URL.finditer(text):
        value, doubt = _trimmed(match.group()), None
        if match.start() == 0 or text[: match.start()].isspace():
            rest = _FILE_END.match(text, match.end())
            if rest and not re.search(r"\.\w{2,4}$", value.split("/")[-1]):
                value, doubt = f"{value}{rest.group()}", BLANK_INSIDE
        if doubt is None and value.endswith(("-", "_", "=", "&", "%")):
            doubt = CUT_SHORT
        found.append(Url(value=value, doubtful=doubt))
    return _unique(_with_targets(found, targets))


def is_only_addresses(text: str, urls: Sequence[Url]) -> bool:
    """Whether a note says nothing beyond its web addresses."""
    rest = text
    for url in urls:
        rest = rest.replace(url.value, " ")
    return bool(urls) and not re.search(r"\w{3}", _URL.sub(" ", rest))


def _is_address(text: str) -> bool:
    urls = find_urls(text)
    return len(urls) == 1 and not re.search(r"\w", text.replace(urls[0].value, ""))


def wraps(text: str, line: str) -> bool:
    """Whether a line goes on with the address that the text before it ends in."""
    last = text.rsplit(None, 1)[-1]
    if last.endswith("://"):
        return True
    if not _START.search(last) or _START.match(line):
        return False
    first = line.split()[0]
    if not _TAIL.fullmatch(first):
        return False
    if last.endswith(_UNFINISHED) and not (last.endswith(".") and first[0].isupper()):
        return True
    return bool(
        re.search(r"[/_=&?%]|-\w|\.(?:html?|pdf|aspx?|php|eu|org|com|int|gov)\b", first)
    ) and not first.endswith(":")


def _trimmed(value: str) -> str:
    value = value.rstrip(_TRAILING)
    while value.endswith((")", "]")) and value.count(value[-1]) > value.count({")": "(", "]": "["}[value[-1]]):
        value = value[:-1].rstrip(_TRAILING)
    return value


def _with_targets(found: Sequence[Url], targets: Sequence[str]) -> list[Url]:
    """Each printed address replaced by the link's own, where the two begin alike; a link of its own is added."""
    mended = list(found)
    for target in targets:
        if not target.lower().startswith("http"):
            continue
        for index, url in enumerate(mended):
            if _alike(url.value, target):
                mended[index] = Url(value=target, doubtful=None)
                break
        else:
            mended.append(Url(value=target))
    return mended


def _alike(printed: str, target: str) -> bool:
    one, other = (re.sub(r"^https?://(?:www\.)?|^www\.", "", value.lower()).rstrip("/") for value in (printed, target))
    shorter = min(len(one), len(other))
    return (shorter >= 8 and one[:shorter] == other[:shorter]) or one.replace(" ", "%20") == other


def _unique(urls: Sequence[Url]) -> tuple[Url, ...]:
    return tuple({url.value: url for url in reversed(urls)}.values())[::-1]
