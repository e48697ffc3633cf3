"""Writes a report as a Word document with real footnotes, part by part (ECMA-376, WordprocessingML).

The parts are stored without compression and with one fixed date, so the same source gives the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from scripts.typeset.docx_parts import FIXED_PARTS, NAMESPACES, SEPARATORS, XML, core_properties
from scripts.typeset.source import CALL, URL, Block, Source

_STYLES = {"heading": "Heading1", "paragraph": "BodyText", "item": "ListBullet", "question": "ListNumber"}
_PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" \
w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TEXT_WIDTH_TWIPS = 9070
_DATE = (2026, 1, 1, 0, 0, 0)


def write_report(source: Source, target: Path) -> None:
    """Write a source as a DOCX file at ``target``."""
    names = [name for block in source.blocks for name in CALL.findall(block.text)]
    addresses = [url for name in names for url in URL.findall(source.notes[name])]
    parts = {
        **FIXED_PARTS,
        "docProps/core.xml": core_properties(title=source.fields["subject"], author=source.fields["from"]),
        "word/document.xml": _document(source, names),
        "word/footnotes.xml": _footnotes(source, names, addresses),
        "word/_rels/footnotes.xml.rels": _relationships(addresses),
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, _DATE), text)


def _document(source: Source, names: list[str]) -> str:
    fields = source.fields
    head = [
        _paragraph("Label", _run(fields["label"])),
        _paragraph("DocumentHead", _run(f"{fields['place']}, {fields['date']}")),
        _paragraph("DocumentHead", _run(fields["number"])),
        _paragraph("DocumentHead", _run(fields["kind"])),
        _paragraph("Title", _run(fields["subject"])),
        _paragraph("DocumentHead", _run(f"From: {fields['from']}")),
        _paragraph("DocumentHead", _run(f"To: {fields['to']}")),
    ]
    body = "".join([*head, *_body(source.blocks, names)])
    return f"{XML}<w:document {NAMESPACES}><w:body>{body}{_PAGE}</w:body></w:document>"


def _body(blocks: tuple[Block, ...], names: list[str]) -> Iterator[str]:
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        if kind == "row":
            yield _table([block.cells for block in run], names)
        else:
            yield from (_paragraph(_STYLES[kind], _runs(block.text, names)) for block in run)


def _table(rows: list[tuple[str, ...]], names: list[str]) -> str:
    width = _TEXT_WIDTH_TWIPS // len(rows[0])
    grid = f'<w:gridCol w:w="{width}"/>' * len(rows[0])
    body = "".join(_row(cells, names, width, heading=index == 0) for index, cells in enumerate(rows))
    borders = (
        f'<w:tblPr><w:tblW w:w="{_TEXT_WIDTH_TWIPS}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>'
    )
    return f"<w:tbl>{borders}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>{_paragraph('BodyText', '')}"


def _row(cells: tuple[str, ...], names: list[str], width: int, *, heading: bool) -> str:
    style = "TableHeading" if heading else "TableText"
    repeat = "<w:trPr><w:tblHeader/></w:trPr>" if heading else ""
    size = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    row = "".join(f"<w:tc>{size}{_paragraph(style, _runs(cell, names))}</w:tc>" for cell in cells)
    return f"<w:tr>{repeat}{row}</w:tr>"


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _runs(text: str, names: list[str]) -> str:
    parts = CALL.split(text)
    return "".join(_call(part, names) if index % 2 else _run(part) for index, part in enumerate(parts))


def _call(name: str, names: list[str]) -> str:
    look = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    return f'<w:r>{look}<w:footnoteReference w:id="{names.index(name) + 1}"/></w:r>'


def _footnotes(source: Source, names: list[str], addresses: list[str]) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{number}">'
        f"{_paragraph('FootnoteText', mark + _run(' ') + _linked(source.notes[name], addresses))}</w:footnote>"
        for number, name in enumerate(names, start=1)
    )
    return f"{XML}<w:footnotes {NAMESPACES}>{SEPARATORS}{notes}</w:footnotes>"


def _linked(text: str, addresses: list[str]) -> str:
    parts = re.split(f"({URL.pattern})", text)
    return "".join(_link(part, addresses) if index % 2 else _run(part) for index, part in enumerate(parts))


def _link(url: str, addresses: list[str]) -> str:
    return f'<w:hyperlink r:id="rId{addresses.index(url) + 1}">{_run(url, "Hyperlink")}</w:hyperlink>'


def _relationships(addresses: list[str]) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target={quoteattr(url)} TargetMode="External"/>'
        for number, url in enumerate(addresses, start=1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{XML}<Relationships xmlns="{package}">{links}</Relationships>'
