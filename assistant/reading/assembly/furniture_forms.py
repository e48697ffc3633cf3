"""The known forms of running heads and feet, told from the line alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"\d{3,5}/\d{1,2}/?\d{0,4}"
_DOCUMENT_NUMBER = re.compile(r"(?:\d{4,5}/\d{2}|\d{4,5}/\d/\d{2}|ST\s?\d{4,5}/\d{2})$")
_UNIT = re.compile(r"(?:[A-Z]{2,6}(?:[.\-]\d{1,2}){1,3}\.?[A-Z]?|(?:DG|GSC|SGC|CM|SN)[A-Z]?|[A-Z]{2,4}\d[A-Z]?)$")
_LANGUAGE = re.compile(r"(?:BG|CS|DA|DE|EL|EN|ES|ET|FI|FR|GA|HR|HU|IT|LT|LV|MT|NL|PL|PT|RO|SK|SL|SV)$")
_INITIALS = re.compile(r"[A-Za-z]{2,4}(?:/[A-Za-z]{1,4}){1,4}$")
_LETTER = re.compile(r"[A-Z]$")
_ACRONYM = re.compile(r"[A-Z]{2,6}$")
_PAGE = re.compile(r"\d{1,4}$")
_MARKING_WORDS = frozenset(
    ["LIMITE", "PUBLIC", "RESTREINT", "UE/EU", "UE", "EU", "RESTRICTED", "CONFIDENTIEL", "CONFIDENTIAL", "SECRET"]
)
_OTHER_WORDS = frozenset(["REV", "COR", "ADD", "ANNEX", "DCL", "INIT", "EXT"])

_PAGE_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(\d{1,4})\s?/\s?\d{1,4}",
        r"[-–—•|~]{1,2}\s*(\d{1,4})\s*[-–—•|~]{1,2}",
        r"(?:page|seite|página|pagina|pág\.?|p\.)\s*(\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|von|de|di|sur|/)\s*\d{1,4})?",
        r"(\d{1,4})\s*\|\s*p\s?a\s?g\s?e",
        r"\|?\s*(\d{1,4})\s*\|?",
        r"\[(\d{1,4})\]",
        r"([ivxl]{1,6})",
    )
)
_RUNNING_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?=.*\b\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\b).{0,60}Official Journal of the European (?:Union|"
        r"Communities).{0,40}",
        r"(?=.*\d).{0,60}(?:Amtsblatt der Europäischen|Journal officiel (?:de l['’]Union|des Communautés)|"
        r"Diario Oficial de)"
        r".{0,60}",
        r"(?:\d+\s+)?Federal Register\s*/\s*Vol\. ?\d+.{0,80}",
        r"VerDate .{5,150}",
        r".{0,40}\bJkt \d{6}.{0,120}",
        r".{0,60}\b\S*DSK\S* (?:with|on) .{0,60}",
        r"Cite as: ?\d* ?U\. ?S\. ?[_\d]* ?\(\d{4}\)(?: \d+)?",
        r"Case:? ?[\d:]+-?[\w-]* .{0,30}(?:Document|Doc\.?|ECF).{0,90}",
        r"USCA\d? Case .{5,100}",
    )
)
_LANGUAGE_MARK = re.compile(rf"{_LANGUAGE.pattern[:-1]}(?:\s+{_LANGUAGE.pattern[:-1]})*")
_PARLIAMENT = re.compile(
    r"(?=.*(?:\bPE\s?\d{3}[.\s]\d{3}|\b(?:AD|AM|CM|DT|NT|PA|PR|RR|RE|TA)\\\d+))"
    r"(?:PE\s?\d{3}[.\s]\d{3}(?:v\d\d-\d\d)?)?\s*(\d{1,4}/\d{1,4})?\s*(?:[A-Z]{2}\\\S+)?\s*(?:\d{1,4}/\d{1,4})?"
    r"\s*(?:PE\s?\d{3}[.\s]\d{3}(?:v\d\d-\d\d)?)?\s*(?:[A-Z]{2})?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningLine:
    """A line recognised as a running head or foot, with what it tells: the page's label, the document's number."""

    label: str | None = None
    document_number: str | None = None
    marking: str | None = None


def running_line(text: str) -> RunningLine | None:
    """What a running head or foot of a known form says; None for any other line.

    A bare number or a lone document number is not enough: those need their place (``page_number``,
    ``is_document_number``).
    """
    if len(text) > 170:
        return None
    foot = _institution_foot(text.split())
    if foot:
        return foot
    parliament = _PARLIAMENT.fullmatch(text)
    if parliament:
        printed = re.search(r"(\d{1,4})/\d{1,4}", re.sub(r"\S*\\\S*", "", text))
        return RunningLine(label=printed.group(1) if printed else None)
    if _LANGUAGE_MARK.fullmatch(text):
        return RunningLine()
    if any(form.fullmatch(text) for form in _RUNNING_FORMS):
        return RunningLine(label=_running_label(text))
    return None


def page_number(text: str) -> str | None:
    """The page label in a line that holds nothing else ("12", "- 12 -", "3/40", "Page iv of 20")."""
    for form in _PAGE_FORMS:
        match = form.fullmatch(text.strip())
        if match:
            return match.group(1)
    return None


def is_document_number(text: str) -> bool:
    """Whether a line is a document number of an institution and nothing else ("8027/25")."""
    return bool(_DOCUMENT_NUMBER.match(text.strip()))


def _institution_foot(tokens: list[str]) -> RunningLine | None:
    """A foot such as ``8027/25 2 JAI.1 LIMITE EN``, in any order; a unit code or initials must be in it."""
    if not 2 <= len(tokens) <= 14:
        return None
    number, label, unit, marking, before = None, None, False, [], ""
    for token in tokens:
        kind = _token_kind(token, before, known=number is not None)
        if kind == "":
            return None
        number = token if kind == "number" else number
        label = token if kind == "page" else label
        unit = unit or kind == "unit"
        marking += [token] if kind == "marking" else []
        before = token
    if not (unit and (number or marking)) and not (number and (marking or label) and tokens[0] == number):
        return None
    return RunningLine(label=label, document_number=number, marking=" ".join(marking) or None)


def _token_kind(token: str, before: str, *, known: bool) -> str:
    """What a word of a foot is; empty for a word that no foot holds. ``known`` is whether a number came before it."""
    if _DOCUMENT_NUMBER.match(token):
        return "number"
    if _PAGE.match(token):
        return "version" if before in _OTHER_WORDS or _LETTER.match(before) else "page"
    if _INITIALS.match(token) or _UNIT.match(token) or (_LETTER.match(token) and _UNIT.match(before)):
        return "unit"
    if token in _MARKING_WORDS:
        return "marking"
    if _LANGUAGE.match(token) or token in _OTHER_WORDS:
        return "language"
    return "unit" if known and _ACRONYM.match(token) else ""


def _running_label(text: str) -> str | None:
    cited = re.search(r"(?:\(\d{4}\)|Page:?)\s+(\d{1,4})\b", text)
    journal = re.search(r"\b[LC](?:\s|\b.?)\s?\d{1,4}/(\d{1,4})\b", text)
    register = re.match(r"(\d{4,6})\s+Federal", text) or re.search(r"\s(\d{4,6})$", text)
    found = cited or journal or register
    return found.group(1) if found else None
