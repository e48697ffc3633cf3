"""The one place that knows LangChain's ``init_chat_model``: models that a server runs, here or elsewhere.

What each provider needs, and the lines to configure it with, are in docs/models.md. A key is never a setting: providers
read theirs from the environment.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.errors import ModelFailed, ModelMissing, SettingsError
from assistant.models.language_model import Call
from assistant.models.token_bound import most_tokens
from assistant.settings import Settings

# What a model with a fast reader is given when the settings do not say.
EVIDENCE_TOKENS = 6000
_SECRET = re.compile(r"key|token$|secret|password", re.IGNORECASE)


def _json_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    wanted = {"name": "answer", "schema": dict(schema), "strict": True}
    return {"response_format": {"type": "json_schema", "json_schema": wanted}}


def _unconstrained(_: Mapping[str, Any]) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Provider:
    """How a provider's LangChain class wants to be told things.

    ``url`` and ``tokens`` are the names of its arguments for the address and for the most tokens to write; ``fixed``
    are further arguments; ``window`` is that of a server that must be told how much to read. ``constraint`` gives the
    arguments of a call that must come back as JSON of a schema; without one the prompt alone asks for it.
    """

    url: str = "base_url"
    tokens: str = "max_tokens"
    window: str = ""
    fixed: Mapping[str, Any]
    constraint: Callable[[Mapping[str, Any]], dict[str, Any]] = _unconstrained


_PROVIDERS = {
    "ollama": _Provider(
        tokens="num_predict",
        window="num_ctx",
        fixed={"temperature": 0, "seed": 1},
        constraint=lambda schema: {"format": dict(schema)},
    ),
    "openai": _Provider(fixed={"temperature": 0, "seed": 1, "max_retries": 0}, constraint=_json_schema),
    "azure_openai": _Provider(
        url="azure_endpoint", fixed={"temperature": 0, "seed": 1, "max_retries": 0}, constraint=_json_schema
    ),
    "mistralai": _Provider(fixed={"temperature": 0, "random_seed": 1, "max_retries": 1}, constraint=_json_schema),
    "anthropic": _Provider(fixed={"temperature": 0, "max_retries": 0}),
}
_OTHER = _Provider(fixed={"temperature": 0})


class LangChainModel:
    """A model behind one of LangChain's provider packages."""

    def __init__(self, settings: Settings) -> None:
        self.name = settings.model
        self.window_tokens = settings.model_window_tokens
        self.evidence_tokens = settings.model_evidence_tokens or EVIDENCE_TOKENS
        self._url = settings.model_url
        self._options = _options(settings.model_options)
        self._provider = _PROVIDERS.get(settings.model.partition(":")[0], _OTHER)

    def count(self, text: str) -> int:
        """An upper bound of the tokens of a text."""
        return most_tokens(text)

    def stream(self, call: Call, stopped: Callable[[], bool]) -> Iterator[str]:
        """The pieces of what the model writes. Raises ModelFailed, ModelMissing."""
        from langsmith import tracing_context  # noqa: TID251

        chat = self._chat(call.most_tokens)
        constraint = self._provider.constraint(call.schema) if call.schema else {}
        messages = [(message.role.value, message.content) for message in call.messages]
        # Nothing is ever sent to a tracing service, whatever the environment says.
        with tracing_context(enabled=False):
            try:
                for piece in chat.stream(messages, **constraint):
                    if stopped():
                        return
                    yield str(piece.text)
            except Exception as error:  # every provider has its own kinds
                raise ModelFailed(f"The model {self.name} failed: {_first_line(error)}") from error

    def _chat(self, tokens: int) -> Any:
        from langchain.chat_models import init_chat_model  # noqa: TID251

        arguments: dict[str, Any] = {**self._provider.fixed, self._provider.tokens: tokens}
        if self._provider.window:
            arguments[self._provider.window] = self.window_tokens
        if self._url:
            arguments[self._provider.url] = self._url
        arguments |= self._options
        try:
            return init_chat_model(self.name, **{name: value for name, value in arguments.items() if value is not None})
        except ImportError as error:
            raise ModelMissing(f"The model {self.name} needs another package. {_install(error)}") from error
        except Exception as error:  # a missing key is of another kind with every provider
            raise ModelFailed(
                f"The model {self.name} cannot be used as it is configured: {_first_line(error)} See docs/models.md."
            ) from error


@functools.cache
def _options(text: str) -> dict[str, Any]:
    """The arguments in the setting ``model_options``. Raises SettingsError when they are no JSON object."""
    try:
        found = json.loads(text or "{}")
    except ValueError as error:
        raise SettingsError(f"The setting 'model_options' is not valid JSON: {error}.") from error
    if not isinstance(found, dict):
        raise SettingsError("The setting 'model_options' should be a JSON object, such as {\"temperature\": 0.2}.")
    secret = next((name for name in found if _SECRET.search(name)), None)
    if secret:
        raise SettingsError(
            f"'{secret}' does not belong into the setting 'model_options': keys are never kept in settings. "
            "Set the provider's own environment variable (docs/models.md)."
        )
    return found


def _install(error: ImportError) -> str:
    found = re.search(r"pip install (?:-U )?([\w.-]+\w)", str(error))
    # The lock keeps pip from a release that wants another langchain-core than the one that is installed.
    return f"Install it: pip install -c requirements.lock {found[1]}" if found else _first_line(error)


def _first_line(error: Exception) -> str:
    line = (str(error) or type(error).__name__).splitlines()[0][:300]
    return line if line.endswith((".", "!", "?")) else f"{line}."
