"""A language model that writes what it is told to: for tests and for showing how the program deals with models."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from assistant.errors import ModelFailed
from assistant.models.language_model import Call
from assistant.models.token_bound import most_tokens


class ScriptedModel:
    """Gives its replies one after the other, in pieces; the last one again and again.

    ``fails_after`` is the number of pieces after which it breaks, ``pause_s`` how long it thinks before each piece.
    ``calls`` is what it was asked.
    """

    def __init__(
        self,
        *replies: str,
        piece_characters: int = 7,
        pause_s: float = 0.0,
        fails_after: int | None = None,
        window_tokens: int = 8192,
        evidence_tokens: int = 2000,
    ) -> None:
        self.name = "scripted:test"
        self.window_tokens = window_tokens
        self.evidence_tokens = evidence_tokens
        self.calls: list[Call] = []
        self._replies: Sequence[str] = replies or ("",)
        self._piece_characters = piece_characters
        self._pause_s = pause_s
        self._fails_after = fails_after

    def count(self, text: str) -> int:
        """An upper bound of the tokens of a text."""
        return most_tokens(text)

    def stream(self, call: Call, stopped: Callable[[], bool]) -> Iterator[str]:
        """The next reply, in pieces. Raises ModelFailed where it was told to."""
        reply = self._replies[min(len(self.calls), len(self._replies) - 1)]
        self.calls.append(call)
        for number, start in enumerate(range(0, len(reply), self._piece_characters)):
            if number == self._fails_after:
                raise ModelFailed("The model broke off.")
            time.sleep(self._pause_s)
            if stopped():
                return
            yield reply[start : start + self._piece_characters]
