"""Where some words stand: in one document as they are typed, or every mention of them in a corpus.

The two differ in one thing. ``find_words`` is a reader's Ctrl+F and finds a piece of a word too; a *mention* is
made of whole words, the last of which may be inflected ("liaison officer" is mentioned by "liaison officers").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise

from assistant.domain import Document, DocumentSummary, Mentions, MentionsInDocument, Span, TextMatch
from assistant.indexing.scope import EVERYTHING, Scope
from assistant.indexing.texts import TextStore

_AROUND = 90
_BETWEEN = r"[\s\-\u00ad\u2010-\u2015'’\"“”]*"
_PART = re.compile(r"[^\s\-\u00ad\u2010-\u2015'’\"“”]+")
_LETTERS = re.compile(r"[^\W_]+")
# Scripts written with spaces between words; the word index cannot be trusted with the others.
_SPACED_UP_TO = "\u0530"
_NEAR_WORDS = 5


def find_words(document: Document, words: str) -> tuple[TextMatch, ...]:
    """Every place where the words stand next to each other, in order; case, hyphens and kinds of quotes forgiven."""
    parts = _parts(words)
    if not parts:
        return ()
    return tuple(_on_pages(document, re.compile(_BETWEEN.join(map(re.escape, parts)), re.IGNORECASE)))


def every_mention(
    words: str,
    *,
    texts: TextStore,
    load: Callable[[str], Document],
    summaries: Sequence[DocumentSummary],
    scope: Scope = EVERYTHING,
) -> Mentions:
    """Every mention of the words in the documents of a scope: headings, tables and notes included.

    Whole words, next to each other; case, hyphens, quotes and breaks of line or page forgiven; the last word may
    be a plural or possessive of the one typed, or the other way round. With a scope of chunks only what stands
    in those chunks counts. ``load`` gives a document by its id.
    """
    searched = [one for one in summaries if scope.documents is None or one.id in scope.documents]
    pattern = _mention_pattern(words)
    found = []
    if pattern is not None and not scope.is_empty:
        possible = _documents_that_may_hold(texts, words)
        for summary in searched:
            if possible is None or summary.id in possible:
                matches = mentions_in(load(summary.id), pattern)
                matches = tuple(_inside(matches, texts, summary.id, scope))
                if matches:
                    found.append(
                        MentionsInDocument(
                            document=summary.id, title=summary.title, matches=matches, marking=summary.marking
                        )
                    )
    found.sort(key=lambda document: (-len(document.matches), document.document))
    near = () if found else near_words(words, texts)
    return Mentions(words=words, documents=tuple(found), searched_documents=len(searched), near=near)


def mentions_in(document: Document, pattern: re.Pattern[str]) -> tuple[TextMatch, ...]:
    """Every match of a pattern on the pages of a document, and in the sentences that a page end cuts."""
    matches = [*_on_pages(document, pattern), *_over_page_ends(document, pattern)]
    return tuple(sorted(matches, key=lambda match: (match.span.page, match.span.start)))


def near_words(words: str, texts: TextStore) -> tuple[str, ...]:
    """Words of the corpus that resemble those that it lacks, the likeliest first; empty when it has them all."""
    near: list[str] = []
    for token in (match.lower() for match in _LETTERS.findall(words)):
        known = texts.vocabulary(token, limit=_NEAR_WORDS)
        if any(term == token for term, _ in known):
            continue
        alike = [term for term, _ in texts.vocabulary(token[:1], limit=5000)] if len(token) > 2 else []
        near += get_close_matches(token, alike, n=_NEAR_WORDS, cutoff=0.75) or [term for term, _ in known]
    return tuple(dict.fromkeys(near))[:_NEAR_WORDS]


def _parts(words: str) -> list[str]:
    return _PART.findall(words)


def _mention_pattern(words: str) -> re.Pattern[str] | None:
    parts = _parts(words)
    if len(parts) > 1 and parts[-1].lower() == "s":  # "the EU's"
        parts.pop()
    parts = [part.strip(".,;:!?()[]") for part in parts]
    parts = [part for part in parts if part]
    if not parts:
        return None
    wanted = [*map(re.escape, parts[:-1]), _inflected(parts[-1])]
    return re.compile(rf"(?<!\w){_BETWEEN.join(wanted)}(?!\w)", re.IGNORECASE)


def _inflected(word: str) -> str:
    """A pattern for a word, its plural and its possessives; of a word that looks like a plural, its singular too."""
    base = _singular(word)
    forms = [re.escape(base) + "(?:e?s)?", re.escape(word)]
    if base.endswith("y"):
        forms.append(re.escape(base[:-1]) + "ies")
    return f"(?:{'|'.join(forms)})(?:['’]s?(?!\\w))?"


def _singular(word: str) -> str:
    """A word without its plural ending, if it looks like having one; an acronym is left as it is."""
    if not word.isalpha() or word.isupper() or len(word) < 5:
        return word
    lower = word.lower()
    if lower.endswith("ies"):
        return word[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) else word


def _documents_that_may_hold(texts: TextStore, words: str) -> frozenset[str] | None:
    """The documents that have every word; None where the word index cannot say.

    A word counts as there when it stands joined to its neighbour ("ecommerce" for "e-commerce"), or goes on
    otherwise at its end, so that no inflection is missed.
    """
    tokens = _LETTERS.findall(words.lower())
    if len(tokens) > 1 and tokens[-1] == "s":
        tokens.pop()
    if not tokens or any(character >= _SPACED_UP_TO for token in tokens for character in token):
        return None
    last = _singular(tokens[-1])
    tokens[-1] = last.removesuffix("y") or last  # "countr" begins "country" and "countries"
    closed_up = "".join(tokens)
    clauses = []
    for place, token in enumerate(tokens):
        either = {f'"{token}"' if place < len(tokens) - 1 else f'"{token}"*', f'"{closed_up}"*'}
        either |= {f'"{first}{second}"*' for first, second in pairwise(tokens[max(0, place - 1) : place + 2])}
        clauses.append(f"({' OR '.join(sorted(either))})")
    return texts.documents_with(" AND ".join(clauses))


def _on_pages(document: Document, pattern: re.Pattern[str]) -> Iterator[TextMatch]:
    for page in document.pages:
        for match in pattern.finditer(page.text):
            yield _text_match(document, page.number, match.start(), match.end())


def _text_match(document: Document, page: int, start: int, end: int) -> TextMatch:
    text = document.page(page).text
    return TextMatch(
        document=document.id,
        span=Span(page=page, start=start, end=end),
        before=text[max(0, start - _AROUND) : start],
        matched=text[start:end],
        after=text[end : end + _AROUND],
    )


def _over_page_ends(document: Document, pattern: re.Pattern[str]) -> Iterator[TextMatch]:
    """Matches that begin on one page and end on the next, placed where they begin; ``matched`` has both pieces."""
    for sentence in document.sentences:
        for first, second in pairwise(sentence.spans):
            before, after = document.text_of(first), document.text_of(second)
            cut_word = before.rstrip("-\u00ad\u2010\u2011")
            # "liai-" / "son" is one word; "cross-" / "border" two: both readings are tried, the plain one first.
            for head in dict.fromkeys((f"{before} ", cut_word)):
                crossing = [
                    match
                    for match in pattern.finditer(head + after)
                    if match.start() < len(head.rstrip()) and match.end() > len(head)
                ]
                for match in crossing:
                    start, end = first.start + match.start(), first.start + len(before.rstrip())
                    found = _text_match(document, first.page, start, end)
                    yield TextMatch(
                        document=document.id,
                        span=found.span,
                        before=found.before,
                        matched=match.group(),
                        after=after[match.end() - len(head) :][:_AROUND],
                    )
                if crossing:
                    break


def _inside(matches: Iterable[TextMatch], texts: TextStore, document: str, scope: Scope) -> Iterator[TextMatch]:
    if scope.chunks is None:
        yield from matches
        return
    spans = [span for chunk in texts.chunks_of(document) if chunk.id in scope.chunks for span in chunk.spans]
    for match in matches:
        place = match.span
        if any(span.page == place.page and span.start <= place.start < span.end for span in spans):
            yield match
