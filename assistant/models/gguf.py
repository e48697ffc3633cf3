"""The one place that knows xllamacpp: a GGUF model inside this process.

llama.cpp's engine is a web server, and xllamacpp starts it even for calls from the same process. So that nobody else
reaches it, it listens on a socket file in a folder that only this user may open, and wants a key that only this process
knows. The file is used for counting tokens; questions go to the engine directly.
"""

from __future__ import annotations

import http.client
import json
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any

from assistant.errors import ModelFailed, ModelMissing
from assistant.models.embedded import gguf_file
from assistant.models.language_model import EMBEDDED, Call
from assistant.temporary import OwnFolder

# A small model reads some 50 tokens a second on two cores: this is what it reads in the time that a person waits. Given
# twice as much, it put the words of one sentence under the token of another.
EVIDENCE_TOKENS = 300
_SEED = 1


class GgufModel:
    """A model in a GGUF file, loaded when first used."""

    def __init__(self, name: str, *, folder: Path, window_tokens: int, evidence_tokens: int) -> None:
        self.name = f"{EMBEDDED}:{name}"
        self.window_tokens = window_tokens
        self.evidence_tokens = evidence_tokens or EVIDENCE_TOKENS
        self._file = name
        self._folder = folder
        self._engine: _Engine | None = None
        self._loading = Lock()

    def count(self, text: str) -> int:
        """The tokens of a text, by the model's own tokenizer. Raises ModelMissing, ModelFailed."""
        return self._loaded().count(text)

    def stream(self, call: Call, stopped: Callable[[], bool]) -> Iterator[str]:
        """The pieces of what the model writes, always the most likely ones. Raises ModelFailed, ModelMissing."""
        engine = self._loaded()
        request: dict[str, Any] = {
            "messages": [{"role": message.role.value, "content": message.content} for message in call.messages],
            "stream": True,
            "max_tokens": call.most_tokens,
            "temperature": 0,
            "seed": _SEED,
            "cache_prompt": True,  # what a prompt has in common with the last one is not read again
        }
        if call.schema:
            request["response_format"] = {"type": "json_schema", "json_schema": {"schema": dict(call.schema)}}
        yield from engine.stream(request, stopped)

    def _loaded(self) -> _Engine:
        with self._loading:
            if self._engine is None:
                self._engine = _Engine(gguf_file(self._file, self._folder), self.window_tokens)
        return self._engine


class _Engine:
    """llama.cpp with one model."""

    def __init__(self, file: Path, window_tokens: int) -> None:
        try:
            import xllamacpp  # noqa: TID251
        except ImportError as error:
            raise ModelMissing(
                "A model inside the program needs another package. Install it: pip install -r requirements-llm.txt"
            ) from error
        self._folder = OwnFolder("model")
        self._socket = str(Path(self._folder.name) / "engine.sock")
        self._key = secrets.token_urlsafe(32)
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(file)
        parameters.n_ctx = window_tokens
        parameters.n_parallel = 1
        parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = _cores()
        parameters.hostnames = [self._socket]
        parameters.api_keys = [self._key]
        parameters.ui = parameters.endpoint_slots = False
        parameters.warmup = False
        parameters.verbosity = 0
        try:
            self._server: Any = xllamacpp.Server(parameters)
        except Exception as error:  # a file that is no model, too little memory
            raise ModelFailed(f"The model {file} could not be loaded: {error}") from error

    def count(self, text: str) -> int:
        connection = _SocketConnection(self._socket)
        try:
            connection.request(
                "POST",
                "/tokenize",
                json.dumps({"content": text}),
                {"Content-Type": "application/json", "Authorization": f"Bearer {self._key}"},
            )
            return len(json.loads(connection.getresponse().read())["tokens"])
        except (OSError, ValueError, KeyError) as error:
            raise ModelFailed(f"The model's tokens could not be counted: {error}") from error
        finally:
            connection.close()

    def stream(self, request: dict[str, Any], stopped: Callable[[], bool]) -> Iterator[str]:
        """The engine calls back; a generator is asked. A queue stands between the two."""
        pieces: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        left = False

        def arrived(piece: dict[str, Any]) -> bool:
            pieces.put(piece)
            return left or stopped()

        def run() -> None:
            try:
                self._server.handle_chat_completions(request, arrived)
            except Exception as error:  # handed to the one who waits
                pieces.put({"error": {"message": str(error)}})
            pieces.put(None)

        Thread(target=run, daemon=True, name="gguf").start()
        try:
            while (piece := pieces.get()) is not None:
                if "error" in piece:
                    raise ModelFailed(f"The model failed: {piece['error'].get('message', piece['error'])}")
                for choice in piece.get("choices", ()):
                    if text := choice.get("delta", {}).get("content"):
                        yield text
        finally:
            left = True


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over a socket file."""

    def __init__(self, file: str) -> None:
        super().__init__("localhost")
        self._file = file

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self._file)


def _cores() -> int:
    """The cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
