"""May, should, must, will, plans to: how firmly something is said, and where a claim says it more firmly."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from assistant.answering.verify.tokens import Token, tokens


class Force(Enum):
    """How firmly something is said."""

    POSSIBLE = "possible"
    ADVISED = "advised"
    PLANNED = "planned"
    FUTURE = "future"
    REQUIRED = "required"
    PLAIN = "plain"


_MODALS = {
    "may": Force.POSSIBLE,
    "might": Force.POSSIBLE,
    "could": Force.POSSIBLE,
    "can": Force.POSSIBLE,
    "possibly": Force.POSSIBLE,
    "perhaps": Force.POSSIBLE,
    "potentially": Force.POSSIBLE,
    "should": Force.ADVISED,
    "ought": Force.ADVISED,
    "must": Force.REQUIRED,
    "shall": Force.REQUIRED,
    "will": Force.FUTURE,
}
# Verbs and adjectives that do a modal's work before "to".
_BEFORE_TO = {
    **dict.fromkeys("plan plans planned planning intend intends intended propose proposes proposed aim aims aimed "
                    "hope hopes seek seeks expected wants".split(), Force.PLANNED),
    **dict.fromkeys("required obliged bound needs need have has obligated mandated".split(), Force.REQUIRED),
    **dict.fromkeys("recommended encouraged advised invited urged".split(), Force.ADVISED),
    **dict.fromkeys("likely allowed permitted free able".split(), Force.POSSIBLE),
}  # fmt: skip
_BREAKS = frozenset(", ; : . ! ? ( ) but although though while whereas because if unless which who that".split())
# "We can announce" announces; "the audit may find" does not find. Verbs of saying are not made weaker by "can".
_SAYING = frozenset("announce confirm reveal say report see note add".split())
_ADVERBS = frozenset("not also only then be been have has therefore thus however further always never".split())
# What each force may become in a claim without saying more, or something else, than the source.
_FAITHFUL = {
    Force.POSSIBLE: {Force.POSSIBLE},
    Force.ADVISED: {Force.ADVISED},
    Force.PLANNED: {Force.PLANNED, Force.POSSIBLE},
    Force.FUTURE: {Force.FUTURE, Force.PLANNED, Force.PLAIN},
    Force.REQUIRED: {Force.REQUIRED, Force.FUTURE, Force.PLAIN},
    Force.PLAIN: {Force.PLAIN, Force.FUTURE, Force.POSSIBLE},
}


def unfaithful(claim: str, sentence: str) -> str:
    """The modal of a sentence that a claim changes about a shared verb, or adds to it, in words; empty when none.

    It is for pairs that speak of the same thing: the caller decides that.
    """
    ours, theirs = _governed(claim), _governed(sentence)
    said_here = {token.stem: token for token in tokens(claim) if token.content}
    said_there = {token.stem for token in tokens(sentence) if token.content}
    for verb, (force, written) in theirs.items():
        if verb not in said_here:
            continue
        claimed = ours[verb][0] if verb in ours else Force.PLAIN
        if claimed not in _FAITHFUL[force] or (force is Force.FUTURE and _past(said_here[verb], claimed)):
            return f"the source says '{written}'"
    for verb, (force, written) in ours.items():
        if verb in said_there and verb not in theirs and force not in _FAITHFUL[Force.PLAIN]:
            return f"the source does not say '{written}'"
    return ""


def _past(verb: Token, claimed: Force) -> bool:
    return claimed is Force.PLAIN and verb.word.endswith("ed")


@lru_cache(maxsize=8192)
def _governed(text: str) -> dict[str, tuple[Force, str]]:
    """The stem of each verb that a modal governs, with the force and the modal as written."""
    found: dict[str, tuple[Force, str]] = {}
    words = tokens(text)
    for position in range(len(words)):
        force, written, start = _modal(words, position)
        if force is None:
            continue
        for following in words[start : start + 5]:
            if following.word in _BREAKS:
                break
            if following.content and following.word not in _ADVERBS and not following.word.endswith("ly"):
                if not (written == "can" and following.word in _SAYING):
                    found.setdefault(following.stem, (force, written))
                break
    return found


def _modal(words: tuple[Token, ...], position: int) -> tuple[Force | None, str, int]:
    """The force of a word as a modal, how it is written, and where what it governs begins."""
    token = words[position]
    following = words[position + 1].word if position + 1 < len(words) else ""
    # A capital within a sentence is that of a month or of a title ("The song 'Should We Go'").
    named = token.text.istitle() and (token.word == "may" or (position > 0 and words[position - 1].stem != ""))
    if token.word in _MODALS and not named:
        return _MODALS[token.word], token.word, position + 1
    if token.word in _BEFORE_TO and following == "to":
        return _BEFORE_TO[token.word], f"{token.word} to", position + 2
    return None, "", 0
