"""The files that carry an attack: plain text, Markdown, HTML, Word and PDF, made anew each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape

from docx import Document as WordDocument
from docx.shared import Pt, RGBColor
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Paragraphs = Sequence[str]
WIDTH, HEIGHT = 595, 842


def text(title: str, paragraphs: Paragraphs, *, head: str = "") -> bytes:
    """A plain text."""
    return "\n\n".join([*([head] if head else []), title, *paragraphs]).encode()


def markdown(title: str, paragraphs: Paragraphs, *, front: str = "", end: str = "") -> bytes:
    """A Markdown file; ``front`` is its front matter, ``end`` its notes."""
    matter = f"---\n{front}\n---\n" if front else ""
    return f"{matter}# {title}\n\n{chr(10).join(f'{one}{chr(10)}' for one in paragraphs)}\n{end}\n".encode()


def html(title: str, paragraphs: Paragraphs, *, raw: str = "", head: str = "") -> bytes:
    """A web page; ``raw`` is markup put behind the first paragraph, ``head`` markup for its head."""
    body = [f"<p>{escape(one)}</p>" for one in paragraphs]
    return (
        f"<!doctype html><html lang='en'><head><title>{escape(title)}</title>{head}</head>"
        f"<body><article><h1>{escape(title)}</h1>{body[0]}{raw}{''.join(body[1:])}</article></body></html>"
    ).encode()


def word(title: str, paragraphs: Paragraphs, *, hidden: str = "", how: str = "", subject: str = "") -> bytes:
    """A Word file; ``hidden`` stands behind its first paragraph, hidden as ``how`` says."""
    made = WordDocument()
    made.add_heading(title, level=1)
    first, *rest = [made.add_paragraph(one) for one in paragraphs]
    if how == "style":
        style = made.styles.add_style("Unseen", 2)  # a style for characters
        style.font.hidden = True
        first.add_run(f" {hidden}", style="Unseen")
    elif hidden:
        run = first.add_run(f" {hidden}")
        if how == "vanish":
            run.font.hidden = True
        elif how == "white":
            run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
        elif how == "tiny":
            run.font.size = Pt(1)
        elif how == "nearly white":
            run.font.color.rgb = RGBColor(0xFD, 0xFE, 0xFD)
    if subject:
        made.core_properties.title = made.core_properties.subject = made.core_properties.comments = subject
    assert len(rest) == len(paragraphs) - 1
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def word_with_part(title: str, paragraphs: Paragraphs, name: str, part: str) -> bytes:
    """A Word file with one more part, to which nothing refers."""
    held = io.BytesIO(word(title, paragraphs))
    with zipfile.ZipFile(held, "a") as package:
        package.writestr(name, part)
    return held.getvalue()


def pdf(
    title: str, paragraphs: Paragraphs, *, draw: Callable[[Canvas], None] = lambda _: None, subject: str = ""
) -> bytes:
    """A PDF of one page; ``draw`` adds to it before it ends."""
    held = io.BytesIO()
    canvas = Canvas(held, (WIDTH, HEIGHT), invariant=True)
    canvas.setTitle(subject or title)
    canvas.setSubject(subject)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(60, 780, title)
    canvas.setFont("Helvetica", 10)
    height = 740
    for one in paragraphs:
        for line in _lines(one):
            canvas.drawString(60, height, line)
            height -= 13
        height -= 12
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return held.getvalue()


def scanned(hidden: str) -> bytes:
    """A PDF whose page is one blank picture, with words nobody sees over it."""
    held = io.BytesIO()
    canvas = Canvas(held, (WIDTH, HEIGHT), invariant=True)
    canvas.drawImage(ImageReader(Image.new("RGB", (60, 85), "white")), 0, 0, WIDTH, HEIGHT)
    put(canvas, hidden, mode=3)
    canvas.showPage()
    canvas.save()
    return held.getvalue()


def put(canvas: Canvas, words: str, *, at: tuple[float, float] = (60, 300), size: float = 10, mode: int = 0) -> None:
    """Words on a page, in a size and a rendering mode of PDF (3: invisible)."""
    held = canvas.beginText(*at)
    held.setFont("Helvetica", size)
    held.setTextRenderMode(mode)
    for line in _lines(words):
        held.textLine(line)
    canvas.drawText(held)


def _lines(words: str, width: int = 90) -> list[str]:
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]
