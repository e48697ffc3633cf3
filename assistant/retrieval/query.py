"""The words of a question: which of them carry meaning, and how they are put to the word search."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable

from assistant.retrieval.stems import with_short_forms

# English function words, and the words by which questions ask rather than say what about.
STOP_WORDS = frozenset(
    (
        "a about above after again against all also am an and any are aren't as at be because been before "
        "being below between both but by can cannot could did do does doing don down during each either few "
        "for from further give get had has have having he her here hers him his how however i if in into is "
        "it its itself just let list me mention mentioned more most much my name no nor not now of off on "
        "once one only or other our out over own per please s same say says said she should show so some such "
        "t tell than that the their them then there these they this those through to too under until up upon "
        "us very was we were what when where whether which while who whom whose why will with within would "
        "you your according article document documents note notes paper papers see sees text explain describe come "
        "comes done many "
    ).split()
)
_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011'’.][^\W_]+)*")
# "conduct of business", "rights of the child": the most small words inside a phrase.
_MOST_BETWEEN = 2
_HYPHENS = re.compile(r"[-\u2010\u2011]")
_ACRONYMS_WRITTEN_LIKE_STOP_WORDS = re.compile(r"\b(US|IT|WHO)\b")


def words(text: str) -> list[str]:
    """The words of a text, lower case, typography evened out ("EU’s" gives "eu")."""
    found = _WORD.findall(unicodedata.normalize("NFC", text).replace("’", "'"))
    return [word.lower().removesuffix("'s").strip(".") for word in found]


def content_words(text: str) -> list[str]:
    """The words that say what a text is about, without repetition, in order.

    A capitalised "US", "IT" or "WHO" is kept: in policy documents it names something.
    """
    named = {match.group().lower() for match in _ACRONYMS_WRITTEN_LIKE_STOP_WORDS.finditer(text)}
    if text.isupper():
        named = set()
    return list(dict.fromkeys(word for word in words(text) if word not in STOP_WORDS or word in named))


def names(text: str) -> list[str]:
    """The words of a question that name something: capitalised ones (the first only if written all in capitals),
    and numbers. Lower case, without repetition."""
    found = [match.group() for match in _WORD.finditer(text)]
    named = [
        word
        for position, word in enumerate(found)
        if any(character.isdigit() for character in word)
        or (word[0].isupper() and (position > 0 or (word.isupper() and len(word) > 1)))
    ]
    return content_words(" ".join(("of", *named)))  # a small word, since text all in capitals names no "US"


def match_expression(text: str, beside: Iterable[str] = ()) -> str:
    """The FTS5 expression for a question: any of its content words, of what stands together in it, or of the phrases
    ``beside``; empty without any.

    Every word is quoted, so that nothing typed can act as FTS5 syntax. A hyphenated word is searched as
    a phrase and closed up; numbers keep their separators as phrases.
    """
    terms = content_words(with_short_forms(text)) or words(text)
    phrases = [" ".join(words(phrase)) for phrase in beside]
    searched = (*terms, *phrases, *_together(text))
    return " OR ".join(dict.fromkeys(variant for term in searched if term for variant in _variants(term)))


def _together(text: str) -> list[str]:
    """Any two content words that follow each other, with the small words between them.

    A passage that has them so gets the weight of the phrase beside that of its words (Metzler and Croft, "A Markov
    random field model for term dependencies", SIGIR 2005): rare together, they tell more than each alone.
    """
    said = words(text)
    content = [place for place, word in enumerate(said) if word not in STOP_WORDS]
    return [
        " ".join(said[before : after + 1])
        for before, after in itertools.pairwise(content)
        if after - before <= _MOST_BETWEEN + 1
    ]


def _variants(term: str) -> list[str]:
    variants = [f'"{term}"']
    if _HYPHENS.search(term):
        variants.append('"' + _HYPHENS.sub("", term) + '"')
    return variants
