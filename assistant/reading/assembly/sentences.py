"""Sentence ends: found with the abbreviations, initials, numbers and quotes of policy documents in mind."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|(?<=[.!?])[\"”’»](?=\s|$)")
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof st sr jr rev hon gen col lt sgt capt gov sen rep pres messrs mme mlle m
    e.g i.e eg ie cf viz al etc vs v ca c approx resp incl excl
    no nos nr art arts para paras pt pts sec secs sect ch chap fig figs tab vol vols p pp pg ed eds edn ex op cit ibid
    id
    ref refs reg regs dir dec subpara subsec cl app annex suppl n nn fn st ss stat cong sess
    supp app'x u.s u.k u.n e.u u.s.c c.f.r f.3d f.2d f.supp l.ed s.ct fed cir rptr cal
    inc ltd co corp llc plc bros dept div univ assn assoc intl int'l nat'l govt gov't
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
    abs bzw bspw ca d.h evtl ggf gem hrsg i.d.r i.s.d inkl insb iv.m lit mio mrd nr o.ä rn rz s sog u.a u.ä usw v.a
    vgl z.b zzt ziff zit
    al. núm núms pág págs ed ee.uu sr sra sres art arts apdo párr cía dña
    chap éd env ex parag réf tél cf p.ex
    tel fax e.v
    """.split()
)
_NEVER_LAST = frozenset(
    """
    mr mrs ms dr prof messrs mme e.g i.e eg ie cf viz vs v no nos nr art arts para paras sec secs fig figs vol pp p
    vgl z.b d.h bzw gem abs ziff rn rz lit ca núm pág sr sra approx incl resp ref
    """.split()
)
_WORD_BEFORE = re.compile(r"([^\s(\[“\"‘'«/—–]+?)\.+[\"'”’»)\]]*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")
# A law reporter between volume and page: "16 Pet. 367".
_REPORTER = re.compile(r"\d\s+[A-Z][\w.]{0,8}\.$")
# What is looked at on either side of a possible end, so that a text without any sentence costs no square of its length.
_WINDOW = 300
_OPENERS = "\"'“‘«([¿¡"


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a paragraph as half-open ranges of its characters, blanks at their ends left out."""
    ranges: list[tuple[int, int]] = []
    begin = 0
    for match in _END.finditer(text):
        end = match.end()
        if end < len(text) and not _is_end(text, begin, match):
            continue
        _append(ranges, text, begin, end)
        begin = end
    _append(ranges, text, begin, len(text))
    return ranges


def _append(ranges: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    if begin < end:
        ranges.append((begin, end))


def _is_end(text: str, begin: int, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + _WINDOW].lstrip()
    start = following.lstrip(_OPENERS)[:1]
    before = text[max(begin, match.end() - _WINDOW) : match.end()]
    if _inside_brackets(before) and not re.search(r"[)\]]", match.group()):
        return False
    if start.islower() or (start and start in ",;:)].") or before.endswith(". ."):
        return False
    if "." not in match.group() or "!" in match.group() or "?" in match.group():
        return not (match.group().startswith("…") and not start.isupper())
    return _stop_ends(before, following, start)


def _stop_ends(before: str, following: str, start: str) -> bool:
    """Whether a full stop ends its sentence, and not only an abbreviation, an initial or a number."""
    found = _WORD_BEFORE.search(before)
    if not found:
        return True
    word = found.group(1)
    bare = word.casefold().strip(".")
    if (len(word) == 1 and re.match(r"[^\W\d_]\.", following)) or re.match(r"\d{1,2}(?:d|nd|rd|th)\b", following):
        return False
    if re.fullmatch(r"(?:\(?\d{1,3}|[ivxIVX]+|[a-zA-Z])", word) and before.strip(_OPENERS + " ").startswith(word):
        return False
    if bare in _NEVER_LAST or (start.isdigit() and _REPORTER.search(before)):
        return False
    if bare in _ABBREVIATIONS:
        return start.isupper() and _opens_sentence(following)
    if _INITIALS.fullmatch(word) and (len(word) > 1 or (word.isupper() and word != "I")):
        return _opens_sentence(following) if len(word) > 1 or _is_plain_letter(before, word) else False
    if word.isdigit() and start.isdigit():
        return False
    return not (re.fullmatch(r"\d{1,2}", word) and re.match(r"[A-ZÄÖÜ][a-zä]+ \d{4}", following))


def _opens_sentence(following: str) -> bool:
    """Whether what follows an abbreviation looks like a new sentence: a word that often opens one."""
    return bool(
        re.match(
            r"[\"'“‘«(\[]*(?:The|This|These|Those|That|It|In|On|At|For|However|As|A(?=\s)|An|But|And|We|They|He|She|There|If|When|While|"
            r"Although|Such|To|By|With|No|Some|Many|All|Its|Our|Their|Under|After|Before|Since|Moreover|Furthermore|Thus|"
            r"Therefore|Die|Der|Das|Es|Ein|Eine|Im|Le|La|Les|Il|El|Los|Las|En)\b",
            following,
        )
    )


def _is_plain_letter(before: str, word: str) -> bool:
    """Whether a single capital at the end is a word of its own ("Schedule A.") and no initial ("John F. Kennedy")."""
    return bool(
        re.search(
            rf"\b(?:Annex|Part|Schedule|Appendix|Option|Table|Group|Category|Type|Class|vitamin)\s{word}\.$", before
        )
    )


def _inside_brackets(text: str) -> bool:
    opened = max(text.rfind("("), text.rfind("["))
    return opened >= 0 and not re.search(r"[)\]]", text[opened:]) and len(text) - opened < 250
