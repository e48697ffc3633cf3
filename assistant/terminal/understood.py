"""What the reader understood of a document, as text: enough to see in a minute whether to trust it."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from assistant.domain import Document, Footnote, Instruction, Stated
from assistant.terminal.texts import SELF_DESCRIPTION, stated, table


def understood_text(document: Document) -> str:
    """Self-description with the page of each value, outline, footnotes, questions, what was dropped and refused."""
    parts = [
        _part("What it says of itself", table(_self_description(document))),
        _part("Outline", _outline(document)),
        _part("Footnotes", [line for note in document.footnotes for line in _footnote(document, note)]),
        _part("Questions it asks", [f"{q.number}. {q.text} (page {q.span.page})" for q in document.questions]),
        _part("Abbreviations it defines", [f"{item.short}: {item.long}" for item in document.abbreviations]),
        _part("Attachments it promises but does not hold", [document.text_of(s) for s in document.attachments_missing]),
        _part("Relations", [f"{relation.kind} {relation.target}" for relation in document.relations]),
        _part("Kept from language models", [_kept_back(one) for one in document.instructions]),
        _part("Left out of the text", _dropped(document)),
        _part("Pages read by OCR, which makes mistakes", [f"page {number}" for number in document.ocr_pages]),
        _part("Pages refused", [f"page {refusal.page}: {refusal.reason}" for refusal in document.refused_pages]),
        _counts(document),
    ]
    return "\n\n".join(part for part in parts if part)


def _part(title: str, lines: list[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)]) if lines else ""


def _self_description(document: Document) -> dict[str, str]:
    rows = {}
    for name, field in SELF_DESCRIPTION.items():
        value = getattr(document, field)
        rows[name] = stated(value) + (_place(value) if isinstance(value, Stated) else "")
    if document.subject_codes:
        rows["subject codes"] = ", ".join(code.value for code in document.subject_codes)
    return rows


def _place(value: Stated) -> str:
    return f"  (page {value.span.page})" if value.span else f"  ({value.source})"


def _outline(document: Document) -> list[str]:
    lines: list[str] = []
    shown: tuple[str, ...] = ()
    for section in document.sections:
        same = 0
        while same < min(len(shown), len(section.headings)) and shown[same] == section.headings[same]:
            same += 1
        lines += [
            "  " * depth + heading + (f"  (page {section.spans[0].page})" if section.spans else "")
            for depth, heading in enumerate(section.headings)
            if depth >= same
        ]
        shown = section.headings
    return lines


def _footnote(document: Document, note: Footnote) -> Iterator[str]:
    phrases = [f"“{document.text_of(phrase)}”" for phrase in note.phrases] or ["no call was found"]
    reason = f": {note.reason}" if note.reason else ""
    yield f"page {note.page}, note {note.number} ({note.link}{reason})"
    yield f"    on {', '.join(phrases)}"
    source = f"  ({note.source}{': ' + note.source_document if note.source_document else ''})" if note.source else ""
    yield f"    {note.text or 'the note was not found'}{source}"
    for url in note.urls:
        doubt = f"  (doubtful: {url.doubtful})" if url.doubtful else ""
        yield f"    {url.value}{doubt}"


def _kept_back(found: Instruction) -> str:
    place = f"page {found.page}: " if found.page else ""
    return f"{place}“{textwrap.shorten(found.text, 160)}” ({found.reason})"


def _dropped(document: Document) -> list[str]:
    ordered = sorted(document.dropped, key=lambda item: item.reason)
    lines = []
    for reason, group in groupby(ordered, key=lambda item: item.reason):
        items = list(group)
        examples = "; ".join(text[:70] for text, _ in Counter(item.text for item in items).most_common(4))
        lines.append(f"{reason}, {len(items)} times: {examples}")
    return lines


def _counts(document: Document) -> str:
    return (
        f"{len(document.pages)} pages, {len(document.sections)} sections, {len(document.sentences)} sentences, "
        f"{len(document.footnotes)} footnotes, {len(document.questions)} questions"
    )
