"""``answers FILE…``: whether judged questions are answered or declined as they should be, and by which sentences.

The served functions answer, from the passages that the set gives with each question; nothing is searched for.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from assistant.answering.extractive import ExtractiveComposer, Outcome, completed
from assistant.answering.scoring import SentenceScorer
from assistant.evaluation.answer_measures import answering_figures, evidence_figures
from assistant.evaluation.answer_tasks import AnswerSet, AnswerTask, load_answer_set
from assistant.evaluation.given_passages import GivenPassages
from assistant.evaluation.pooled_passages import PooledPassages
from assistant.evaluation.ranking import open_embedder
from assistant.models.cross_encoder import CrossEncoder
from assistant.models.embedder import Embedder
from assistant.models.late_interaction import LateInteraction
from assistant.retrieval.rerank import PassageJudge
from assistant.retrieval.understand import understand
from assistant.settings import Settings, load_settings

_CAVEATS = (
    "Only development halves were used, and the weights were fitted on them: `fit-answers` prints what "
    "cross-validation says of them.",
    "A question that comes without any passage is declined because nothing was found. In MTRAG-UN as published that is "
    "every unanswerable question, so its figure says only how seldom an answerable one is refused; `--pool` gives each "
    "question the passages that are nearest to it among those of the whole file instead.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What the assistant made of a task. ``cited`` are the sentences shown, or the nearest where it declined."""

    id: str
    answer: str
    abstained: bool
    confidence: float
    cited: tuple[int, ...]
    reason: str

    def line(self) -> str:
        """The prediction as the independent scorers read it."""
        return json.dumps(
            {
                "_id": self.id,
                "answer": self.answer,
                "abstained": self.abstained,
                "confidence": self.confidence,
                "cited": list(self.cited),
                "reason": self.reason,
            },
            ensure_ascii=False,
        )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="judged questions (CLAPNQ or MTRAG shape)")
    parser.add_argument("--pool", action="store_true", help="passages are searched for among those of the whole file")
    parser.add_argument("--predictions", type=Path, metavar="FOLDER", help="write what was predicted, one file a set")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Measure each file and print its figures."""
    settings = load_settings()
    embedder = open_embedder(settings)
    judge = None if settings.reranker == "none" else CrossEncoder(settings.reranker)
    for file in options.files:
        answers = load_answer_set(file)
        predictions = predict(answers, settings, embedder, judge, pool=options.pool)
        if options.predictions:
            options.predictions.mkdir(parents=True, exist_ok=True)
            written = options.predictions / f"{answers.name}-{file.stem}.jsonl"
            written.write_text("".join(f"{one.line()}\n" for one in predictions), encoding="utf-8")
        print(_report(answers, predictions, pool=options.pool))
    names = ("numpy", "onnxruntime", "tokenizers")
    print(
        f"Measured {datetime.now(UTC).date()} with {settings.embedder}, {settings.reranker}, "
        + ", ".join(f"{name} {version(name)}" for name in names)
    )
    print("\n".join(f"- {caveat}" for caveat in _CAVEATS))
    return 0


def predict(
    answers: AnswerSet, settings: Settings, embedder: Embedder, judge: PassageJudge | None, *, pool: bool = False
) -> list[Prediction]:
    """What the served functions make of each task."""
    given = GivenPassages(answers, embedder, judge, chunk_tokens=settings.chunk_tokens)
    pooled = PooledPassages(answers, settings, embedder, judge) if pool else None
    composer = ExtractiveComposer(SentenceScorer(embedder, judge, LateInteraction() if judge else None))
    predictions = []
    for task in answers.tasks:
        query = understand(task.question, task.turns)
        found = pooled.found(query) if pooled else given.found(task, query.standalone)
        predictions.append(_prediction(task, composer.outcomes(query, found)))
    return predictions


def _prediction(task: AnswerTask, outcomes: Sequence[Outcome]) -> Prediction:
    chosen = [one for outcome in outcomes for one in outcome.chosen]
    nearest = completed(chosen or [one for outcome in outcomes for one in outcome.nearest], whole_lists=False)
    return Prediction(
        id=task.id,
        answer=" ".join(one.candidate.text for one in chosen),
        abstained=not chosen,
        confidence=round(max(outcome.probability for outcome in outcomes), 6),
        cited=tuple(sorted({one.sentence for one in nearest})),
        reason=", ".join(outcome.decline.reason for outcome in outcomes if outcome.decline),
    )


def _report(answers: AnswerSet, predictions: Sequence[Prediction], *, pool: bool) -> str:
    figures = answering_figures(answers.tasks, predictions)
    how = " (passages searched for)" if pool else ""
    lines = [f"{answers.name}/{answers.file.name}{how}: {len(answers.tasks)} questions"]
    if answers.has_gold and not pool:
        figures |= evidence_figures(answers.tasks, predictions)
    return "\n".join([*lines, *(f"  {name:24} {value:.4f}" for name, value in figures.items())])
