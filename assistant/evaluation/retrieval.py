"""How well and how fast passages are found, over a judged set, by the path that serves questions."""

from __future__ import annotations

import argparse
import dataclasses
import json
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import numpy as np

from assistant.domain import Progress
from assistant.evaluation.judged import JudgedQuery, JudgedSet, load_judged_set
from assistant.evaluation.metrics import Run, measure, trec_lines
from assistant.evaluation.passage_snapshot import open_passages
from assistant.evaluation.ranking import STAGES, Ranking, open_embedder, open_retriever, ranking, stages
from assistant.evaluation.tables import DOCS, RetrievalResult, StageResult, screen_table, write_docs
from assistant.models.embedder import Embedder
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings, load_settings
from assistant.terminal.progress_bars import ProgressBars

# The first questions pay for what is loaded when first used.
COLD_QUESTIONS = 5
_PACKAGES = ("numpy", "chromadb", "sentence-transformers", "torch", "onnxruntime", "ir-measures")

Report = Callable[[Progress], None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be asked of this measurement."""
    parser.add_argument("folder", type=Path, help="a judged set: corpus.jsonl, queries*.jsonl, qrels*.tsv")
    parser.add_argument("--queries", help="the file with the questions, where the folder has several")
    parser.add_argument("--qrels", help="the file with the judgements, where the folder has several")
    parser.add_argument("--stage", choices=(*STAGES, "all"), default="all", help="what to measure (default: all)")
    parser.add_argument("--limit", type=_count, help="only so many questions, drawn evenly from all")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything that was measured")
    parser.add_argument("--run", type=Path, metavar="FILE", dest="run_file", help="write the rankings as a TREC run")
    parser.add_argument("--docs", type=Path, nargs="?", const=DOCS, metavar="FILE", help=f"put the rows into {DOCS}")
    parser.add_argument("--cache", type=Path, help="where snapshots and vectors are kept (default: a temporary folder)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Measure, print the table, and write what was asked for."""
    judged = load_judged_set(options.folder, queries=options.queries, qrels=options.qrels, limit=options.limit)
    settings = load_settings()
    chosen = stages(options.stage, settings)
    cache = options.cache or Path(tempfile.gettempdir()) / "rapporteur-bench"
    embedder = open_embedder(settings)
    retriever = open_retriever(settings, embedder)
    with ProgressBars() as bars:
        result, runs = measure_retrieval(judged, chosen, settings, embedder, retriever, cache=cache, report=bars)
    print(screen_table(result))
    if options.json:
        options.json.write_text(json.dumps(dataclasses.asdict(result), indent=1) + "\n", encoding="utf-8")
    if options.run_file:
        _write_runs(options.run_file, runs)
    if options.docs:
        write_docs(options.docs, result)
    return 0


def measure_retrieval(
    judged: JudgedSet,
    chosen: Sequence[str],
    settings: Settings,
    embedder: Embedder,
    retriever: Retriever,
    *,
    cache: Path,
    report: Report = lambda _: None,
) -> tuple[RetrievalResult, dict[str, Run]]:
    """The result over a judged set, and the ranking of passages per stage and question."""
    passages = open_passages(judged.corpus, settings, embedder, cache=cache, report=report)
    results: list[StageResult] = []
    runs: dict[str, Run] = {}
    try:
        for stage in chosen:
            rank = ranking(stage, passages, retriever)
            runs[stage], times_s = _timed(rank, judged.queries, report, stage)
            results.append(_stage_result(stage, judged, runs[stage], times_s))
        manifest = passages.snapshot.manifest
    finally:
        passages.snapshot.close()
    result = RetrievalResult(
        set_name=judged.name,
        queries_name=judged.queries_name,
        questions=len(judged.queries),
        questions_in_set=judged.total,
        passages=manifest.pages,
        chunks=manifest.chunks,
        snapshot=manifest.id,
        snapshot_built=passages.built,
        measured=datetime.now(UTC).date().isoformat(),
        settings=_plain(settings),
        versions=versions(),
        peak_rss_mb=round(_peak_rss_bytes() / 1e6, 1),
        stages=tuple(results),
    )
    return result, runs


def _timed(
    rank: Ranking, queries: Sequence[JudgedQuery], report: Report, stage: str
) -> tuple[dict[str, list[str]], list[float]]:
    found: dict[str, list[str]] = {}
    times_s: list[float] = []
    for done, query in enumerate(queries, start=1):
        start = time.perf_counter()
        found[query.id] = rank(query)
        times_s.append(time.perf_counter() - start)
        report(Progress(stage=stage, done=done, total=len(queries)))
    return found, times_s


def _stage_result(stage: str, judged: JudgedSet, found: Run, times_s: Sequence[float]) -> StageResult:
    warm = times_s[COLD_QUESTIONS:] or times_s
    p50, p95 = np.percentile(warm, (50, 95)) * 1000
    return StageResult(
        stage=stage,
        measures=measure(judged.qrels, found),
        without_hits=sum(not passages for passages in found.values()),
        p50_ms=round(float(p50), 2),
        p95_ms=round(float(p95), 2),
    )


def _write_runs(file: Path, runs: dict[str, Run]) -> None:
    """One file; with several stages one file each, named after it: ``my.run`` gives ``my-dense.run``."""
    for stage, found in runs.items():
        target = file if len(runs) == 1 else file.with_stem(f"{file.stem}-{stage}")
        target.write_text("\n".join(trec_lines(found, stage)) + "\n", encoding="utf-8")


def _plain(settings: Settings) -> dict[str, str | int | float | bool]:
    """The settings that bear on retrieval: all but the folders."""
    values = {field.name: getattr(settings, field.name) for field in dataclasses.fields(settings)}
    return {name: value for name, value in values.items() if not isinstance(value, Path)}


def versions() -> dict[str, str]:
    """The versions of Python and of the libraries that a figure may depend on."""
    found = {"python": platform.python_version(), "platform": f"{platform.system()} {platform.machine()}"}
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "not installed"
    return found


def _peak_rss_bytes() -> int:
    """The most memory this process ever held; the unit differs by system (getrusage(2))."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _count(text: str) -> int:
    if (count := int(text)) < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return count
