"""Speed as ratios: each part beside the bare library that does the least of it, in one run."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from typing import Any, NamedTuple

import numpy as np

from assistant.api import Assistant
from assistant.domain import IngestReport
from assistant.indexing.chunks import embedded_text
from assistant.indexing.publishing import current_folder
from assistant.indexing.snapshot import Snapshot
from assistant.models.embedder import Embedder
from assistant.models.location import locate
from assistant.models.onnx import FILE
from assistant.reading import read_file
from assistant.settings import Settings, load_settings

QUESTIONS = (
    "What are the main threats?",
    "How many organised crime groups are active?",
    "Who is responsible for enforcement?",
    "Compare the obligations of controllers and processors",
    "Which measures are proposed?",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("corpus", type=Path, help="a folder of documents")
    parser.add_argument("--rounds", type=int, default=1, help="how often the encoder and an ingest take turns (1)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Measure over one folder of documents and print a Markdown table."""
    files = [path for path in sorted(options.corpus.rglob("*")) if path.is_file()]
    rows = [*_reading(files), *_whole(options.corpus, options.rounds), _help()]
    print("| what | measured | beside |\n|---|---|---|")
    print("\n".join(f"| {what} | {measured} | {beside} |" for what, measured, beside in rows))
    return 0


Row = tuple[str, str, str]
# How many passages are encoded to compare, and how often.
_DRAWN, _ROUNDS = 200, 3
# Texts a batch in a run of the encoder as libraries do it.
_PADDED = 32


def _seconds(work: Callable[..., Any], *arguments: Any, **options: Any) -> float:
    start = time.perf_counter()
    work(*arguments, **options)
    return time.perf_counter() - start


def _reading(files: Sequence[Path]) -> list[Row]:
    """Milliseconds a page over the PDFs that PDFium opens: ours, bare PDFium and bare pypdf."""
    ours = bare = second = 0.0
    pages = 0
    for file in files:
        if file.suffix != ".pdf" or not (count := _pdfium_pages(file)):
            continue
        pages += count
        bare += _seconds(_pdfium_text, file)
        second += _seconds(_pypdf_text, file)
        ours += _seconds(read_file, file, document_id=file.name)
    if not pages:
        return []
    ms = [1000 * total / pages for total in (ours, bare, second)]
    return [("reading a page", f"{ms[0]:.1f} ms", f"pypdfium2 {ms[1]:.1f} ms, pypdf {ms[2]:.1f} ms ({pages} pages)")]


def _pdfium_pages(file: Path) -> int:
    import pypdfium2  # noqa: TID251 - the yardstick

    try:
        return len(pypdfium2.PdfDocument(file))
    except pypdfium2.PdfiumError:
        return 0


def _pdfium_text(file: Path) -> None:
    import pypdfium2  # noqa: TID251

    document = pypdfium2.PdfDocument(file)
    for number in range(len(document)):
        document[number].get_textpage().get_text_bounded()


def _pypdf_text(file: Path) -> None:
    import contextlib
    import logging

    import pypdf  # noqa: TID251

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with contextlib.suppress(Exception):
        for page in pypdf.PdfReader(file).pages:
            page.extract_text()


def _whole(corpus: Path, rounds: int) -> list[Row]:
    """An ingest beside the encoder alone on its passages, one that changes nothing, and questions on a warm process.

    The corpus is ingested before and after each run of the encoder, so that a machine whose speed drifts treats both
    alike.
    """
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(load_settings(), corpus=corpus, index=Path(folder) / "index", records=False)
        assistant = Assistant.open(settings=settings)
        first = assistant.ingest()
        texts = _embedded_texts(settings)
        encoding = _encoding(settings, texts)
        engine = Embedder(settings.embedder).engine
        ingests_s, alone_s = [first.seconds_s], list[float]()
        for number in range(rounds):
            alone_s.append(_seconds(lambda: list(engine.encode_documents(texts))))
            anew = Assistant.open(settings=replace(settings, index=Path(folder) / f"anew-{number}")).ingest()
            ingests_s.append(anew.seconds_s)
        command = [sys.executable, "-m", "assistant", "ingest", "--corpus", str(corpus), "--index", str(settings.index)]
        again = median(_seconds(subprocess.run, command, check=True, capture_output=True) for _ in range(3))
        assistant.ask(QUESTIONS[0])
        asks = [_seconds(assistant.ask, question) for question in QUESTIONS]
    return [
        *_ingest_rows(first, ingests_s, alone_s, encoding),
        ("a further ingest, nothing changed (whole process)", f"{again:.2f} s", ""),
        ("ask, warm, new question", f"{median(asks):.2f} s", f"longest {max(asks):.2f} s"),
    ]


def _ingest_rows(
    first: IngestReport, ingests_s: Sequence[float], alone_s: Sequence[float], encoding: _Encoding
) -> list[Row]:
    """Whole ingests, one more than runs of the encoder alone, which stand between them."""
    sums = f"{len(first.rows)} files, {sum(row.pages for row in first.rows)} pages, {first.embedded_chunks} passages"
    whole_s = [(before + after) / 2 for before, after in pairwise(ingests_s)]
    ratios = [alone / whole for alone, whole in zip(alone_s, whole_s, strict=True)]
    passages_s = first.embedded_chunks / mean(ingests_s)
    return [
        (
            "embedding",
            f"{encoding.ours:.1f} passages/s",
            f"bare encoder {encoding.bare:.1f} passages/s: × {encoding.ours / encoding.bare:.2f}; the same model by "
            f"onnxruntime's defaults, {_PADDED} texts of like length a batch, {encoding.padded:.1f} passages/s",
        ),
        ("a first ingest, each time anew", f"{_listed(ingests_s, '.0f')} s", sums),
        (
            "the same in passages",
            f"{passages_s:.1f} passages/s",
            f"bare encoder on all of them, in between, {_listed(alone_s, '.0f')} s: × {_listed(ratios, '.2f')}, "
            f"median × {median(ratios):.2f}; in padded batches as above: × {passages_s / encoding.padded:.2f}",
        ),
    ]


def _listed(values: Sequence[float], form: str) -> str:
    return ", ".join(format(value, form) for value in values)


class _Encoding(NamedTuple):
    """Passages a second by our encoding, by the bare encoder and in padded batches."""

    ours: float
    bare: float
    padded: float


def _embedded_texts(settings: Settings) -> list[str]:
    """What is embedded of every passage of the index."""
    snapshot = Snapshot(current_folder(settings.index))
    try:
        chunks = [chunk for summary in snapshot.summaries for chunk in snapshot.texts.chunks_of(summary.id)]
        return [embedded_text(chunk) for chunk in chunks]
    finally:
        snapshot.close()


def _encoding(settings: Settings, texts: Sequence[str]) -> _Encoding:
    """The three ways of encoding over some of the texts, drawn evenly."""
    embedder = Embedder(settings.embedder)
    drawn = list(texts[:: max(1, len(texts) // _DRAWN)])
    embedder.encode_query("warm")
    engine = embedder.engine
    ways: tuple[Callable[[], Any], ...] = (
        lambda: embedder.encode_documents(drawn),
        lambda: list(engine.encode_documents(drawn)),
        _padded_batches(settings.embedder, drawn),
    )
    rounds = [[_seconds(way) for way in ways] for _ in range(_ROUNDS)]
    ours, bare, padded = (len(drawn) / median(column) for column in zip(*rounds, strict=True))
    return _Encoding(ours, bare, padded)


def _padded_batches(embedder: str, texts: Sequence[str]) -> Callable[[], None]:
    """The embedder's file run as a library does unless told otherwise: padded batches, all cores on each of them."""
    import onnxruntime  # noqa: TID251 - the yardstick
    from tokenizers import Tokenizer  # noqa: TID251

    folder = Path(locate(embedder))
    session = onnxruntime.InferenceSession(str(folder / FILE), providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(512)
    tokenizer.enable_padding()
    wanted = [entry.name for entry in session.get_inputs()]
    ordered = sorted(texts, key=len, reverse=True)

    def encode() -> None:
        for start in range(0, len(ordered), _PADDED):
            read = tokenizer.encode_batch(ordered[start : start + _PADDED])
            given = {
                "input_ids": np.array([one.ids for one in read], np.int64),
                "attention_mask": np.array([one.attention_mask for one in read], np.int64),
                "token_type_ids": np.array([one.type_ids for one in read], np.int64),
            }
            session.run(None, {name: given[name] for name in wanted})

    return encode


def _help() -> Row:
    command = [sys.executable, "-m", "assistant", "--help"]
    bare = median(_seconds(subprocess.run, [sys.executable, "-c", ""], check=True) for _ in range(5))
    ours = median(_seconds(subprocess.run, command, check=True, capture_output=True) for _ in range(5))
    return ("--help (whole process)", f"{ours:.2f} s", f"bare Python {bare:.2f} s")
