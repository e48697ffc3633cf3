"""Whether a model is on this machine: by its address, its options and the environment; in doubt it is not."""

from __future__ import annotations

import pytest

from assistant.models.whereabouts import provider_of
from assistant.settings import Settings


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def here(model: str, url: str = "", options: str = "", **environment: str) -> bool:
    return provider_of(model, Settings(model=model, model_url=url, model_options=options), environment).here


@pytest.mark.parametrize(
    ("model", "url"),
    [
        ("gguf:qwen2.5-coder-1.5b", ""),
        ("gguf:/models/another.gguf", "https://example.org"),
        ("ollama:llama3.1", ""),
        ("ollama:llama3.1", "http://localhost:11434"),
        ("openai:some/model", "http://127.0.0.1:8000/v1"),
        ("openai:some/model", "http://[::1]:8000/v1"),
        ("openai:some/model", "https://127.8.8.8"),
    ],
)
def test_on_this_machine(model: str, url: str) -> None:
    assert here(model, url)


@pytest.mark.parametrize(
    ("model", "url"),
    [
        ("openai:gpt-4.1-mini", ""),
        ("anthropic:claude-sonnet-4-5", ""),
        ("openai:some/model", "http://10.0.0.7:8000/v1"),
        ("openai:some/model", "http://localhost.example.org"),
        ("openai:some/model", "http://localhost@example.org"),
        ("openai:some/model", "http://localhost\\@example.org"),
        ("openai:some/model", "http://example.org#localhost"),
        ("openai:some/model", "localhost:8000"),
        ("openai:some/model", "http://[::1"),
        ("ollama:llama3.1", "http://0.0.0.0:11434"),
        ("ollama:gpt-oss:120b-cloud", ""),
        ("ollama:kimi:cloud", "http://localhost:11434"),
        ("google_genai:gemini", "http://localhost:8000"),
    ],
)
def test_elsewhere_or_not_to_be_told(model: str, url: str) -> None:
    assert not here(model, url)


@pytest.mark.parametrize(
    "options",
    [
        '{"base_url": "https://example.org"}',
        '{"openai_proxy": "http://proxy"}',
        '{"model_provider": "openai"}',
        '{"client_kwargs": {"proxy": "x"}}',
        '{"extra": {"inner": "https://example.org"}}',
        "no json",
    ],
)
def test_options_that_may_send_a_text_elsewhere_count_as_elsewhere(options: str) -> None:
    assert not here("ollama:llama3.1", "http://localhost:11434", options)
    assert here("ollama:llama3.1", "http://localhost:11434", '{"temperature": null}')


def test_the_environment_may_lead_away(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not here("ollama:llama3.1", OLLAMA_HOST="10.0.0.7")
    assert here("ollama:llama3.1", "http://localhost:11434", OLLAMA_HOST="10.0.0.7")
    monkeypatch.setenv("http_proxy", "http://proxy.example.org:3128")
    proxied = provider_of("ollama:llama3.1", Settings(), {})
    assert (proxied.here, proxied.why) == (False, "the environment sets a proxy, and NO_PROXY does not name 127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    assert here("ollama:llama3.1")
