"""Fits the numbers of ``assistant/retrieval/calibration.py`` on judged sets."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.evaluation.judged import load_judged_set, several_files
from assistant.evaluation.passage_snapshot import open_passages
from assistant.evaluation.ranking import open_embedder, open_retriever
from assistant.retrieval.understand import understand
from assistant.settings import load_settings
from assistant.terminal.progress_bars import ProgressBars

Array = npt.NDArray[np.float64]

_STEPS = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="judged sets")
    parser.add_argument("--limit", type=int, help="only so many questions of each, drawn evenly")
    cache = Path(tempfile.gettempdir()) / "rapporteur-bench"
    parser.add_argument("--cache", type=Path, default=cache, help="where snapshots and vectors are kept")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Fit over all the folders, each weighing the same, and print the numbers."""
    sets = [_judged_hits(folder, options.limit, options.cache) for folder in options.folders]
    logit, log_rank, constant = fit(sets)
    print(f"LOGIT, LOG_RANK, CONSTANT = {logit:.3f}, {log_rank:.3f}, {constant:.3f}")
    for folder, (features, relevant) in zip(options.folders, sets, strict=True):
        share = 1 / (1 + np.exp(-features @ np.array([logit, log_rank, constant])))
        likely = share >= 0.5
        seen = f"{relevant[likely].mean():.2f} of {likely.sum()}" if likely.any() else "none"
        print(
            f"{Path(folder).name}: mean {share.mean():.3f}, judged relevant {relevant.mean():.3f}; from 0.5 on: {seen}"
        )
    return 0


def fit(sets: list[tuple[Array, Array]]) -> tuple[float, float, float]:
    """Logistic regression by Newton's method, every set with the same total weight."""
    features = np.concatenate([x for x, _ in sets])
    relevant = np.concatenate([y for _, y in sets])
    weights = np.concatenate([np.full(len(y), 1 / len(y)) for _, y in sets])
    found = np.zeros(3)
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-features @ found))
        gradient = features.T @ (weights * (relevant - share))
        curvature = (features * (weights * share * (1 - share))[:, None]).T @ features
        found = found + np.linalg.solve(curvature + 1e-9 * np.eye(3), gradient)
    return float(found[0]), float(found[1]), float(found[2])


def _judged_hits(folder: Path, limit: int | None, cache: Path) -> tuple[Array, Array]:
    """Logit, logarithm of the rank and 1 of every reranked passage, and whether it was judged relevant."""
    judged = load_judged_set(folder, limit=limit, **several_files(folder))
    settings = load_settings()
    embedder = open_embedder(settings)
    retriever = open_retriever(settings, embedder)
    with ProgressBars() as bars:
        passages = open_passages(judged.corpus, settings, embedder, cache=cache, report=bars)
    rows: list[tuple[float, float, float, float]] = []
    for query in judged.queries:
        hits = retriever.find(passages.snapshot, understand(query.question, query.turns), limit=settings.reranked)
        for hit in hits:
            if hit.rerank_score is not None:
                relevant = judged.qrels[query.id].get(passages.passage_of[hit.chunk.id], 0) > 0
                rows.append((hit.rerank_score, float(np.log(hit.rank)), 1.0, float(relevant)))
    passages.snapshot.close()
    table = np.array(rows)
    return table[:, :3], table[:, 3]
