"""The reader against labels made by hand on real documents: no furniture, no line lost, the right order (README.md)."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from assistant.domain import Document
from assistant.reading import read_file
from tests.quality.label_reading import SHINGLE, digest, normalised, printed_lines, tokens

HERE = Path(__file__).parent
FURNITURE: dict[str, dict[str, list[tuple[str, int]]]] = json.loads((HERE / "furniture_labels.json").read_text())
ORDER: dict[str, dict[str, list[str]]] = json.loads((HERE / "order_labels.json").read_text())

MOST_FURNITURE = 0.005  # share of the words of a document's labelled pages
LEAST_KEPT = 0.99  # share of the body lines of a document's labelled pages
_CERTAIN = 8  # characters from which on a line is looked for inside running text, and below as whole words
_LINE, _PIECE, _ENOUGH = 25, 20, 0.8

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@dataclass(slots=True)
class Printed:
    """The lines that bare PDFium finds on a page, told apart by the labels."""

    furniture: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)


@cache
def _read(path: Path) -> Document:
    document = read_file(path, document_id=path.name)
    assert isinstance(document, Document), document
    return document


@cache
def _printed(path: Path) -> dict[int, Printed]:
    pdf = pypdfium2.PdfDocument(path)
    pages: dict[int, Printed] = {}
    for number, labels in FURNITURE[path.name].items():
        left = Counter(hashed for hashed, _ in labels)
        page = pages[int(number)] = Printed()
        for line in printed_lines(pdf[int(number) - 1]):
            hashed = digest(line)
            (page.furniture if left[hashed] else page.body).append(line)
            left[hashed] -= bool(left[hashed])
        assert not +left, f"page {number} of {path.name} has lost labelled lines: these are labels of another file"
    return pages


def _times(line: str, text: str) -> int:
    """How often a line stands in a text: by its letters and digits, or as whole words where it has few of them."""
    if len(normalised(line)) >= _CERTAIN:
        return normalised(text).count(normalised(line))
    wanted, words = tokens(line), tokens(text)
    return sum(words[i : i + len(wanted)] == wanted for i in range(len(words)))


def _times_in_body(line: str, body: list[str]) -> int:
    """How often a line stands in printed lines: inside one, or over the end of one and the start of another."""
    wanted = normalised(line)
    if len(wanted) < _CERTAIN:
        return _times(line, "\n".join(body))
    inside = sum(_times(line, other) for other in body)
    plain = [normalised(other) for other in body]
    cuts = range(_CERTAIN // 2, len(wanted) - _CERTAIN // 2 + 1)
    return inside + sum(
        sum(other.startswith(wanted[cut:]) for other in plain)
        for cut in cuts
        if any(other.endswith(wanted[:cut]) for other in plain)
    )


def _leaks(printed: Printed, text: str) -> list[str]:
    """The furniture that is in a page's text more often than in what the page prints as its body."""
    leaks: list[str] = []
    for line, printed_times in Counter(printed.furniture).items():
        leaks += [line] * min(printed_times, max(0, _times(line, text) - _times_in_body(line, printed.body)))
    return leaks


def _is_kept(line: str, text: str) -> bool:
    """Four fifths of its runs of 20 characters are there; with digits, or without those of calls inside it."""
    return _has_most(normalised(line), normalised(text)) or _has_most(_letters(line), _letters(text))


def _letters(text: str) -> str:
    return "".join(c for c in normalised(text) if c.isalpha())


def _has_most(line: str, text: str) -> bool:
    pieces = [line[i : i + _PIECE] for i in range(len(line) - _PIECE + 1)]
    return bool(pieces) and sum(piece in text for piece in pieces) >= _ENOUGH * len(pieces)


def test_labels_cover_ten_documents_and_hold_no_text() -> None:
    assert len(FURNITURE) == 10
    labels = [label for pages in FURNITURE.values() for page in pages.values() for label in page]
    assert all(len(hashed) == 12 and int(hashed, 16) >= 0 and words < 40 for hashed, words in labels)
    assert all(len(anchor) == 12 for pages in ORDER.values() for page in pages.values() for anchor in page)


@pytest.mark.parametrize("name", FURNITURE)
def test_furniture_is_not_in_the_text(shared: Path, name: str) -> None:
    path = shared / "documents" / "policy" / name
    words, leaked, found = 0, 0, []
    for number, printed in _printed(path).items():
        text = _read(path).page(number).text
        leaks = _leaks(printed, text)
        words += len(tokens(text))
        leaked += sum(len(tokens(line)) for line in leaks)
        found += [f"page {number}: {line}" for line in leaks]
    print(f"{name}: {leaked} of {words} words are furniture ({leaked / words:.2%})", *found, sep="\n")
    assert leaked <= MOST_FURNITURE * words, "\n".join(found)


@pytest.mark.parametrize("name", FURNITURE)
def test_no_body_line_is_lost(shared: Path, name: str) -> None:
    path = shared / "documents" / "policy" / name
    texts = {page.number: page.text for page in _read(path).pages}
    lines, lost = 0, []
    for number, printed in _printed(path).items():
        around = "\n".join(texts.get(n, "") for n in (number - 1, number, number + 1))
        body = [line for line in printed.body if len(normalised(line)) >= _LINE]
        lines += len(body)
        lost += [f"page {number}: {line}" for line in body if not _is_kept(line, around)]
    print(f"{name}: {len(lost)} of {lines} lines lost", *lost, sep="\n")
    assert len(lost) <= (1 - LEAST_KEPT) * lines, "\n".join(lost)


@pytest.mark.parametrize(("name", "number"), [(name, int(page)) for name, pages in ORDER.items() for page in pages])
def test_columns_are_read_in_order(shared: Path, name: str, number: int) -> None:
    words = tokens(_read(shared / "documents" / "policy" / name).page(number).text)
    places: dict[str, int] = {}
    for start in range(len(words) - SHINGLE + 1):
        places.setdefault(digest(" ".join(words[start : start + SHINGLE])), start)
    anchors = ORDER[name][str(number)]
    missing = [order for order, anchor in enumerate(anchors, 1) if anchor not in places]
    assert not missing, f"anchors {missing} of {len(anchors)} are not on the page in one piece"
    found = [places[anchor] for anchor in anchors]
    assert found == sorted(found), f"the anchors stand at the words {found}"
