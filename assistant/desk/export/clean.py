"""Text of documents and people, made fit for a file: what cannot be seen cannot break it or reorder it."""

from __future__ import annotations

import re

# Line ends and tabs become spaces. A no-break space stays: it is part of how a number is printed.
_BLANKS = re.compile(r"[ \t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
# What XML 1.0 forbids; the controls that turn a whole line round (the plain marks U+200E and U+200F stay, they only
# order their neighbours); and letters that are never drawn: annotations, byte order marks, tags.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff\U000e0000-\U000e007f]"
    "|[" + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)) + "]"
)


def clean(text: str) -> str:
    """The text on one line, without the characters that nobody can see and that XML or a reader's eye trips over."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", text)).strip(" ")
