"""Filters in words: which part of the corpus a question asks about, and the question without saying so.

Precision comes first: a filter that was not meant hides the truth, one that was missed only shows more than was
asked for. A filter is recognised only where the question says so in one of a few plain forms *and* the corpus has
such a value: "in section 5 of the Act", "by 2030" and "in Canada" are part of what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.domain import DocumentSummary, Filter, FilterKind
from assistant.retrieval.called import letters
from assistant.retrieval.facets import Facets, iso_date, names_of, words_of
from assistant.retrieval.filter_dates import DOCUMENTS, MONTHS, date_filters
from assistant.retrieval.scope import passes

Found = tuple[int, int, tuple[Filter, ...]]

_IN_DOCUMENT = (
    rf"\b(?:in|within|from|according to)\s+(?:the\s+)?(?:[A-Z]\w+\s+)?(?:(?:{DOCUMENTS}|file)\s+)?(?:no\.?\s+)?"
)
_GENERIC = "document|paper|article|text|file|post"
_SECTION = re.compile(r"\bin\s+(?:section|chapter)\s+(?P<n>[IVXLC]+|\d+(?:\.\d+)*|[A-Z])\b(?P<of>\s+of\b)?", re.I)
_NAMED_SECTION = re.compile(
    r"\bin\s+the\s+(?:(?P<before>(?:[\w'’-]+\s+){1,6}?)(?:section|chapter)\b|(?:section|chapter)\s+on\s+(?P<after>[^?.,;]+))",
    re.I,
)
_WROTE = r"(?:written|published|issued|drafted|prepared|authored)\s+by|according\s+to"
_TELLS = re.compile(
    r"\W*what\s+(?P<tells>(?:do|does|did)\s+(?P<who>[^?,;]{1,120}?)\s+(?:say|state|report|write|tell\s+us|have\s+to\s+say))"
    r"(?=\s+(?:about|on|of|regarding|concerning)\b)",
    re.I,
)
_BODIES = frozenset(
    "agency alliance association authority bank board bureau cell center centre college commission committee "
    "correspondent council court department desk division federation force foundation fund group institute "
    "ministry network office organisation organization party police presidency press project secretariat service "
    "society staff team think tank training union unit university working".split()
)
_IS_DONE = re.compile(
    r"\b(?:is|are|was|were|been)\s+(?P<done>written|published|issued|drafted|prepared|authored|dated)\b", re.I
)
_NOTHING_SAID = re.compile(r"\b(what\s+(?:is|was))\s+(about|on)\b", re.I)
_NOTHING_ASKED = frozenset("and but or so what about how of is it the".split())


def recognise(question: str, facets: Facets) -> tuple[tuple[Filter, ...], str]:
    """The filters that a question states, in its order, and the question without them.

    What remains is empty when the question was nothing but its filters ("and in the Council note?"). A date is
    a filter only when it parts the dated documents of the corpus, some kept and some left out; documents without
    a date are kept by every date filter.
    """
    found: list[Found] = []
    for recogniser in (_tellers, _documents, _sections, _markings, _makers, _dates):
        for start, end, filters in recogniser(question, facets):
            if filters and not any(start < other_end and other_start < end for other_start, other_end, _ in found):
                found.append((start, end, filters))
    found.sort(key=lambda one: one[0])
    if not found:
        return (), question
    stated = dict.fromkeys(one for _, _, group in found for one in group)
    return tuple(stated), _without(question, [(start, end) for start, end, _ in found])


def _without(question: str, places: Sequence[tuple[int, int]]) -> str:
    kept, position = "", 0
    told = _TELLS.match(question)
    for start, end in places:
        kept += question[position:start] + " "
        participle = _IS_DONE.search(question[:end], max(0, start - 8))
        if participle and participle.start("done") == start:  # "what was published in 2024": leave "what was published"
            kept += participle["done"] + " "
        # "What does Europol say on ports": leave "what is said on ports".
        if told and (start, end) == told.span("tells"):
            kept += "is said "
        position = end
    kept = re.sub(r"\s+", " ", kept + question[position:])
    kept = re.sub(r"\s+([?.,;:!])", r"\1", kept)
    kept = _NOTHING_SAID.sub(r"\1 said \2", kept)
    kept = re.sub(r",+(?=[?.!])|^[\s,;:]+", "", kept).strip()
    if not set(re.findall(r"\w+", kept.lower())) - _NOTHING_ASKED:
        return ""
    return kept[0].upper() + kept[1:] if question[:1].isupper() else kept


def _tellers(question: str, facets: Facets) -> Iterator[Found]:
    """ "What does X say about …": X is looked for as in "according to X, …"; no sentence of theirs need name them."""
    told = _TELLS.match(question)
    if told is None:
        return
    named = f"according to {told['who']}"
    for recogniser in (_documents, _makers):
        for start, end, filters in recogniser(named, facets):
            if (start, end) == (0, len(named)):
                yield *told.span("tells"), tuple(replace(one, words=told["tells"]) for one in filters)


def _dates(question: str, facets: Facets) -> Iterator[Found]:
    for start, end, filters in date_filters(question):
        dated = [summary for summary in facets.summaries if iso_date(summary)]
        kept = [one for one in dated if all(limit.value and passes(one, limit, facets) for limit in filters)]
        if 0 < len(kept) < len(dated):
            yield start, end, filters


def _markings(question: str, facets: Facets) -> Iterator[Found]:
    for marking in sorted({one.marking for one in facets.summaries if one.marking}, key=len, reverse=True):
        form = re.escape(marking)
        # Unless "marked" is said, only its capitals tell a marking from a word: "in public documents".
        for pattern in (
            rf"\b(?:in|within|from)\s+(?:the\s+|all\s+)?(?:{DOCUMENTS})\s+"
            rf"(?i:(?:(?:that|which)\s+are\s+)?marked(?:\s+as)?|with\s+the\s+marking)\s+[\"“']?(?i:{form})[\"”']?(?!\w)",
            rf"\b(?:in|within|from)\s+(?:the\s+|all\s+)?{form}\s+(?:{DOCUMENTS})\b",
        ):
            for match in re.finditer(pattern, question):
                yield _found(match, [Filter(kind=FilterKind.MARKING, value=marking, label=f"marked {marking}")])


def _documents(question: str, facets: Facets) -> Iterator[Found]:
    asked = letters(question)
    named = [(form.pattern, one) for form, one in facets.called if form.letters in asked]
    for name, summary in sorted(named, key=lambda pair: -len(pair[0])):
        for match in re.finditer(_IN_DOCUMENT + name, question, re.IGNORECASE):
            if not match.group().lower().startswith("from") or re.search(rf"\b(?:{DOCUMENTS}|file)\b", match.group()):
                yield _found(match, _as_filters([s for n, s in named if n == name] or [summary]))
    yield from _by_kind(question, facets)


def _by_kind(question: str, facets: Facets) -> Iterator[Found]:
    """ "In the Council note", "in the FRIDE paper": a kind of document, and whose it is or words of its title."""
    kinds = facets.kinds
    nouns = "|".join(sorted({*map(re.escape, kinds), *_GENERIC.split("|")}))
    form = rf"\b(?:in|according\s+to)\s+(?:the\s+)?(?P<who>(?:[\w-]+(?:['’]s?)?\s+){{1,4}}?)(?P<kind>{nouns})s?\b"
    for match in re.finditer(form, question, re.IGNORECASE):
        kind = match["kind"].lower()
        alike = [one for one in facets.summaries if kind not in kinds or kind in words_of(one.kind or "")]
        chosen = _named_by(re.sub(r"['’]s?(?=\s)", "", match["who"]), alike, facets, by_title=kind in kinds)
        if len(chosen) == 1 or (chosen and kind in kinds):
            yield _found(match, _as_filters(chosen))


def _named_by(who: str, alike: Sequence[DocumentSummary], facets: Facets, *, by_title: bool) -> list[DocumentSummary]:
    """Those that ``who`` made; else the one that has ``who`` in its title, unless that is a word like "joint"."""
    words = words_of(who)
    made = [one for one in alike if _is_maker(words, one, facets)]
    telling = len(words) > 1 or who[:1].isupper()
    if made or not (by_title and telling):
        return made
    titled = [one for one in alike if set(words) <= set(words_of(one.title))]
    return titled if len(titled) == 1 else []


def _is_maker(who: Sequence[str], summary: DocumentSummary, facets: Facets) -> bool:
    for maker in facets.makers(summary):
        for name in names_of(maker):
            words = words_of(name)
            if list(who) == words or (list(who) == words[-1:] and _is_person(name)):
                return True
    return False


def _sections(question: str, facets: Facets) -> Iterator[Found]:
    for match in _SECTION.finditer(question):
        number, end = match["n"].upper(), match.end("n")
        section = _section(number, f"in section {number}", question[match.start() : end])
        document = _of_known_document(question[end:], facets)
        if facets.section_exists(number) and (document or not match["of"]):
            length, filters = document or (0, ())
            yield match.start(), end + length, (section, *filters)
    for match in _NAMED_SECTION.finditer(question):
        group = "before" if match["before"] else "after"
        named = _longest_heading(match[group], facets, exact=group == "before")
        if named:
            end = match.end() if group == "before" else match.start("after") + len(named)
            words = question[match.start() : end]
            yield match.start(), end, (_section(named.strip(), f"in the section “{named.strip()}”", words),)


def _longest_heading(text: str, facets: Facets, *, exact: bool) -> str:
    """The beginning of a text, as long as possible, that some heading has; the whole text or nothing if exact."""
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    tried = [text[:end] for end in reversed(ends)]
    return next((start for start in tried[: 1 if exact else None] if facets.section_exists(start)), "")


def _of_known_document(rest: str, facets: Facets) -> tuple[int, tuple[Filter, ...]] | None:
    """The document that " of note 8027/25 …" names, as filters, with the length of those words; None if none."""
    if not re.match(r"\s+of\b", rest):
        return None
    named = re.sub(r"^\s+of\b", "in", rest)
    for start, end, filters in _documents(named, facets):
        if start == 0:
            length = end + len(rest) - len(named)
            return length, tuple(replace(one, words=rest[:length].strip()) for one in filters)
    return None


def _section(value: str, label: str, words: str) -> Filter:
    return Filter(kind=FilterKind.SECTION, value=value, label=label, words=words)


def _makers(question: str, facets: Facets) -> Iterator[Found]:
    """Authors and issuers. A bare "by" is enough for a person only: much else is done "by the Council"."""
    for name in facets.makers_names:
        if name.rsplit(maxsplit=1)[-1] not in question:  # as it must, whatever of the name is written
            continue
        person = _is_person(name)
        calls = [name, name.split()[-1]] if person else [name]
        for call in calls:
            if call in MONTHS or len(call) < 3:
                continue
            lead_in = rf"(?i:{_WROTE}|(?:{DOCUMENTS})\s+by)" + (r"|(?i:by)" if person else "")
            pattern = rf"\b(?:{lead_in})\s+(?:the\s+)?{re.escape(call)}(?![\w’'/-])(?!\s+[A-Z])"
            for match in re.finditer(pattern, question):
                yield _found(match, [Filter(kind=FilterKind.AUTHOR, value=call, label=f"by {call}")])


def _is_person(name: str) -> bool:
    words = name.split()
    return (
        2 <= len(words) <= 4
        and all(word[0].isupper() and not (word.isupper() and len(word) > 3) for word in words)
        and not _BODIES & set(words_of(name))
    )


def _as_filters(summaries: Iterable[DocumentSummary]) -> list[Filter]:
    return [
        Filter(
            kind=FilterKind.DOCUMENT,
            value=one.id,
            label=f"in {one.document_number or one.title}",
        )
        for one in summaries
    ]


def _found(match: re.Match[str], filters: Iterable[Filter]) -> Found:
    words = match.group()
    named = tuple(Filter(kind=one.kind, value=one.value, label=one.label, words=words) for one in filters)
    return match.start(), match.end(), named
