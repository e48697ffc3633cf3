"""What a corpus has to filter by: its documents, their authors, and the headings of their sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from weakref import WeakKeyDictionary

from assistant.domain import DocumentSummary
from assistant.indexing.texts import TextStore
from assistant.retrieval.called import Form, forms_of
from assistant.retrieval.query import content_words
from assistant.retrieval.stems import stem

# A lone letter needs a point or bracket after it: "A new start" is no section A.
_NUMBER_OF_HEADING = re.compile(
    r"(?:(?i:section|chapter|part|annex)\s+)?(?P<n>(?:[IVXLC]{2,}|\d+(?:\.\d+)*)(?=[.):\s]|$)|[A-Z](?=[.):]|$))"
)
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_ACRONYM = re.compile(r"\(([A-Z]{2,})\)")
# "OECD Guidelines", but no "DISCUSSION PAPER" and no "EU Regulation": a union is more than what it issues.
_WHOSE_KIND = re.compile(r"([A-Z]{3,})\s+[A-Z]?[a-z]")
# "Opinion of Advocate General Example delivered on …", "Report of the Court of Auditors": whose it is stands after it.
_KIND_BY = re.compile(
    r"(?:\w+\s+){0,2}(?:opinion|judgment|report|statement|communication|position|letter)\s+(?:of|by|from)\s+(?:the\s+)?"
    r"(?P<who>(?!committee on\b)[^\W\d_][^\d,;()]*?)(?=\s+(?:delivered|adopted|given|dated|at|on|to)\b|\s*[\d,;(]|$)",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"(advocate[- ]general)\s+\w+", re.IGNORECASE)
# A note of the Council names as its issuer the part of it that wrote the note.
_COUNCIL = frozenset(["presidency", "general secretariat", "general secretariat of the council"])
_SMALL_WORDS = frozenset("a an and for in of on or s the to with".split())


@dataclass(frozen=True, kw_only=True)  # no slots: what is derived for the whole corpus is kept
class Facets:
    """``authors`` are by document; ``headings`` has, per chunk under a heading, its id, document and heading path.

    ``questions`` has the document that puts a question to its readers, by the question's bare words.
    """

    summaries: Sequence[DocumentSummary]
    authors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    headings: Sequence[tuple[str, str, tuple[str, ...]]] = ()
    questions: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: TextStore) -> Facets:
        """The facets of a snapshot, made once and kept for as long as its texts are open."""
        kept = _KEPT.get(texts)
        if kept is None:
            _KEPT[texts] = kept = cls._read(texts)
        return kept

    @classmethod
    def _read(cls, texts: TextStore) -> Facets:
        return cls(
            summaries=texts.summaries(),
            authors=texts.authors(),
            headings=texts.headings(),
            questions={" ".join(words_of(text)): document for text, document in texts.questions()},
        )

    @cached_property
    def called(self) -> tuple[tuple[Form, DocumentSummary], ...]:
        """What every document is called, each form with its document."""
        return tuple((form, one) for one in self.summaries for form in forms_of(one))

    @cached_property
    def makers_names(self) -> tuple[str, ...]:
        """What authors and issuers are called, the longest name first."""
        names = {name for one in self.summaries for maker in self.makers(one) for name in names_of(maker)}
        return tuple(sorted(names, key=lambda name: (-len(name), name)))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The words for kinds of document: "note" for an information note."""
        return frozenset(words[-1] for one in self.summaries if (words := words_of(one.kind or "")))

    @cached_property
    def named_with(self) -> Mapping[str, frozenset[str]]:
        """The documents that have a word in what names them, by the stem of the word."""
        found: dict[str, set[str]] = {}
        for one in self.summaries:
            for text in self._names(one):
                for name in stems_of(text):
                    found.setdefault(name, set()).add(one.id)
        return {name: frozenset(ids) for name, ids in found.items()}

    def _names(self, summary: DocumentSummary) -> Iterator[str]:
        yield from (summary.title, summary.document_number or "", summary.kind or "", summary.marking or "", summary.id)
        yield re.sub(r"\W+", " ", summary.id)
        for maker in self.makers(summary):
            yield from (maker, *names_of(maker))

    def makers(self, summary: DocumentSummary) -> Iterator[str]:
        """The authors and the issuer of a document as they are printed, "Council" included where it is behind it.

        A name in what kind of document it is ("OECD Guidelines", "Opinion of Advocate General …") is that of its maker,
        and so is one that the title sets before the kind ("COCIR Position Paper on …").
        """
        authors = self.authors.get(summary.id, ())
        yield from authors
        yield from _maker_in(summary.kind or "")
        entitled = _WHOSE_KIND.match(summary.title)
        if entitled and summary.kind and summary.title.lower().startswith(f"{entitled[1]} {summary.kind}".lower()):
            yield entitled[1]
        if summary.issuer and summary.issuer != ", ".join(authors):
            yield summary.issuer
            if summary.issuer.lower().removeprefix("the ") in _COUNCIL:
                yield "Council"

    def asked_in(self, question: str) -> str | None:
        """The document that puts this very question to its readers, or None."""
        return self.questions.get(" ".join(words_of(question)))

    def section_exists(self, value: str) -> bool:
        """Whether any heading of the corpus goes by this number or by these words."""
        return any(heads_section(path, value) for path in {path for _, _, path in self.headings})


_KEPT: WeakKeyDictionary[TextStore, Facets] = WeakKeyDictionary()


def _maker_in(kind: str) -> Iterator[str]:
    before, after = _WHOSE_KIND.match(kind), _KIND_BY.match(kind)
    if before:
        yield before[1]
    if after and after["who"][0].isupper():
        yield after["who"].title() if after["who"].isupper() else after["who"]


def names_of(maker: str) -> tuple[str, ...]:
    """What an author or issuer is called: as printed, without what is added in brackets or after a dash, the acronym.

    "Thomas Example (An Institute)" also goes by "Thomas Example", "Advocate General Example" by the office alone.
    """
    bare = re.split(r"\s+[–—-]\s+|\s*[(,;]", maker)[0].strip()
    office = _OFFICE.match(maker)
    names = (maker, bare, *_ACRONYM.findall(maker), office[1] if office else "")
    return tuple(dict.fromkeys(name for name in names if name))


def made_by(facets: Facets, summary: DocumentSummary, value: str) -> bool:
    """Whether a document names this author or issuer: the whole name, or the last word of a person's."""
    wanted = words_of(value)
    for maker in facets.makers(summary):
        for name in names_of(maker):
            words = words_of(name)
            if wanted and (wanted == words or wanted == words[-len(wanted) :]):
                return True
    return False


def heads_section(path: Sequence[str], value: str) -> bool:
    """Whether a section under these headings is the one meant: by its printed number, else by words of a heading.

    What stands below a section belongs to it.
    """
    if is_section_number(value):
        return any((found := _NUMBER_OF_HEADING.match(heading)) and found["n"] == value for heading in path)
    wanted = set(words_of(value)) - _SMALL_WORDS
    return bool(wanted) and any(wanted <= set(words_of(heading)) for heading in path)


def is_section_number(value: str) -> bool:
    """Whether a section is named by number: "II", "3.1", "B"."""
    return bool(re.fullmatch(r"[IVXLC]+|\d+(?:\.\d+)*|[A-Z]", value))


def iso_date(summary: DocumentSummary) -> str | None:
    """A document's date, "2024" or "2024-03" or "2024-03-05"; None when it has none that can be compared."""
    return summary.date if summary.date and _DATE.fullmatch(summary.date) else None


def not_before(stated: str, limit: str) -> bool:
    """Whether a date is the limit or later, as far as both are known: "2024" may be in or after "2024-03"."""
    known = min(len(stated), len(limit))
    return stated[:known] >= limit[:known]


def not_after(stated: str, limit: str) -> bool:
    """Whether a date is the limit or earlier, as far as both are known."""
    known = min(len(stated), len(limit))
    return stated[:known] <= limit[:known]


def stems_of(text: str) -> set[str]:
    """The stems of the words of a name, of hyphenated ones whole and in parts."""
    words = content_words(re.sub(r"['’]s\b", " ", text.lower()))
    return {stem(part) for word in words for part in (word, *word.split("-"))}


def words_of(text: str) -> list[str]:
    """The words of a name, lower case, a leading article left out."""
    words = re.findall(r"[^\W_]+", text.lower())
    return words[1:] if words[:1] == ["the"] else words
