"""Footnote markers of the formats that have markup: told from real superscripts, and lifted out of the text.

A reader first replaces every marker by a *placeholder*, which survives whatever the text goes
through next (tag stripping, article extraction, blank folding), and at the end ``lift`` turns the
placeholders of a line into its calls.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from assistant.reading.plain.decoding import tidy
from assistant.reading.raw import RawCall

# Two Linear B signs: printable, so that no library drops them, and in no policy document.
_OPEN, _CLOSE = "\U00010080", "\U00010081"
_PLACEHOLDER = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_STRAY = re.compile(f"[{_OPEN}{_CLOSE}]")
_BLANKS = re.compile(r"\s+")
_CLOSING = ".,;:!?)]}»”’"

_NUMBER = re.compile(r"\d{1,3}|[*†‡§¶]{1,3}|[ivxl]{1,6}", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})")
_LONGEST_RANGE = 20
_SUP = re.compile(r"<sup\b[^<>]{0,500}>(.{0,500}?)</sup\s*>", re.IGNORECASE | re.DOTALL)
_HREF = re.compile(r"""href\s*=\s*["']?\#([^"'\s>]+)""", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_RUN = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[,\s]+[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*")
_LAST_TOKEN = re.compile(r"(?:^|[\s(/×·*])([^\s(/×·*]*)$")
_MEASURES = frozenset(["m", "km", "cm", "mm", "dm", "nm", "µm", "ft", "yd", "mi", "mc", "co", "kg"])

_NOTE_STEM = (
    r"(?:fn|ftn|foot-?notes?|edn|endnotes?|notes?|cite[_-]?note|references?|ref|nb|remark|fussnote|anm|"
    r"sdfootnote|sdendnote)"
)
_FRAGMENT = re.compile(
    rf"(?:[_a-z]+[-_])??_{{0,2}}{_NOTE_STEM}(?:[-_:.]?(?:[\w.%-]*\d[\w.%-]*(?:sym)?|[*†‡§a-z]))", re.IGNORECASE
)
_PANDOC_FRAGMENT = re.compile(r"(?:user-content-)?fn[-:][\w.%-]+", re.IGNORECASE)
_BACK_FRAGMENT = re.compile(
    r"(?:[_a-z]+[-_])??_{0,2}(?:fn_?-?ref|fnr|ftn_?ref|edn_?ref|foot-?note-?ref|cite[_-]?ref|ref-?back|noteref|"
    r"sd\w+anc|back|anchor|call)",
    re.IGNORECASE,
)


def placeholder(number: str, target: str | None = None) -> str:
    """The stand-in for one marker. ``target`` is the fragment id of its note, where it is linked."""
    return f"{_OPEN}{quote(number, safe='')}:{quote(target or '', safe='')}{_CLOSE}"


def without_placeholders(text: str) -> str:
    """Text in which nothing can be taken for a placeholder: what a document itself might have planted is gone."""
    return _STRAY.sub("", text)


def without_markers(text: str) -> str:
    """Text with its placeholders taken out and nothing else changed."""
    return _PLACEHOLDER.sub("", text)


def lift(text: str) -> tuple[str, tuple[RawCall, ...]]:
    """A line with its blanks folded and its placeholders taken out, and the calls they stand for.

    No blank is left behind: a marker set off by a blank belongs to the word before it.
    """
    pieces = _PLACEHOLDER.split(_BLANKS.sub(" ", tidy(text)).strip())
    line, calls = pieces[0], []
    for marker, following in zip(pieces[1::2], pieces[2::2], strict=True):
        number, _, target = marker.partition(":")
        if line.endswith(" ") and (following[:1] in ("", " ") or following[0] in _CLOSING):
            line = line.rstrip()
        calls.append(RawCall(offset=len(line.rstrip()), number=unquote(number), target=unquote(target) or None))
        line += following.lstrip() if line in ("", " ") else following
    line = line.rstrip()
    return line, tuple(calls)


def opening_number(text: str) -> tuple[str, str | None, str]:
    """Where a line opens with one placeholder and goes on: its number, its target and the rest."""
    match = _PLACEHOLDER.match(text.lstrip())
    rest = text.lstrip()[match.end() :] if match else ""
    if not match or not rest.strip():
        return "", None, text
    number, _, target = match.group(1).partition(":")
    return unquote(number), unquote(target) or None, rest


def mark_superscripts(text: str) -> str:
    """Replace every ``<sup>`` that calls a note by placeholders, and every other by readable text."""
    without = _SUP.sub("", text) if "<" in text else text
    if len(without) == len(text):
        return text
    pieces, position = [], 0
    for match in _SUP.finditer(text):
        pieces.append(text[position : match.start()])
        before, after = _TAG.sub("", text[: match.start()][-80:]), text[match.end() : match.end() + 20]
        href = _HREF.search(match.group(1))
        target = href.group(1) if href else None
        pieces.append(superscript(_TAG.sub("", match.group(1)), before=before, after=after, target=target))
        position = match.end()
    pieces.append(text[position:])
    return "".join(pieces)


def mark_raised_characters(text: str) -> str:
    """The same for raised digits that are characters of their own ("goods¹")."""

    def replaced(match: re.Match[str]) -> str:
        printed = match.group()
        before, after = text[: match.start()][-80:], text[match.end() : match.end() + 20]
        numbers = call_numbers(printed.translate(_PLAIN), before=before, after=after)
        return "".join(placeholder(number) for number in numbers) if numbers else printed

    return _RAISED_RUN.sub(replaced, text)


def superscript(content: str, *, before: str, after: str, target: str | None = None) -> str:
    """What stands for one superscript: placeholders for a call, else its content as readable text."""
    numbers = call_numbers(content, before=before, after=after, linked=target is not None)
    if numbers:
        return "".join(placeholder(number, target) for number in numbers)
    content = content.strip()
    if re.match(r"\s*(?:/|⁄|&frasl;)\s*(?:<sub|\d)", after) or not re.fullmatch(r"[-+−]?\d+", content):
        return content
    return content.translate(_RAISED)


def call_numbers(content: str, *, before: str, after: str, linked: bool = False) -> tuple[str, ...]:
    """The note numbers that a superscript calls; empty where it is an exponent, an ordinal, a fraction or a word.

    ``before`` and ``after`` are the text around it. A superscript linked to a fragment is a call
    whatever it holds, as long as that is short.
    """
    bare = content.strip().strip("[]()").strip()
    if linked and 0 < len(bare) <= 8 and not re.search(r"[,;]", bare):
        return (bare,)
    numbers: list[str] = []
    for part in re.split(r"[,;\s]+", bare):
        span = _RANGE.fullmatch(part)
        if span and 0 < int(span[2]) - int(span[1]) < _LONGEST_RANGE:
            numbers += [str(number) for number in range(int(span[1]), int(span[2]) + 1)]
        elif _NUMBER.fullmatch(part):
            numbers.append(part)
        else:
            return ()
    return () if _is_arithmetic(bare, before, after) else tuple(numbers)


def _is_arithmetic(content: str, before: str, after: str) -> bool:
    """Exponents ("km²", "10⁶", "x²"), fractions ("1/2") and isotopes ("14C") are no calls."""
    if re.match(r"\s*(?:/|⁄|&frasl;)\s*(?:<sub|\d)", after) or content == "0":
        return True
    token = _LAST_TOKEN.search(before)
    last = token.group(1) if token else ""
    if content in {"2", "3"} and (last.lower() in _MEASURES or re.fullmatch(r"[\d.,]*(?:[kcmd]?m|[a-zA-Z])", last)):
        return True
    if last == "10" and re.search(r"(?:[×x·*]|\bto the)\s*10$|(?:^|\s)10$", before) and content.isdigit():
        return bool(re.search(r"[×x·*]\s*10$", before)) or int(content) in {3, 6, 9, 12}
    return bool(before.strip()) and last == "" and bool(re.match(r"[A-Z][a-z]?\b", after))


def is_note_fragment(fragment: str) -> bool:
    """Whether a fragment id is of a form that footnote tools give to notes ("fn1", "_ftn2", "cite_note-3")."""
    is_note = _FRAGMENT.fullmatch(fragment) or _PANDOC_FRAGMENT.fullmatch(fragment)
    return bool(is_note) and not is_back_fragment(fragment)


def is_back_fragment(fragment: str) -> bool:
    """Whether a fragment id is of a form given to the place a note is called from ("fnref1", "cite_ref-3")."""
    return bool(_BACK_FRAGMENT.match(fragment))
