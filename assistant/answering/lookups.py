"""Questions that look something up: where a subject is mentioned, who makes a claim, what a short form stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from assistant.answering.candidates import Candidate, candidate_at
from assistant.answering.question import BROAD
from assistant.answering.scored import Scored
from assistant.domain import Document, Hit
from assistant.retrieval.matched import stems
from assistant.retrieval.query import content_words
from assistant.retrieval.stems import stem

_MENTIONED = re.compile(
    r"^\W*(?:what (?:is|was|are|were) (?:said|written|stated|mentioned) (?:about|of|on)\s+(?P<a>.+)|"
    r"what (?:does|do|did) (?:the |these |those |this |both |all )*(?:two |three |four )?"
    r"(?:documents?|papers?|notes?|texts?|corpus|articles?) (?:say|write|state|mention) (?:about|of|on)\s+(?P<b>.+)|"
    r"where (?:is|are|was|were) (?P<c>.+?) (?:mentioned|discussed|named|referred to)\b.*)$",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\s+(?:in|by|across)\s+(?:the |both |all |each |these |either )?(?:\w+ )?"
    r"(?:documents?|papers?|notes?|texts?|corpus|articles?|files?)\b.*$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\b(?:and|or)\b|,", re.IGNORECASE)
_SOURCE_OF = re.compile(r"^\W*what is the source of:\s*(?P<claim>.+)$", re.IGNORECASE | re.DOTALL)
# The share of a claim's words that a sentence has which makes it.
_SAME_CLAIM = 0.8
_STANDS_FOR = re.compile(
    r"^\W*what (?:does|do) (?:the )?(?:abbreviation |acronym |letters )?[\"“'‘]?(?P<short>[\w&/-]{2,12})[\"”'’]? "
    r"(?:stand for|mean)\W*$",
    re.IGNORECASE,
)


def mentioning(question: str, scored: Sequence[Scored]) -> list[Scored]:
    """The sentences that name the subject whose mentions a question asks for, as printed; empty for other questions."""
    match = _MENTIONED.match(question.strip())
    if match is None:
        return []
    subject = _WHERE.sub("", match["a"] or match["b"] or match["c"]).rstrip(" ?.!")
    # "Tobacco and cigarettes" are two subjects, of which a sentence need name only one, but that one whole.
    listed = [{stem(word) for word in content_words(one)} for one in _LISTED.split(subject)]
    wanted = [one for one in listed if one]
    whole = [one for one in scored if any(words <= stems(one.candidate.text) for words in wanted)]
    telling = frozenset[str]().union(*(_rarest(words, scored) for words in wanted))
    found = whole or [one for one in scored if telling & stems(one.candidate.text)]
    return sorted(found[: BROAD.limit], key=lambda one: one.candidate.place)


def _rarest(words: set[str], scored: Sequence[Scored]) -> set[str]:
    """The words that fewest of the sentences have, but some: of "liaison staff" it is "liaison" that tells."""
    counts = Counter(word for one in scored for word in words & stems(one.candidate.text))
    return {word for word, count in counts.items() if count == min(counts.values())}


def claiming(question: str, found: Sequence[Scored]) -> list[Scored]:
    """The sentences that make the claim whose source a question asks for; empty for other questions."""
    match = _SOURCE_OF.match(question.strip())
    claim = {stem(word) for word in content_words(match["claim"])} if match else set()
    making = [one for one in found if claim and len(claim & stems(one.candidate.text)) >= _SAME_CLAIM * len(claim)]
    return sorted(making, key=lambda one: one.candidate.place)


def spelling_out(question: str, hits: Sequence[Hit], load: Callable[[str], Document]) -> list[Candidate]:
    """The sentence that spells out the short form that a question asks about; empty where none does."""
    match = _STANDS_FOR.match(question.strip())
    if match is None:
        return []
    for hit in hits:
        document = load(hit.chunk.document)
        for abbreviation in document.abbreviations:
            if abbreviation.short.casefold() != match["short"].casefold():
                continue
            span = abbreviation.span
            for index, sentence in enumerate(document.sentences):
                if any(part.page == span.page and part.start <= span.start < part.end for part in sentence.spans):
                    return [candidate_at(document, index, hit)]
    return []
