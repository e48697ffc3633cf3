"""What each part of the search is worth: taken away one at a time, in the path that serves, over judged sets."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

import numpy as np

from assistant.domain import Progress, Query
from assistant.evaluation.judged import JudgedSet, load_judged_set, several_files
from assistant.evaluation.metrics import measure
from assistant.evaluation.passage_snapshot import PassageSnapshot, open_passages
from assistant.evaluation.ranking import DEPTH, open_embedder, open_retriever
from assistant.models.embedder import Embedder
from assistant.retrieval import fusion, query, retriever
from assistant.retrieval.retriever import Retriever, Stage
from assistant.retrieval.understand import understand
from assistant.settings import Settings, load_settings
from assistant.terminal.progress_bars import ProgressBars

_SHOWN = ("R@5", "R@10", "nDCG@5", "MAP@10")
_CANDIDATES = 100  # half of the default

Report = Callable[[Progress], None]
Switch = Callable[[], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The search with one part changed: by the constants of a module, the query, the settings or the stage."""

    name: str
    switch: Switch = nullcontext
    asked: Callable[[Query], Query] = field(default=lambda asked: asked)
    candidates: int | None = None
    stage: Stage = Stage.FUSED


def _constant(module: object, name: str, value: object) -> Switch:
    return partial(patch.object, module, name, value)


VARIANTS = (
    Variant(name="everything, before reranking"),
    Variant(name="without meaning", stage=Stage.LEXICAL),
    Variant(name="without words", stage=Stage.DENSE),
    Variant(name="without phrases", switch=_constant(query, "_together", lambda text: [])),
    Variant(
        name="without other wordings (abbreviations, misspelt words)",
        switch=_constant(retriever, "other_wordings", lambda text, texts: ()),
    ),
    Variant(name=f"with {_CANDIDATES} candidates of each search instead of 200", candidates=_CANDIDATES),
    Variant(
        name="with the weight of meaning of long questions for short ones too",
        switch=_constant(fusion, "SHORT_QUESTION", 99),
    ),
    Variant(name="nothing for the passage beside", switch=_constant(fusion, "BESIDE", 0.0)),
    Variant(
        name="nothing for the document a passage stands in",
        switch=partial(patch.multiple, retriever, SAME_DOCUMENT=0.0, SAME_DOCUMENT_AS_BEFORE=0.0),
    ),
    Variant(name="without the earlier turns", asked=lambda asked: replace(asked, earlier=())),
    Variant(name="without parts", asked=lambda asked: replace(asked, parts=(asked.standalone,))),
    Variant(name="with reranking", stage=Stage.RERANKED),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be asked of this measurement."""
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="judged sets")
    parser.add_argument("--limit", type=int, help="only so many questions of each, drawn evenly")
    parser.add_argument("--cache", type=Path, help="where snapshots and vectors are kept (default: a temporary folder)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Measure every variant over every set and print a table for each."""
    settings = load_settings()
    embedder = open_embedder(settings)
    cache = options.cache or Path(tempfile.gettempdir()) / "rapporteur-bench"
    for folder in options.folders:
        judged = load_judged_set(folder, limit=options.limit, **several_files(folder))
        with ProgressBars() as bars:
            passages = open_passages(judged.corpus, settings, embedder, cache=cache, report=bars)
            retrievers = {variant.name: _retriever(variant, settings, embedder) for variant in VARIANTS}
            rankings, times_ms = _measured(judged, passages, retrievers, bars)
        passages.snapshot.close()
        print(f"{judged.name}, {len(judged.queries)} of {judged.total} questions, {settings.chunk_tokens} tokens\n")
        print(_table(judged, rankings, times_ms))
    return 0


def _retriever(variant: Variant, settings: Settings, embedder: Embedder) -> Retriever:
    return open_retriever(replace(settings, candidates=variant.candidates or settings.candidates), embedder)


def _measured(
    judged: JudgedSet, passages: PassageSnapshot, retrievers: dict[str, Retriever], report: Report
) -> tuple[dict[str, dict[str, list[str]]], dict[str, list[float]]]:
    """The rankings by variant and question, and the milliseconds that each variant took, in the order of questions.

    Variants take turns question by question, each with another one first, so that a slow moment of the machine
    falls on all. Vectors of questions are made beforehand and counted for none: in a conversation they are kept.
    """
    rankings: dict[str, dict[str, list[str]]] = {variant.name: {} for variant in VARIANTS}
    times_ms: dict[str, list[float]] = {variant.name: [] for variant in VARIANTS}
    for done, one in enumerate(judged.queries):
        asked = understand(one.question, one.turns)
        retrievers[VARIANTS[0].name].find(passages.snapshot, asked, limit=DEPTH, stage=Stage.FUSED)
        first = done % len(VARIANTS)
        for variant in (*VARIANTS[first:], *VARIANTS[:first]):
            with variant.switch():
                start = time.perf_counter()
                found = retrievers[variant.name].find(
                    passages.snapshot, variant.asked(asked), limit=DEPTH, stage=variant.stage
                )
                times_ms[variant.name].append((time.perf_counter() - start) * 1000)
            rankings[variant.name][one.id] = list(dict.fromkeys(passages.passage_of[hit.chunk.id] for hit in found))
        report(Progress(stage="ablation", done=done + 1, total=len(judged.queries)))
    return rankings, times_ms


def _table(judged: JudgedSet, rankings: dict[str, dict[str, list[str]]], times_ms: dict[str, list[float]]) -> str:
    """A row for each variant; "ms" is the median over questions of what it takes more or less than everything."""
    everything = np.array(times_ms[VARIANTS[0].name])
    lines = ["| variant | " + " | ".join(_SHOWN) + " | ms |", "|---" * (len(_SHOWN) + 2) + "|"]
    for variant in VARIANTS:
        values = measure(judged.qrels, rankings[variant.name])
        difference = float(np.median(np.array(times_ms[variant.name]) - everything))
        took = f"{np.median(everything):.0f}" if variant is VARIANTS[0] else f"{difference:+.1f}"
        cells = " | ".join(f"{values[name].value:.3f}" for name in _SHOWN)
        lines.append(f"| {variant.name} | {cells} | {took} |")
    return "\n".join(lines) + "\n"
