"""Follow-up questions, without a model: what a question takes along from the turns before it.

Two things come out. A *standalone question* that the person reads and may edit; and the *earlier texts* that the search
mixes in with weights that fade. The weights were chosen on the judged conversations (docs/quality.md): pasting in the
whole history helps where a conversation stays with one subject and harms where it wanders, so a question that says much
itself takes little along.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.domain import Answer, EarlierText, Turn
from assistant.retrieval.ellipsis import exchange, is_bare, is_reply, of_the_same, without_reply
from assistant.retrieval.query import content_words, names

# The weight of the last answer and the last question, and how much is left of them one turn further back.
ANSWER_WEIGHT, ANSWER_FADE = 0.35, 0.9
QUESTION_WEIGHT, QUESTION_FADE = 0.3, 0.8
# A question with more content words than this takes along less, in proportion.
SAYS_ENOUGH = 3
LEAST_WEIGHT = 0.03
TAKEN_TURNS = 6
# An answer is remembered by its beginning.
ANSWER_WORDS = 60

_CONTINUES = re.compile(
    r"^\W*(and|but|or|so|also|what about|how about|what of|why|how so|who says|which of)\b", re.IGNORECASE
)
_POINTS_BACK = re.compile(
    r"\b(it|its|they|them|their|this|that|these|those|he|she|his|her|there|"
    r"the (?:first|second|third|fourth|last|former|latter|other)s?|ones?|same)\b",
    re.IGNORECASE,
)
FEW_WORDS = 3
_WHO_SAYS_SO = re.compile(
    r"^\W*(who (?:says|said|claims|claimed|reports|wrote) (?:so|this|that|it)|says who|according to whom|"
    r"(?:what|which|where)(?:'s| is| are)? (?:the |its |their |your )?sources?(?: (?:for|of) (?:this|that|it))?|"
    r"where does (?:this|that|it) come from|sources?)\W*$",
    re.IGNORECASE,
)
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1}
# Nothing of substance may follow: "What is the first step in an asylum claim?" points to no earlier answer.
_ORDINAL_ONE = re.compile(
    r"^\W*(?:and |but )?(?:(?:what|how) (?:about|of|is|are|does|do) )?"
    r"the (first|second|third|fourth|fifth|last)"
    r"(?: one\b[^?]{0,40}| (?:point|reason|item|sentence|claim|measure))?(?: (?:about|exactly|mean|say))?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condensed:
    """A question made to stand alone, what the search takes along beside it, and why, in words (empty: it stood)."""

    standalone: str
    earlier: tuple[EarlierText, ...] = ()
    reason: str = ""


def condense(question: str, turns: Sequence[Turn]) -> Condensed:
    """What to search for: the question with what it needs of the earlier turns."""
    alone: list[str] = []  # how the question of each turn reads alone
    for place, turn in enumerate(turns):
        alone.append(_condensed(turn.question, turns[:place], alone).standalone)
    return _condensed(question, turns, alone)


def _condensed(question: str, turns: Sequence[Turn], alone: Sequence[str]) -> Condensed:
    if not turns or not question.strip():
        return Condensed(standalone=question)
    last = turns[-1]
    claim = _claim(question, last.answer)
    if claim:
        return Condensed(standalone=f"What is the source of: {claim}", reason="asks for the source of the last claim")
    item = _item(question, last.answer)
    if item:
        return Condensed(standalone=f"{question.rstrip(' ?')}: {item}", reason="points to the last answer")
    if not leans(question):
        return Condensed(standalone=question, earlier=earlier_texts(question, turns))
    spelt_out = of_the_same(question, alone[_last_asked(turns)])
    if spelt_out:
        return Condensed(standalone=spelt_out, reason="asks about what was counted before")
    exchanged = exchange(question, alone[_last_asked(turns, besides=_asks_about_answer)])
    if exchanged:
        return Condensed(standalone=exchanged, reason="asks the last question of something else")
    return Condensed(
        standalone=f"{alone[_last_asked(turns)].strip()} {question.strip()}",
        earlier=earlier_texts(question, turns),
        reason="continues the last question",
    )


def _last_asked(turns: Sequence[Turn], *, besides: Callable[[str], bool] = is_reply) -> int:
    """The index of the last question that was no mere reply ("Yes."), nor one of those to pass over."""
    back = len(turns) - 1
    while back > 0 and (is_reply(turns[back].question) or besides(turns[back].question)):
        back -= 1
    return back


def _asks_about_answer(question: str) -> bool:
    return bool(_WHO_SAYS_SO.match(question) or _ORDINAL_ONE.match(question))


def leans(question: str) -> bool:
    """Whether a question cannot be understood alone: "and Canada?", "why?", "how do they do that?".

    A short one does, unless it names something and points back to nothing ("Who is Renard?").
    """
    question = without_reply(question)
    words = content_words(question)
    if not words or is_bare(question) or is_reply(question):
        return True
    if _CONTINUES.match(question) and len(words) <= FEW_WORDS + 1:
        return True
    return len(words) <= FEW_WORDS and (bool(_POINTS_BACK.search(question)) or not names(question))


def points_back(question: str) -> bool:
    """Whether a question says itself that it goes on from what was said: "and …", "… they …", "the second"."""
    question = without_reply(question)
    return not question or bool(_CONTINUES.match(question) or _POINTS_BACK.search(question))


def earlier_texts(question: str, turns: Sequence[Turn]) -> tuple[EarlierText, ...]:
    """The questions and answers of earlier turns, the latest first, with the weights at which they are mixed in."""
    share = min(1.0, SAYS_ENOUGH / max(1, len(content_words(question))))
    found: dict[str, float] = {}
    for back, turn in enumerate(reversed(turns[-TAKEN_TURNS:])):
        said = _answer_text(turn.answer)
        for text, weight in (
            (said, ANSWER_WEIGHT * ANSWER_FADE**back),
            (turn.question, QUESTION_WEIGHT * QUESTION_FADE**back),
        ):
            if text and weight * share >= LEAST_WEIGHT:
                found[text] = max(found.get(text, 0.0), round(weight * share, 4))
    return tuple(EarlierText(text=text, weight=weight) for text, weight in found.items() if text != question)


def _answer_text(answer: Answer | None) -> str:
    if answer is None or not answer.sentences:
        return ""
    return " ".join(" ".join(sentence.text for sentence in answer.sentences).split()[:ANSWER_WORDS])


def _claim(question: str, answer: Answer | None) -> str:
    """The last claim of an answer, when the question asks who says so."""
    if answer is None or not answer.sentences or not _WHO_SAYS_SO.match(question):
        return ""
    return answer.sentences[-1].text


def _item(question: str, answer: Answer | None) -> str:
    """The sentence of the last answer that "what about the second one?" points to."""
    match = _ORDINAL_ONE.match(question)
    if match is None or answer is None:
        return ""
    place = _ORDINALS[match.group(1).lower()]
    return answer.sentences[place].text if -len(answer.sentences) <= place < len(answer.sentences) else ""
