"""Words for kinds of document, the numbers that documents go by, and the letterheads of those who issue them."""

from __future__ import annotations

import re
from collections.abc import Iterator


def _any_of(*forms: str) -> str:
    return "|".join(forms)


_KINDS = re.compile(
    _any_of(
        r"(?:\"?[IA]/?A?\"? ITEM )?NOTE",
        r"(?:INFORMATION|COVER|COVERING|ROOM) (?:NOTE|DOCUMENT)",
        r"(?:FINAL |DRAFT |INTERIM |ANNUAL |PROGRESS )?REPORT",
        r"(?:DRAFT )?(?:OPINION|AGENDA|RESOLUTION|CONCLUSIONS|RECOMMENDATIONS?|AMENDMENTS?(?: \d+ ?[-–] ?\d+)?)",
        r"OUTCOME OF PROCEEDINGS|PROPOSAL|PROVISIONAL AGENDA|MINUTES|SUMMARY RECORD",
        r"(?:WORKING|DISCUSSION|GREEN|WHITE|BACKGROUND|OPTIONS) (?:PAPER|DOCUMENT)|NON-?PAPER",
        r"DIRECTIVES?|REGULATIONS?|DECISIONS?|COMMUNICATION|LEGISLATIVE ACTS(?: AND OTHER INSTRUMENTS)?",
        r"(?:[A-Z]{2,} )?(?:POSITION PAPER|STATEMENT)|POLICY (?:BRIEF|PAPER)|BRIEFING(?: NOTE)?|MEMORANDUM|FACT ?SHEET",
        r"PRESS RELEASE|(?:SLIP )?OPINION|SYLLABUS|JUDGMENT(?: OF THE COURT.{0,40})?|ORDER",
        r"OPINION OF (?:MR |MRS )?ADVOCATE GENERAL.{0,60}",
        r"(?:FINAL|PROPOSED) RULES?|RULES AND REGULATIONS|NOTICES?|AN ACT",
        r"VERMERK|BERICHT|ENTWURF|STELLUNGNAHME|AVIS|RAPPORT|INFORME|NOTA",
    ),
    re.IGNORECASE,
)
_KIND_INSIDE = re.compile(
    _any_of(
        r"\b(?:Position|Policy|White|Discussion|Working|Green) Paper\b",
        r"\bPolicy Brief\b|\bBriefing\b|\bFact ?Sheet\b|\bGuidance Document\b|\b(?<=A )?[A-Z]{2,} Statement\b",
        r"\bDraft (?:Opinion|Report)\b|\bDIRECTIVE(?= \d)|\bREGULATION(?= \()|\bInformation Note\b",
        r"\b(?:Opinion of (?:Mr )?Advocate General|OPINION OF (?:MR )?ADVOCATE GENERAL)\b",
        r"\b(?:Working Document|Communication)(?= from the Commission)",
    )
)
_NUMBERS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:ST\s?)?(?P<n>\d{4,5}/(?:\d/)?\d{2})(?:\s+(?:REV|COR|ADD|INIT)\s?\d*)*$",
        r"\b(?P<n>\d{4}/\d{1,4}/(?:EU|EC|EEC|Euratom|CFSP|JHA))\b",
        r"(?P<n>\((?:EU|EC|EEC|EU, Euratom)\)\s+(?:No\s+)?\d{1,4}/\d{2,4})\b",
        r"\b(?P<n>(?:COM|SWD|JOIN|SEC|C)\s?\(\d{4}\)\s?\d{1,5}(?: final(?:/\d)?)?)",
        r"\b(?P<n>PE\s?\d{3}[.\s]\d{3})(?:v\d\d-\d\d)?\b",
        r"\bCases?\s+(?P<n>[CTF][‑–-]\d{1,4}/\d{2})\b",
        r"\b(?P<n>Nos?\.\s?\d{2}[–-]\d{2,5})\b",
        r"(?<!U\.)(?<!U\.\s)\b(?P<n>[HS]\.\s?(?:R|J|Con)?\.?\s?(?:Res\.)?\s?\d{2,5})\b(?!\.)",
        r"\b(?P<n>(?:A|E|S|ST)/[A-Z0-9][A-Z0-9./]{3,20}\d)\b",
        r"\b(?P<n>M-\d{2}-\d{2})\b",
        r"\b(?P<n>(?!OJ|NO|JO)[A-Z]{2,4}\s\d{2,5}/\d{2})(?:\s+(?:REV|COR|ADD|INIT)\s?\d*)*(?=$|[\s:,;])",
        r"\b(?:Docket|Report|Contract|Publication|Document|Doc\.) No\.?:?\s(?P<n>[A-Z0-9][\w–./-]{2,25}\d)\b",
        r"\b(?:Our r|R)ef(?:erence|\.)?\s?:?\s*(?P<n>[A-Z0-9][\w./-]{3,25}\d)\b",
        r"^(?P<n>[A-Z]{2,4} [A-Z]{2} \d{3} \d{3})\b",
    )
)
_NUMBERED_KIND = re.compile(r"\s+(?:No\.?\s)?[A-Z]{0,4}\s?\d{1,5}/\d{2,4}$")
_LETTERHEADS = re.compile(
    _any_of(
        r"(?:the )?council of(?: the european union)?(?: brussels.*)?",
        r"(?:the )?european (?:commission|parliament|council|union|central bank|court of auditors|"
        r"economic and social committee)",
        r"european parliament \d{4} ?[-–] ?\d{4}|european data protection (?:supervisor|board)|"
        r"committee of the regions|general secretariat",
        r"court of justice of the european (?:union|communities)|reports of cases|official journal.*",
        r"supreme court of the united states|(?:in the )?united states (?:court of appeals|district court).*|"
        r"for the .{3,30} circuit",
        r"(?:one hundred )?(?:\w+(?:[ -]\w+)?) congress(?: of the united states(?: of america)?)?|"
        r"(?:of the )?united states of america",
        r"(?:u\.s\. )?(?:department|ministry|ministère|bundesministerium) (?:of|for|de|der|für|des) .{3,60}",
        r"(?:the )?united nations|naciones ?u ?nidas|nations unies|vereinte nationen|world health organization|oecd",
        r"house of (?:commons|lords|representatives)|(?:the )?senate|committee on .{3,80}|federal \w+ administration",
        r"united in diversity|federal register|vol\. ?\d+.*|(?:mon|tues|wednes|thurs|fri|satur|sun)day,.*|an act|"
        r"a bill",
        r"\d+ cfr parts?.{0,40}|\[docket.*|rin \d{4}.*|slip opinion.*|at the (?:first|second) session",
    ),
    re.IGNORECASE,
)


def is_kind(text: str) -> bool:
    """Whether a line names a kind of document and says nothing else."""
    text = _NUMBERED_KIND.sub("", text.strip())
    return len(text) < 40 and bool(_KINDS.fullmatch(text))


def names_kind(text: str) -> bool:
    """Whether a line, however long, is the full name of a kind ("Opinion of Advocate General …, delivered on …")."""
    return bool(_KINDS.fullmatch(text.strip()))


def is_letterhead(text: str) -> bool:
    """Whether a line is an institution's name, or another line that stands above titles and is none."""
    return bool(_LETTERHEADS.fullmatch(text.strip(" *.")))


def is_document_number_line(text: str) -> bool:
    """Whether a line holds a document number and little else."""
    return any(match.end("n") - match.start("n") > len(text.strip()) * 0.5 for match in numbers_in(text))


def numbers_in(text: str) -> Iterator[re.Match[str]]:
    """The document numbers in a line, the surest form first; each match has the group ``n``."""
    for form in _NUMBERS:
        match = form.search(text.strip())
        if match:
            yield match


def kind_in(text: str) -> re.Match[str] | None:
    """Where a header line is, or names, a kind of document: the whole line, or the words in it."""
    return _KINDS.fullmatch(text) or _KIND_INSIDE.search(text)
