"""The cited documents, and the sources that their cited notes name, as BibTeX and CSL-JSON.

A key is made of what it names and of nothing else, so that it is the same in every export.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.desk.export.clean import clean
from assistant.domain.paper import Paper
from assistant.domain.reference import NOT_FOUND, CitedDocument, CitedSource, Reference

_FROM = re.compile(r"[\\{}%&$#_~^]")
_TO = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One work. ``date`` is ISO where the document's date is one, else as it is stated."""

    key: str
    title: str
    authors: tuple[str, ...] = ()
    issuer: str = ""
    number: str = ""
    kind: str = ""
    date: str = ""
    language: str = ""
    url: str = ""
    note: str = ""


def entries(paper: Paper) -> tuple[Entry, ...]:
    """The cited documents, then what their cited notes name, each once, in the order of the footnotes."""
    found = {entry.key: entry for entry in map(_document, paper.documents)}
    for reference in paper.references:
        found |= {entry.key: entry for entry in _sources(reference) if entry.key not in found}
    return tuple(found.values())


def bibtex_file(paper: Paper) -> bytes:
    """The entries as BibTeX in UTF-8; ``date`` and ``langid`` are read by BibLaTeX."""
    return "\n\n".join([*map(_bibtex, entries(paper)), ""]).encode()


def csl_json_file(paper: Paper) -> bytes:
    """The entries as CSL-JSON, which Zotero and its like read."""
    return json.dumps([_csl(entry) for entry in entries(paper)], ensure_ascii=False, indent=2).encode()


def _document(document: CitedDocument) -> Entry:
    return Entry(
        key=_key(document.number or document.title, (document.date or "")[:4], document.id),
        title=clean(document.title),
        authors=tuple(clean(author) for author in document.authors),
        issuer=clean(document.issuer or ""),
        number=clean(document.number or ""),
        kind=clean(document.kind or ""),
        date=clean(document.date or ""),
        language=clean(document.language or ""),
        note=f"Marking: {clean(document.marking)}" if document.marking else "",
    )


def _sources(reference: Reference) -> Iterator[Entry]:
    for source in reference.sources:
        if source.text != NOT_FOUND:
            yield _source(source, reference)


def _source(source: CitedSource, reference: Reference) -> Entry:
    text = clean(source.text)
    inferred = " (inferred)" if source.inferred else ""
    of = reference.document.number or reference.title
    return Entry(
        key=_key(text, "", text),
        title=text,
        url=_address(source.urls[0]) if source.urls else "",
        note=f"Cited in note {clean(source.number)}{inferred} of {clean(of)}, {reference.pages}",
    )


def _key(name: str, year: str, unique: str) -> str:
    """A readable part and six hexadecimal digits of what is unique: ``"ex-101-26-2026-1f3a9c"``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"https?://(www\.)?", "", plain))
    slug = "-".join(words[:4])[:32].strip("-") or "work"
    digest = hashlib.sha256(unique.encode("utf-8", "replace")).hexdigest()[:6]
    return "-".join(part for part in (slug, year if year.isdigit() else "", digest) if part)


def _address(url: str) -> str:
    """An address without the characters that end a BibTeX field or a line."""
    return re.sub(r"[\s{}\\\"<>]", lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), clean(url))


def _bibtex(entry: Entry) -> str:
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in entry.authors or (entry.issuer,) if name),
        "title": f"{{{_tex(entry.title)}}}",
        "year": entry.date[:4] if _iso(entry.date) else "",
        "date": _tex(entry.date),
        "number": _tex(entry.number),
        "type": _tex(entry.kind),
        "organization": _tex(entry.issuer),
        "langid": _tex(entry.language),
        "url": entry.url,
        "note": _tex(entry.note),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{entry.key},\n{lines}\n}}"


def _tex(text: str) -> str:
    return _FROM.sub(lambda match: _TO[match.group()], text)


def _csl(entry: Entry) -> dict[str, Any]:
    day = _iso(entry.date)
    issued: dict[str, Any] = {"date-parts": [[day.year, day.month, day.day]]} if day else {"raw": entry.date}
    fields = {
        "id": entry.key,
        "type": "report" if entry.number or entry.issuer else "document",
        "title": entry.title,
        "author": [{"literal": name} for name in entry.authors or (entry.issuer,) if name],
        "issued": issued if entry.date else None,
        "number": entry.number,
        "genre": entry.kind,
        "publisher": entry.issuer,
        "language": entry.language,
        "URL": entry.url,
        "note": entry.note,
    }
    return {name: value for name, value in fields.items() if value}


def _iso(stated: str) -> date | None:
    try:
        return date.fromisoformat(stated)
    except ValueError:
        return None
