"""Numbers as lists and notes print them."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_SYMBOLS = "*†‡§"
# The names that Word and HTML give to the same styles.
_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}


def numeral(number: int, style: str) -> str:
    """``number`` in a style of Word ("lowerRoman", "upperLetter", "chicago", …) or of HTML ("i", "A", …)."""
    style = _STYLES.get(style, style)
    if number < 1 or number > 3999:
        return str(number)
    match style:
        case "lowerRoman" | "upperRoman":
            printed = _roman(number)
        case "lowerLetter" | "upperLetter":
            printed = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        case "chicago":
            return _SYMBOLS[(number - 1) % 4] * ((number - 1) // 4 + 1)
        case "decimalZero":
            return f"{number:02d}"
        case _:
            return str(number)
    return printed.upper() if style.startswith("upper") else printed


def _roman(number: int) -> str:
    printed = ""
    for value, letters in _ROMAN:
        printed += letters * (number // value)
        number %= value
    return printed
