"""Negation and opposites: whether a claim denies what a sentence says, or says what it denies."""

from __future__ import annotations

from functools import lru_cache

from assistant.answering.verify.tokens import Token, tokens
from assistant.retrieval.stems import stem

_CUES = frozenset(
    "not no non never none neither nor without nobody nothing hardly scarcely fail fails failed refuse refuses refused "
    "lack lacks lacked unable refrain refrains".split()
)
_BREAKS = frozenset(", ; : . ! ? ( ) but although though while whereas because if unless however which who".split())
# How many words of meaning a negation reaches.
_REACH = 3
_PREFIXES = ("non-", "non", "un", "in", "im", "il", "ir", "dis")
_OPPOSITES = (
    "increase decrease|increase reduce|increase fall|increase decline|increase drop|rise fall|rise decline|rise drop|"
    "rise decrease|grow shrink|grow decline|raise lower|gain lose|"
    "allow prohibit|allow forbid|allow ban|permit prohibit|permit forbid|permit ban|accept reject|approve reject|"
    "adopt reject|support oppose|favour oppose|favor oppose|include exclude|agree disagree|win lose|"
    "higher lower|more less|more fewer|major minor|maximum minimum|majority minority|"
    "before after|earlier later|open close|begin end|start end|"
    "strengthen weaken|expand reduce|improve worsen|success failure|succeed fail|"
    "mandatory voluntary|mandatory optional|compulsory voluntary|obligatory voluntary|required optional|"
    "temporary permanent|internal external|public private|import export|ratify denounce|above below"
)


def _pairs() -> dict[str, frozenset[str]]:
    opposite: dict[str, set[str]] = {}
    for pair in _OPPOSITES.split("|"):
        one, other = (stem(word) for word in pair.split())
        opposite.setdefault(one, set()).add(other)
        opposite.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in opposite.items()}


_OPPOSITE = _pairs()


def contradiction(claim: str, sentence: str) -> str:
    """What a claim and a sentence say opposite things about, in words for a person; empty when they do not.

    It is for pairs that speak of the same thing: the caller decides that.
    """
    return _negated(claim, sentence) or _opposite(claim, sentence)


def _negated(claim: str, sentence: str) -> str:
    ours, theirs = denied(claim), denied(sentence)
    our_heads, their_heads = _heads(claim), _heads(sentence)
    shared = {token.stem for token in tokens(claim) if token.content} & {
        token.stem for token in tokens(sentence) if token.content
    }
    for head, word in our_heads.items():
        if head in shared and head not in theirs:
            return f"the claim denies '{word}', the source does not"
    for head, word in their_heads.items():
        if head in shared and head not in ours:
            return f"the source denies '{word}'"
    return ""


def _opposite(claim: str, sentence: str) -> str:
    ours = {token.stem: token.word for token in tokens(claim) if token.stem}
    theirs = {token.stem: token.word for token in tokens(sentence) if token.stem}
    denied_here, denied_there = denied(claim), denied(sentence)
    for word_stem, word in ours.items():
        if word_stem in theirs:
            continue
        for other in _OPPOSITE.get(word_stem, frozenset()) & theirs.keys() - ours.keys():
            alike = _OPPOSITE[other] & theirs.keys()
            if not alike and (word_stem in denied_here) == (other in denied_there):
                return f"the source says '{theirs[other]}', not '{word}'"
        if word.startswith(_PREFIXES):
            bare = _without_prefix(word)
            if bare and stem(bare) in theirs and stem(bare) not in ours and stem(bare) not in denied_there:
                return f"the source says '{theirs[stem(bare)]}', not '{word}'"
    for other_stem, word in theirs.items():
        bare = _without_prefix(word) if other_stem not in ours else ""
        if bare and stem(bare) in ours and stem(bare) not in theirs and stem(bare) not in denied_here:
            return f"the source says '{word}', not '{ours[stem(bare)]}'"
    return ""


def _without_prefix(word: str) -> str:
    for prefix in _PREFIXES:
        bare = word.removeprefix(prefix).removeprefix("-")
        if word.startswith(prefix) and len(bare) > 3:
            return bare
    return ""


@lru_cache(maxsize=8192)
def denied(text: str) -> frozenset[str]:
    """The stems within reach of a negation: the words of meaning that follow it in the same clause."""
    found: set[str] = set()
    words = tokens(text)
    for position, token in enumerate(words):
        if token.word in _CUES:
            found.update(word.stem for word in _following(words, position))
    return frozenset(found)


@lru_cache(maxsize=8192)
def _heads(text: str) -> dict[str, str]:
    """The first word of meaning after each negation: its stem and the word."""
    found: dict[str, str] = {}
    words = tokens(text)
    for position, token in enumerate(words):
        if token.word in _CUES and not _only(words, position):
            following = _following(words, position)
            if following:
                found[following[0].stem] = following[0].word
    return found


def _only(words: tuple[Token, ...], position: int) -> bool:
    """Whether a negation denies nothing: "not only", "no later than", "no more than"."""
    following = words[position + 1].word if position + 1 < len(words) else ""
    return following in {"only", "later", "more", "less", "fewer", "least", "just", "doubt", "necessarily"}


def _following(words: tuple[Token, ...], position: int) -> list[Token]:
    found: list[Token] = []
    for token in words[position + 1 :]:
        if token.word in _BREAKS:
            break
        if token.content:
            found.append(token)
        if len(found) == _REACH:
            break
    return found
