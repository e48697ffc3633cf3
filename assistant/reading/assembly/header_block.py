"""The header block: the lines at the start of a document that say what it is, before its text begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.assembly.blocks import Block, BlockKind, BodyStyle
from assistant.reading.assembly.dates import find_dates
from assistant.reading.assembly.headings import numbering
from assistant.reading.assembly.kinds_of_document import is_document_number_line, is_kind
from assistant.reading.assembly.markings import marking_of

LABEL = re.compile(
    r"(?P<label>From|To|Subject|Cc|No\.? prev\.? doc\.?(?: ?:)?|No\.? Cion doc\.?|Prev(?:ious)?\.? doc(?:ument)?\.?|"
    r"Date|"
    r"Delegations|Title|Author(?:s|\(s\))?|Rapporteur|Re|Ref\.?|Reference|Contact|Issued by|Publisher|Published by|"
    r"By|Betreff|Betr\.|Von|An|"
    r"Objet|De|À|Asunto|Datum|Document type|Status|Version)\s?:\s*",
    re.IGNORECASE,
)
BYLINE = re.compile(r"(?:By|by|Von|von|Par|Por)\s+(?=[A-ZÀ-Þ])")
_ENDED = re.compile(r"[.!?][\"'”’»)\]]*$")
FRONT_MATTER = re.compile(
    r"(?:executive )?summary|abstract|introduction|background|foreword|preface|contents|table of contents|overview|"
    r"key (?:points|messages)|conclusions?|acknowledge?ments|"
    r"list of (?:abbreviations|tables|figures)|glossary|zusammenfassung|einleitung|résumé|introducción|resumen|"
    r"índice|sommaire|inhalt(?:sverzeichnis)?|table des matières|contenido|annexes?|references|bibliography|endnotes|"
    r"notes",
    re.IGNORECASE,
)
_LONGEST_LINE = 400
_LONGEST_HEADER, _MOST_REMARKS = 40, 1
_SURE_LABELS = frozenset(["from", "to", "subject", "date", "von", "an", "betreff", "de", "à", "objet", "asunto"])


def mark_header(blocks: Sequence[Block], style: BodyStyle) -> list[Block]:
    """The blocks of the first page with its header block told: everything before the first heading or text.

    The document's own title belongs to it. At least one block stays in the body where the page has prose.
    """
    smallest = _usual_size(blocks, style)
    texts = [i for i, block in enumerate(blocks) if is_text(block, style, smallest)]
    begin = _behind_last_sure_line(blocks, texts)
    first_text = next((i for i in texts if i >= begin), len(blocks))
    title = _title_index(blocks[:first_text])
    end = first_text
    for index in range(max(title + 1 if title is not None else 0, begin), first_text):
        if _opens_body(blocks[index]):
            end = index
            break
    return [replace(block, kind=BlockKind.HEADER) if i < end else block for i, block in enumerate(blocks)]


def _behind_last_sure_line(blocks: Sequence[Block], texts: Sequence[int]) -> int:
    """Where the header block ends at the earliest: behind labels, numbers and dates that follow one opening remark.

    A disclaimer may stand before them; two paragraphs of text, or a section's heading, may not.
    """
    end = 0
    limit = texts[_MOST_REMARKS] if len(texts) > _MOST_REMARKS else len(blocks)
    for index, block in enumerate(blocks[: min(limit, _LONGEST_HEADER)]):
        text = block.text.strip()
        if texts and index > texts[0] and _opens_body(block):
            break
        if texts and index > texts[0] and _is_sure_line(text):
            end = index + 1
    return end


def _is_sure_line(text: str) -> bool:
    """Whether a line can only belong to a header block: a label with its value, a kind, a number, a date, a marking."""
    if len(text) > _LONGEST_LINE:
        return False
    label = LABEL.match(text)
    if label:
        return label["label"].casefold() in _SURE_LABELS
    date = next(find_dates(text), None)
    is_date = date is not None and len(text) < date[2] - date[1] + 25
    return is_kind(text) or is_document_number_line(text) or is_date or marking_of(text) is not None


def _usual_size(blocks: Sequence[Block], style: BodyStyle) -> float:
    """The size in points of most of this page's print where that is below the body's (a syllabus, a summary)."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        sizes[block.size_pt or 0.0] += len(block.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    return min(usual, style.size_pt or 0.0)


def is_text(block: Block, style: BodyStyle, smallest: float = 0.0) -> bool:
    """Whether a block is running text: sentences, and nothing that a header block holds.

    ``smallest`` is the size in points below which print is too small for it.
    """
    text = block.text.strip()
    if block.kind in {BlockKind.TABLE, BlockKind.HEADING} and block.heading_level is not None:
        return False
    if LABEL.match(text) or marking_of(text) or block.kind is BlockKind.HEADING:
        return False
    words = text.split()
    if block.size_pt and block.size_pt < smallest * 0.9:
        return False
    if len(words) < 5 or (style.size_pt and block.size_pt and block.size_pt > style.size_pt * 1.4):
        return False
    if len(words) < 12 and next(find_dates(text), None):
        return False
    lower = sum(word[0].islower() for word in words) / len(words)
    if _ENDED.search(text) and lower > 0.3:
        return True
    if block.lines >= 3 and not block.bold and not text.startswith("(") and lower > 0.4 and len(text) > 180:
        return True
    return (text.endswith((":", ";")) and lower > 0.5) or len(text) > _LONGEST_LINE


def _title_index(blocks: Sequence[Block]) -> int | None:
    """Which leading block is the title: a labelled one, the largest print, a first heading, or the first line."""
    for index, block in enumerate(blocks):
        label = LABEL.match(block.text)
        if label and label["label"].casefold() in {"subject", "title", "betreff", "objet", "asunto"}:
            return index
    sized = [(block.size_pt, -index) for index, block in enumerate(blocks) if block.size_pt and len(block.text) > 6]
    if sized:
        return -max(sized)[1]
    levelled = [(block.heading_level, index) for index, block in enumerate(blocks) if block.heading_level]
    levelled = [(level, index) for level, index in levelled if not marking_of(blocks[index].text)]
    if levelled:
        return min(levelled)[1]
    return 0 if blocks else None


def _opens_body(block: Block) -> bool:
    """Whether a leading block is already a section's heading, and not part of the header block."""
    text = block.text.strip()
    if block.kind is not BlockKind.HEADING and not FRONT_MATTER.fullmatch(text):
        return False
    found = numbering(text)
    is_first = bool(found and found.rank < 80 and re.search(r"(?:^|\s)(?:1|I|A)$", found.number))
    return is_first or bool(FRONT_MATTER.fullmatch(text))
