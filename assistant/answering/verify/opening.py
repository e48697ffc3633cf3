"""The judge that the settings name."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.verify.alignment import Aligner, Tokens
from assistant.answering.verify.asked import PROMPT, SCHEMA, AskingJudge
from assistant.answering.verify.entailment import EntailmentJudge
from assistant.answering.verify.judge import Judge, JudgeFor
from assistant.answering.verify.local import LocalJudge
from assistant.answering.verify.weights import load_weights
from assistant.domain.marking import Markings
from assistant.errors import SettingsError
from assistant.models.cross_encoder import CrossEncoder
from assistant.models.embedder import Embedder
from assistant.models.entailment import Entailment
from assistant.models.guarded import GuardedModel
from assistant.models.language_model import Call, in_time
from assistant.prompts import Message, load_prompt
from assistant.settings import Settings

LOCAL, MODEL = "local", "model"
_VERDICT_TOKENS = 160


def open_judge(
    settings: Settings,
    embedder: Embedder,
    cross_encoder: CrossEncoder | None,
    compared: Tokens,
    model: GuardedModel | None,
) -> JudgeFor:
    """The judge of the setting ``judge``, its models not loaded yet. ``compared`` is what compares token by token.

    Where the language model is to judge, the local judge stands in for it on texts that it may not see.

    The weights hold for the embedder and the cross-encoder that they were fitted with: others are not used for them.
    Raises SettingsError when the language model is to judge and there is none.
    """
    weights = load_weights()
    reader = embedder if embedder.name == weights.embedder else Embedder(weights.embedder)
    same = cross_encoder is not None and cross_encoder.name == weights.cross_encoder
    pairs = cross_encoder if cross_encoder is not None and same else CrossEncoder(weights.cross_encoder)
    aligner = Aligner(reader, pairs, compared)
    local: Judge = LocalJudge(aligner, weights)
    if settings.judge == LOCAL:
        return lambda _: local
    if settings.judge != MODEL:
        entailing = EntailmentJudge(Entailment(settings.judge), aligner, weights)
        return lambda _: entailing
    if model is None:
        raise SettingsError("The setting 'judge' is 'model', but no model is set. Name one (setting 'model').")
    prompt = load_prompt(PROMPT)

    def judge_for(markings: Markings) -> Judge:
        def complete(messages: Sequence[Message]) -> str:
            call = Call(messages=messages, most_tokens=_VERDICT_TOKENS, schema=SCHEMA, markings=markings)
            return "".join(in_time(model, call, timeout_s=settings.model_timeout_s, stopped=lambda: False))

        return AskingJudge(complete, prompt, aligner, weights) if model.may_read(markings).allowed else local

    return judge_for
