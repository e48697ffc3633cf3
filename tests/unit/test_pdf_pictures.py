"""A page of a PDF becomes a picture of the width asked for."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from assistant.reading.drawing import Draughtsman
from assistant.reading.pdf.pictures import page_picture


def test_a_page_is_drawn_as_wide_as_asked(tmp_path: Path) -> None:
    page = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 200))
    page.rect(0, 0, 200, 200, stroke=0, fill=1)
    page.save()
    png = page_picture(tmp_path / "a.pdf", 1, width_px=800)
    assert png is not None
    image = Image.open(io.BytesIO(png)).convert("L")
    assert image.size == (800, 400)
    assert (image.getpixel((100, 200)), image.getpixel((700, 200))) == (0, 255)


def test_what_cannot_be_drawn_has_no_picture(tmp_path: Path) -> None:
    page = Canvas(str(tmp_path / "a.pdf"))
    page.save()
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    assert page_picture(tmp_path / "a.pdf", 7) is None
    assert page_picture(tmp_path / "broken.pdf", 1) is None
    assert page_picture(tmp_path / "missing.pdf", 1) is None


def test_a_process_of_its_own_draws_the_same_and_is_replaced_when_it_dies(tmp_path: Path) -> None:
    page = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 200))
    page.drawString(40, 40, "Port of call")
    page.save()
    draughtsman = Draughtsman()
    drawn = page_picture(tmp_path / "a.pdf", 1, width_px=300)
    assert draughtsman.page(tmp_path / "a.pdf", 1, width_px=300) == drawn
    assert draughtsman.page(tmp_path / "a.pdf", 9, width_px=300) is None
    process = draughtsman._process
    assert process is not None
    process.kill()
    process.wait()
    assert draughtsman.page(tmp_path / "a.pdf", 1, width_px=300) == drawn
