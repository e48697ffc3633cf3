"""``fit-answers FILE…``: the weights of ``assistant/answering/calibrated.json``, fitted on judged questions.

Three probabilities are fitted, each twice: with what the cross-encoder says, and without. Within every set answerable
and unanswerable questions weigh the same. What is printed comes from cross-validation over questions.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.answering.asking import whole
from assistant.answering.calibration import WEIGHTS_FILE, Logistic
from assistant.answering.candidates import candidates
from assistant.answering.extractive import Found
from assistant.answering.scored import Scored
from assistant.answering.scoring import SentenceScorer
from assistant.answering.selection import best_count
from assistant.answering.signs import sentence_signs
from assistant.evaluation.answer_tasks import AnswerSet, load_answer_set
from assistant.evaluation.asked_questions import asked_examples
from assistant.evaluation.given_passages import GivenPassages
from assistant.evaluation.logistic_fit import Example, cross_validated, fit
from assistant.evaluation.pooled_passages import PooledPassages
from assistant.evaluation.ranking import open_embedder
from assistant.models.cross_encoder import CrossEncoder
from assistant.models.embedder import Embedder
from assistant.models.late_interaction import LateInteraction
from assistant.retrieval.rerank import PassageJudge
from assistant.retrieval.retriever import Retriever
from assistant.retrieval.understand import understand
from assistant.settings import Settings, load_settings

# What strangers asked and judged weighs so many times what the project asked and judged itself.
STRANGERS = 3
# What each probability is made of. Signs that did not help under cross-validation were left out.
EVIDENCE = ("logit", "behind", "log_rank", "meaning", "meaning_behind", "opens", "log_words")
EVIDENCE_UNREAD = ("meaning", "meaning_behind", "overlap", "overlap_behind", "opens", "log_words")
ANSWERABLE = (
    *("logit", "lead", "passage_logit", "names_missing", "narrow"),
    *("alike", "alike_lead", "words_alike", "weakest_alike"),
)
ANSWERABLE_UNREAD = ("meaning", "third_meaning", "passage_meaning", "covered", "names_missing", "narrow")
ON_SUBJECT = ("logit", "passage_logit", "meaning", "passage_meaning", "covered")
ON_SUBJECT_UNREAD = ("meaning", "passage_meaning", "covered")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="judged questions (CLAPNQ or MTRAG shape)")
    parser.add_argument(
        "--asked",
        type=Path,
        nargs=2,
        action="append",
        default=[],
        metavar=("QUESTIONS", "FOLDER"),
        help="judged questions of the project's own and the documents that they are asked of: they say when to answer",
    )
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS_FILE.name}; else only print")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Fit on all files together, print what cross-validation says, and write the weights if wished."""
    settings = load_settings()
    embedder = open_embedder(settings)
    sets = [load_answer_set(file) for file in options.files]
    weights: dict[str, dict[str, dict[str, float]]] = {}
    for name, judge in (("judged", CrossEncoder(settings.reranker)), ("unjudged", None)):
        print(name)
        weights[name] = _fitted(sets, options.asked, settings, embedder, judge)
    own = [f"{file.name} over {folder.name}" for file, folder in options.asked]
    if options.write:
        about = {"fitted": str(datetime.now(UTC).date()), "on": [f"{one.name}/{one.file.name}" for one in sets] + own}
        WEIGHTS_FILE.write_text(json.dumps({**about, **weights}, indent=2) + "\n", encoding="utf-8")
    return 0


def _fitted(
    sets: Sequence[AnswerSet],
    asked: Sequence[Sequence[Path]],
    settings: Settings,
    embedder: Embedder,
    judge: PassageJudge | None,
) -> dict[str, dict[str, float]]:
    """The weights of the three probabilities, by name."""
    scorer = SentenceScorer(embedder, judge, LateInteraction() if judge else None)
    evidence: list[Example] = []
    answerable: list[Example] = []
    subject: list[Example] = []
    for answers in sets:
        given = GivenPassages(answers, embedder, judge, chunk_tokens=settings.chunk_tokens)
        pooled = None if answers.has_gold else PooledPassages(answers, settings, embedder, judge)
        answerable += _answerable(answers, given, pooled, scorer)
        if answers.has_gold:
            evidence += _evidence(answers, given, scorer)
            subject += _subject(answers, given, scorer)
    retriever = Retriever(embedder, judge, candidates=settings.candidates, reranked=settings.reranked)
    for folder in dict.fromkeys(folder for _, folder in asked):
        files = [file for file, place in asked if place == folder]
        answerable += asked_examples(folder, files, retriever, scorer)
    read = judge is not None
    names = (EVIDENCE, ANSWERABLE, ON_SUBJECT) if read else (EVIDENCE_UNREAD, ANSWERABLE_UNREAD, ON_SUBJECT_UNREAD)
    _say_f1(evidence, names[0])
    _say_accuracy("answerable", answerable, names[1])
    _say_accuracy("on subject", subject, names[2])
    together = (evidence, answerable, subject)
    return {
        name: _plain(fit(examples, signs))
        for name, examples, signs in zip(("evidence", "answerable", "on_subject"), together, names, strict=True)
    }


def _plain(fitted: Logistic) -> dict[str, float]:
    return {**fitted.weights, "constant": fitted.constant}


def _look(found: Found, question: str, scorer: SentenceScorer) -> list[Scored]:
    sentences = candidates(found.hits, found.load)
    return scorer.read(question, sentences, frequency=found.frequency, total=found.total)


def _answerable(
    answers: AnswerSet, given: GivenPassages, pooled: PooledPassages | None, scorer: SentenceScorer
) -> list[Example]:
    """Whether what was found answers. Where unanswerable questions come without passages, those nearest to each are
    searched for among the passages of all; so are those of answerable ones."""
    counts = Counter(task.answerable for task in answers.tasks)
    examples = []
    for task in answers.tasks:
        query = understand(task.question, task.turns)
        part = whole(query)
        found = pooled.found(query) if pooled else given.found(task, part.reading)
        scored = _look(found, part.reading, scorer)
        examples.append(
            Example(
                signs=found.signs(part, scored),
                truth=float(task.answerable),
                group=f"{answers.name} {task.id}",
                weight=STRANGERS * 100 / counts[task.answerable],
            )
        )
    return examples


def _evidence(answers: AnswerSet, given: GivenPassages, scorer: SentenceScorer) -> Iterator[Example]:
    """Whether a sentence is in a reference answer: the share of the references that it is in."""
    for task in answers.tasks:
        if not task.gold:
            continue
        scored = _look(given.found(task, task.question), task.question, scorer)
        for one, signs in zip(scored, sentence_signs(scored), strict=True):
            inside = [one.candidate.sentence in gold for gold in task.gold]
            truth = sum(inside) / len(inside)
            yield Example(signs=signs, truth=truth, group=task.id, weight=8 / len(scored))


def _subject(answers: AnswerSet, given: GivenPassages, scorer: SentenceScorer) -> Iterator[Example]:
    """Whether the passage is the question's own, or that of another question under another title."""
    tasks = answers.tasks
    for place, task in enumerate(tasks):
        others = (tasks[(place + step) % len(tasks)] for step in range(1, len(tasks)))
        other = next(one for one in others if one.title != task.title)
        for truth, passage in ((1.0, task), (0.0, other)):
            part, found = whole(understand(task.question)), given.found(passage, task.question)
            scored = _look(found, task.question, scorer)
            yield Example(signs=found.signs(part, scored), truth=truth, group=task.id)


def _say_accuracy(name: str, examples: Sequence[Example], signs: Sequence[str]) -> None:
    probabilities = cross_validated(examples, signs)
    for set_name in sorted({example.group.split(" ")[0] if " " in example.group else "" for example in examples}):
        pairs = [
            (probability >= 0.5, example.truth >= 0.5)
            for probability, example in zip(probabilities, examples, strict=True)
            if not set_name or example.group.startswith(f"{set_name} ")
        ]
        yes = [said for said, truth in pairs if truth]
        no = [not said for said, truth in pairs if not truth]
        declined = [not truth for said, truth in pairs if not said]
        print(
            f"  {name} {set_name}: balanced accuracy {(sum(yes) / len(yes) + sum(no) / len(no)) / 2:.3f}, declining "
            f"precision {sum(declined) / max(1, len(declined)):.3f} recall {sum(no) / len(no):.3f} ({len(pairs)})"
        )


def _say_f1(examples: Sequence[Example], signs: Sequence[str]) -> None:
    """Expected-F1 selection against soft truth; a lower bound of what the set's own scorer gives."""
    probabilities = cross_validated(examples, signs)
    by_task: dict[str, list[tuple[float, float]]] = {}
    for probability, example in zip(probabilities, examples, strict=True):
        by_task.setdefault(example.group, []).append((probability, example.truth))
    values = []
    for pairs in by_task.values():
        pairs.sort(key=lambda pair: -pair[0])
        count = best_count([probability for probability, _ in pairs])
        right = sum(truth for _, truth in pairs[:count])
        wanted = sum(truth for _, truth in pairs)
        values.append(2 * right / (count + wanted) if wanted else 0.0)
    print(f"  evidence: F1 {sum(values) / len(values):.3f} over {len(values)} questions")
