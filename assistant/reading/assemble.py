"""From a ``RawDocument`` to a ``Document``: what the lines of a file are to someone who reads policy documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from assistant.domain import Document, Dropped, Page, PageLayout, PageRefusal, ReadFailure
from assistant.reading.abbreviations import find_abbreviations
from assistant.reading.blocks import Block, BlockKind, BodyStyle
from assistant.reading.body_sentences import body_sentences, outside_calls
from assistant.reading.continuation import is_finished, last_open, mark_continuation, smooth_tables
from assistant.reading.footnotes import Call, Note, join, number_notes
from assistant.reading.furniture import strip_furniture, strip_site_furniture
from assistant.reading.furniture_forms import RunningLine
from assistant.reading.header_block import mark_header
from assistant.reading.headings import body_style, folded, mark_headings
from assistant.reading.hyphens import vocabulary
from assistant.reading.links import link_targets
from assistant.reading.markings import marking_of
from assistant.reading.metadata import describe
from assistant.reading.note_lines import split_notes
from assistant.reading.notes import note_blocks, take_tails
from assistant.reading.page_text import lay_out, page_layout
from assistant.reading.pagination import cut_at_feet
from assistant.reading.paragraphs import paragraph_blocks
from assistant.reading.quality import NEEDS_OCR, is_language, refusal_of
from assistant.reading.questions import find_questions
from assistant.reading.raw import RawDocument, RawPage
from assistant.reading.relations import find_missing_attachments, find_relations
from assistant.reading.sections import divide

_SURE_OF_HEADINGS = frozenset(["text/html", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"])

_WITH_TRUSTED_METADATA = frozenset(["text/html", "text/markdown"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cleaned:
    """Pages without furniture, and what the furniture said."""

    pages: tuple[RawPage, ...]
    labels: dict[int, str] = field(default_factory=dict)
    said: tuple[tuple[int, RunningLine], ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _PageBlocks:
    page: RawPage
    body: list[Block]
    notes: list[Block]


def assemble(raw: RawDocument, *, document_id: str, sha256: str) -> Document | ReadFailure:
    """Understand a file that a reader has turned into lines; a ``ReadFailure`` where no page of it can be used."""
    sure = raw.media_type in _SURE_OF_HEADINGS
    pages, refusals = _gate(raw.pages)
    if len(refusals) == len(raw.pages):
        return ReadFailure(path=document_id, reason=_why_all(refusals))
    cleaned = _cleaned(replace(raw, pages=pages))
    split = _page_blocks(cleaned.pages, raw.media_type)
    style = body_style(block for page in split for block in page.body if block.kind is BlockKind.PROSE)
    split, stamps = _without_markings(_marked(split, style, _bookmarks(raw), levels_are_sure=sure))
    stamped = tuple((stamp.page, RunningLine(marking=marking_of(stamp.text))) for stamp in stamps)
    cleaned = replace(cleaned, said=(*cleaned.said, *stamped), dropped=(*cleaned.dropped, *stamps))
    texts: list[Page] = []
    layouts: list[PageLayout] = []
    body: list[Block] = []
    notes: list[Block] = []
    refused = {refusal.page for refusal in refusals}
    for item in split:
        text, placed, placed_notes = lay_out(item.body, item.notes)
        number = item.page.number
        label = item.page.label or cleaned.labels.get(number)
        texts.append(Page(number=number, label=label, text="" if number in refused else text))
        layout = page_layout(item.page, [*placed, *placed_notes])
        layouts += [layout] if layout else []
        body += placed
        notes += placed_notes
    return _document(raw, cleaned, document_id, sha256, texts, layouts, body, notes, refusals)


def _document(
    raw: RawDocument,
    cleaned: _Cleaned,
    document_id: str,
    sha256: str,
    pages: list[Page],
    layouts: list[PageLayout],
    body: list[Block],
    notes: list[Block],
    refusals: tuple[PageRefusal, ...],
) -> Document:
    header = [block for block in body if block.kind is BlockKind.HEADER]
    rest = [block for block in body if block.kind is not BlockKind.HEADER]
    sections, paragraphs = divide(rest, levels_are_sure=raw.media_type in _SURE_OF_HEADINGS)
    questions = find_questions(paragraphs, sections)
    asked = {(question.span.page, question.span.start) for question in questions}
    question_paragraphs = frozenset(
        p.index for p in paragraphs if any((b.page, q) in asked for b in p.blocks for q in range(b.start, b.end))
    )
    sentences = body_sentences(paragraphs, question_paragraphs)
    headings = [block for block in body if block.kind in {BlockKind.HEADER, BlockKind.HEADING}]
    calls = (*outside_calls(headings), *sentences.calls)
    described = describe(
        header,
        rest,
        said=cleaned.said,
        hints=_hints(raw),
        fallback_title=PurePosixPath(document_id).stem.replace("_", " "),
    )
    number = described.document_number.value if described.document_number else None
    return Document(
        id=document_id,
        sha256=sha256,
        media_type=raw.media_type,
        title=described.title,
        pages=tuple(pages),
        sections=sections,
        sentences=sentences.sentences,
        footnotes=join(calls, _notes(notes, calls, raw)),
        questions=questions,
        issuer=described.issuer,
        authors=described.authors,
        document_number=described.document_number,
        kind=described.kind,
        date=described.date,
        marking=described.marking,
        language=described.language,
        subject_codes=described.subject_codes,
        attachments_missing=find_missing_attachments(rest),
        relations=find_relations(header, rest, number),
        abbreviations=find_abbreviations(paragraphs),
        dropped=tuple(sorted(cleaned.dropped, key=lambda item: item.page)),
        refused_pages=refusals,
        layouts=tuple(layouts),
        ocr_pages=tuple(page.number for page in raw.pages if page.ocr),
    )


def _hints(raw: RawDocument) -> dict[str, str]:
    """What the file's metadata claims, as far as its authors see it: a PDF's author and date are its software's."""
    trusted = {"title", "language"} if raw.paged or raw.media_type not in _WITH_TRUSTED_METADATA else set(raw.hints)
    return {name: value for name, value in raw.hints.items() if name in trusted}


def _gate(pages: Sequence[RawPage]) -> tuple[tuple[RawPage, ...], tuple[PageRefusal, ...]]:
    """The pages with the lines of unusable ones taken out, and why each of those is refused."""
    texts = [" ".join(line.text for line in page.lines) for page in pages]
    common = is_language(texts)
    kept: list[RawPage] = []
    refusals: list[PageRefusal] = []
    for page, text in zip(pages, texts, strict=True):
        reason = page.refusal or refusal_of(text, common_elsewhere=common)
        if reason:
            refusals.append(PageRefusal(page=page.number, reason=reason))
        kept.append(replace(page, lines=()) if reason else page)
    return tuple(kept), tuple(refusals)


def _why_all(refusals: Sequence[PageRefusal]) -> str:
    reasons = {refusal.reason for refusal in refusals}
    if not reasons:
        return "The file holds no pages."
    if len(reasons) == 1:
        reason = reasons.pop()
        return reason if len(refusals) == 1 else re.sub(r"^Th(?:e|is) page", "Every page of the file", reason)
    if NEEDS_OCR in reasons:
        return "No page of the file has readable text: it needs OCR."
    return "No page of the file has readable text. " + " ".join(sorted(reasons))


def _cleaned(raw: RawDocument) -> _Cleaned:
    pages, site = strip_site_furniture(raw.pages)
    if not raw.paged:
        cut = cut_at_feet(replace(raw, pages=pages))
        return _Cleaned(pages=cut.pages, said=cut.said, dropped=site + cut.dropped)
    stripped = strip_furniture(pages)
    return _Cleaned(pages=stripped.pages, labels=stripped.labels, said=stripped.said, dropped=site + stripped.dropped)


def _page_blocks(pages: Sequence[RawPage], media_type: str) -> list[_PageBlocks]:
    words = vocabulary(line.text for page in pages for line in page.lines)
    size = _body_size(pages)
    found: list[_PageBlocks] = []
    goes_on = False
    for page in pages:
        calls = frozenset(call.number for line in page.lines for call in line.calls)
        body_lines, note_lines = split_notes(page.lines, body_size_pt=size, calls=calls, goes_on=goes_on)
        notes = note_blocks(note_lines, page.number, words, calls)
        body, notes, _ = take_tails(paragraph_blocks(body_lines, page.number, words), notes)
        goes_on = bool(notes) and notes[-1].box is not None and not is_finished(notes[-1].text)
        found.append(_PageBlocks(page=page, body=body, notes=notes))
    return found


def _body_size(pages: Sequence[RawPage]) -> float | None:
    weights: dict[float, int] = {}
    for page in pages:
        for line in page.lines:
            if line.size_pt:
                size = round(line.size_pt * 2) / 2
                weights[size] = weights.get(size, 0) + len(line.text)
    return max(weights, key=lambda size: weights[size]) if weights else None


def _bookmarks(raw: RawDocument) -> dict[int, dict[str, int]]:
    """The bookmarks that lead to each page: their folded titles and levels."""
    found: dict[int, dict[str, int]] = {}
    for entry in raw.outline:
        if entry.page is not None and len(folded(entry.title)) > 3:
            found.setdefault(entry.page, {})[folded(entry.title)] = entry.level
    return found


def _marked(
    split: list[_PageBlocks], style: BodyStyle, bookmarks: dict[int, dict[str, int]], *, levels_are_sure: bool
) -> list[_PageBlocks]:
    """The pages' blocks with headings and the header block told, and with the paragraphs that go on across pages."""
    marked: list[_PageBlocks] = []
    before: Block | None = None
    first = True
    for item in split:
        body = mark_headings(item.body, style, bookmarks.get(item.page.number, {}), levels_are_sure=levels_are_sure)
        if first and body:
            body = mark_header(body, style)
            first = False
        body = mark_continuation(smooth_tables(body), before)
        before = last_open(body, before)
        marked.append(replace(item, body=body))
    return marked


def _without_markings(split: list[_PageBlocks]) -> tuple[list[_PageBlocks], list[Dropped]]:
    """Markings stamped on the pages leave the text (the header block keeps its own)."""
    kept: list[_PageBlocks] = []
    dropped: list[Dropped] = []
    for item in split:
        stamps = [b for b in item.body if b.kind in {BlockKind.PROSE, BlockKind.HEADING} and marking_of(b.text)]
        dropped += [Dropped(page=stamp.page, text=stamp.text, reason="marking") for stamp in stamps]
        kept.append(replace(item, body=[block for block in item.body if block not in stamps]) if stamps else item)
    return kept, dropped


def _notes(blocks: Sequence[Block], calls: Sequence[Call], raw: RawDocument) -> list[Note]:
    """Notes out of their blocks: what goes on from the page before is brought together, and each gets its number."""
    notes: list[Note] = []
    pages = {page.number: page for page in raw.pages}
    for block in blocks:
        targets = link_targets(block, pages[block.page].links) if block.page in pages else ()
        if block.continues and notes and block.number is None:
            last = notes[-1]
            notes[-1] = replace(last, blocks=(*last.blocks, block), targets=(*last.targets, *targets))
        else:
            notes.append(Note(blocks=(block,), number=block.number, printed=block.number is not None, targets=targets))
    called: dict[int, list[str]] = {}
    for call in calls:
        called.setdefault(call.place.page, []).append(call.number)
    return number_notes(notes, called)
