"""Footnote markers among the pieces of a line: raised small numbers and signs, lifted out of the text.

What looks like a marker and is none stays in the text: numerators of fractions, powers of ten,
units (m2), variables (x2), isotopes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.pdf.pieces import Piece, shifted

MAX_RELATIVE_SIZE = 0.82
MIN_RELATIVE_RAISE = 0.12
_MAX_RELATIVE_RAISE = 0.9
_ISOLATED_EM = 1.5
_LONGEST_RANGE = 20

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾", "0123456789()")
_SUPERSCRIPT_TAIL = re.compile(r"[⁽(]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}[⁾)]?$")
_MARKER = re.compile(r"[(\[]?(\d{1,3}(?:[,;–-]\d{1,3})*|[*†‡§¶]{1,3})[)\]]?([,;.:]?)$")
_UNITS = frozenset("m km cm mm dm nm µm μm ft yd mi kg/m mg/m g/m µg/m μg/m W/m kWh/m s".split())
_POWER_BASE = re.compile(r"(?:^|[\s×x·*.])10$")
_VARIABLE = re.compile(r"(?:^|[\s(=+×−-])(?:[b-zα-ωχ]|R)$")
_ELEMENT = re.compile(r"[A-Z][a-z]?[,.;:)]*")


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker lifted off a line: the numbers it calls, and where it stands (left, top, right, bottom)."""

    numbers: tuple[str, ...]
    box: tuple[float, float, float, float]


Token = Piece | Marker


def lift_markers(pieces: list[Piece], size: float, base: float) -> list[Token]:
    """The line's pieces in order, its markers set apart. ``size`` and ``base`` are those of most of the line."""
    pieces = _superscripts_apart(pieces, size)
    tokens: list[Token] = []
    for index, piece in enumerate(pieces):
        marker = _marker_at(index, pieces, tokens, size, base)
        if marker is None:
            tokens.append(piece)
            continue
        match, tail = marker
        tokens.append(Marker(_numbers(match), (piece.x0, piece.top, piece.x1, piece.bottom)))
        if tail:
            tokens.append(shifted(piece, tail, piece.x1, piece.x1, spaced=False))
    return _without_brackets(_joined(tokens))


def _numbers(marker: str) -> tuple[str, ...]:
    """The single numbers of a marker: "1,3" has two, "4-6" has three."""
    numbers: list[str] = []
    for part in re.split("[,;]", marker):
        ends = [int(end) for end in re.split("[–-]", part)] if part[0].isdigit() else []
        if len(ends) == 2 and 0 < ends[1] - ends[0] < _LONGEST_RANGE:
            numbers.extend(str(number) for number in range(ends[0], ends[1] + 1))
        else:
            numbers.extend(map(str, ends) if ends else [part])
    return tuple(numbers)


def is_raised(piece: Piece, size: float, base: float) -> bool:
    """True for what is set smaller than its line and above its baseline."""
    raised = base - piece.base
    return piece.size <= MAX_RELATIVE_SIZE * size and MIN_RELATIVE_RAISE * size <= raised <= _MAX_RELATIVE_RAISE * size


def _superscripts_apart(pieces: list[Piece], size: float) -> list[Piece]:
    """Superscript characters (¹) at the end of a word as pieces of their own, small and raised like any other."""
    apart: list[Piece] = []
    for piece in pieces:
        found = _SUPERSCRIPT_TAIL.search(piece.text.rstrip(".,;:")) if not piece.text.isascii() else None
        if found is None:
            apart.append(piece)
            continue
        start, end = found.span()
        per_char = (piece.x1 - piece.x0) / len(piece.text)
        cut, after = piece.x0 + per_char * start, piece.x0 + per_char * end
        if start:
            apart.append(shifted(piece, piece.text[:start], piece.x0, cut, spaced=piece.spaced))
        spaced = piece.spaced and not start
        apart.append(_raised_copy(shifted(piece, piece.text[start:end], cut, after, spaced=spaced), size))
        if piece.text[end:]:
            apart.append(shifted(piece, piece.text[end:], after, piece.x1, spaced=False))
    return apart


def _raised_copy(piece: Piece, size: float) -> Piece:
    base = piece.base - 0.33 * size
    return Piece(
        piece.text,
        piece.x0,
        piece.top,
        piece.x1,
        base,
        base,
        0.6 * size,
        piece.spaced,
        piece.bold,
        piece.italic,
        piece.hidden,
    )


def _marker_at(
    index: int, pieces: list[Piece], tokens: list[Token], size: float, base: float
) -> tuple[str, str] | None:
    """The numbers and the punctuation after them when the piece is a marker, else None."""
    piece = pieces[index]
    if not is_raised(piece, size, base):
        return None
    match = _MARKER.match(piece.text.translate(_SUPERSCRIPTS))
    if match is None or match[1].startswith("0"):
        return None
    before = pieces[index - 1] if index else None
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    if _stands_alone(piece, before, after, size) or _is_real_number(piece, tokens, after, size, base):
        return None
    return match[1], match[2]


def _stands_alone(piece: Piece, before: Piece | None, after: Piece | None, size: float) -> bool:
    """True for a small number far from any text, such as one in a table's cell."""
    far_before = before is None or piece.x0 - before.x1 > _ISOLATED_EM * size
    far_after = after is None or after.x0 - piece.x1 > _ISOLATED_EM * size
    return far_before and far_after


def _is_real_number(piece: Piece, tokens: list[Token], after: Piece | None, size: float, base: float) -> bool:
    """True for numerators, powers, units, variables and isotopes."""
    if after is not None and not after.spaced:
        if after.text[0] in "/⁄∕":
            return True
        small_below = after.size <= MAX_RELATIVE_SIZE * size and after.text[0].isdigit()
        if small_below and not is_raised(after, size, base):
            return True
        if tokens and piece.spaced and _ELEMENT.fullmatch(after.text):
            return True
    if piece.spaced or not tokens or isinstance(tokens[-1], Marker):
        return False
    word, power = _last_word(tokens), piece.text.translate(_SUPERSCRIPTS)
    if word in _UNITS and power in ("2", "3"):
        return True
    return bool(_POWER_BASE.search(word)) or (bool(_VARIABLE.search(word)) and power in ("2", "3", "4"))


def _last_word(tokens: list[Token]) -> str:
    word = ""
    for token in reversed(tokens):
        if isinstance(token, Marker):
            break
        word = token.text + word
        if token.spaced:
            break
    return word


def _joined(tokens: list[Token]) -> list[Token]:
    """Markers separated only by a raised comma are one place with several numbers; the comma goes."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        between = 0 < index < len(tokens) - 1 and isinstance(tokens[index - 1], Marker)
        if between and isinstance(token, Piece) and isinstance(tokens[index + 1], Marker) and token.text in (",", ";"):
            continue
        kept.append(token)
    return kept


def _without_brackets(tokens: list[Token]) -> list[Token]:
    """Takes away the brackets, set as plain text, that enclose a marker: "goods (1)," becomes "goods,"."""
    tokens = list(tokens)
    for index, token in enumerate(tokens):
        if not isinstance(token, Marker) or index + 1 >= len(tokens) or index == 0:
            continue
        before, after = tokens[index - 1], tokens[index + 1]
        if isinstance(before, Marker) or isinstance(after, Marker):
            continue
        if before.text[-1:] in ("(", "[") and after.text[:1] in (")", "]"):
            tokens[index - 1] = _cut(before, 0, len(before.text) - 1)
            tokens[index + 1] = _cut(after, 1, len(after.text))
    return [token for token in tokens if isinstance(token, Marker) or token.text]


def _cut(piece: Piece, start: int, end: int) -> Piece:
    """Part of a piece, its box cut in proportion."""
    per_char = (piece.x1 - piece.x0) / len(piece.text)
    spaced = piece.spaced and start == 0
    return shifted(piece, piece.text[start:end], piece.x0 + per_char * start, piece.x0 + per_char * end, spaced=spaced)
