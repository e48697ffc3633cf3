"""Markings over the shipped corpus: what a model elsewhere is asked, and how high what comes of an answer is marked."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.access.policy import Policy, Rule
from assistant.domain import Answer, ExportKind, Support, Turn
from assistant.errors import ExportFailed
from assistant.models.scripted import ScriptedModel

OPEN = "briefing-container-checks.md"
QUESTION = "How long does it take to check a container without a scanner?"


class Elsewhere(ScriptedModel):
    """A model that a company runs, and that finds no answer in what it is given."""

    def __init__(self) -> None:
        super().__init__(json.dumps({"sentences": []}))
        self.name = "openai:gpt-4.1-mini"


@pytest.fixture(scope="module")
def model() -> Elsewhere:
    return Elsewhere()


@pytest.fixture(scope="module")
def asked(assistant: Assistant, model: Elsewhere, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    workspace = tmp_path_factory.mktemp("workspace")
    return Assistant(
        replace(assistant.settings, workspace=workspace, model=model.name, judge="model"), chat_model=model
    )


@pytest.fixture(scope="module")
def marked(assistant: Assistant) -> tuple[str, str]:
    """A document marked LIMITE, and a question that it puts to its readers."""
    found = next(one for one in assistant.documents() if one.marking == "LIMITE" and one.questions)
    return found.id, assistant.document(found.id).questions[0].text


@pytest.fixture(scope="module")
def answer(asked: Assistant, marked: tuple[str, str]) -> Answer:
    """The answer of a marked document."""
    return asked.ask(marked[1], documents=(marked[0],))


def test_a_model_elsewhere_is_never_asked_about_marked_passages(
    asked: Assistant, model: Elsewhere, marked: tuple[str, str], answer: Answer
) -> None:
    follow_up = asked.ask("And why?", (Turn(question=marked[1], answer=answer),))
    # The words of the question are those of a marked document or answer, though what is found for it is not.
    elsewhere = asked.ask(marked[1], documents=(OPEN,))
    source = asked.ask("Who says so?", (Turn(question=marked[1], answer=answer),), documents=(OPEN,))
    for one in (answer, follow_up, elsewhere, source):
        assert (one.marking, one.model) == ("LIMITE", None)
    assert all(sentence.support is Support.QUOTED for sentence in answer.sentences)
    assert answer.fallback.startswith("Only a model on this machine may see texts marked LIMITE, and openai:gpt-4.1")
    assert answer.fallback.endswith("so the answer below is quoted from the documents.")
    assert model.calls == []
    assert asked.ask(QUESTION, documents=(OPEN,)).marking is None
    assert len(model.calls) == 1


def test_the_highest_marking_travels_to_the_record_and_to_every_file(
    asked: Assistant, marked: tuple[str, str], answer: Answer
) -> None:
    record = next(one for one in asked.records.summaries() if one.id == answer.id)
    assert record.marking == "LIMITE"
    assert asked.records.record(record.id).answer.marking == "LIMITE"
    # No sentence of it cites the marked document any more: that was looked at all the same.
    bare = replace(answer, sentences=(), declines=(), withheld=())
    assert asked.export(bare, ExportKind.MARKDOWN).startswith(b"**LIMITE**")
    sheet = asked.desk.sheet(marked[0])
    pack = asked.desk.pack(asked.desk.answered_one(sheet, sheet.questions[0]))
    assert "LIMITE" in pack.all_markings
    assert asked.export(pack, ExportKind.MARKDOWN).startswith(b"**LIMITE**")


def test_no_file_is_made_where_the_policy_wants_none(assistant: Assistant, answer: Answer) -> None:
    policy = Policy(rules=(("LIMITE", Rule(models=frozenset(), export=False)),))
    strict = Assistant(replace(assistant.settings, markings=policy))
    with pytest.raises(ExportFailed, match=r"^No file may be made of texts marked LIMITE: the markings policy"):
        strict.export(answer, ExportKind.WORD)
    unmarked = replace(answer, sentences=(), declines=(), withheld=(), hits=(), markings=(None,))
    assert strict.export(unmarked, ExportKind.MARKDOWN)
