"""What a language model is to this program, whoever runs it; and how long it is waited for."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.domain.marking import Markings
from assistant.errors import SettingsError
from assistant.prompts import Message
from assistant.settings import Settings

NO_MODEL = "none"
EMBEDDED = "gguf"
# How often a person's wish to stop is looked at while a model is silent.
_GLANCE_S = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of a model. ``schema`` is the JSON schema of what must come back, None for plain text.

    ``most_tokens`` bounds what is written. ``markings`` are those of all texts of documents in the messages, and of
    answers that were made of such texts.
    """

    messages: Sequence[Message]
    most_tokens: int
    markings: Markings
    schema: Mapping[str, Any] | None = None


class ChatModel(Protocol):
    """A language model. ``window_tokens`` holds the messages and what is written; ``evidence_tokens`` is how much of it
    the evidence may take, which for a slow reader is less than what would fit."""

    @property
    def name(self) -> str:
        """The name in the settings: ``PROVIDER:NAME``."""
        ...

    @property
    def window_tokens(self) -> int:
        """The longest conversation that the model reads, its own words included."""
        ...

    @property
    def evidence_tokens(self) -> int:
        """How many tokens of evidence it is given at most: a slow reader gets less than would fit."""
        ...

    def stream(self, call: Call, stopped: Callable[[], bool]) -> Iterator[str]:
        """The pieces of what the model writes; it ends early when ``stopped`` says so.

        Raises ModelFailed when the model breaks or cannot be reached, ModelMissing when it is not installed.
        """
        ...

    def count(self, text: str) -> int:
        """How many tokens a text has, or an upper bound of it."""
        ...


def open_chat_model(settings: Settings) -> ChatModel | None:
    """The configured model, not loaded yet; None when the settings want none. Raises SettingsError for a bad name."""
    if settings.model == NO_MODEL:
        return None
    provider, _, name = settings.model.partition(":")
    if not provider or not name:
        raise SettingsError(
            "The setting 'model' should be PROVIDER:NAME, such as ollama:llama3.1 or gguf:qwen2.5-coder-1.5b, "
            f"or none; it is '{settings.model}'. docs/models.md lists the providers."
        )
    if provider == EMBEDDED:
        from assistant.models.gguf import GgufModel

        return GgufModel(
            name,
            folder=settings.models,
            window_tokens=settings.model_window_tokens,
            evidence_tokens=settings.model_evidence_tokens,
        )
    from assistant.models.chat import LangChainModel

    return LangChainModel(settings)


def one_at_a_time(name: str) -> AbstractContextManager[object]:
    """What is held while a model writes: an embedded one writes one answer at a time, others as many as are asked."""
    return threading.Lock() if name.startswith(f"{EMBEDDED}:") else nullcontext()


def in_time(model: ChatModel, call: Call, *, timeout_s: float, stopped: Callable[[], bool]) -> Iterator[str]:
    """The pieces of what a model writes, until it is done, a person stops it, or the time is over.

    The model runs in a thread of its own, since one that hangs cannot be asked whether it still lives; it is told to
    stop and left alone. Raises TimeoutError after ``timeout_s``, and what the model raises.
    """
    arrived: queue.SimpleQueue[str | Exception | None] = queue.SimpleQueue()
    over = threading.Event()

    def run() -> None:
        try:
            for piece in model.stream(call, over.is_set):
                arrived.put(piece)
            arrived.put(None)
        except Exception as error:  # whatever it is, it belongs to the thread that waits
            arrived.put(error)

    threading.Thread(target=run, daemon=True, name="language-model").start()
    deadline = time.monotonic() + timeout_s
    try:
        while not stopped():
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            try:
                piece = arrived.get(timeout=min(_GLANCE_S, left))
            except queue.Empty:
                continue
            if piece is None:
                return
            if isinstance(piece, Exception):
                raise piece
            yield piece
    finally:
        over.set()
