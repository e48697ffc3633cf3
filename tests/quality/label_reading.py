"""Turns lines that a person has picked from a real document into labels that hold none of its text (see README.md)."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2

SHINGLE = 5  # words in an anchor of the reading order

_JOINED = "\ufffe"  # PDFium's sign for a hyphen that ends a line: it joins the two lines
_BULLET = "•"  # set in the gap between two columns, it would join their lines


def normalised(text: str) -> str:
    """The letters and digits of a text, in lower case and without accents: spacing, hyphens, ligatures do not count."""
    plain = unicodedata.normalize("NFKD", text).lower()
    return "".join(c for c in plain if c.isalnum() and unicodedata.category(c) != "Lm")


def tokens(text: str) -> list[str]:
    """The normalised words of a text, split at its white space; a word without letters and digits is none."""
    return [word for piece in text.split() if (word := normalised(piece))]


def digest(text: str) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of the normalised text."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:12]


def printed_lines(page: pypdfium2.PdfPage) -> list[str]:
    """The lines printed on a page, in content order, cut where the next character stands more than its height away.

    Bare PDFium writes the columns of a page on one line and joins hyphenated lines; this cuts them again, so that a
    line is what a person would call one; a bullet opens a line. Nothing of the reader under test is used.
    """
    text_page = page.get_textpage()
    lines = [""]
    last: tuple[float, float, float, float] | None = None
    for index in range(text_page.count_chars()):
        character = text_page.get_text_range(index, 1)
        if character in {"\r", "\n", _JOINED}:
            lines.append("")
            last = None
        elif not character.strip():
            lines[-1] += " "
        else:
            box = text_page.get_charbox(index, loose=True)
            far = last is not None and _distance(last, box) > max(box[3] - box[1], last[3] - last[1])
            if far or character == _BULLET:
                lines.append("")
            lines[-1] += character
            last = box
    return [" ".join(line.split()) for line in lines if normalised(line)]


def _distance(a: Sequence[float], b: Sequence[float]) -> float:
    """Points between two boxes (left, bottom, right, top), along the axis on which they are further apart."""
    return max(b[0] - a[2], a[0] - b[2], b[1] - a[3], a[1] - b[3])


def furniture_labels(picked: Iterator[tuple[int, str]]) -> dict[str, list[list[str | int]]]:
    """Page -> [hash, words] of each line picked on it."""
    pages: dict[str, list[list[str | int]]] = {}
    for page, line in picked:
        pages.setdefault(str(page), []).append([digest(line), len(tokens(line))])
    return pages


def order_labels(picked: Iterator[tuple[int, str]]) -> dict[str, list[str]]:
    """Page -> the hashes of the anchors picked on it, in the right order of reading."""
    pages: dict[str, list[str]] = {}
    for page, snippet in picked:
        words = tokens(snippet)
        if len(words) != SHINGLE:
            raise ValueError(f"page {page}: an anchor has {SHINGLE} words, not {len(words)}: {snippet}")
        pages.setdefault(str(page), []).append(digest(snippet))
    return pages


def page_numbers(ranges: str) -> list[int]:
    """``1-3,7`` as [1, 2, 3, 7]."""
    pages: list[int] = []
    for piece in ranges.split(","):
        first, _, last = piece.partition("-")
        pages += range(int(first), int(last or first) + 1)
    return pages


def _picked(lines: Iterator[str]) -> Iterator[tuple[int, str]]:
    for line in lines:
        page, _, text = line.rstrip("\n").partition("\t")
        if text:
            yield int(page), text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["list", "furniture", "order"])
    parser.add_argument("file", type=Path)
    parser.add_argument("pages", help="such as 1-12,30")
    arguments = parser.parse_args()
    numbers = page_numbers(arguments.pages)
    if arguments.what == "list":
        pdf = pypdfium2.PdfDocument(arguments.file)
        for number in numbers:
            for line in printed_lines(pdf[number - 1]):
                print(f"{number}\t{line}")
        return
    make = furniture_labels if arguments.what == "furniture" else order_labels
    labels = make(_picked(iter(sys.stdin)))
    print(json.dumps({arguments.file.name: {str(number): labels.get(str(number), []) for number in numbers}}))


if __name__ == "__main__":
    main()
