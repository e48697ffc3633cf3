"""Kinds of file, told by their bytes."""

from __future__ import annotations

import io
import zipfile

import pytest

from assistant.reading.kinds import Kind, Refused, kind_of


def archive(*names: str, content: bytes = b"x") -> bytes:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as written:
        for name in names:
            written.writestr(name, content)
    return package.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "a.txt", Kind.PDF),
        (b"\xef\xbb\xbf\n\n%PDF-1.4\n", "a.pdf", Kind.PDF),
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n", "a.pdf", Kind.PDF),
        (b" 1 0 obj<<>>endobj trailer", "a.pdf", Kind.PDF),
        (b"\x01\x02\x03" * 500 + b"startxref", "a.pdf", Kind.PDF),
        (archive("word/document.xml", "[Content_Types].xml"), "a.bin", Kind.DOCX),
        (b"<!DOCTYPE html><html><body><p>x</p></body></html>", "a.txt", Kind.HTML),
        (b"\n <!-- saved --><html><head></head><body></body></html>", "a", Kind.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html><html><body></body></html>', "a.xhtml", Kind.HTML),
        (b"<p>One paragraph</p>", "a.html", Kind.HTML),
        (b"No tags at all", "a.html", Kind.TEXT),
        (b"Text", "a.md", Kind.MARKDOWN),
        (b"Text[^1]\n\n[^1]: Note\n", "a.txt", Kind.MARKDOWN),
        (b"---\ntitle: A\ndate: B\n---\nText\n", "a", Kind.MARKDOWN),
        (b"# One\n\n## Two\n", "a", Kind.MARKDOWN),
        (b"# One\n\n## Two\n", "a.txt", Kind.TEXT),
        ("Zoë wrote: £5 < £6".encode("utf-16"), "a.txt", Kind.TEXT),
        ("Plain words, many of them".encode("utf-16-le"), "a.txt", Kind.TEXT),
        (b"The <insert name> of the port", "a", Kind.TEXT),
    ],
)
def test_readable_kinds(content: bytes, name: str, kind: Kind) -> None:
    assert kind_of(content, name) == kind


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\x00 ", "nothing but blanks"),
        (rb"{\rtf1\ansi text}", "RTF file. Save it as PDF or DOCX"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (OLE, "old Office file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLE + "WordDocument".encode("utf-16-le"), "old Word file"),
        (OLE + "Workbook".encode("utf-16-le"), "old Excel"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "old PowerPoint"),
        (archive("xl/workbook.xml"), "Excel workbook"),
        (archive("ppt/presentation.xml"), "PowerPoint"),
        (archive("mimetype", "content.xml"), "OpenDocument"),
        (archive("META-INF/container.xml", "mimetype"), "EPUB"),
        (archive("a.pdf"), "archive"),
        (b"PK\x03\x04" + bytes(50), "damaged"),
        (archive("word/document.xml", content=bytes(60_000_000)), "far more than a document holds"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (b'{"key": 1}', "data file"),
        (b'<?xml version="1.0"?><rss></rss>', "data file"),
        (b"%!PS-Adobe-3.0", "PostScript"),
        (b"\x7fELF\x02\x01" + bytes(range(256)) * 8, "not a document"),
        (bytes(range(256)) * 40, "not a document"),
    ],
)
def test_refused_kinds_say_what_to_do(content: bytes, words: str) -> None:
    refused = kind_of(content, "a.pdf")
    assert isinstance(refused, Refused)
    assert words in refused.reason
    assert refused.reason.endswith(".")


def test_many_comments_do_not_take_for_ever() -> None:
    assert kind_of(b"<!-- a --> " * 400 + b"plain words", "a.txt") is Kind.TEXT
    assert kind_of(b"<!-- a --> " * 400 + b"<html><body></body></html>", "a.txt") is Kind.HTML
