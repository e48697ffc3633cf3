"""Draws a note in the look of a Council note: header block, subject table, sections, footnotes, running foot.

The same source gives the same bytes: reportlab's invariant mode fixes dates and identifiers, and the
pages are left uncompressed so that no version of zlib shows.
"""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from scripts.typeset.lines import CALL_SCALE, Line, Style, broken, width_of
from scripts.typeset.pages import BODY, HEADING, NOTE_GAP, RULE_ROOM, TEXT_WIDTH, SetPage, fill
from scripts.typeset.source import Source

WIDTH, HEIGHT = A4
LEFT = (WIDTH - TEXT_WIDTH) / 2
RIGHT = LEFT + TEXT_WIDTH
TOP = HEIGHT - 64
FLOOR = 92.0
COPPER = HexColor("#9a5b2b")
CODE_COLUMN = LEFT + 268
TABLE_COLUMN = LEFT + 76
LABEL = Style(font="Times-Italic", size=10, leading=13)
TABLE_TEXT = Style(font="Times-Roman", size=11.5, leading=15)


def write_note(source: Source, target: Path) -> None:
    """Typeset a source as a PDF at ``target``."""
    canvas = Canvas(str(target), pagesize=A4, invariant=1, pageCompression=0, lang="en-GB")
    fields = source.fields
    canvas.setTitle(f"{fields['number']}: {fields['subject']}")
    canvas.setAuthor(fields["from"])
    canvas.setCreator("Rapporteur")
    canvas.setSubject("Exercise text written for the Rapporteur project; its figures are invented")
    start = _head(canvas, source)
    pages = fill(source, first_room=start - FLOOR, room=TOP - FLOOR)
    for number, page in enumerate(pages, start=1):
        _page(canvas, page, TOP if number > 1 else start)
        if number == len(pages):
            _end_rule(canvas, page, TOP if number > 1 else start)
        _foot(canvas, source, number)
        canvas.showPage()
    canvas.save()


def _head(canvas: Canvas, source: Source) -> float:
    """Draw the header block and the table; the result is the height at which the body starts."""
    fields = source.fields
    canvas.setFillColor(COPPER)
    canvas.rect(LEFT, TOP - 44, 4, 54, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont("Times-Bold", 17)
    canvas.drawString(LEFT + 14, TOP - 5, "EXERCISE")
    canvas.drawString(LEFT + 14, TOP - 25, "COPPER LANTERN")
    canvas.setFont("Times-Italic", 10.5)
    canvas.drawString(LEFT + 14, TOP - 41, fields["group"])
    height = _codes(canvas, fields) - 16
    height = _label(canvas, fields["label"], height) - 26
    canvas.setFont("Times-Bold", 12.5)
    canvas.drawString(LEFT, height, fields["kind"])
    return _table(canvas, fields, height - 7) - 26


def _codes(canvas: Canvas, fields: dict[str, str]) -> float:
    canvas.setFont("Times-Bold", 11.5)
    canvas.drawString(CODE_COLUMN, TOP, f"{fields['place']}, {fields['date']}")
    canvas.drawString(CODE_COLUMN, TOP - 14, "(OR. en)")
    canvas.drawString(CODE_COLUMN, TOP - 40, fields["number"])
    height: float = TOP - 40
    if "marking" in fields:
        height -= 26
        canvas.setFont("Times-Bold", 13)
        canvas.drawString(CODE_COLUMN, height, fields["marking"])
    canvas.setFont("Times-Bold", 11.5)
    height -= 26
    for code in fields["codes"].split("; "):
        canvas.drawString(CODE_COLUMN, height, code)
        height -= 14
    return height


def _label(canvas: Canvas, text: str, top: float) -> float:
    lines = broken(text, LABEL, TEXT_WIDTH - 20)
    depth = len(lines) * LABEL.leading + 10
    canvas.setStrokeColor(COPPER)
    canvas.setLineWidth(0.7)
    canvas.rect(LEFT, top - depth, TEXT_WIDTH, depth)
    canvas.setStrokeColorRGB(0, 0, 0)
    for index, line in enumerate(lines):
        _line(canvas, line, LEFT + 10, top - 15 - index * LABEL.leading, [])
    return top - depth


def _table(canvas: Canvas, fields: dict[str, str], top: float) -> float:
    canvas.setLineWidth(0.8)
    canvas.line(LEFT, top, RIGHT, top)
    for name in ("From", "To", "Subject"):
        canvas.setFont(TABLE_TEXT.font, TABLE_TEXT.size)
        canvas.drawString(LEFT, top - 15, f"{name}:")
        lines = broken(fields[name.lower()], TABLE_TEXT, RIGHT - TABLE_COLUMN)
        for index, line in enumerate(lines):
            _line(canvas, line, TABLE_COLUMN, top - 15 - index * TABLE_TEXT.leading, [])
        top -= len(lines) * TABLE_TEXT.leading + 5
        if name != "From":
            canvas.line(LEFT, top, RIGHT, top)
    return top


def _page(canvas: Canvas, page: SetPage, top: float) -> None:
    called = 0
    for above, line in page.lines:
        top -= above
        if line.style is HEADING:
            _bookmark(canvas, line, top)
        numbers = [page.number_of(called + index) for index in range(len(line.calls))]
        called += len(numbers)
        if line.marker:
            canvas.setFont(line.style.font, line.style.size)
            canvas.drawString(LEFT + 4, top - line.style.size, line.marker)
        _line(canvas, line, LEFT, top - line.style.size, numbers)
        top -= line.style.leading
    if page.notes:
        _notes(canvas, page)


def _bookmark(canvas: Canvas, heading: Line, top: float) -> None:
    title = " ".join(piece.text for piece in heading.pieces)
    canvas.bookmarkHorizontal(title, 0, top)
    canvas.addOutlineEntry(title, title, level=0)


def _notes(canvas: Canvas, page: SetPage) -> None:
    top = FLOOR + page.notes_height - RULE_ROOM + 6
    canvas.setLineWidth(0.5)
    canvas.line(LEFT, top, LEFT + 142, top)
    top -= 3
    for index, note in enumerate(page.notes):
        top -= NOTE_GAP
        size = note[0].style.size
        canvas.setFont(note[0].style.font, size * 0.7)
        canvas.drawString(LEFT, top - size + size * 0.35, page.number_of(index))
        for line in note:
            _line(canvas, line, LEFT, top - size, [])
            top -= line.style.leading


def _line(canvas: Canvas, line: Line, left: float, base: float, numbers: list[str]) -> None:
    """Draw a line; words of one kind go out as one string, so that their spaces are real characters."""
    waiting = iter(numbers)
    style = line.style
    x = left + line.indent
    text, start, url = "", x, None
    for piece in line.pieces:
        if piece.call or piece.url != url:
            _string(canvas, text, style, start, base, url)
            text, start = "", x
        url = piece.url
        if piece.call:
            canvas.setFont(style.font, style.size * CALL_SCALE)
            canvas.drawString(x, base + style.size * 0.36, next(waiting))
            x += width_of(piece, style)
            start = x
            continue
        blank = " " if piece.space and x > left + line.indent else ""
        text += blank + piece.text
        x = start + style.width(text)
    _string(canvas, text, style, start, base, url)


def _string(canvas: Canvas, text: str, style: Style, x: float, base: float, url: str | None) -> None:
    if not text:
        return
    canvas.setFont(style.font, style.size)
    canvas.drawString(x, base, text)
    if url:
        width = style.width(text)
        canvas.linkURL(url, (x, base - 2, x + width, base + style.size - 1), thickness=0)


def _end_rule(canvas: Canvas, page: SetPage, top: float) -> None:
    used = sum(above + line.style.leading for above, line in page.lines)
    height = top - used - 30
    if page.free > 40:
        canvas.setLineWidth(0.6)
        canvas.line(WIDTH / 2 - 62, height, WIDTH / 2 + 62, height)


def _foot(canvas: Canvas, source: Source, number: int) -> None:
    fields = source.fields
    canvas.setLineWidth(0.6)
    canvas.line(LEFT, 72, RIGHT, 72)
    canvas.setFont(BODY.font, BODY.size)
    canvas.drawString(LEFT, 58, fields["number"])
    canvas.drawRightString(RIGHT, 58, str(number))
    canvas.drawCentredString(WIDTH / 2, 42, fields["unit"])
    if "marking" in fields:
        canvas.setFont("Times-Bold", BODY.size)
        canvas.drawCentredString(WIDTH / 2 + 120, 42, fields["marking"])
    canvas.setFont("Times-Bold", 17)
    canvas.drawRightString(RIGHT, 40, "EN")
