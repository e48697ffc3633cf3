"""Markers are lifted out of a line; numbers that only look like markers stay in it."""

from __future__ import annotations

import pytest

from assistant.reading.pdf.calls import Marker, lift_markers
from assistant.reading.pdf.pieces import Piece

SIZE, BASE = 10.0, 100.0


def piece(text: str, left: float, *, spaced: bool = True, raised: bool = False, lowered: bool = False) -> Piece:
    size = 6.0 if raised or lowered else SIZE
    base = BASE - 3.3 if raised else BASE + 2 if lowered else BASE
    width = len(text) * size / 2
    return Piece(text, left, base - size, left + width, base + 2, base, size, spaced, False, False, False)


def line(*parts: str) -> list[Piece]:
    """Pieces side by side: a leading space sets off, "^" raises, "_" lowers."""
    pieces: list[Piece] = []
    left = 0.0
    for part in parts:
        spaced = part.startswith(" ")
        text = part.strip()
        raised, lowered = text.startswith("^"), text.startswith("_")
        left += 3.0 if spaced else 0.0
        pieces.append(piece(text.lstrip("^_"), left, spaced=spaced, raised=raised, lowered=lowered))
        left = pieces[-1].x1
    return pieces


def lifted(*parts: str) -> tuple[str, list[tuple[str, ...]]]:
    """The text that stays, and the numbers of the markers that went."""
    tokens = lift_markers(line(*parts), SIZE, BASE)
    text = "".join(" " * token.spaced + token.text for token in tokens if isinstance(token, Piece))
    return text.strip(), [token.numbers for token in tokens if isinstance(token, Marker)]


@pytest.mark.parametrize(
    ("parts", "text", "numbers"),
    [
        (("goods", "^1", ","), "goods,", [("1",)]),
        (("in", " 2020", "^12", " the"), "in 2020 the", [("12",)]),
        (("goods", "^1,2"), "goods", [("1", "2")]),
        (("goods", "^1", "^,", "^2", " and"), "goods and", [("1",), ("2",)]),
        (("goods", " (", "^1", "),"), "goods,", [("1",)]),
        (("goods", "^(1)", ","), "goods,", [("1",)]),
        (("goods", "^*"), "goods", [("*",)]),
        (("goods", "^†", "."), "goods.", [("†",)]),
        (("goods¹,", " and"), "goods, and", [("1",)]),
        (("goods¹²",), "goods", [("12",)]),
    ],
)
def test_a_marker_goes(parts: tuple[str, ...], text: str, numbers: list[tuple[str, ...]]) -> None:
    assert lifted(*parts) == (text, numbers)


@pytest.mark.parametrize(
    "parts",
    [
        ("48", "^1", "/", "_2"),
        ("48", " ^1", "⁄", "_2"),
        ("1 000", " m", "^2"),
        ("5", " ×", " 10", "^3"),
        ("x", "^2", " +"),
        ("CO", "_2"),
        ("the", " 1", "^st"),
        ("26", " October", " 1982"),
        ("the", " ^137", "Cs"),
        ("goods", "^0"),
        ("goods", "^2020"),
    ],
)
def test_a_real_number_stays(parts: tuple[str, ...]) -> None:
    text, numbers = lifted(*parts)
    assert numbers == []
    assert text.replace(" ", "") == "".join(part.strip().lstrip("^_") for part in parts).replace(" ", "")


def test_a_small_number_far_from_any_text_is_a_cell_of_a_table() -> None:
    pieces = [piece("goods", 0), piece("7", 300, raised=True), piece("9", 500)]
    tokens = lift_markers(pieces, SIZE, BASE)
    assert not [token for token in tokens if isinstance(token, Marker)]


def test_a_marker_at_the_start_of_a_line_is_lifted_too() -> None:
    tokens = lift_markers(line("^3", " See", " the", " report"), SIZE, BASE)
    assert isinstance(tokens[0], Marker)
    assert tokens[0].numbers == ("3",)
