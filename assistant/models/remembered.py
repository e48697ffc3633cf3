"""A language model that is asked everything once: what it wrote is kept in a folder, for measurements run again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from assistant.models.language_model import Call, ChatModel


class RememberedModel:
    """A model and a folder of what it wrote, by model, messages and schema."""

    def __init__(self, model: ChatModel, folder: Path) -> None:
        self.name = model.name
        self.window_tokens = model.window_tokens
        self.evidence_tokens = model.evidence_tokens
        self._model = model
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def count(self, text: str) -> int:
        """How many tokens a text has, as the model counts."""
        return self._model.count(text)

    def stream(self, call: Call, stopped: Callable[[], bool]) -> Iterator[str]:
        """The pieces of what the model writes, or wrote when it was asked the same before."""
        asked = json.dumps([self.name, asdict(call)], default=str, sort_keys=True, ensure_ascii=False)
        file = self._folder / f"{hashlib.sha256(asked.encode()).hexdigest()[:24]}.json"
        if file.exists():
            yield from json.loads(file.read_text(encoding="utf-8"))
            return
        pieces: list[str] = []
        for piece in self._model.stream(call, stopped):
            pieces.append(piece)
            yield piece
        if not stopped():
            file.write_text(json.dumps(pieces, ensure_ascii=False), encoding="utf-8")
