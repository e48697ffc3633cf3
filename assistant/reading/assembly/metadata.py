"""What a document says of itself, each value with the place that it was read from; None rather than invention."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain import Stated
from assistant.reading.assembly.blocks import Block, BlockKind
from assistant.reading.assembly.dates import find_dates
from assistant.reading.assembly.furniture_forms import RunningLine
from assistant.reading.assembly.header_block import BYLINE, LABEL
from assistant.reading.assembly.headings import numbering
from assistant.reading.assembly.kinds_of_document import is_kind, kind_in, numbers_in
from assistant.reading.assembly.languages import language_of
from assistant.reading.assembly.markings import marking_of
from assistant.reading.assembly.titles import find_title

_ONE_CODE, _NUMBERED_CODE = re.compile(r"[A-Z][A-Z-]+(?: \d{1,4})?"), re.compile(r"[A-Z] \d")
_FEWEST_CODES = 2
_NEXT_LABEL = re.compile(r"\s+(?=(?:From|To|Subject|Date|Cc|Title|Authors?)\s?:\s)")
_CODE = re.compile(r"(?:[A-Z][A-Z-]{1,14})(?: \d{1,4})?(?: (?:[A-Z][A-Z-]{1,14}) \d{1,4})*")
_ISSUERS = re.compile(
    r"(?:the )?(?:council of the european union|european (?:commission|parliament|council|central bank|"
    r"court of auditors|"
    r"data protection (?:supervisor|board)|economic and social committee)|court of justice of the european union|"
    r"supreme court of the united states|united states court of appeals(?: for the .{3,40} circuit)?|united nations|"
    r"naciones ?u ?nidas|nations unies|(?:u\.s\. )?department of (?:the )?[a-z ]{3,40}|world health organization)",
    re.IGNORECASE,
)
_SPREAD_LETTERHEAD = re.compile(r"COUNCIL OF .{0,60}?THE EUROPEAN UNION")
_ISSUER_LABELS = frozenset(["from", "publisher", "published by", "issued by", "von", "de"])
_AUTHOR_LABELS = frozenset(["author", "authors", "author(s)", "by", "rapporteur"])
_DECIDED = re.compile(r"(?:decided|delivered|adopted|issued|published|dated)(?: on)?:?\s*$", re.IGNORECASE)
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
    fallback_title: str,
) -> SelfDescription:
    """Read the header block first, then running feet, then the file's own metadata."""
    labelled = _labelled(header)
    return SelfDescription(
        title=find_title(header, body, hints.get("title", ""), fallback_title),
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
    """The labelled values of the header block, also where several stand in one paragraph ("From: … To: …")."""
    found: list[tuple[str, Stated]] = []
    for block in header:
        match = LABEL.match(block.text)
        while match:
            inner = _NEXT_LABEL.search(block.text, match.end())
            end = inner.start() if inner else len(block.text)
            value = block.text[match.end() : end].rstrip()
            if value:
                span = block.span(match.end(), match.end() + len(value))
                found.append((match["label"].casefold(), Stated(value=value, span=span)))
            match = LABEL.match(block.text, inner.end()) if inner else None
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
    for block in sorted(header, key=lambda block: len(block.text) > 60):
        match = next(numbers_in(block.text), None) if len(block.text) < 400 else None
        if match:
            start = block.text.index(match["n"])
            return Stated(value=match["n"], span=block.span(start, start + len(match["n"])))
    printed = Counter(line.document_number for _, line in said if line.document_number)
    return Stated(value=str(printed.most_common(1)[0][0]), span=None, source="running foot") if printed else None


def _kind(header: Sequence[Block]) -> Stated | None:
    for block in sorted(header, key=lambda block: not is_kind(block.text)):
        match = kind_in(block.text) if len(block.text) < 250 and not LABEL.match(block.text) else None
        if match:
            return Stated(value=match.group(), span=block.span(match.start(), match.end()))
    return None


def _date(header: Sequence[Block], labelled: Sequence[tuple[str, Stated]], hints: dict[str, str]) -> Stated | None:
    for block in sorted(header, key=lambda block: len(block.text) > 60):
        found = list(find_dates(block.text)) if len(block.text) < 160 else []
        if found:
            iso, start, end = next((date for date in found if _DECIDED.search(block.text[: date[1]])), found[0])
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
    """The subject codes of a header block: lines of capitals with a number, and lone words in a row with such lines."""
    rows: list[list[Block]] = [[]]
    for block in header:
        if not _CODE.fullmatch(block.text.strip()) or marking_of(block.text) or is_kind(block.text):
            rows.append([])
        else:
            rows[-1].append(block)
    numbered = [row for row in rows if any(_NUMBERED_CODE.search(block.text) for block in row)]
    if sum(len(_NUMBERED_CODE.findall(block.text)) for row in numbered for block in row) < _FEWEST_CODES:
        return ()
    return tuple(
        Stated(value=match.group(), span=block.span(match.start(), match.end()))
        for row in numbered
        for block in row
        for match in _ONE_CODE.finditer(block.text)
    )
