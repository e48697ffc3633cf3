"""The whole generated path with a real model, where one is prepared: evidence, constraint, gate, citations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.domain import AnswerStatus, Sentence, Support
from assistant.errors import ModelMissing
from assistant.models.embedded import gguf_file
from assistant.models.gguf import GgufModel
from assistant.settings import load_settings

pytest.importorskip("xllamacpp", reason="install requirements-llm.txt to test the model inside the program")

NAME = "qwen2.5-coder-1.5b"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def model() -> GgufModel:
    folder = load_settings().models
    try:
        gguf_file(NAME, folder)
    except ModelMissing as error:
        pytest.skip(str(error))
    return GgufModel(NAME, folder=folder, window_tokens=4096, evidence_tokens=0)


@pytest.fixture(scope="module")
def writing(assistant: Assistant, model: GgufModel) -> Assistant:
    settings = replace(assistant.settings, model=f"gguf:{NAME}", model_timeout_s=400)
    return Assistant(settings, chat_model=model)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("What share of the finds in small parcels were counterfeit medicines?", "61%"),
        ("Which delegations prefer Option A?", "A, C and F"),
    ],
)
def test_what_is_written_is_proved_and_says_what_was_asked(writing: Assistant, question: str, fact: str) -> None:
    told: list[Sentence] = []
    answer = writing.ask(question, on_sentence=lambda sentence, markings: told.append(sentence))
    assert answer.status in (AnswerStatus.ANSWERED, AnswerStatus.PARTLY)
    assert answer.model == f"gguf:{NAME}"
    assert answer.fallback == ""
    assert fact in answer.text
    assert told == list(answer.sentences)
    for sentence in answer.sentences:
        assert sentence.support in (Support.QUOTED, Support.SUPPORTED, Support.PARTLY)
        assert sentence.citations
    for citation in answer.citations:
        page = writing.document(citation.document).page(citation.page)
        assert page.text[citation.span.start : citation.span.end] == citation.cited_text
    assert [citation.marker for citation in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_the_model_is_told_to_stop(writing: Assistant) -> None:
    answer = writing.ask("Which threats to the EU come through the United Kingdom?", stopped=lambda: True)
    assert answer.fallback.startswith("You stopped the model, so the answer below is quoted")
    assert answer.sentences


def test_nobody_else_can_reach_the_model(model: GgufModel) -> None:
    assert model.count("Nobody listens here.") > 3
    own = {link.readlink() for link in Path("/proc/self/fd").iterdir() if link.is_symlink()} if _has_proc() else set()
    listening = _listening() if _has_proc() else set()
    assert not {f"socket:[{inode}]" for inode in listening} & {str(link) for link in own}


def _has_proc() -> bool:
    return Path("/proc/self/net/tcp").exists()


def _listening() -> set[str]:
    """The inodes of the sockets on which this machine listens for TCP (state 0A of proc(5))."""
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        if (file := Path(f"/proc/self/net/{table}")).exists()
        for line in file.read_text().splitlines()[1:]
    ]
    return {row[9] for row in rows if row[3] == "0A"}
