"""Texts made to look like something else: what they say when they are read as they are meant to be read."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

CODED = "it hides words in a code"
# Letters of other alphabets that pass for Latin ones.
_ALIKE = str.maketrans(
    "аеорсухіјѕԁһӏьвкмнтԍԛԝгпονραετικυχωηɡɩıℓ",
    "aeopcyxijsdhlbbkmhtgqwrnovpaetikuxwngiil",
)
_LEET = str.maketrans("0134578@$!|", "oieastbasil")
_MIXED = re.compile(r"\b(?=\w*[a-z])(?=[\w@$!|]*[0134578@$!|])[\w@$!|]{4,}")
# Letters and signs apart, with nothing that is both, and a beginning that is sought once a run: no text takes long.
_SPREAD = re.compile(r"(?<![^\W_])(?:[^\W_][ ._*·-]{1,2}){5,}[^\W_](?![^\W_])")
_BASE64 = re.compile(r"(?<![\w+/-])(?:[A-Za-z0-9+/_-]{4}[\s]?){5,}[A-Za-z0-9+/_-]{0,4}={0,2}")
_HEX = re.compile(r"(?<!\w)(?:(?:0x|\\x)?[0-9A-Fa-f]{2}[ :,]?){12,}(?!\w)")
_BITS = re.compile(r"(?<!\w)(?:[01]{8} ?){6,}")
_PERCENT = re.compile(r"(?<![\w.-])(?=[\w.-]*%[0-9A-Fa-f]{2})(?:%[0-9A-Fa-f]{2}|[\w.-]){8,}")
_ESCAPES = re.compile(r"(?:\\u00[0-9a-fA-F]{2}|&#x?[0-9a-fA-F]{2,5};){4,}")
_FEWEST_WORDS = 3
_WORDS = re.compile(r"[A-Za-z]{2,}")
# Without one of these there is nothing in a code of figures, nor a letter in the guise of a figure: a quick look.
_FIGURE, _LEET_SIGN = re.compile("[0-9]"), re.compile(r"[0134578@$!|]")
# A few words that tell that a text turned round, or shifted by thirteen letters, is the one that was meant.
_TELLING = frozenset("ignore disregard instructions instruction prompt previous assistant answer model".split())
_TOLD = re.compile("ignore|disregard|forget|override|previous|prior|above|all|instructions?|rules|prompts?")
_TURNED = frozenset(word[::-1] for word in _TELLING)
_SHIFTED = frozenset(codecs.encode(word, "rot13") for word in _TELLING)


def undisguised(text: str, words: frozenset[str]) -> Iterator[str]:
    """What a text may say beneath its looks: other letters, spread letters, escapes, turned round, shifted.

    ``words`` are its words in lower case.
    """
    plain = text.lower()
    if not text.isascii():
        plain = unicodedata.normalize("NFKC", text).lower()
        latin = plain.translate(_ALIKE)
        bare = "".join(
            one for one in unicodedata.normalize("NFD", latin) if one.isascii() or not unicodedata.combining(one)
        )
        if bare != text.lower():
            yield bare
        plain = bare
    if _LEET_SIGN.search(plain) and _MIXED.search(plain):
        yield _MIXED.sub(lambda word: word[0].translate(_LEET), plain)
    if _SPREAD.search(plain):
        closed = _SPREAD.sub(_closed_up, plain)
        yield closed
        # Where the gaps between the words are no wider than those within, the words are cut out of the run.
        yield " ".join(_TOLD.sub(r" \g<0> ", closed).split())
    if "%" in text and _PERCENT.search(text):
        yield _PERCENT.sub(lambda found: _from_percent(found[0]), text)
    if _ESCAPES.search(text):
        yield _ESCAPES.sub(lambda found: _from_escapes(found[0]), text)
    if not words.isdisjoint(_TURNED):
        yield text[::-1]
    if not words.isdisjoint(_SHIFTED):
        yield codecs.encode(text, "rot13")


def decoded(text: str) -> Iterator[str]:
    """The words that a text holds in a code that nobody reads: Base64, hexadecimal, bits."""
    for pattern, decode in _CODES if _FIGURE.search(text) else _CODES[:1]:
        for found in pattern.finditer(text):
            try:
                words = decode(found[0])
            except (ValueError, binascii.Error, UnicodeError):
                continue
            if words != found[0] and _is_prose(words):
                yield words


def _closed_up(spread: re.Match[str]) -> str:
    """Letters set apart by blanks or signs, closed up; a wider gap between them stays a blank."""
    return re.sub(r"(?<=\w)[ ._*·-](?=\w)", "", spread[0])


def _is_prose(text: str) -> bool:
    printable = sum(letter.isprintable() or letter.isspace() for letter in text)
    return printable == len(text) and len(_WORDS.findall(text)) >= _FEWEST_WORDS and " " in text.strip()


def _from_base64(text: str) -> str:
    packed = re.sub(r"\s", "", text).rstrip("=").replace("-", "+").replace("_", "/")
    packed = packed[: len(packed) - (len(packed) % 4 == 1)]
    return base64.b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-8")


def _from_hex(text: str) -> str:
    return bytes.fromhex(re.sub(r"0x|\\x|[ :,]", "", text)).decode("utf-8")


def _from_bits(text: str) -> str:
    return bytes(int(byte, 2) for byte in re.findall(r"[01]{8}", text)).decode("utf-8")


def _from_percent(text: str) -> str:
    return unquote(text) if text.count("%") >= _FEWEST_WORDS else text


def _from_escapes(text: str) -> str:
    hexadecimal = re.sub(r"\\u00([0-9a-fA-F]{2})|&#x([0-9a-fA-F]+);", lambda one: chr(int(one[1] or one[2], 16)), text)
    return re.sub(r"&#(\d+);", lambda one: chr(int(one[1])), hexadecimal)


_CODES = ((_BASE64, _from_base64), (_HEX, _from_hex), (_BITS, _from_bits))
