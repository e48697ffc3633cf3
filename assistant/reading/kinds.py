"""What a file is, told from its first bytes; its name only settles what bytes cannot."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from assistant.reading.plain.decoding import wide_encoding


class Kind(StrEnum):
    """The kinds of file that can be read."""

    PDF = "PDF"
    DOCX = "DOCX"
    HTML = "HTML"
    MARKDOWN = "Markdown"
    TEXT = "plain text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file of a kind that is not read; ``reason`` is a sentence that says what to do."""

    reason: str


UNPACKED_LIMIT_BYTES = 200 * 1024 * 1024
_HIGHEST_RATIO = 200
_MOST_PARTS = 10_000
_PDF_HEADER_WINDOW_BYTES = 64 * 1024
_PDF_OBJECT = re.compile(rb"\s*\d+ \d+ obj\b")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AGAIN = "and add it again."

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (rb"\{\\rtf", f"This is an RTF file. Save it as PDF or DOCX {_AGAIN}"),
    (
        rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|BM.{4}\x00\x00\x00\x00|RIFF.{4}WEBP|.{4}ftyp(?:heic|avif|mif1)",
        f"This is a picture and holds no text. Turn it into a PDF with a text layer (OCR) {_AGAIN}",
    ),
    (rb"%!PS", f"This is a PostScript file. Convert it to PDF {_AGAIN}"),
    (
        rb"\x1f\x8b|BZh[1-9]|\xfd7zXZ\x00|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07",
        "This is an archive. Unpack it and add the documents in it.",
    ),
    (rb"\xffWPC", f"This is a WordPerfect file. Save it as PDF or DOCX {_AGAIN}"),
    (
        rb"From \S+@\S+ [^\n]{1,100}\d{4}\r?\n|(?:Received|Return-Path|MIME-Version|Delivered-To): ",
        f"This is an e-mail message. Save its text or its attachments as files {_AGAIN}",
    ),
    (
        rb"\s*(?:\{\s*\"|\[\s*\{\s*\")|\s*<svg|"
        rb"\s*<\?xml(?![^>]*>\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:(?i:!doctype)\s+html|html))",
        f"This is a data file, not a document. Save what it says as PDF, DOCX or text {_AGAIN}",
    ),
    (
        rb"SQLite format 3\x00|\x7fELF|MZ[^\n]{0,60}\x00|ID3[\x02-\x04]|OggS\x00|"
        rb"\x00\x00\x00.ftyp|RIFF.{4}(?:AVI|WAVE)",
        "This is not a document. Only PDF, DOCX, HTML, Markdown and plain text are read.",
    ),
)
_OLE_STREAMS = (
    ("EncryptedPackage", "This Office file is protected by a password. Save it without the password {again}"),
    ("WordDocument", "This is an old Word file (.doc). Save it as DOCX or PDF {again}"),
    ("Workbook", "This is an old Excel workbook (.xls). Save the sheets you need as PDF {again}"),
    ("Book", "This is an old Excel workbook (.xls). Save the sheets you need as PDF {again}"),
    ("PowerPoint Document", "This is an old PowerPoint file (.ppt). Save it as PDF {again}"),
    ("__properties_version1.0", "This is an Outlook message (.msg). Save its text or its attachments as files {again}"),
)
_ZIP_CONTENTS = (
    ("xl/workbook", "This is an Excel workbook. Save the sheets you need as PDF {again}"),
    ("ppt/presentation", "This is a PowerPoint file. Save it as PDF {again}"),
    ("META-INF/container.xml", "This is an e-book (EPUB). Save it as PDF or HTML {again}"),
)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h[1-6]|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAGS = re.compile(rb"<(?:html|head|body|/p|/div|/h[1-6]|/table|/article)\b", re.IGNORECASE)
_MARKDOWN_NAMES = frozenset([".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"])
_TEXT_NAMES = frozenset([".txt", ".text", ".asc", ".log"])
_HTML_NAMES = frozenset([".html", ".htm", ".xhtml"])
_NOTE_DEFINITION = re.compile(rb"^\[\^[^\]\n]{1,40}\]:\s", re.MULTILINE)
_FRONT_MATTER = re.compile(rb"\A---\r?\n(?:[\w -]+:[^\n]*\r?\n|[ \t#-][^\n]*\r?\n){1,60}?---\r?\n")


def kind_of(content: bytes, name: str) -> Kind | Refused:
    """The kind of a file, or why it cannot be read. ``name`` tells Markdown from plain text only."""
    if not content.strip(b"\x00 \t\r\n\x0c\xef\xbb\xbf"):
        return Refused(reason="The file is empty." if not content else "The file holds nothing but blanks.")
    if b"%PDF-" in content[:1024] or (b"%PDF-" in content[:_PDF_HEADER_WINDOW_BYTES] and b"\x00" in content):
        return Kind.PDF
    if _PDF_OBJECT.match(content):
        return Kind.PDF
    if content.startswith(_OLE):
        return _kind_of_ole(content)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _kind_of_zip(content)
    for signature, reason in _SIGNATURES:
        if re.match(signature, content, re.DOTALL):
            return Refused(reason=reason)
    return _kind_of_text(content, PurePath(name).suffix.lower())


def _kind_of_ole(content: bytes) -> Refused:
    for stream, reason in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            return Refused(reason=reason.format(again=_AGAIN))
    return Refused(reason=f"This is an old Office file. Save it as PDF or DOCX {_AGAIN}")


def _kind_of_zip(content: bytes) -> Kind | Refused:
    """DOCX, if it is one and unpacks to a size a document has: a small zip can hold petabytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, UnicodeError):
        return Refused(reason=f"The file is a damaged DOCX or archive. Open it in its own program, save it {_AGAIN}")
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    is_bomb = unpacked > UNPACKED_LIMIT_BYTES or unpacked > len(content) * _HIGHEST_RATIO + 10 * 1024 * 1024
    if is_bomb or len(parts) > _MOST_PARTS:
        return Refused(reason="The file unpacks to far more than a document holds, so it was not opened.")
    if "word/document.xml" in names:
        return Kind.DOCX
    for start, reason in _ZIP_CONTENTS:
        if any(name.startswith(start) for name in names):
            return Refused(reason=reason.format(again=_AGAIN))
    if "mimetype" in names or "content.xml" in names:
        return Refused(reason=f"This is an OpenDocument file. Save it as DOCX or PDF {_AGAIN}")
    return Refused(reason="This is an archive. Unpack it and add the documents in it.")


def _kind_of_text(content: bytes, suffix: str) -> Kind | Refused:
    head = content[: 64 * 1024]
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_encoding(head) is not None
    if not is_wide and _binary_share(head) > 0.02:
        return (
            Kind.PDF
            if b"startxref" in content
            else Refused(reason="This is not a document. Only PDF, DOCX, HTML, Markdown and plain text are read.")
        )
    narrow = head.replace(b"\x00", b"") if is_wide else head
    narrow = narrow.lstrip(b"\xef\xbb\xbf\xff\xfe")
    if suffix in _MARKDOWN_NAMES:
        return Kind.MARKDOWN
    if _HTML_START.match(narrow) and (suffix in _HTML_NAMES or len(_HTML_TAGS.findall(narrow)) >= 2):
        return Kind.HTML
    if suffix in _HTML_NAMES and _HTML_TAGS.search(content):
        return Kind.HTML
    if _FRONT_MATTER.match(narrow) or _NOTE_DEFINITION.search(content):
        return Kind.MARKDOWN
    if suffix not in _TEXT_NAMES and len(re.findall(rb"^#{1,6} \S", narrow, re.MULTILINE)) >= 2:
        return Kind.MARKDOWN
    return Kind.TEXT


def _binary_share(head: bytes) -> float:
    controls = sum(head.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32), 127))
    return controls / max(len(head), 1)
