"""How an index grows: what it takes to build, to hold and to ask, from a thousand passages to some hundred thousand."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import numpy as np

from assistant.errors import SettingsError
from assistant.evaluation.judged import load_queries
from assistant.evaluation.retrieval import versions
from assistant.evaluation.scale_asking import COLD_QUESTIONS, Asked, ask_all
from assistant.evaluation.scale_build import Built, build
from assistant.evaluation.tables import markdown, put_between
from assistant.indexing.records import from_json, to_json
from assistant.settings import load_settings

DOCS = Path("docs/performance.md")
BEGIN = "<!-- scale table: begin (rewritten by python -m assistant.evaluation scale --docs) -->"
END = "<!-- scale table: end -->"
SIZES = (1_000, 10_000, 100_000)
_GROWTH = ("passages", "documents", "text store", "vectors", "seal, publish", "in all, per 1,000", "disk, per 1,000")
_ASKING = ("search", "× bare", "with reranking", "× bare", "whole answer", "recall of 10", "of 200", "memory")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One size: what it took to build, and to ask."""

    built: Built
    asked: Asked


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="judged sets: corpus.jsonl and queries")
    parser.add_argument("--passages", type=_sizes, default=SIZES, help="sizes, with commas between (default: 1000,…)")
    parser.add_argument("--questions", type=int, default=40, help="how many are asked of each size (default: 40)")
    parser.add_argument("--docs", type=Path, nargs="?", const=DOCS, metavar="FILE", help=f"put the table into {DOCS}")
    parser.add_argument(
        "--results", type=Path, metavar="FOLDER", help="keep what is measured here, and measure no size twice"
    )
    parser.add_argument("--cache", type=Path, help="where vectors are kept (default: a temporary folder)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Measure size after size, print the table, and put it into the docs where that is asked for."""
    cache = options.cache or Path(tempfile.gettempdir()) / "rapporteur-bench"
    questions = _questions(options.folders, options.questions + COLD_QUESTIONS)
    settings = load_settings()
    measured = []
    for size in options.passages:
        kept = options.results / f"{size}.json" if options.results else None
        if kept and kept.is_file():
            measured.append(from_json(Measured, kept.read_bytes()))
            continue
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            built = _alone(build, folder, options.folders, size, settings, cache)
            asked = _alone(ask_all, folder, questions, settings)
        measured.append(Measured(built=built, asked=asked))
        print("\n".join(table(measured[-1:])), file=sys.stderr)
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(to_json(measured[-1]), encoding="utf-8")
    lines = table(measured)
    print("\n".join(lines))
    if options.docs:
        put_between(options.docs, BEGIN, END, lines)
    return 0


def _alone(work: Callable[..., T], *arguments: object) -> T:
    """What a function gives in a process of its own, whose memory is then its own too."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def table(measured: Sequence[Measured]) -> list[str]:
    """The lines of the two tables, with what they were measured on."""
    first, questions = measured[0].built, len(measured[0].asked.search_s)
    made = ", ".join(f"{name} {version}" for name, version in versions().items())
    return [
        *markdown(_GROWTH, [_growth(one.built) for one in measured]),
        "",
        *markdown(("passages", *_ASKING), [(f"{one.built.passages:,}", *_asking(one.asked)) for one in measured]),
        "",
        f"Measured on {datetime.now(UTC).date().isoformat()}; times are p50 and p95 over {questions} questions in ms, "
        f"one after the other, warm; {made}. Reading and encoding are not in the building times: a passage takes as "
        f"long for them however many there are (the encoder read {first.encoded_per_s:.0f} a second in this run). All "
        "that is beyond the passages of the sets are copies with changed words, whose vectors are perturbed, "
        f"not encoded: at a cosine of {measured[-1].built.similarity:.2f} to the original's, which is where the "
        "encoder puts a sample of them. "
        "Numbers, dates, authors and issuers of the documents are made up.",
    ]


def _growth(built: Built) -> tuple[str, ...]:
    thousands = built.passages / 1000
    return (
        f"{built.passages:,}",
        f"{built.documents:,}",
        f"{built.texts_s:.1f} s",
        f"{built.vectors_s:.1f} s",
        f"{built.publishing_s:.1f} s",
        f"{built.seconds / thousands:.2f} s",
        f"{built.bytes_on_disk / 1e6:.0f} MB, {built.bytes_on_disk / 1e6 / thousands:.1f} MB",
    )


def _asking(asked: Asked) -> tuple[str, ...]:
    return (
        _times(asked.search_s),
        f"{asked.search_ratio:.2f}",
        _times(asked.reranked_s),
        f"{asked.reranked_ratio:.2f}",
        _times(asked.answer_s),
        f"{asked.recall_nearest:.3f}",
        f"{asked.recall_candidates:.3f}",
        f"{asked.peak_bytes / 1e6:.0f} MB",
    )


def _times(seconds: Sequence[float]) -> str:
    return ", ".join(f"{1000 * value:.0f}" for value in np.percentile(seconds, (50, 95)))


def _questions(folders: Sequence[Path], count: int) -> list[str]:
    """So many questions, as many of each set, drawn evenly from its first file of questions. Raises SettingsError."""
    asked: list[str] = []
    for place, folder in enumerate(folders):
        files = sorted(folder.glob("queries*.jsonl"))
        if not files:
            raise SettingsError(f"There is no queries*.jsonl in {folder}. Name a folder in the BEIR layout.")
        queries = load_queries(files[0])
        wanted = count // len(folders) + (place < count % len(folders))
        asked += [queries[number * len(queries) // wanted].question for number in range(wanted)]
    return asked


def _sizes(text: str) -> tuple[int, ...]:
    try:
        sizes = tuple(int(size) for size in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError("numbers with commas between") from error
    if min(sizes) < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return sizes
