"""Follow-up questions reworded by a language model; the wording made without one stands when the model does no better.

A model may bring in what nobody said, and a search for that finds the wrong thing. So a rewording is taken only when
all of its words were said in the conversation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain import Query, Sentence, Turn, markings_of_turns
from assistant.errors import AssistantError
from assistant.models.guarded import GuardedModel
from assistant.models.language_model import Call, in_time
from assistant.prompts import Prompt, harmless
from assistant.retrieval.condense import TAKEN_TURNS
from assistant.retrieval.parts import question_parts
from assistant.retrieval.query import content_words
from assistant.retrieval.stems import stem

MOST_WORDS = 60
_TOKENS = 120
# An answer is remembered by its beginning.
_ANSWER_WORDS = 60


class Rewriter:
    """Has a model make follow-up questions stand alone."""

    def __init__(self, model: GuardedModel, prompt: Prompt, *, timeout_s: float) -> None:
        self._model = model
        self._prompt = prompt
        self._timeout_s = timeout_s

    def rewritten(self, query: Query, turns: Sequence[Turn]) -> Query:
        """The query with the model's wording, if it leans on earlier turns and the model's wording can be used."""
        if not turns or not query.reason:
            return query
        taken = turns[-TAKEN_TURNS:]
        conversation = "\n".join(_said(turn) for turn in taken)
        messages = self._prompt.render(conversation=conversation, question=harmless(query.asked))
        call = Call(messages=messages, most_tokens=_TOKENS, markings=markings_of_turns(taken))
        try:
            text = "".join(in_time(self._model, call, timeout_s=self._timeout_s, stopped=lambda: False))
        except (AssistantError, TimeoutError):
            return query
        standalone = " ".join(text.split()).strip('"“” ')
        if not _usable(standalone, f"{conversation} {query.asked}"):
            return query
        return replace(
            query,
            standalone=standalone,
            parts=question_parts(standalone),
            earlier=(),
            reason=f"reworded by {self._model.name} from what was asked before",
        )


def _usable(standalone: str, said: str) -> bool:
    known = {stem(word) for word in content_words(said)}
    wanted = {stem(word) for word in content_words(standalone)}
    return bool(wanted) and wanted <= known and len(standalone.split()) <= MOST_WORDS


def _steers(sentence: Sentence) -> bool:
    """Whether a sentence was quoted from a passage that no model is given."""
    return any(citation.instruction for citation in sentence.citations)


def _said(turn: Turn) -> str:
    lines = [f"Question: {harmless(turn.question)}"]
    if turn.answer and turn.answer.sentences:
        words = " ".join(sentence.text for sentence in turn.answer.sentences if not _steers(sentence)).split()
        lines.append(f"Answer: {harmless(' '.join(words[:_ANSWER_WORDS]))}")
    return "\n".join(lines)
