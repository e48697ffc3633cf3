"""The language of a text, by a vote of its commonest words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_COMMON = {
    "en": "the of and to in is that for with as by on be are this which not has from was it or at an have",
    "de": "der die das und zu den von mit ist des im für nicht ein eine auf dem sich auch als es an werden wird",
    "fr": "le la les et des du un une est dans pour que qui sur par au avec ce pas sont ne aux cette il",
    "es": "el la los las de del y que en un una por con para se es como al su no más lo este sus",
    "it": "il di che e la per un una del della dei delle in con è sono non alla al da gli nel si come",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er om ook als door worden bij",
    "pt": "o a os as de do da dos das e que em um uma para com não por se no na ao mais",
    "pl": "i w z na do się nie że jest to oraz o dla po od przez które jako są za",
    "sv": "och att det som en av för är på med den till inte har om ett de från kan",
    "da": "og at det som en af for er på med den til ikke har om et de fra kan der",
}
_LISTS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS = {"ARABIC": "ar", "CYRILLIC": "ru", "GREEK": "el", "DEVANAGARI": "hi", "HEBREW": "he", "HANGUL": "ko"}
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_VOTES = 8


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of a text is in; None where the vote is not clear."""
    words = [word.casefold() for word in _WORD.findall(text[:40_000])]
    if not words:
        return None
    votes = Counter({code: sum(word in common for word in words) for code, common in _LISTS.items()})
    (first, most), (_, next_most) = votes.most_common(2)
    if most >= _FEWEST_VOTES and most > 0.08 * len(words) and most > 1.15 * next_most:
        return first
    return _by_script(words)


def _by_script(words: list[str]) -> str | None:
    scripts = Counter(unicodedata.name(word[0], "").split(" ")[0] for word in words)
    script, count = scripts.most_common(1)[0]
    return _SCRIPTS.get(script) if count > 0.6 * len(words) else None
