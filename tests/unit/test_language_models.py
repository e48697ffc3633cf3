"""Language models: which one is opened, how long it is waited for, and what is said when it cannot be used."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import langchain.chat_models  # noqa: TID253
import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langsmith.utils import tracing_is_enabled

from assistant.errors import ModelFailed, ModelMissing, SettingsError
from assistant.models.chat import LangChainModel
from assistant.models.gguf import GgufModel
from assistant.models.language_model import Call, in_time, open_chat_model
from assistant.models.scripted import ScriptedModel
from assistant.models.token_bound import most_tokens
from assistant.prompts import Message, Role
from assistant.settings import Settings
from tests.conftest import ROOT

CALL = Call(messages=(Message(role=Role.USER, content="Hello"),), most_tokens=50, markings=frozenset())


def never() -> bool:
    return False


# ------------------------------------------------------------ which model


def test_no_model_is_configured_by_default() -> None:
    assert open_chat_model(Settings()) is None


def test_the_provider_decides_who_runs_the_model() -> None:
    assert isinstance(open_chat_model(Settings(model="gguf:qwen2.5-coder-1.5b")), GgufModel)
    assert isinstance(open_chat_model(Settings(model="ollama:llama3.1")), LangChainModel)


@pytest.mark.parametrize("name", ["llama", "ollama:", ":llama"])
def test_a_name_without_a_provider_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="PROVIDER:NAME"):
        open_chat_model(Settings(model=name))


# ------------------------------------------------------------ waiting for it


def test_all_pieces_arrive() -> None:
    model = ScriptedModel("a sentence in pieces")
    assert "".join(in_time(model, CALL, timeout_s=5, stopped=never)) == "a sentence in pieces"


def test_a_model_that_hangs_is_left_when_the_time_is_over() -> None:
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        list(in_time(ScriptedModel("late", pause_s=3), CALL, timeout_s=0.2, stopped=never))
    assert time.monotonic() - start < 2


def test_what_arrived_before_the_time_was_over_is_kept() -> None:
    arrived: list[str] = []
    with pytest.raises(TimeoutError):
        arrived.extend(in_time(ScriptedModel("0123456" * 40, pause_s=0.03), CALL, timeout_s=0.3, stopped=never))
    # extend() keeps what came before the exception
    assert arrived


def test_a_person_can_stop_it() -> None:
    pieces: list[str] = []
    for piece in in_time(ScriptedModel("0123456" * 50), CALL, timeout_s=5, stopped=lambda: len(pieces) >= 2):
        pieces.append(piece)
    assert len(pieces) == 2


def test_what_a_model_raises_reaches_the_one_who_waits() -> None:
    with pytest.raises(ModelFailed, match="broke off"):
        list(in_time(ScriptedModel("a sentence", fails_after=1), CALL, timeout_s=5, stopped=never))


# ------------------------------------------------------------ models behind LangChain


class Recorded:
    """Stands in for ``init_chat_model``: keeps the arguments and gives a model that says one thing."""

    arguments: ClassVar[dict[str, Any]] = {}
    tracing: ClassVar[list[object]] = []

    def __init__(self, monkeypatch: pytest.MonkeyPatch, reply: str = "It is so.") -> None:
        class Fake(GenericFakeChatModel):
            def stream(self, *given: Any, **more: Any) -> Iterator[Any]:
                Recorded.tracing.append(tracing_is_enabled())
                Recorded.arguments |= {"call": more, "messages": given[0]}
                yield from super().stream(*given)

        def init(name: str, **arguments: Any) -> Fake:
            Recorded.arguments = {"name": name, **arguments}
            return Fake(messages=iter([AIMessage(content=reply)]))

        monkeypatch.setattr(langchain.chat_models, "init_chat_model", init)


@pytest.mark.parametrize(
    ("model", "url", "given"),
    [
        ("openai:gpt", "http://localhost:8000/v1", {"base_url": "http://localhost:8000/v1", "max_tokens": 50}),
        ("ollama:llama3.1", "http://box:11434", {"base_url": "http://box:11434", "num_predict": 50, "num_ctx": 8192}),
        ("azure_openai:gpt", "https://x.azure.com", {"azure_endpoint": "https://x.azure.com"}),
        ("anthropic:claude", "", {"max_tokens": 50, "temperature": 0}),
        ("groq:llama", "", {"temperature": 0}),
    ],
)
def test_each_provider_is_told_in_its_own_words(
    monkeypatch: pytest.MonkeyPatch, model: str, url: str, given: dict[str, Any]
) -> None:
    Recorded(monkeypatch)
    pieces = LangChainModel(Settings(model=model, model_url=url)).stream(CALL, never)
    assert "".join(pieces) == "It is so."
    assert given.items() <= Recorded.arguments.items()
    assert Recorded.arguments["messages"] == [("user", "Hello")]


@pytest.mark.parametrize(
    ("model", "wanted"), [("ollama:x", "format"), ("openai:x", "response_format"), ("anthropic:x", None)]
)
def test_json_is_asked_for_where_the_provider_can_be_held_to_it(
    monkeypatch: pytest.MonkeyPatch, model: str, wanted: str | None
) -> None:
    Recorded(monkeypatch)
    call = Call(messages=CALL.messages, most_tokens=50, markings=frozenset(), schema={"type": "object"})
    list(LangChainModel(Settings(model=model)).stream(call, never))
    assert list(Recorded.arguments["call"]) == ([wanted] if wanted else [])


def test_nothing_is_traced_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
    Recorded(monkeypatch)
    Recorded.tracing.clear()
    list(LangChainModel(Settings(model="openai:x")).stream(CALL, never))
    assert Recorded.tracing == [False]


def test_options_win_and_null_takes_an_argument_away(monkeypatch: pytest.MonkeyPatch) -> None:
    Recorded(monkeypatch)
    settings = Settings(model="openai:x", model_options='{"temperature": null, "seed": 7, "top_p": 0.5}')
    list(LangChainModel(settings).stream(CALL, never))
    assert "temperature" not in Recorded.arguments
    assert (Recorded.arguments["seed"], Recorded.arguments["top_p"]) == (7, 0.5)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [("{", "not valid JSON"), ("[1]", "JSON object"), ('{"api_key": "sk-1"}', "keys are never kept in settings")],
)
def test_options_that_cannot_be_used_are_refused(options: str, complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint):
        LangChainModel(Settings(model="openai:x", model_options=options))


@pytest.mark.parametrize(
    ("model", "package"), [("anthropic:claude", "langchain-anthropic"), ("ollama:x", "langchain-ollama")]
)
def test_a_missing_provider_package_is_named(monkeypatch: pytest.MonkeyPatch, model: str, package: str) -> None:
    monkeypatch.setitem(sys.modules, package.replace("-", "_"), None)
    with pytest.raises(ModelMissing, match=f"pip install -c requirements.lock {package}"):
        list(LangChainModel(Settings(model=model)).stream(CALL, never))


def test_a_provider_that_fails_is_reported_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def init(name: str, **_: Any) -> Any:
        raise ValueError("no key\nwith a long trace")

    monkeypatch.setattr(langchain.chat_models, "init_chat_model", init)
    with pytest.raises(ModelFailed, match=r"openai:x cannot be used as it is configured: no key\. See docs/models\.md"):
        list(LangChainModel(Settings(model="openai:x")).stream(CALL, never))


# ------------------------------------------------------------ counting tokens


def test_more_is_counted_than_any_tokenizer_would() -> None:
    assert most_tokens("") == 0
    assert most_tokens("The cat sat.") == 4
    assert most_tokens("responsibilities 12,345") == 6 + 6


def test_the_models_are_documented() -> None:
    guide = (ROOT / "docs" / "models.md").read_text(encoding="utf-8")
    for name in ("model", "model_url", "model_timeout_s", "model_window_tokens", "model_evidence_tokens", "models"):
        assert f"`{name}`" in guide
    examples: Sequence[str] = ("ollama:", "openai:", "mistralai:", "anthropic:", "azure_openai:", "gguf:")
    for provider in examples:
        assert f'model = "{provider}' in guide
