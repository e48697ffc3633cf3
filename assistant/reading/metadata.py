"""What a document says of itself, each value with the place that it was read from; None rather than invention."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain import Span, Stated
from assistant.reading.blocks import Block, BlockKind, BodyStyle
from assistant.reading.dates import find_dates
from assistant.reading.furniture_forms import RunningLine
from assistant.reading.header_block import BYLINE, LABEL
from assistant.reading.headings import numbering
from assistant.reading.languages import language_of
from assistant.reading.markings import marking_of

_KINDS = re.compile(
    r"(?:\"?[IA]/?A?\"? ITEM )?NOTE|INFORMATION NOTE|COVER NOTE|REPORT|OPINION|OUTCOME OF PROCEEDINGS|PROPOSAL|DRAFT (?:OPINION|REPORT|AGENDA|"
    r"RESOLUTION|CONCLUSIONS|RECOMMENDATION|AMENDMENTS)|PROVISIONAL AGENDA|AGENDA|WORKING (?:PAPER|DOCUMENT)|DISCUSSION PAPER|NON-PAPER|ROOM DOCUMENT|"
    r"DIRECTIVES?|REGULATIONS?|DECISIONS?|RECOMMENDATIONS?|RESOLUTIONS?|COMMUNICATION|GREEN PAPER|WHITE PAPER|AMENDMENTS?(?: \d+ - \d+)?|"
    r"LEGISLATIVE ACTS(?: AND OTHER INSTRUMENTS)?|(?:[A-Z]+ )?POSITION PAPER|POLICY BRIEF|BRIEFING|STATEMENT|MEMORANDUM|FACT ?SHEET|"
    r"PRESS RELEASE|SLIP OPINION|SYLLABUS|JUDGMENT(?: OF THE COURT.*)?|OPINION OF (?:MR )?ADVOCATE GENERAL.*|FINAL RULE|PROPOSED RULE|NOTICE"
)
_KIND_INSIDE = re.compile(
    r"\b(?:Position Paper|Policy Brief|Policy Paper|White Paper|Discussion Paper|Working Paper|Green Paper|Statement|Briefing|Fact ?Sheet|"
    r"Draft Opinion|Draft Report|DIRECTIVE(?= \d)|REGULATION(?= \()|Guidance Document|Opinion of (?:Mr )?Advocate General|OPINION OF (?:MR )?ADVOCATE GENERAL)\b",
)
_NUMBERS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?P<n>\d{4,5}/(?:\d/)?\d{2})(?:\s+(?:REV|COR|ADD)\s?\d*)*$",
        r"\b(?P<n>\d{4}/\d{1,4}/(?:EU|EC|EEC|Euratom|CFSP|JHA))\b",
        r"\b(?P<n>\((?:EU|EC|EEC|EU, Euratom)\)\s+(?:No\s+)?\d{1,4}/\d{2,4})\b",
        r"\b(?P<n>(?:COM|SWD|JOIN|SEC|C)\s?\(\d{4}\)\s?\d{1,5}(?: final(?:/\d)?)?)",
        r"\b(?P<n>PE\s?\d{3}[.\s]\d{3})(?:v\d\d-\d\d)?\b",
        r"\bCase\s+(?P<n>[CTF][‑-]\d{1,4}/\d{2})\b",
        r"\b(?P<n>Nos?\.\s?\d{2}[–-]\d{2,5})\b",
        r"\b(?P<n>No\.\s?\d{1,4},\s+Orig(?:inal)?\.?)",
        r"\b(?P<n>[HS]\.\s?(?:R|J|Con)?\.?\s?(?:Res\.)?\s?\d{2,5})\b(?!\.)",
        r"\b(?P<n>(?:A|E|S|ST)/[A-Z0-9./]{3,20}\d)\b",
        r"\b(?P<n>M-\d{2}-\d{2})\b",
        r"\bRef\.?\s?:\s*(?P<n>[A-Z0-9][\w./-]{3,25}\d)\b",
        r"\b(?P<n>[A-Z]{1,2}/\d{4}/\d{2,4})\b",
    )
)
_CODE = re.compile(r"(?:[A-Z][A-Z-]{1,14})(?: \d{1,4})?(?: (?:[A-Z][A-Z-]{1,14}) \d{1,4})*")
_ISSUERS = re.compile(
    r"(?:Council of the European Union|European (?:Commission|Parliament|Council|Central Bank|Court of Auditors|Data Protection Supervisor)|"
    r"COUNCIL OF\s+THE EUROPEAN UNION|EUROPEAN (?:COMMISSION|PARLIAMENT|COUNCIL)|Court of Justice of the European Union|"
    r"SUPREME COURT OF THE UNITED STATES|United States Court of Appeals.*|UNITED STATES COURT OF APPEALS.*|"
    r"(?:The )?European Economic and Social Committee|United Nations|NACIONES UNIDAS|(?:DEPARTMENT|Department) OF .{3,60}|Department of .{3,60})"
)
_ISSUER_LABELS = frozenset(["from", "publisher", "published by", "issued by", "von", "de"])
_AUTHOR_LABELS = frozenset(["author", "authors", "author(s)", "by", "rapporteur"])
_TITLE_LABELS = frozenset(["subject", "title", "betreff", "betr.", "objet", "asunto", "re"])
_ORIGINAL = re.compile(r"\(\s?OR\.\s?(?P<code>[a-z]{2})\s?\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfDescription:
    """What a document says of itself."""

    title: Stated
    issuer: Stated | None
    authors: tuple[Stated, ...]
    document_number: Stated | None
    kind: Stated | None
    date: Stated | None
    marking: Stated | None
    language: Stated | None
    subject_codes: tuple[Stated, ...]


def describe(
    header: Sequence[Block],
    body: Sequence[Block],
    *,
    said: Sequence[tuple[int, RunningLine]],
    hints: dict[str, str],
    style: BodyStyle,
    fallback_title: str,
) -> SelfDescription:
    """Read the header block first, then running feet, then the file's own metadata."""
    labelled = _labelled(header)
    return SelfDescription(
        title=_title(header, body, labelled, hints, fallback_title),
        issuer=_first_labelled(labelled, _ISSUER_LABELS) or _matching(header, _ISSUERS) or _hinted(hints, "site"),
        authors=_authors(header, labelled, hints),
        document_number=_number(header, said),
        kind=_kind(header),
        date=_date(header, labelled, hints),
        marking=_marking([*header, *body], said),
        language=_language(header, body, hints),
        subject_codes=_codes(header),
    )


def _labelled(header: Sequence[Block]) -> list[tuple[str, Stated]]:
    found: list[tuple[str, Stated]] = []
    for block in header:
        match = LABEL.match(block.text)
        if match and block.text[match.end() :].strip():
            value = Stated(
                value=block.text[match.end() :].strip(), span=block.span(match.end(), len(block.text.rstrip()))
            )
            found.append((match["label"].casefold(), value))
    return found


def _first_labelled(labelled: Sequence[tuple[str, Stated]], labels: frozenset[str]) -> Stated | None:
    return next((value for label, value in labelled if label in labels), None)


def _matching(header: Sequence[Block], form: re.Pattern[str]) -> Stated | None:
    for block in header:
        match = form.match(block.text.strip())
        if match and len(block.text) < 160:
            return Stated(value=" ".join(match.group().split()), span=block.span(match.start(), match.end()))
    return None


def _hinted(hints: dict[str, str], name: str) -> Stated | None:
    value = hints.get(name, "").strip()
    return Stated(value=value, span=None, source="file metadata") if value else None


def _whole(block: Block) -> Stated:
    return Stated(value=block.text.strip(), span=block.span())


def _title(
    header: Sequence[Block],
    body: Sequence[Block],
    labelled: Sequence[tuple[str, Stated]],
    hints: dict[str, str],
    fallback: str,
) -> Stated:
    named = _first_labelled(labelled, _TITLE_LABELS)
    if named:
        return named
    candidates = [block for block in header if _may_be_title(block)]
    sized = [block for block in candidates if block.size_pt]
    if sized:
        largest = max(block.size_pt or 0 for block in sized)
        return _joined_title([block for block in sized if (block.size_pt or 0) > largest - 0.6])
    levelled = [block for block in candidates if block.heading_level]
    if levelled:
        return _whole(min(levelled, key=lambda block: block.heading_level or 9))
    if candidates and not hints.get("title"):
        return _whole(candidates[0])
    hinted = _hinted(hints, "title")
    if hinted:
        return hinted
    heading = next((block for block in body if block.kind is BlockKind.HEADING), None)
    return _whole(heading) if heading else Stated(value=fallback, span=None, source="file name")


def _joined_title(blocks: Sequence[Block]) -> Stated:
    """A title set in several blocks of the largest print is one, where they follow each other."""
    first = blocks[0]
    end, text = first.end, first.text.strip()
    for block in blocks[1:]:
        if block.start - end > 4 or len(text) > 250:
            break
        text, end = f"{text} {block.text.strip()}", block.end
    return Stated(value=text, span=Span(page=first.page, start=first.start, end=end))


def _may_be_title(block: Block) -> bool:
    text = block.text.strip()
    if len(text) < 6 or len(text) > 400 or LABEL.match(text) or marking_of(text) or BYLINE.match(text):
        return False
    if (
        _KINDS.fullmatch(text)
        or any(form.fullmatch(text) for form in _NUMBERS)
        or (_CODE.fullmatch(text) and len(text) < 20)
    ):
        return False
    dates = next(find_dates(text), None)
    return bool(re.search(r"[^\W\d_]{3}", text)) and not (dates and len(text) < dates[2] - dates[1] + 25)


def _authors(
    header: Sequence[Block], labelled: Sequence[tuple[str, Stated]], hints: dict[str, str]
) -> tuple[Stated, ...]:
    named = [value for label, value in labelled if label in _AUTHOR_LABELS]
    for block in header:
        byline = BYLINE.match(block.text)
        if byline and len(block.text) < 160 and not block.text.rstrip().endswith("."):
            text = block.text[byline.end() :].rstrip()
            named.append(Stated(value=text, span=block.span(byline.end(), byline.end() + len(text))))
    hinted = _hinted(hints, "author")
    return tuple(named) or ((hinted,) if hinted else ())


def _number(header: Sequence[Block], said: Sequence[tuple[int, RunningLine]]) -> Stated | None:
    for form in _NUMBERS:
        for block in header:
            match = form.search(block.text.strip())
            if match and len(block.text) < 400:
                start = block.text.index(match["n"])
                return Stated(value=match["n"], span=block.span(start, start + len(match["n"])))
    printed = Counter(line.document_number for _, line in said if line.document_number)
    return Stated(value=str(printed.most_common(1)[0][0]), span=None, source="running foot") if printed else None


def _kind(header: Sequence[Block]) -> Stated | None:
    for block in header:
        if _KINDS.fullmatch(block.text.strip()):
            return _whole(block)
    for block in header:
        match = _KIND_INSIDE.search(block.text)
        if match and len(block.text) < 250:
            return Stated(value=match.group(), span=block.span(match.start(), match.end()))
    return None


def _date(header: Sequence[Block], labelled: Sequence[tuple[str, Stated]], hints: dict[str, str]) -> Stated | None:
    for block in sorted(header, key=lambda block: len(block.text) > 60):
        found = next(find_dates(block.text), None)
        if found and len(block.text) < 160:
            iso, start, end = found
            return Stated(value=iso, span=block.span(start, end))
    hinted = next(find_dates(hints.get("date", "")), None)
    return Stated(value=hinted[0], span=None, source="file metadata") if hinted else None


def _marking(blocks: Iterable[Block], said: Sequence[tuple[int, RunningLine]]) -> Stated | None:
    for block in blocks:
        value = marking_of(block.text)
        if value and block.kind is not BlockKind.TABLE and not numbering(block.text):
            start = block.text.index(value)
            return Stated(value=value, span=block.span(start, start + len(value)))
    printed = next((line.marking for _, line in said if line.marking), None)
    return Stated(value=printed, span=None, source="running foot") if printed else None


def _language(header: Sequence[Block], body: Sequence[Block], hints: dict[str, str]) -> Stated | None:
    voted = language_of(" ".join(block.text for block in body[:200]))
    for block in header:
        match = _ORIGINAL.search(block.text)
        if match and voted in {None, match["code"].lower()}:
            return Stated(value=match["code"].lower(), span=block.span(match.start("code"), match.end("code")))
    if voted:
        return Stated(value=voted, span=None, source="text")
    hinted = hints.get("language", "")[:2].lower()
    return Stated(value=hinted, span=None, source="file metadata") if hinted.isalpha() else None


def _codes(header: Sequence[Block]) -> tuple[Stated, ...]:
    """The subject codes of a header block: lines of capitals with a number; lone words only beside such lines."""
    lines = [block for block in header if _CODE.fullmatch(block.text.strip()) and not marking_of(block.text)]
    lines = [block for block in lines if not _KINDS.fullmatch(block.text.strip())]
    if sum(bool(re.search(r" \d", block.text)) for block in lines) < 2:
        return ()
    codes: list[Stated] = []
    for block in lines:
        for match in re.finditer(r"[A-Z][A-Z-]+(?: \d{1,4})?", block.text):
            codes.append(Stated(value=match.group(), span=block.span(match.start(), match.end())))
    return tuple(codes)
