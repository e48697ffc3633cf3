"""Ligatures of which a file tells only a part: "hey afect" for "They affect".

Some writers (old Ghostscript among them) map the glyph of a ligature to its last letter alone. The
glyph's own name still says what it is (``T_h``, ``ffi``), and its width tells it from the plain letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.pdf.glyphs import PageGlyphs

_NAMED = {"ff": "ff", "fi": "fi", "fl": "fl", "ffi": "ffi", "ffl": "ffl"}
_COMPONENTS = re.compile(r"[A-Za-z](?:_[A-Za-z])+")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_WIDTH_SLACK = 6.0


@dataclass(frozen=True, slots=True)
class CutLigature:
    """A glyph that a file reads as ``char`` though it is ``text``; its width in thousandths of the font size."""

    char: str
    width: float
    text: str


def cut_ligatures(differences: Iterable[Any], widths: Mapping[int, float], to_unicode: bytes) -> list[CutLigature]:
    """The cut ligatures of one simple font, from its /Differences, its widths by code, and its /ToUnicode map."""
    named = {code: text for code, name in _codes(differences) if (text := _letters(name))}
    mapped = _mapped(to_unicode, set(named)) if named else {}
    return [
        CutLigature(char, widths.get(code, 0.0), named[code])
        for code, char in mapped.items()
        if len(char) == 1 and char in named[code]
    ]


def plain_name(font: str) -> str:
    """A font's name without the tag of its subset: "ABCDEF+Times" is "Times"."""
    return re.sub(r"^[A-Z]{6}\+", "", font)


def with_ligatures(page: PageGlyphs, cut: Mapping[str, list[CutLigature]]) -> PageGlyphs:
    """The page with the text of its cut ligatures, by the name of their fonts."""
    fonts = {index: cut.get(plain_name(face.font)) for index, face in enumerate(page.faces) if face.size_pt > 0}
    found: dict[int, str] = {}
    for index, face in enumerate(page.faces_of.tolist()):
        char = chr(page.codes[index])
        for ligature in fonts.get(face) or ():
            if char == ligature.char:
                left, _, right, _ = page.boxes[index].tolist()
                width = 1000 * (right - left) / page.faces[face].size_pt
                if abs(width - ligature.width) < _WIDTH_SLACK:
                    found[index] = ligature.text
    return replace(page, ligatures=found) if found else page


def _codes(differences: Iterable[Any]) -> Iterable[tuple[int, str]]:
    """PDF 32000-1:2008, 9.6.6.1: a number starts a run of names for consecutive codes."""
    code = 0
    for item in differences:
        if isinstance(item, str):
            yield code, item.lstrip("/")
            code += 1
        else:
            code = int(item)


def _letters(name: str) -> str | None:
    if name in _NAMED:
        return _NAMED[name]
    return name.replace("_", "") if _COMPONENTS.fullmatch(name) else None


def _mapped(to_unicode: bytes, codes: set[int]) -> dict[int, str]:
    """What the map says of these codes."""
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", to_unicode, re.DOTALL):
        for first, last, target in _RANGE.findall(block):
            for code in codes & set(range(int(first, 16), min(int(last, 16), 255) + 1)):
                text = _text(target)
                found[code] = text[:-1] + chr(ord(text[-1]) + code - int(first, 16)) if text else ""
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", to_unicode, re.DOTALL):
        found |= {int(code, 16): _text(target) for code, target in _PAIR.findall(block) if int(code, 16) in codes}
    return found


def _text(target: bytes) -> str:
    return bytes.fromhex(target.decode()).decode("utf-16-be", "ignore") if len(target) % 4 == 0 else ""
