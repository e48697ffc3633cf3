"""Pages without a readable text layer, read from their picture by Tesseract: an optional extra.

Used when both the Python package pytesseract (requirements-ocr.txt) and the program tesseract are
installed. What it reads is labelled: ``Document.ocr_pages`` names the pages, and a citation from one of them says so.
"""

from __future__ import annotations

import importlib.util
import io
import shutil
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from assistant.domain import WordBox
from assistant.reading.pdf.pictures import page_picture
from assistant.reading.raw import Box, RawDocument, RawLine, RawPage

# 300 dots an inch on an A4 page, which is what Tesseract is trained for.
WIDTH_PX = 2480
# Tesseract's confidence runs from 0 to 100; below this a word is more often noise than text.
LEAST_CONFIDENCE = 40


def available() -> bool:
    """Whether scans can be read on this machine."""
    return importlib.util.find_spec("pytesseract") is not None and shutil.which("tesseract") is not None


def with_ocr(raw: RawDocument, path: Path, pages: Collection[int], password: str | None) -> RawDocument:
    """The document with these pages (1-based) read from their pictures; one that shows no words stays as it was."""
    return replace(
        raw, pages=tuple(_read(page, path, password) if page.number in pages else page for page in raw.pages)
    )


def _read(page: RawPage, path: Path, password: str | None) -> RawPage:
    picture = page_picture(path, page.number, width_px=WIDTH_PX, password=password)
    lines = tuple(_lines(picture)) if picture is not None else ()
    return replace(page, lines=lines, refusal=None, ocr=True) if lines else page


def _lines(picture: bytes) -> Iterator[RawLine]:
    import pytesseract  # noqa: TID251
    from PIL import Image

    image = Image.open(io.BytesIO(picture))
    found = pytesseract.image_to_data(image, output_type=pytesseract.Output.DICT)
    words = [
        {name: found[name][index] for name in found}
        for index in range(len(found["text"]))
        if found["text"][index].strip() and float(found["conf"][index]) >= LEAST_CONFIDENCE
    ]
    for _, line in groupby(words, key=lambda word: (word["block_num"], word["par_num"], word["line_num"])):
        yield _line(list(line), *image.size)


def _line(words: list[dict[str, Any]], width: int, height: int) -> RawLine:
    text, boxes = "", []
    for word in words:
        start = len(text) + bool(text)
        text = f"{text} {word['text']}".strip()
        boxes.append(_box(word, start, len(text), width, height))
    around = Box(
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )
    return RawLine(text=text, words=tuple(boxes), box=around)


def _box(word: dict[str, Any], start: int, end: int, width: int, height: int) -> WordBox:
    left, top = word["left"] / width, word["top"] / height
    return WordBox(
        start=start,
        end=end,
        left=left,
        top=top,
        right=left + word["width"] / width,
        bottom=top + word["height"] / height,
    )
