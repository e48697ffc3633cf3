"""Fragments of a page joined into lines, and lines turned into ``RawLine``: text, calls, words with boxes."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import WordBox
from assistant.reading.pdf_calls import Marker, Token, lift_markers
from assistant.reading.pdf_columns import regions
from assistant.reading.pdf_pieces import Fragment, Frame, Piece, main_size_and_base
from assistant.reading.raw import Box, LineRole, RawCall, RawLine

_SAME_BASE_EM = 0.35
_SMALL = 0.82
_NEAR_EM = 0.6
_HANGING_EM = 5.0
_NO_SPACE_BEFORE = ",.;:)]’”!?"
_LINE_END_HYPHENS = "\ufffe\u00ad"


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One printed line in its frame, before it becomes a ``RawLine``."""

    pieces: list[Piece]
    size: float
    base: float
    column: int
    frame: Frame


def page_lines(frame: Frame) -> list[PdfLine]:
    """The lines of one frame in reading order."""
    shown = [item for item in frame.fragments if not item.pieces[0].hidden]
    lines = [_line(group, region.column, frame) for region in regions(shown) for group in _grouped(region.fragments)]
    hidden = [item for item in frame.fragments if item.pieces[0].hidden]
    return lines + [_line(group, 0, frame) for group in _grouped(hidden)]


def _grouped(fragments: list[Fragment]) -> list[list[Fragment]]:
    """Fragments that stand on one baseline together, top to bottom, each group left to right."""
    groups: list[list[Fragment]] = []
    for item in sorted(fragments, key=lambda item: item.base):
        group = next((group for group in reversed(groups[-4:]) if _fits(item, group)), None)
        if group is None:
            groups.append([item])
        else:
            group.append(item)
    groups = _with_raised(groups)
    return [sorted(group, key=lambda item: item.x0) for group in groups]


def _fits(item: Fragment, group: list[Fragment]) -> bool:
    """True when the fragment stands on the group's baseline and on none of its text."""
    size = min(item.size, max(other.size for other in group))
    if abs(item.base - group[0].base) > _SAME_BASE_EM * size:
        return False
    slack = 0.5 * size
    return all(item.x0 > other.x1 - slack or item.x1 < other.x0 + slack for other in group)


def _with_raised(groups: list[list[Fragment]]) -> list[list[Fragment]]:
    """Small fragments on their own that stand raised beside the text of a line join that line."""
    kept: list[list[Fragment]] = []
    loose: list[Fragment] = []
    for group in groups:
        if len(group) == 1 and len(group[0].pieces) <= 2 and group[0].x1 - group[0].x0 < 3 * group[0].size:
            loose.append(group[0])
        else:
            kept.append(group)
    for item in loose:
        home = next((group for group in kept if any(_is_raised_beside(item, other) for other in group)), None)
        if home is None:
            kept.append([item])
        else:
            home.append(item)
    return sorted(kept, key=lambda group: main_base(group))


def main_base(group: list[Fragment]) -> float:
    """The baseline of the longest fragment of a group."""
    return max(group, key=lambda item: item.x1 - item.x0).base


def _is_raised_beside(item: Fragment, other: Fragment) -> bool:
    near = min(abs(item.x0 - other.x1), abs(item.x1 - other.x0)) < _NEAR_EM * other.size
    hanging = item.pieces[0].text.isdigit() and 0 < other.x0 - item.x1 < _HANGING_EM * other.size
    raised = other.base - item.base
    return (near or hanging) and item.size <= _SMALL * other.size and -0.3 * other.size < raised < 0.75 * other.size


def _line(group: list[Fragment], column: int, frame: Frame) -> PdfLine:
    pieces = [piece for item in group for piece in item.pieces]
    size, base = main_size_and_base(pieces)
    return PdfLine(pieces, size, base, column, frame)


def raw_line(line: PdfLine) -> RawLine | None:
    """The line as the assembly takes it, or None when nothing of it is left."""
    tokens = lift_markers(line.pieces, line.size, line.base)
    number = None
    if isinstance(tokens[0], Marker) and len(tokens) > 1:
        number = tokens[0].numbers[0]
        tokens = tokens[1:]
    text, calls, words, hyphen = _written(tokens, line)
    if not text and not calls:
        return None
    pieces = [token for token in tokens if isinstance(token, Piece)] or line.pieces
    role = LineRole.HIDDEN if line.pieces[0].hidden else LineRole.NOTE if number else LineRole.UNKNOWN
    letters = sum(len(piece.text) for piece in pieces)
    return RawLine(
        text=text,
        role=role,
        calls=tuple(calls),
        words=tuple(words),
        box=_box(line.frame, _around(line.pieces)),
        column=line.column,
        size_pt=round(line.size, 2),
        bold=2 * sum(len(piece.text) for piece in pieces if piece.bold) > letters,
        italic=2 * sum(len(piece.text) for piece in pieces if piece.italic) > letters,
        note_number=number,
        ends_with_hyphen=hyphen,
    )


def _written(tokens: list[Token], line: PdfLine) -> tuple[str, list[RawCall], list[WordBox], bool]:
    """The line's text with a space where one is printed, its calls and words by their offsets in that text."""
    text, calls, words = "", list[RawCall](), list[tuple[int, int, list[Piece]]]()
    hyphen, space, last_right = False, False, 0.0
    for index, token in enumerate(tokens):
        if isinstance(token, Marker):
            box = _box(line.frame, token.box)
            calls.extend(RawCall(offset=len(text), number=number, box=box) for number in token.numbers)
            last_right = token.box[2]
            continue
        piece, piece_text = token, token.text
        if index == len(tokens) - 1 and piece_text[-1] in _LINE_END_HYPHENS:
            piece_text, hyphen = piece_text[:-1], True
        piece_text = piece_text.replace("\ufffe", "-").replace("\u00ad", "")
        space = bool(text) and _needs_space(piece, tokens[index - 1], last_right, line.size)
        last_right = piece.x1
        if not piece_text:
            continue
        text += " " * space
        if words and not space and words[-1][1] == len(text):
            words[-1] = (words[-1][0], len(text) + len(piece_text), [*words[-1][2], piece])
        else:
            words.append((len(text), len(text) + len(piece_text), [piece]))
        text += piece_text
    return text, calls, [_word(line.frame, start, end, pieces) for start, end, pieces in words], hyphen


def _needs_space(piece: Piece, before: Token, last_right: float, size: float) -> bool:
    apart = piece.spaced or piece.x0 - last_right > 0.2 * size
    if isinstance(before, Marker):
        return apart and piece.text[0] not in _NO_SPACE_BEFORE
    return apart or (before.text[-1:].isdigit() and piece.size < _SMALL * before.size and piece.text[0].isdigit())


def _word(frame: Frame, start: int, end: int, pieces: list[Piece]) -> WordBox:
    box = _box(frame, _around(pieces))
    return WordBox(start=start, end=end, left=box.left, top=box.top, right=box.right, bottom=box.bottom)


def _around(pieces: list[Piece]) -> tuple[float, float, float, float]:
    return (
        min(piece.x0 for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.x1 for piece in pieces),
        max(piece.bottom for piece in pieces),
    )


def _box(frame: Frame, sides: tuple[float, float, float, float]) -> Box:
    """Sides in points of the frame as fractions of the page as displayed."""
    left, top, right, bottom = sides
    u0, u1 = _share(left, frame.width), _share(right, frame.width)
    v0, v1 = _share(top, frame.height), _share(bottom, frame.height)
    if frame.turns == 0:
        return Box(left=u0, top=v0, right=u1, bottom=v1)
    if frame.turns == 1:
        return Box(left=_rest(v1), top=u0, right=_rest(v0), bottom=u1)
    if frame.turns == 2:
        return Box(left=_rest(u1), top=_rest(v1), right=_rest(u0), bottom=_rest(v0))
    return Box(left=v0, top=_rest(u1), right=v1, bottom=_rest(u0))


def _share(value: float, whole: float) -> float:
    return round(min(max(value / whole, 0.0), 1.0), 5) if whole else 0.0


def _rest(share: float) -> float:
    return round(1.0 - share, 5)
