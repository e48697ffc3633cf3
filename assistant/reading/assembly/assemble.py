"""From a ``RawDocument`` to a ``Document``: what the lines of a file are to someone who reads policy documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from assistant.domain import DiscussionQuestion, Document, Dropped, Page, PageLayout, ReadFailure, Stated
from assistant.reading.assembly.abbreviations import find_abbreviations
from assistant.reading.assembly.blocks import Block, BlockKind, Paragraph
from assistant.reading.assembly.body_sentences import body_sentences, outside_calls
from assistant.reading.assembly.footnotes import Call, Note, join, number_notes
from assistant.reading.assembly.furniture import strip_furniture, strip_site_furniture
from assistant.reading.assembly.furniture_forms import RunningLine
from assistant.reading.assembly.gate import gate, why_all
from assistant.reading.assembly.headings import folded, levels_agree
from assistant.reading.assembly.heads_and_feet import said_around
from assistant.reading.assembly.markings import marking_of
from assistant.reading.assembly.metadata import describe
from assistant.reading.assembly.page_blocks import PageBlocks, page_blocks
from assistant.reading.assembly.page_text import lay_out, page_layout
from assistant.reading.assembly.pagination import cut_at_feet
from assistant.reading.assembly.questions import find_questions
from assistant.reading.assembly.relations import find_missing_attachments, find_relations
from assistant.reading.assembly.sections import divide
from assistant.reading.assembly.unseen import visible, without_unseen
from assistant.reading.instructions.finding import find_instructions
from assistant.reading.links import link_targets
from assistant.reading.raw import RawDocument, RawPage

_SURE_OF_HEADINGS = frozenset(["text/html", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"])
_STAMP_REASONS = frozenset(["marking", "stamp"])
_WITH_TRUSTED_METADATA = frozenset(["text/html", "text/markdown"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cleaned:
    """Pages without furniture, and what the furniture said."""

    pages: tuple[RawPage, ...]
    labels: dict[int, str] = field(default_factory=dict)
    said: tuple[tuple[int, RunningLine], ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _LaidOut:
    """The pages' texts and geometry, and all blocks with their places in them."""

    pages: tuple[Page, ...]
    layouts: tuple[PageLayout, ...]
    body: tuple[Block, ...]
    notes: tuple[Block, ...]


def assemble(raw: RawDocument, *, document_id: str, sha256: str) -> Document | ReadFailure:
    """Understand a file that a reader has turned into lines; a ``ReadFailure`` where no page of it can be used."""
    seen, unseen = without_unseen(raw.pages)
    gated = gate(seen)
    if len(gated.refusals) == len(raw.pages):
        return ReadFailure(path=document_id, reason=why_all(gated.refusals))
    cleaned = _cleaned(replace(raw, pages=gated.pages))
    sure = raw.media_type in _SURE_OF_HEADINGS or levels_agree(line for page in raw.pages for line in page.lines)
    split, stamps = page_blocks(cleaned.pages, raw.outline, levels_are_sure=sure)
    dropped = (*unseen, *gated.dropped, *cleaned.dropped, *stamps)
    stamped = ((item.page, marking_of(item.text)) for item in dropped if item.reason in _STAMP_REASONS)
    markings = tuple((page, RunningLine(marking=marking)) for page, marking in stamped if marking)
    document = _understood(
        raw,
        _laid_out(split, cleaned.labels),
        said=(*cleaned.said, *markings),
        fallback_title=PurePosixPath(document_id).stem.replace("_", " "),
        levels_are_sure=sure,
    )
    whole = replace(
        document,
        id=document_id,
        sha256=sha256,
        dropped=tuple(sorted(dropped, key=lambda item: item.page)),
        refused_pages=gated.refusals,
    )
    return replace(whole, instructions=find_instructions(whole))


def _laid_out(split: Sequence[PageBlocks], labels: dict[int, str]) -> _LaidOut:
    pages: list[Page] = []
    layouts: list[PageLayout] = []
    body: list[Block] = []
    notes: list[Block] = []
    for item in split:
        text, placed, placed_notes = lay_out(item.body, item.notes)
        number = item.page.number
        pages.append(Page(number=number, label=item.page.label or labels.get(number), text=text))
        layout = page_layout(item.page, [*placed, *placed_notes])
        layouts += [layout] if layout else []
        body += placed
        notes += placed_notes
    return _LaidOut(pages=tuple(pages), layouts=tuple(layouts), body=tuple(body), notes=tuple(notes))


def _understood(
    raw: RawDocument,
    laid: _LaidOut,
    *,
    said: Sequence[tuple[int, RunningLine]],
    fallback_title: str,
    levels_are_sure: bool,
) -> Document:
    """Everything that is read from the blocks in their places. ``id`` and ``sha256`` are left to the caller."""
    header = [block for block in laid.body if block.kind is BlockKind.HEADER]
    rest = [block for block in laid.body if block.kind is not BlockKind.HEADER]
    described = describe(header, rest, said=said, hints=_hints(raw), fallback_title=fallback_title)
    rest = [block for block in rest if not _repeats_title(block, described.title)]
    sections, paragraphs = divide(rest, levels_are_sure=levels_are_sure)
    questions = find_questions(paragraphs, sections)
    sentences = body_sentences(paragraphs, _asking(paragraphs, questions))
    headings = [block for block in laid.body if block.kind in {BlockKind.HEADER, BlockKind.HEADING}]
    calls = (*outside_calls(headings), *sentences.calls)
    number = described.document_number.value if described.document_number else None
    return Document(
        id="",
        sha256="",
        media_type=raw.media_type,
        title=described.title,
        pages=laid.pages,
        sections=sections,
        sentences=sentences.sentences,
        footnotes=join(calls, _notes(laid.notes, calls, raw)),
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
        layouts=laid.layouts,
        ocr_pages=tuple(page.number for page in raw.pages if page.ocr),
    )


def _repeats_title(block: Block, title: Stated) -> bool:
    """Whether a heading only says the title again (at the top of the text, behind a cover): it heads no section."""
    return block.kind is BlockKind.HEADING and title.span is not None and folded(block.text) == folded(title.value)


def _hints(raw: RawDocument) -> dict[str, str]:
    """What the file's metadata claims, as far as its authors see it: a PDF's author and date are its software's."""
    trusted = {"title", "language"} if raw.paged or raw.media_type not in _WITH_TRUSTED_METADATA else set(raw.hints)
    return {name: visible(value) for name, value in raw.hints.items() if name in trusted}


def _cleaned(raw: RawDocument) -> _Cleaned:
    pages, site = strip_site_furniture(raw.pages)
    if not raw.paged:
        cut = cut_at_feet(replace(raw, pages=pages))
        return _Cleaned(pages=cut.pages, said=(*cut.said, *said_around(raw.hints)), dropped=site + cut.dropped)
    stripped = strip_furniture(pages)
    return _Cleaned(pages=stripped.pages, labels=stripped.labels, said=stripped.said, dropped=site + stripped.dropped)


def _asking(paragraphs: Sequence[Paragraph], questions: Sequence[DiscussionQuestion]) -> frozenset[int]:
    """The indexes of the paragraphs that put a question for discussion."""
    return frozenset(
        paragraph.index
        for paragraph in paragraphs
        for block in paragraph.blocks
        for question in questions
        if block.page == question.span.page and block.start <= question.span.start < max(block.end, block.start + 1)
    )


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
