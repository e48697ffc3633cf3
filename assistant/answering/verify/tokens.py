"""Words of a text with their stems and their places, as the exact comparisons need them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from assistant.retrieval.stems import stem

# Words without meaning of their own. "no", "not", "may" and their like are not among them: they are compared exactly.
FUNCTION_WORDS = frozenset(
    (
        "a about above after again all also am an and any are as at be because been before being below between both "
        "but by did do does doing during each either for from further had has have having he her here hers him his how "
        "however i if in into is it its itself just me more most my of off on once or other our out over own per same "
        "she so some such than that the their them then there these they this those through to too under until up upon "
        "us very was we were what when where whether which while who whom whose why with within you your "
        "not no nor never neither without cannot may might could can should ought must shall will would only s t"
    ).split()
)
_WORD = re.compile(r"[^\W_]+(?:[.,'’/][^\W_]+)*|[()\[\];:,.!?–—]")
_CITED = re.compile(r"\s*\[(?:\d+|[A-Za-z]\d+)(?:\s*[,;–-]\s*(?:\d+|[A-Za-z]\d+))*\]")
_ENUMERATOR = re.compile(r"^\s*(?:[-•*·]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)")
# What a splitter leaves at the end of a sentence when a numbered list follows it.
_NEXT_ENUMERATOR = re.compile(r"\n\s*\d{1,2}[.)]\s*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark. ``word`` is lower case; ``stem`` is empty for punctuation."""

    text: str
    word: str
    stem: str
    start: int
    end: int

    @property
    def content(self) -> bool:
        """Whether it carries meaning: neither punctuation nor a function word."""
        return bool(self.stem) and self.word not in FUNCTION_WORDS


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[Token, ...]:
    """The words and punctuation of a text. "don't" gives "do" and "not", "EU's" gives "EU"."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        raw = match.group().replace("’", "'")
        lowered = raw.lower()
        if lowered.endswith("n't") and len(lowered) > 3:
            verb = {"ca": "can", "wo": "will", "sha": "shall"}.get(lowered[:-3], lowered[:-3])
            found.append(_token(raw[:-3], verb, match.start(), match.end()))
            found.append(_token("not", "not", match.end(), match.end()))
        elif lowered == "cannot":
            found.append(_token("can", "can", match.start(), match.end()))
            found.append(_token("not", "not", match.end(), match.end()))
        else:
            word = lowered.removesuffix("'s").removesuffix("'")
            found.append(_token(raw.removesuffix("'s"), word, match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=8192)
def content_stems(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(token.stem for token in tokens(text) if token.content)


def plain_claim(claim: str) -> str:
    """A claim without citation markers ("[3]", "[E2]") and without the bullet or number that opens a list item."""
    claim = _NEXT_ENUMERATOR.sub("", claim)
    return _ENUMERATOR.sub("", unicodedata.normalize("NFC", _CITED.sub("", claim))).strip()


def _token(text: str, word: str, start: int, end: int) -> Token:
    is_word = word[:1].isalnum()
    return Token(text, word, stem(word) if is_word else "", start, end)
