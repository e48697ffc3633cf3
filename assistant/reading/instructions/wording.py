"""Whether a text is written for a language model: by forms that ordinary policy prose does not have.

A law that says what Member States shall ignore has none of them: what counts is an order without a subject, or one that
addresses a machine, its prompt or its answer. The forms are in ``wording.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.reading.instructions.languages import in_another_language

_TABLE = tomllib.loads((Path(__file__).parent / "wording.toml").read_text(encoding="utf-8"))
_NAME = re.compile(r"@(\w+)@")
_WORD = re.compile(r"\w+")
_SIGN = re.compile(r"\W|^(?:http|javascript)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """A form, the reason it stands for, and what must be in a text for it to be tried: a word or a sign."""

    reason: str
    words: frozenset[str]
    signs: tuple[str, ...]
    pattern: re.Pattern[str]


def _put_in(text: str, pieces: dict[str, str]) -> str:
    while _NAME.search(text):
        text = _NAME.sub(lambda name: pieces[name[1]], text)
    return text


def _form(row: dict[str, str]) -> _Form:
    needs = _put_in(row["needs"], _TABLE["words"]).split()
    return _Form(
        reason=_TABLE["reasons"][row["reason"]],
        words=frozenset(need for need in needs if not _SIGN.search(need)),
        signs=tuple(need for need in needs if _SIGN.search(need)),
        pattern=re.compile(_put_in(row["pattern"], _TABLE["parts"]), re.MULTILINE),
    )


_FORMS = tuple(map(_form, _TABLE["form"]))


def _places(needs: Callable[[_Form], Iterable[str]]) -> dict[str, tuple[int, ...]]:
    """For each word or sign that a form needs, the places of all forms that need it."""
    needed = {need for form in _FORMS for need in needs(form)}
    return {need: tuple(place for place, form in enumerate(_FORMS) if need in needs(form)) for need in needed}


_BY_WORD, _BY_SIGN = _places(lambda form: form.words), _places(lambda form: form.signs)


def why_instruction(text: str, words: frozenset[str] | None = None) -> str:
    """What gives a text away as written for a language model, in words; empty when nothing does.

    ``words`` are its words in lower case, where they are known.
    """
    lower = text.lower()
    words = words_of(lower) if words is None else words
    for place in sorted(_possible(lower, words)):
        if _FORMS[place].pattern.search(lower):
            return _FORMS[place].reason
    return str(_TABLE["reasons"]["overrides"]) if in_another_language(lower, words) else ""


def _possible(lower: str, words: frozenset[str]) -> set[int]:
    """The places of the forms of which a text has what they need: of the many, few are ever tried."""
    found = {place for word in words & _BY_WORD.keys() for place in _BY_WORD[word]}
    found.update(place for sign, places in _BY_SIGN.items() if sign in lower for place in places)
    return found


def words_of(lower: str) -> frozenset[str]:
    """The words of a text that is in lower case."""
    return frozenset(_WORD.findall(lower))
