"""Names of files that could be taken for others: characters that nobody sees, and letters that look like other letters.

A file keeps its name, since it is found by it; what is shown is the name with what is hidden in it written out.
"""

from __future__ import annotations

import re
import unicodedata

# Alphabets with letters that cannot be told from Latin ones.
_ALIKE = frozenset(["LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"])
_WORD = re.compile(r"[^\W\d_]+")
_HIDDEN = (
    "Its name holds characters that nobody sees ({codes}), which may make it look like another file or kind of file."
)
_MIXED = (
    "Its name mixes letters of several alphabets that look alike in one word ({word}), as the name of another file."
)
_DISGUISED = "Its name holds signs that stand for letters ({word}), as the name of another file."


def seen_name(name: str) -> str:
    """The name with every character that is not seen, or that reorders what is read, written as its code."""
    return "".join(f"‹{_code(one)}›" if _is_hidden(one) else one for one in name)


def name_warning(name: str) -> str:
    """Why the name of a file could be taken for another's, in a sentence; empty when it could not."""
    if name.isascii() and name.isprintable():
        return ""
    if codes := sorted({_code(one) for one in name if _is_hidden(one)}):
        return _HIDDEN.format(codes=", ".join(codes))
    for word in _WORD.findall(name):
        if len({_alphabet(letter) for letter in word} & _ALIKE) > 1:
            return _MIXED.format(word=word)
        if unicodedata.normalize("NFKC", word).isascii() and not unicodedata.normalize("NFC", word).isascii():
            return _DISGUISED.format(word=word)
    return ""


def _is_hidden(character: str) -> bool:
    return not character.isprintable() or (unicodedata.category(character) == "Zs" and character != " ")


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
