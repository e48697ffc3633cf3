"""Which documents some words name: a number, a file, a title, a maker and a kind, or words of a title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import DocumentSummary
from assistant.retrieval.called import Form, letters
from assistant.retrieval.facets import Facets, stems_of, words_of
from assistant.retrieval.query import content_words
from assistant.retrieval.stems import stem

# Words for documents of any kind, and those that people use for what states no kind of its own.
_ANY = frozenset("document text file publication".split())
_UNNAMED = frozenset("article paper post blog piece essay study".split())
_KINDS = frozenset(
    "note report briefing brief statement opinion proposal communication digest memo memorandum letter record minutes "
    "release directive regulation decision resolution recommendation".split()
)
NOUNS = _ANY | _UNNAMED | _KINDS
_PRONOUN = re.compile(r"(?:it|this|that|this one|that one)", re.IGNORECASE)
_PLURAL_PRONOUN = re.compile(r"(?:they|them|these|those|both|both of them|each of them|all of them)", re.IGNORECASE)
_VERSION = re.compile(r"\b(REV|COR|ADD)\.?\s?(\d{0,2})\b(?:\s+(?:of|to)\b)?", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:of|on|about|by|from|in|with|for|to|that|which|between)\b", re.IGNORECASE)
# So many words up to the word for a document may tell which is meant: "the EU customs note".
_WORDS_BEFORE = 5
# Without a word for a document, this share of a title's words has to be there to mean the document.
_SHARE_OF_TITLE = 0.6


def is_pronoun(words: str) -> bool:
    """Whether some words only point back to one document: "it", "this"."""
    return bool(_PRONOUN.fullmatch(words.strip()))


def is_plural_pronoun(words: str) -> bool:
    """Whether some words only point back to several documents: "they", "both"."""
    return bool(_PLURAL_PRONOUN.fullmatch(words.strip()))


def is_bare_noun(words: str) -> bool:
    """Whether some words are a word for a document and nothing that tells which: "the note", "this article"."""
    return bool(_nouns(words)) and not _telling(words)


def named_documents(words: str, facets: Facets, within: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """The documents of ``within`` that some words name, every one of which has to fit; none when they name none."""
    version = _VERSION.search(words)
    if version:
        numbered = named_documents(
            re.sub(rf"{_VERSION.pattern}(?:\s+of\b)?", " ", words, flags=re.IGNORECASE), facets, within
        )
        wanted = (version[1] + version[2]).lower()
        return [one for one in numbered if wanted in re.sub(r"\W+", "", f"{one.id} {one.title}").lower()]
    there = letters(words)
    possible = ((form, one) for form, one in facets.called if form.letters in there)
    ids = {one.id for form, one in possible if _is_named_exactly(words, form, one, facets)}
    exact = [one for one in within if one.id in ids]
    if exact:
        return exact
    nouns, telling = _nouns(words), _telling(words)
    if not nouns and not telling:
        return []
    fitting = [one for one in within if all(one.id in facets.named_with.get(name, ()) for name in telling)]
    if not nouns and _PREPOSITION.search(words):
        return []
    if not nouns:
        return [one for one in fitting if len(telling) >= _SHARE_OF_TITLE * max(1, len(stems_of(one.title)))]
    return _of_kind(fitting, nouns, named=bool(telling))


def documents_in(question: str, facets: Facets) -> list[DocumentSummary]:
    """The document that a question names in passing ("What does Example's paper conclude?"); none unless it is one."""
    words = question.split()
    for end, word in enumerate(words, start=1):
        if _singular(re.sub(r"\W", "", word).lower()) not in NOUNS:
            continue
        for start in range(max(0, end - _WORDS_BEFORE), end):
            named = named_documents(" ".join(words[start : end + 1]).strip(" ?.,"), facets, facets.summaries)
            named = named or named_documents(" ".join(words[start:end]).strip(" ?.,"), facets, facets.summaries)
            if len(named) == 1:
                return named
    return []


def _is_named_exactly(words: str, form: Form, summary: DocumentSummary, facets: Facets) -> bool:
    """Whether some words hold this form of its name, and nothing beside it that is not the document's either.

    "Section II of note 8027/25" is no document.
    """
    match = re.search(form.pattern, words, re.IGNORECASE)
    if match is None or _PREPOSITION.search(words[: match.start()]):
        return False
    beside = _telling(words[: match.start()] + " " + words[match.end() :])
    return all(summary.id in facets.named_with.get(name, ()) for name in beside)


def _nouns(words: str) -> set[str]:
    """The words for a document that head some words: "the note on decisions" is a note and no decision."""
    head = _PREPOSITION.split(words, maxsplit=1)[0]
    return {word for word in (_singular(one) for one in words_of(head)) if word in NOUNS}


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word[:-1] in NOUNS else word


def _telling(words: str) -> set[str]:
    """The stems of the words that say which document is meant."""
    bare = re.sub(r"['’]s\b|['’‐-]", " ", words.lower())
    return {stem(word) for word in content_words(bare) if _singular(word) not in NOUNS and word != "one"}


def _of_kind(fitting: Sequence[DocumentSummary], nouns: set[str], *, named: bool) -> list[DocumentSummary]:
    """Those that the word for the document fits best; where only that word is given, it has to fit."""
    if nouns & _ANY:
        return list(fitting)
    alike = [one for one in fitting if nouns & set(words_of(one.kind or ""))]
    titled = [one for one in fitting if nouns & set(words_of(one.title))]
    unnamed = [one for one in fitting if one.kind is None] if nouns & _UNNAMED else []
    return alike or titled or unnamed or (list(fitting) if named else [])
