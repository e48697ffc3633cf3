"""Which blocks are headings, from their numbering and their type; never from the count of ``#``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.reading.assembly.blocks import Block, BlockKind, BodyStyle
from assistant.reading.assembly.markings import marking_of
from assistant.reading.assembly.paragraphs import BULLET
from assistant.reading.raw import RawLine

_LONGEST = 220
# Shorter blocks may be cells of a table or lines of an address.
_SHORTEST_TEXT = 80
_NUMBERINGS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (rank, re.compile(pattern))
    for rank, pattern in (
        (
            10,
            r"(?P<n>(?:ANNEX|Annex|ANHANG|ANNEXE|ANEXO|APPENDIX|Appendix|SCHEDULE|Schedule)(?:\s+(?:[IVXLC]{1,6}|\d{1,2}|[A-Z]))?)\b(?![a-z])",
        ),
        (
            20,
            r"(?P<n>(?:PART|Part|TITLE|TITEL|TEIL|PARTE|TÍTULO|TITRE)\s+(?:[IVXLC]{1,6}|\d{1,2}|[A-Z]|ONE|TWO|THREE))\b",
        ),
        (30, r"(?P<n>(?:CHAPTER|Chapter|KAPITEL|Kapitel|CHAPITRE|CAPÍTULO)\s+(?:[IVXLC]{1,6}|\d{1,2}))\b"),
        (35, r"(?P<n>(?:SECTION|Section|SECCIÓN|SEC\.|Sec\.)\s+(?:[IVXLC]{1,6}|\d{1,3}(?:\.\d{1,2})*))\b"),
        (40, r"(?P<n>(?=[IVXLC])X{0,3}(?:IX|IV|V?I{0,3}))(?:\.|\s?[–—-])\s+(?=\S)"),
        (45, r"(?P<n>[A-H])\.\s+(?=\S)"),
        (
            50,
            r"(?P<n>(?:Article|ARTICLE|Artikel|Artículo|ARTÍCULO|Articolo|Art\.)\s+\d{1,3}(?:\s?(?:bis|ter|[a-z]))?)(?!\d)(?!\()",
        ),
        (60, r"(?P<n>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[^\W\d_\"“‘'(\[])"),
        (80, r"\(?(?P<n>[a-z]|[ivx]{1,4})\)\s+(?=\S)"),
    )
)
_KEYWORD_RANKS = frozenset([10, 20, 30, 35, 50])
_NO_HEADING_END = (".", ";", ",", "…", "!")
_SENTENCE = re.compile(r"[.!]\s+[A-Z]")
_CONTENTS = re.compile(
    r"(?:table of )?contents?|índice|sommaire|inhalt(?:sverzeichnis)?|table des matières", re.IGNORECASE
)
_CONTENTS_LINE = re.compile(r"(?:\s|\.{2,}|…)\s*(?:\d{1,3}|[ivxl]{1,6})$")
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*\d{0,3}|…{3,}")
_VERBS = re.compile(r"\b(?:is|are|was|were|has|have|had|shall|should|must|may|will|would|can|could|does|do)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """The printed number of a heading: its style's rank (outer styles are smaller) and its depth ("1.1" is 2 deep)."""

    rank: int
    number: str
    rest: str

    @property
    def depth(self) -> tuple[int, int]:
        """What two numbered headings are compared by: smaller is further out."""
        return self.rank, self.number.count(".") if self.rank == 60 else 0


def numbering(text: str) -> Numbering | None:
    """The numbering that a line opens with, if it is one that headings use."""
    for rank, pattern in _NUMBERINGS:
        match = pattern.match(text)
        if match:
            return Numbering(rank=rank, number=match.group("n").strip(), rest=text[match.end() :].strip(" .:–—-"))
    return None


def body_style(blocks: Iterable[Block]) -> BodyStyle:
    """How most characters of the running text are set."""
    weights: Counter[tuple[float | None, bool, bool]] = Counter()
    known = list(blocks)
    for block in [block for block in known if len(block.text) >= _SHORTEST_TEXT] or known:
        size = round(block.size_pt * 2) / 2 if block.size_pt else None
        weights[size, block.bold, block.italic] += len(block.text)
    if not weights:
        return BodyStyle()
    (size, bold, italic), _ = weights.most_common(1)[0]
    return BodyStyle(size_pt=size, bold=bold, italic=italic)


def mark_headings(
    blocks: Sequence[Block], style: BodyStyle, outline: dict[str, int], *, levels_are_sure: bool
) -> list[Block]:
    """The blocks with headings told, and the lines of a table of contents.

    ``outline`` holds the bookmarks that lead to the page, folded by ``folded``, with their levels.
    ``levels_are_sure`` where the format (HTML, DOCX) knows its headings itself.
    """
    marked: list[Block] = []
    in_contents = False
    end_of_text = max((i + 1 for i, block in enumerate(blocks) if _is_sentence(block.text.strip())), default=0)
    first_leaders = next((i for i, block in enumerate(blocks) if _LEADERS.search(block.text)), len(blocks))
    for index, block in enumerate(blocks):
        in_contents = _is_in_contents(block, in_contents=in_contents)
        may_end_contents = index >= end_of_text and index > first_leaders
        if may_end_contents and _ends_contents(marked) and not block.text.rstrip().endswith("."):
            marked.append(replace(block, kind=BlockKind.TABLE))
            continue
        if (in_contents and block.box is not None and _CONTENTS_LINE.search(block.text)) or _LEADERS.search(block.text):
            marked.append(replace(block, kind=BlockKind.TABLE))
            continue
        level = outline.get(folded(block.text)) if outline and block.kind is BlockKind.PROSE else None
        if level is not None and block.heading_level is None:
            marked.append(replace(block, kind=BlockKind.HEADING, heading_level=level))
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if marked and _is_title_of_number(block, marked[-1]):
            marked.append(replace(block, kind=BlockKind.HEADING))
            continue
        is_heading = block.kind in {BlockKind.PROSE, BlockKind.ITEM} and _is_heading(
            block, following, style, levels_are_sure=levels_are_sure
        )
        marked.append(replace(block, kind=BlockKind.HEADING) if is_heading else block)
    return marked


def _ends_contents(marked: Sequence[Block]) -> bool:
    """Whether what stands above is the rows of a table of contents: unnumbered rows may follow to the page's end."""
    above = marked[-3:]
    return len(above) == 3 and all(b.kind is BlockKind.TABLE and (b.box is not None) for b in above)


def _is_title_of_number(block: Block, above: Block) -> bool:
    """Whether a block is the title of a bare number right above it ("TITLE II", "TOBACCO PRODUCTS")."""
    if above.kind is not BlockKind.HEADING or block.kind is not BlockKind.PROSE or block.box is None:
        return False
    found, text = numbering(above.text.strip()), block.text.strip()
    if not found or found.rest or len(text) > 180 or block.lines > 3 or numbering(text) or not text[:1].isupper():
        return False
    set_apart = block.bold or block.italic or text.isupper() or (above.box is not None and _are_centred(block, above))
    return set_apart and not text.endswith((".", ":", ";", ","))


def _are_centred(block: Block, above: Block) -> bool:
    if block.box is None or above.box is None:
        return False
    middle = above.box.left + above.box.right
    return abs(block.box.left + block.box.right - middle) < 0.03 and abs(block.box.left - above.box.left) > 0.02


def folded(text: str) -> str:
    """A heading's text with everything but its letters and digits taken out, lower case."""
    return re.sub(r"[\W_]+", "", text.casefold())


def _is_in_contents(block: Block, *, in_contents: bool) -> bool:
    if _CONTENTS.fullmatch(block.text.strip()):
        return True
    return in_contents and bool(len(block.text) < 200 and _CONTENTS_LINE.search(block.text))


def levels_agree(lines: Iterable[RawLine]) -> bool:
    """Whether the levels that a text gives its headings can be relied on: numbered siblings share one.

    A conversion that guessed them sets "II." on one level and "III." on another.
    """
    levels: dict[tuple[int, int], set[int]] = {}
    for line in lines:
        found = numbering(line.text.strip()) if line.heading_level is not None else None
        if found and line.heading_level is not None:
            levels.setdefault(found.depth, set()).add(line.heading_level)
    return all(len(found) == 1 for found in levels.values())


def _is_heading(block: Block, following: Block | None, style: BodyStyle, *, levels_are_sure: bool) -> bool:
    text = block.text.strip()
    if (
        not text
        or len(text) > _LONGEST
        or (block.calls and len(text) > 120)
        or not re.search(r"[^\W\d_]{3}|^Art", text)
    ):
        return False
    if marking_of(text) or block.continues or BULLET.match(text):
        return False
    if block.heading_level is not None:
        return levels_are_sure or not text.endswith((";", ","))
    if block.box is None:
        return _reads_as_heading(block, text, following)
    return _looks_like_heading(block, text, style)


def _reads_as_heading(block: Block, text: str, following: Block | None) -> bool:
    """For text without type: a numbered short line, or a short line in capitals or bold, before other text."""
    found = numbering(text)
    if block.lines > 2 or len(text) > 120 or text.endswith(_NO_HEADING_END):
        return False
    if _SENTENCE.search(found.rest if found else text):
        return False
    if found and found.rank in _KEYWORD_RANKS:
        return _is_keyword_heading(found)
    if found and found.rank in {40, 45}:
        return not text.endswith("?") and len(text) < 100
    if following is None or following.kind not in {BlockKind.PROSE, BlockKind.ITEM}:
        return False
    if found and found.rank == 60 and block.kind is BlockKind.PROSE:
        next_number = numbering(following.text.strip())
        is_list = next_number is not None and next_number.rank == 60
        return not (is_list or _VERBS.search(text) or text.endswith(("?", ":")))
    if block.bold and len(text) < 100:
        return not text.endswith(":")
    return text.isupper() and len(text.split()) <= 12 and len(text) > 4 and not re.search(r"\d", text)


def _looks_like_heading(block: Block, text: str, style: BodyStyle) -> bool:
    """For pages with type: larger, bolder or in capitals, set off from what stands around it, and no sentence."""
    if block.lines > 4 or text.endswith((";", ",")) or text[0].islower():
        return False
    body = style.size_pt or 0
    larger = bool(block.size_pt and body and block.size_pt >= body * 1.12)
    smaller = bool(block.size_pt and body and block.size_pt < body * 0.88)
    bolder = block.bold and not style.bold
    found = numbering(text)
    if found and found.rank in _KEYWORD_RANKS and _is_keyword_heading(found):
        alone = not found.rest and _is_centred(block)
        return (block.gap and (not smaller or not found.rest)) or alone or bolder or larger
    if text.endswith(":") and not bolder and sum(word[0].islower() for word in text.split()) > 0.5 * len(text.split()):
        return False
    if _is_sentence(found.rest if found else text) and not (larger and bolder):
        return False
    if larger and not smaller:
        return len(text.split()) <= 30
    if bolder and (not smaller or (found and text.isupper())):
        return len(text) < 160 and (block.gap or bool(found)) and not (block.fills and (not found or found.rank == 80))
    return block.gap and _is_plain_heading(block, text, found, style, smaller=smaller)


def _is_sentence(text: str) -> bool:
    return (text.endswith((".", "!", "…")) and len(text.split()) > 3) or bool(_SENTENCE.search(text))


def _is_plain_heading(block: Block, text: str, found: Numbering | None, style: BodyStyle, *, smaller: bool) -> bool:
    """A heading in the body's own size and weight: numbered, in capitals, or in italics."""
    if text.isupper() and 4 < len(text) < 160 and block.lines <= 3 and not found:
        return not smaller or _is_centred(block)
    if smaller or block.lines > 2 or len(text) >= 100 or text.endswith((":", "?")):
        return False
    if found and found.rank in {40, 45, 60}:
        return not _VERBS.search(text) and (found.rank != 60 or "." in found.number or found.rest.isupper())
    return block.italic and not style.italic and block.lines == 1 and not text.endswith((".", "”")) and not block.fills


def _is_centred(block: Block) -> bool:
    """Whether a block stands in the middle of the sheet."""
    return block.box is not None and abs(block.box.left + block.box.right - 1) < 0.06 and block.box.left > 0.2


def _is_keyword_heading(found: Numbering) -> bool:
    """ "Article 5" or "Article 5 Scope", and not "Article 5 of the Directive applies"."""
    rest = found.rest
    return not rest or (len(rest) < 110 and not rest[0].islower() and not rest.startswith(("(", ",", ")")))
