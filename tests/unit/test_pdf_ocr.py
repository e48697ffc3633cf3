"""Scans read from their pictures, where Tesseract is installed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assistant.domain import Document, ReadFailure
from assistant.reading import read_file
from assistant.reading.pdf.ocr import available

SENTENCE = "Customs officers searched forty containers in the port."


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A page that is a picture of a sentence."""
    picture = Image.new("RGB", (1654, 2339), "white")
    font = ImageFont.load_default(size=44)
    ImageDraw.Draw(picture).text((150, 300), SENTENCE, fill="black", font=font)
    png = io.BytesIO()
    picture.save(png, "PNG")
    file = tmp_path / "scan.pdf"
    canvas = Canvas(str(file), pagesize=(595, 842))
    canvas.drawImage(ImageReader(io.BytesIO(png.getvalue())), 0, 0, 595, 842)
    canvas.save()
    return file


def test_without_ocr_a_scan_is_refused(scan: Path) -> None:
    outcome = read_file(scan, document_id="scan.pdf")
    assert isinstance(outcome, ReadFailure)
    assert "OCR" in outcome.reason


def test_where_ocr_is_not_installed_a_scan_is_refused(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.reading.pdf.ocr.shutil.which", lambda _: None)
    assert isinstance(read_file(scan, document_id="scan.pdf", ocr=lambda _: None), ReadFailure)


@pytest.mark.skipif(not available(), reason="Tesseract and pytesseract are not installed")
def test_with_ocr_a_scan_is_read_and_labelled(scan: Path) -> None:
    announced: list[int] = []
    outcome = read_file(scan, document_id="scan.pdf", ocr=announced.append)
    assert isinstance(outcome, Document)
    assert announced == [1]
    assert outcome.ocr_pages == (1,)
    assert [outcome.text_of(sentence.spans[0]) for sentence in outcome.sentences] == [SENTENCE]
    (layout,) = outcome.layouts
    assert len(layout.words) == len(SENTENCE.split())
