"""Are questions answered rightly? Asks judged questions on the served path, without a language model."""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from assistant.api import Assistant
from assistant.domain import Answer, Turn
from assistant.evaluation.judged_answers import JudgedQuestion, faults, read_questions

QUESTIONS = Path(__file__).parents[2] / "tests" / "quality" / "seed_questions.jsonl"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("corpus", type=Path, help="the folder of documents that the questions are about")
    parser.add_argument("--questions", type=Path, default=QUESTIONS, help="judged questions, one JSON object a line")
    parser.add_argument("--index", type=Path, help="where its index is (default: a temporary one)")
    parser.add_argument("--show", action="store_true", help="print the sentences of each wrong answer")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Ask every question, print what is right and wrong and why; always 0."""
    questions = read_questions(options.questions)
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.open(
            corpus=options.corpus, index=options.index or Path(folder) / "index", workspace=Path(folder) / "workspace"
        )
        assistant.ingest()
        asked = [(question, ask(assistant, question)) for question in questions]
    for question, answer in asked:
        print(verdict(question, answer, show=options.show))
    print(totals(asked))
    return 0


def ask(assistant: Assistant, judged: JudgedQuestion) -> Answer:
    """The answer to a judged question, after the questions before it were asked and answered."""
    turns: list[Turn] = []
    for earlier in judged.history:
        turns.append(Turn(question=earlier, answer=assistant.ask(earlier, turns)))
    return assistant.ask(judged.question, turns)


def verdict(judged: JudgedQuestion, answer: Answer, *, show: bool = False) -> str:
    """One line that says whether an answer is right, and why not; with ``show`` its sentences below a wrong one."""
    wrong = faults(judged, answer)
    asked = " / ".join((*judged.history, judged.question))
    lines = [f"{'wrong' if wrong else 'right'}  {judged.id}  {judged.kind}: {asked}"]
    lines += [f"       {fault}" for fault in wrong]
    if show and wrong:
        lines += [f"       > {sentence.text}" for sentence in answer.sentences]
        lines += [f"       ! {decline.reason}: {decline.question}" for decline in answer.declines]
    return "\n".join(lines)


def totals(asked: Sequence[tuple[JudgedQuestion, Answer]]) -> str:
    """How many are right, in all and of each kind."""
    right = Counter(judged.kind for judged, answer in asked if not faults(judged, answer))
    of = Counter(judged.kind for judged, _ in asked)
    kinds = ", ".join(f"{kind} {right[kind]} of {count}" for kind, count in of.items())
    return f"{right.total()} of {of.total()} are right ({kinds})"
