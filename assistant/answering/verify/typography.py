"""Texts with their typography evened out, and the way back to the characters they were printed with."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

# A hyphen at the end of a line: part of the word, or only of its breaking. It stands for both until it is compared.
BROKEN = "\x00"
_PLAIN = {
    **dict.fromkeys("‘’‚‛ʼ′`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` with plain quotes, dashes and blanks; character i of it was printed at ``places[i]`` of the original."""

    text: str
    places: tuple[int, ...]


def fold(text: str) -> Folded:
    """A text with its typography evened out. Words and their case are left as they are."""
    characters: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        width = _broken_hyphen(text, at)
        if width:
            characters.append(BROKEN)
            places.append(at)
            at += width
            continue
        for plain in _plain(text[at]):
            if plain == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(plain)
            places.append(at)
        at += 1
    if characters and characters[-1] == " ":
        characters.pop()
        places.pop()
    return Folded("".join(characters), tuple(places))


def _plain(character: str) -> str:
    if character in _INVISIBLE:
        return ""
    if character.isspace():
        return " "
    return _LIGATURES.get(character) or _PLAIN.get(character) or unicodedata.normalize("NFC", character)


def _broken_hyphen(text: str, at: int) -> int:
    """The length of a hyphen with the line break after it, between two letters; 0 when there is none here."""
    if text[at] == "\ufffe":
        return 1
    if text[at] not in "-‐\u00ad" or at == 0 or not text[at - 1].isalpha():
        return 0
    end = at + 1
    while end < len(text) and text[end].isspace():
        end += 1
    if "\n" not in text[at + 1 : end] or end == len(text) or not text[end].isalpha():
        return 0
    return end - at
