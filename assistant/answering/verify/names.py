"""Names and short forms: capitalised words, acronyms, identifiers; and whether evidence has them in some form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.verify.quantities import identifiers
from assistant.answering.verify.tokens import FUNCTION_WORDS, Token, tokens
from assistant.retrieval.stems import SHORT_FORMS, stem

# Capitalised for reasons of style, not because they name one thing.
_TITLES = frozenset(
    "mr mrs ms dr prof sir lord lady president minister article section chapter annex paragraph regulation directive "
    "decision recital title part january february march april may june july august september october november december "
    "eur usd gbp monday tuesday wednesday thursday friday saturday sunday".split()
)
_SMALL = frozenset("of and the for in on to a an de la le du et y del und der die das von".split())
# Countries and their people, where the one does not begin like the other.
_PEOPLES = (
    "france french|spain spanish|poland polish|britain british england english|sweden swedish|denmark danish|"
    "finland finnish|ireland irish|netherlands dutch holland|greece greek|turkey turkish|china chinese|wales welsh|"
    "scotland scottish|switzerland swiss|us usa american|uk british|norway norwegian|luxembourg luxembourgish|"
    "cyprus cypriot|japan japanese|portugal portuguese|malta maltese|lebanon lebanese|vietnam vietnamese|"
    "iceland icelandic"
)
_SAME = {
    stem(word): tuple(stem(other) for other in people.split() if other != word)
    for people in _PEOPLES.split("|")
    for word in people.split()
}
_ENDS = frozenset(".!?:;")


@lru_cache(maxsize=8192)
def names(text: str) -> tuple[str, ...]:
    """The words that name something, as written: capitalised inside a sentence, or an acronym; and identifiers."""
    found: list[str] = []
    previous: Token | None = None
    words = tokens(text)
    headline = _is_headline(words)
    for token in words:
        opens = previous is None or previous.text in _ENDS
        # A short form in brackets is defined there, and its long form is compared.
        defined = previous is not None and previous.text == "(" and _is_acronym(token.text)
        if token.stem and not defined and _names(token, opens=opens, headline=headline):
            found.append(token.text)
        previous = token
    return tuple(dict.fromkeys((*found, *identifiers(text))))


def missing_names(claim: str, evidence: Sequence[str]) -> list[str]:
    """The names of a claim that none of the sentences has, in full, as a short form or in words."""
    there = frozenset(stem_ for sentence in evidence for stem_ in _forms(sentence))
    said = frozenset(identifier for sentence in evidence for identifier in identifiers(sentence))
    initials = frozenset(short for sentence in evidence for short in _initials(sentence))
    acronyms = {name.lower() for sentence in evidence for name in names(sentence) if _is_acronym(name)}
    spelled = frozenset(word for short in acronyms for word in _long_form(claim, short))
    return [
        name
        for name in names(claim)
        if name.lower() not in said
        and not all(part in there or part in spelled or _derived(part, there) for part in _parts(name))
        and not (_is_acronym(name) and name.lower().replace(".", "") in initials)
    ]


def _names(token: Token, *, opens: bool, headline: bool) -> bool:
    if (
        not token.text[0].isupper()
        or token.word in _TITLES
        or (token.word in FUNCTION_WORDS and not token.text.isupper())
    ):
        return False
    if len(token.text) < 2:
        return False
    if _is_acronym(token.text):
        return True
    return not opens and not headline


def _is_acronym(name: str) -> bool:
    return sum(char.isupper() for char in name) >= 2 and not any(char.islower() for char in name[1:2])


def _is_headline(words: Sequence[Token]) -> bool:
    """Whether nearly every word is capitalised, so that a capital says nothing."""
    content = [token for token in words if token.content]
    return len(content) > 3 and sum(token.text[0].isupper() for token in content) >= 0.8 * len(content)


def _parts(name: str) -> list[str]:
    """The stems of the words of a name, without accents ("Alemanía"); "U.S." is one word."""
    plain = "".join(char for char in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(char))
    if re.fullmatch(r"(?:\w\.)+\w", plain):
        plain = plain.replace(".", "")
    return [stem(part) for part in re.split(r"[^\w]+", plain) if part]


def _derived(part: str, there: frozenset[str]) -> bool:
    """Whether evidence has a word made of a name or the other way round: "Syria" and "Syrian"."""
    root = part[:-1] if len(part) > 4 else part
    return len(root) >= 4 and any(
        (word.startswith(root) and abs(len(word) - len(part)) <= 3) or (len(word) >= 5 and part.startswith(word[:-1]))
        for word in there
    )


@lru_cache(maxsize=8192)
def _forms(sentence: str) -> frozenset[str]:
    """The stems of all words, compounds taken apart too, and the short forms of well-known names."""
    found = {part for token in tokens(sentence) if token.stem for part in (token.stem, *_parts(token.word))}
    found |= {other for word in found for other in _SAME.get(word, ())}
    lowered = f" {sentence.lower()} "
    for name, short in SHORT_FORMS.items():
        if name in lowered:
            found.add(stem(short))
        if re.search(rf"\b{short.upper()}\b", sentence):
            found.update(stem(word) for word in name.split())
    return frozenset(found)


@lru_cache(maxsize=8192)
def _initials(sentence: str) -> frozenset[str]:
    """What the runs of two to six capitalised words would be abbreviated to, small words left out."""
    found: set[str] = set()
    run: list[str] = []
    for token in tokens(sentence):
        if token.content or (token.stem and token.text[0].isupper()):
            run.append(token.word[0])
            found.update("".join(run[start:]) for start in range(max(0, len(run) - 6), len(run) - 1))
        elif token.word not in _SMALL:
            run = []
    return frozenset(found)


def _long_form(claim: str, short: str) -> list[str]:
    """The stems of the words of a claim that an acronym of the evidence stands for."""
    words = [token for token in tokens(claim) if token.stem and token.word not in _SMALL]
    for start in range(len(words) - len(short) + 1):
        run = words[start : start + len(short)]
        if len(short) > 1 and all(token.word[0] == letter for token, letter in zip(run, short, strict=True)):
            return [token.stem for token in run]
    return []
