"""The project's own judged questions, asked of a folder of documents: can what is found there answer them?"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.answering.asking import Part, parts
from assistant.answering.candidates import candidates
from assistant.answering.extractive import Found
from assistant.answering.lookups import mentioning, spelling_out
from assistant.answering.opinions import asks_future, asks_opinion
from assistant.answering.scoring import SentenceScorer
from assistant.api import Assistant
from assistant.domain import Turn
from assistant.evaluation.judged_answers import JudgedQuestion, read_questions
from assistant.evaluation.logistic_fit import Example
from assistant.evaluation.pooled_passages import LOOKED_AT
from assistant.published import Published
from assistant.retrieval.retriever import Retriever

# Answered by rules or from what a document says of itself, whatever the passages are worth.
_BY_RULE = frozenset({"about", "footnote", "false premise", "not held", "opinion or future"})


def asked_examples(corpus: Path, files: Iterable[Path], retriever: Retriever, scorer: SentenceScorer) -> list[Example]:
    """What is found in a folder for every question of some files, and whether it answers.

    A question that has an answer, but in other documents than those of the folder, counts as one without. Questions
    that rules decide are left out. Answerable and other questions weigh the same in all.
    """
    questions = [one for file in files for one in read_questions(file) if one.kind not in _BY_RULE]
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.open(corpus=corpus, index=Path(folder) / "index", workspace=Path(folder) / "workspace")
        assistant.ingest()
        held = {one.id for one in assistant.documents()}
        examples = [one for question in questions for one in _examples(question, held, assistant, retriever, scorer)]
    counts = Counter(one.truth for one in examples)
    return [
        Example(signs=one.signs, truth=one.truth, group=f"{corpus.name} {one.group}", weight=100 / counts[one.truth])
        for one in examples
    ]


def _examples(
    judged: JudgedQuestion, held: set[str], assistant: Assistant, retriever: Retriever, scorer: SentenceScorer
) -> Iterator[Example]:
    answered = judged.status != "declined" and all(
        any(place.document in held for place in group) for group in judged.must
    )
    query = assistant.understand(judged.question, [Turn(question=earlier) for earlier in judged.history])
    opened = Published(assistant.settings.index).opened()
    found = Found.of(opened.snapshot, retriever.find(opened.snapshot, query, limit=LOOKED_AT), opened.document)
    single = parts(query)
    if len(single) > 1 and judged.status == "partly":
        return  # which part has no answer is not judged
    for part in single:
        scored = scorer.read(
            part.reading, candidates(found.hits, found.load), frequency=found.frequency, total=found.total
        )
        if not _ruled(part, found) and not mentioning(part.text, scored):
            yield Example(signs=found.signs(part, scored), truth=float(answered), group=judged.id)


def _ruled(part: Part, found: Found) -> bool:
    return asks_opinion(part.text) or asks_future(part.text) or bool(spelling_out(part.text, found.hits, found.load))
