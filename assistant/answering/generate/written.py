"""What a model must write, and the reading of it while it is still being written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(r"\bS?(\d+)\b")
# More of a model's text than this without a sentence in it is no answer.
_MOST_CHARACTERS = 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A sentence that a model wrote and the tokens of the evidence that it named, those that do not exist left out."""

    text: str
    tokens: tuple[str, ...]


def answer_schema(tokens: Sequence[str], *, sentences: int) -> dict[str, Any]:
    """The JSON schema of an answer: at most so many sentences, each with one to three of the tokens.

    The evidence comes first, so that a model chooses it before it writes, and writes what it has chosen.
    """
    sentence = {
        "type": "object",
        "properties": {
            "evidence": {
                "type": "array",
                "items": {"type": "string", "enum": list(tokens)},
                "minItems": 1,
                "maxItems": 3,
            },
            "text": {"type": "string"},
        },
        "required": ["evidence", "text"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"sentences": {"type": "array", "items": sentence, "maxItems": sentences}},
        "required": ["sentences"],
        "additionalProperties": False,
    }


class SentenceReader:
    """Finds the sentences in JSON that arrives in pieces, each as soon as its object is closed.

    It is tolerant: what stands around the objects (a fence, a greeting, a cut end) does not matter. ``said_nothing`` is
    whether the model, at the end, gave an empty list of sentences, and not merely something that cannot be read.
    """

    def __init__(self, tokens: Iterable[str]) -> None:
        self._known = frozenset(tokens)
        self._text = ""
        self._place = 0
        self._opened: list[int] = []
        self._in_string = self._escaped = False
        self._found = 0
        self.said_nothing = False

    def read(self, pieces: Iterable[str]) -> Iterator[Written]:
        """The sentences, while the pieces arrive."""
        for piece in pieces:
            self._text += piece
            yield from self._closed()
            if len(self._text) > _MOST_CHARACTERS:
                return

    def _closed(self) -> Iterator[Written]:
        """The sentences whose objects are closed by what has arrived since the last look."""
        while self._place < len(self._text):
            letter = self._text[self._place]
            self._place += 1
            if self._in_string:
                self._in_string = self._escaped or letter != '"'
                self._escaped = letter == "\\" and not self._escaped
            elif letter == '"':
                self._in_string = bool(self._opened)  # quotation marks around the JSON mean nothing
            elif letter == "{":
                self._opened.append(self._place - 1)
            elif letter == "}" and self._opened:
                yield from self._sentence(self._text[self._opened.pop() : self._place])

    def _sentence(self, text: str) -> Iterator[Written]:
        try:
            found = json.loads(text, strict=False)
        except ValueError:
            return
        if isinstance(found.get("text"), str) and found["text"].strip():
            self._found += 1
            yield Written(text=" ".join(found["text"].split()), tokens=self._tokens(found.get("evidence")))
        elif found.get("sentences") == [] and not self._found:
            self.said_nothing = True

    def _tokens(self, named: object) -> tuple[str, ...]:
        """The tokens in whatever a model wrote for its evidence: a list, a string, bare numbers."""
        parts = named if isinstance(named, list) else [named]
        found = (f"S{number}" for part in parts for number in _TOKEN.findall(str(part)))
        return tuple(dict.fromkeys(token for token in found if token in self._known))
