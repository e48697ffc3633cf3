"""Questions for a list of documents: "Which documents are marked LIMITE?", "What do you have about customs?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.domain import DocumentSummary
from assistant.retrieval.facets import Facets, iso_date, made_by, names_of, words_of
from assistant.retrieval.filter_dates import MONTHS, iso
from assistant.retrieval.query import content_words
from assistant.retrieval.stems import stem

_NOUN = (
    r"(?P<noun>documents?|notes?|papers?|articles?|reports?|files?|texts?|briefings?|statements?|opinions?|records?|"
    r"publications?|digests?)"
)
_OPENS = re.compile(
    rf"(?:which|what|list|show(?: me)?|name|how many|give me|are there|do you have|do we have|have you got)"
    rf"(?: me)?(?: any| all| the| of)* (?P<before>(?:[\w-]+ ){{0,2}}?){_NOUN}\b(?P<rest>.*)",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"(?:(?:do|can|could) (?:you|we|i) (?:have|hold|know|search|see|ask about|read)|have you got|are there|there are|"
    r"(?:are|is) (?:held|available|here|in the (?:corpus|index|library|collection))|exist|"
    r"does the (?:corpus|library|index|collection) (?:hold|have|contain)|in the (?:corpus|index|library|collection)|"
    r"to search|can be searched)",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"^(?:(?:and|that|which|do|does|are|is|were|was|have|has|been|of those|,)\b\s*|,\s*)+", re.IGNORECASE
)
_MARKED = re.compile(
    r"(?:marked|classified|with the marking|bear(?:ing)? the marking|carry the marking)(?: as)? "
    r"[\"“']?(?P<value>[A-Z][\w:/ -]*?)[\"”']?"
    r"(?=$|,| and | from | by | about | of )",
)
_DATED = re.compile(
    r"(?:(?:(?:dated|issued|published|written|sent|drafted) )?(?P<word>since|after|before|until)|(?:(?:from|of|in|"
    r"dated(?: in)?|published in|issued in|written in|"
    r"published on|"
    r"issued on|dated on)))\s+"
    rf"(?P<value>(?:\d{{1,2}} )?(?:(?:{'|'.join(MONTHS)}) )?(?:19|20)\d\d(?:-\d\d){{0,2}})",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"(?:(?:written|published|issued|sent|drafted|prepared|made|authored) by|by|from|come from|comes from)\s+"
    r"(?P<value>(?:the )?[^\W\d_].*?)(?=$|,| and | about | since | in \d| marked )",
    re.IGNORECASE,
)
_IN_LANGUAGE = re.compile(r"(?:written )?in (?P<value>English|French|German|Spanish|Italian|Dutch|Portuguese|Polish)\b")
_LANGUAGES = {
    "english": "en", "french": "fr", "german": "de", "spanish": "es",
    "italian": "it", "dutch": "nl", "portuguese": "pt", "polish": "pl",
}  # fmt: skip
_ABOUT = re.compile(r"(?:about|on|concerning|regarding|to do with|deal(?:ing)? with)\s+(?P<value>.+)", re.IGNORECASE)

Passes = Callable[[DocumentSummary], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a list of documents is narrowed by. ``topic`` are the stems of words that the documents are to be about.

    ``unknown`` says in words what the corpus has instead, where a marking, maker or language is not among its own.
    """

    tests: tuple[Passes, ...] = ()
    topic: frozenset[str] = frozenset()
    words: str = ""
    unknown: str = ""

    def keeps(self, summary: DocumentSummary) -> bool:
        """Whether a document passes everything but the topic."""
        return all(test(summary) for test in self.tests)


def listing(question: str, facets: Facets) -> Listing | None:
    """The list that a question asks for; None when it asks for something else, were it only in part."""
    match = _OPENS.fullmatch(question)
    if match is None:
        return None
    found = Listing(tests=tuple(_of_kind(match["noun"], facets)))
    before, rest = match["before"].strip(), match["rest"]
    if before:
        found = _with_marking(found, before, facets) or found
        if not found.words:
            return None
    held = bool(_HELD.search(rest)) or bool(
        re.match(r"(?:are there|do (?:you|we) have|have you got)\b", question, re.I)
    )
    rest = _HELD.sub(" ", rest).strip()
    stated = False
    while rest := _JOINS.sub("", " ".join(rest.split())):
        read = _clause(found, rest, facets)
        if read is None:
            return None
        found, rest = read
        stated = True
    return found if held or stated or before else None


def _clause(found: Listing, rest: str, facets: Facets) -> tuple[Listing, str] | None:
    """One thing that the rest of a question narrows by, and what stands behind it; None when there is none."""
    for form, read in _CLAUSES:
        match = form.match(rest)
        narrowed = read(found, match, facets) if match else None
        if match and narrowed:
            return narrowed, rest[match.end() :]
    return None


def _marked(found: Listing, match: re.Match[str], facets: Facets) -> Listing | None:
    known = sorted({one.marking for one in facets.summaries if one.marking})
    return _with_marking(found, match["value"], facets) or replace(
        found,
        tests=(*found.tests, lambda _: False),
        unknown=f"The markings in the documents are: {', '.join(known)}." if known else "No document states a marking.",
    )


def _with_marking(found: Listing, value: str, facets: Facets) -> Listing | None:
    wanted = value.strip().casefold()
    if not any((one.marking or "").casefold() == wanted for one in facets.summaries):
        return None
    return _narrowed(found, lambda summary: (summary.marking or "").casefold() == wanted, value)


def _dated(found: Listing, match: re.Match[str], _: Facets) -> Listing | None:
    value = iso(match["value"])
    if value is None:
        return None
    word = (match["word"] or "").lower()

    def passes(summary: DocumentSummary) -> bool:
        stated = iso_date(summary)
        if stated is None:
            return False
        known = min(len(stated), len(value))
        one, other = stated[:known], value[:known]
        return {"since": one >= other, "after": one > other, "before": one < other, "until": one <= other}.get(
            word, one == other and len(stated) >= len(value)
        )

    return _narrowed(found, passes, match.group())


def _made(found: Listing, match: re.Match[str], facets: Facets) -> Listing | None:
    value = re.sub(r"^the ", "", match["value"].strip(), flags=re.IGNORECASE)
    if not any(_is_by(facets, one, value) for one in facets.summaries):
        return None
    return _narrowed(found, lambda summary: _is_by(facets, summary, value), match.group())


def _is_by(facets: Facets, summary: DocumentSummary, value: str) -> bool:
    """Whether a maker is called so, or by all of these words ("the think tank")."""
    wanted = set(words_of(value))
    return made_by(facets, summary, value) or any(
        wanted and wanted <= set(words_of(name)) for maker in facets.makers(summary) for name in names_of(maker)
    )


def _in_language(found: Listing, match: re.Match[str], _: Facets) -> Listing | None:
    wanted = _LANGUAGES[match["value"].lower()]
    return _narrowed(found, lambda summary: summary.language == wanted, match.group())


def _about(found: Listing, match: re.Match[str], _: Facets) -> Listing | None:
    topic = frozenset(stem(word) for word in content_words(match["value"]))
    return replace(found, topic=topic, words=match["value"]) if topic else None


_CLAUSES: tuple[tuple[re.Pattern[str], Callable[[Listing, re.Match[str], Facets], Listing | None]], ...] = (
    (_MARKED, _marked),
    (_DATED, _dated),
    (_IN_LANGUAGE, _in_language),
    (_MADE, _made),
    (_ABOUT, _about),
)


def _narrowed(found: Listing, test: Passes, words: str) -> Listing:
    return replace(found, tests=(*found.tests, test), words=words)


def _of_kind(noun: str, facets: Facets) -> Sequence[Passes]:
    """That a document is of the kind named, where any document of the corpus is."""
    kind = noun.lower().rstrip("s")
    known = {word for one in facets.summaries for word in words_of(one.kind or "")}
    return [lambda summary: kind in words_of(summary.kind or "")] if kind in known else []
