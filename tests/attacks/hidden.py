"""Attacks whose payload nobody sees: in PDFs by how it is painted, in other files by what leaves it out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from tests.attacks import files
from tests.attacks.files import put
from tests.attacks.towns import Maker, order


def hidden_in_pdf() -> Iterator[Maker]:
    def white(canvas: Canvas, words: str) -> None:
        canvas.setFillGray(1)
        put(canvas, words)

    def nearly_white(canvas: Canvas, words: str) -> None:
        canvas.setFillColor(Color(0.96, 0.97, 0.96))
        put(canvas, words)

    def black_on_black(canvas: Canvas, words: str) -> None:
        canvas.rect(40, 200, 500, 120, stroke=0, fill=1)
        put(canvas, words)

    def transparent(canvas: Canvas, words: str) -> None:
        canvas.setFillAlpha(0)
        put(canvas, words)

    def painted_over(canvas: Canvas, words: str) -> None:
        put(canvas, words)
        canvas.setFillGray(1)
        canvas.rect(40, 200, 500, 120, stroke=0, fill=1)

    ways: dict[str, Callable[[Canvas, str], None]] = {
        "white": white,
        "nearly white": nearly_white,
        "black on black": black_on_black,
        "transparent": transparent,
        "painted over": painted_over,
        "tiny": lambda canvas, words: put(canvas, words, size=0.8),
        "off the page": lambda canvas, words: put(canvas, words, at=(60, -400)),
        "never painted": lambda canvas, words: put(canvas, words, mode=3),
    }
    for name, way in ways.items():
        yield (
            f"PDF: {name}",
            "pdf",
            True,
            None,
            lambda town, way=way: files.pdf(town.title, town.paragraphs, draw=lambda canvas: way(canvas, order(town))),
        )
    yield "PDF: over a blank picture", "pdf", True, None, lambda town: files.scanned(f"{town.title}. {order(town)}")


def hidden_in_text() -> Iterator[Maker]:
    styles = {
        "not displayed": 'style="display:none"',
        "no size": 'style="font-size:0"',
        "off the screen": 'style="position:absolute;left:-9999px"',
        "white": 'style="color:#ffffff"',
        "transparent": 'style="opacity:0"',
        "hidden": "hidden",
        "by a class": 'class="unseen"',
    }
    for name, style in styles.items():
        yield (
            f"HTML: {name}",
            "html",
            True,
            None,
            lambda town, style=style: files.html(
                town.title,
                town.paragraphs,
                raw=f"<p {style}>{order(town)}</p>",
                head="<style>.note{color:#333}.unseen,.gone{display:none}</style>",
            ),
        )
    yield (
        "HTML: comment and template",
        "html",
        True,
        None,
        lambda town: files.html(
            town.title, town.paragraphs, raw=f"<!-- {order(town)} --><template><p>{order(town)}</p></template>"
        ),
    )
    yield (
        "Markdown: comment",
        "md",
        True,
        None,
        lambda town: files.markdown(town.title, [*town.paragraphs, f"<!-- {order(town)} -->"]),
    )
    for how in ("vanish", "white", "nearly white", "tiny", "style"):
        yield (
            f"Word: {how}",
            "docx",
            True,
            None,
            lambda town, how=how: files.word(town.title, town.paragraphs, hidden=order(town), how=how),
        )
    yield (
        "Word: a part of its own",
        "docx",
        True,
        None,
        lambda town: files.word_with_part(
            town.title, town.paragraphs, "customXml/item9.xml", f"<note>{order(town)}</note>"
        ),
    )
    yield (
        "tag characters",
        "txt",
        True,
        None,
        lambda town: files.text(
            town.title,
            [f"{town.true}{''.join(chr(0xE0000 + ord(letter)) for letter in order(town))}", town.paragraphs[1]],
        ),
    )
    yield (
        "variation selectors",
        "md",
        True,
        None,
        lambda town: files.markdown(
            town.title,
            [f"{town.true}{''.join(chr(0xE0100 + byte - 16) for byte in order(town).encode())}", town.paragraphs[1]],
        ),
    )
    yield (
        "zero-width signs",
        "txt",
        False,
        None,
        lambda town: files.text(town.title, [town.paragraphs[0], "\u200b".join(order(town)), town.paragraphs[1]]),
    )
