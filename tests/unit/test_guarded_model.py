"""The language model as it is handed out: what its provider may not see is refused before anything is sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.access.policy import Policy, Rule
from assistant.answering.verify.asked import AskingJudge
from assistant.answering.verify.local import LocalJudge
from assistant.answering.verify.opening import open_judge
from assistant.domain import Answer, AnswerStatus, Turn
from assistant.errors import ModelRefused
from assistant.models.embedder import Embedder
from assistant.models.language_model import Call, in_time
from assistant.models.scripted import ScriptedModel
from assistant.prompts import Message, Role, load_prompt
from assistant.retrieval.rewriting import Rewriter
from assistant.retrieval.understand import understand
from assistant.settings import Settings
from tests.makers import guarded
from tests.unit.verify_fakes import LetterReader

CALL = Call(messages=(Message(role=Role.USER, content="Hello"),), most_tokens=5, markings=frozenset([None, "LIMITE"]))
ANSWER = Answer(
    question="Which ports?",
    query="Which ports?",
    sentences=(),
    status=AnswerStatus.NO_EVIDENCE,
    hits=(),
    snapshot="s",
    markings=(None, "LIMITE"),
)


def test_nothing_is_sent_of_what_the_provider_may_not_see() -> None:
    model = ScriptedModel("words")
    with pytest.raises(ModelRefused, match=r"^Only a model on this machine may see texts marked LIMITE"):
        list(in_time(guarded(model, here=False), CALL, timeout_s=5, stopped=lambda: False))
    assert model.calls == []
    nobody = Policy(rules=(("LIMITE", Rule(models=frozenset())),))
    with pytest.raises(ModelRefused, match=r"^No language model may see texts marked LIMITE\.$"):
        list(guarded(model, nobody).stream(CALL, lambda: False))
    assert model.calls == []


def test_what_it_may_see_is_sent() -> None:
    model = ScriptedModel("words")
    assert "".join(guarded(model).stream(CALL, lambda: False)) == "words"
    open_call = replace(CALL, markings=frozenset([None]))
    assert "".join(guarded(model, here=False).stream(open_call, lambda: False)) == "words"
    assert len(model.calls) == 2


def test_a_follow_up_is_not_reworded_elsewhere_when_an_earlier_answer_is_marked() -> None:
    model = ScriptedModel("Which ports of Canada?")
    local = understand("And Canada?", turns := (Turn(question="Which ports?", answer=ANSWER),))
    rewriter = Rewriter(guarded(model, here=False), load_prompt("condense"), timeout_s=5)
    assert rewriter.rewritten(local, turns) == local
    assert model.calls == []
    unmarked = (Turn(question="Which ports?", answer=replace(ANSWER, markings=(None,))),)
    assert rewriter.rewritten(local, unmarked).standalone == "Which ports of Canada?"


def test_where_the_model_may_not_judge_a_text_the_local_judge_does() -> None:
    model = guarded(ScriptedModel(""), here=False)
    judge_for = open_judge(Settings(judge="model"), Embedder(Settings().embedder), None, LetterReader(), model)
    assert isinstance(judge_for(frozenset(["LIMITE"])), LocalJudge)
    assert isinstance(judge_for(frozenset([None, "PUBLIC"])), AskingJudge)


def test_every_call_of_a_model_goes_through_the_guard() -> None:
    """Nothing but the guard, the measurements and the parts that it is made of names the models themselves."""
    from tests.conftest import ROOT

    knows = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "assistant").rglob("*.py")
        if any(name in file.read_text(encoding="utf-8") for name in ("ChatModel", "open_chat_model", ".stream("))
    }
    assert knows == {
        "assistant/api.py",  # hands a model to the parts
        "assistant/working_parts.py",  # wraps it
        "assistant/models/guarded.py",
        "assistant/models/language_model.py",
        "assistant/models/chat.py",
        "assistant/models/gguf.py",
        "assistant/models/remembered.py",
        "assistant/evaluation/generated.py",  # hands a model to an Assistant
    }
