"""How long it takes until a change of one document among many is published.

The folder is filled with small made-up Markdown documents; their vectors come from a stand-in, since only the change
is measured. The change itself goes through everything that is real: a fresh process of ``python -m assistant ingest``
finds what has changed, reads it, embeds it, stores it and publishes.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np

from assistant.domain import Document, IngestReport, ReadFailure
from assistant.indexing.corpus_files import CorpusFile
from assistant.indexing.ingest import ingest
from assistant.models.embedder import Embedder, Vectors
from assistant.reading import read_file
from assistant.settings import Settings, load_settings

_WORDS = (
    "customs port ferry seal parcel officer border goods duty risk office report member network cargo scanner tobacco "
    "container agency authority measure transit control declaration importer exporter revenue fraud evidence route"
).split()
_SENTENCES = (
    "The {} of the {} was checked by the {} before the {} came to the {}",
    "There is no {} for a {} that was not held by the {} in the last year",
    "Most of the {} that the {} found had been hidden under the {} or with a {}",
    "It is for the {} to decide whether the {} may leave the {} without a {}",
)
_FOLDERS = 100


class StandIn(Embedder):
    """Counts tokens as the real one; its vectors are drawn at random, the same for the same text."""

    def encode_documents(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Vectors:
        """Unit vectors of shape (len(texts), 384)."""
        seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) for text in texts]
        drawn = np.stack([np.random.default_rng(seed).standard_normal(384) for seed in seeds])
        return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), np.float32)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--documents", type=int, default=10_000, help="how many documents there are (default: 10,000)")
    parser.add_argument("--runs", type=int, default=5, help="how often one of them changes (default: 5)")
    parser.add_argument("--keep", type=Path, help="a folder for corpus and index, filled once (default: temporary)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Fill, change one document again and again, print a table."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        settings = replace(load_settings(), corpus=folder / "corpus", index=folder / "index")
        write_documents(settings.corpus, options.documents)
        filled = fill(settings)
        chunks = sum(row.chunks for row in filled.rows)
        still = [_ingest(settings) for _ in range(options.runs)]
        changed = [_change(settings, number) for number in range(options.runs)]
    print("| what | median | longest |\n|---|---|---|")
    for what, times in (("nothing changed", still), ("one document changed and published", changed)):
        print(f"| {what}, whole process | {median(times):.2f} s | {max(times):.2f} s |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    filling = f"filled in {filled.seconds_s:.0f} s, with {peak:.0f} MB at most"
    print(f"\n{len(filled.rows):,} documents, {chunks:,} passages; {filling}.")
    return 0


def write_documents(corpus: Path, count: int) -> None:
    """Made-up documents of one to three passages, a hundred to a folder; those that are there stay as they are."""
    for number in range(count):
        file = _file(corpus, number)
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            chance = random.Random(number)  # noqa: S311 - made-up texts
            file.write_text(_text(chance, number), encoding="utf-8")


def fill(settings: Settings) -> IngestReport:
    """An ingest of them all, without reader processes and without a model."""
    return ingest(settings, StandIn(settings.embedder), _read)


def _read(
    files: Iterable[CorpusFile], /, *, on_page: Callable[[str, int, int], None]
) -> Iterator[tuple[CorpusFile, Document | ReadFailure]]:
    for file in files:
        yield file, read_file(file.path, document_id=file.id)


def _file(corpus: Path, number: int) -> Path:
    return corpus / f"{number // _FOLDERS:03}" / f"note-{number:05}.md"


def _text(chance: random.Random, number: int) -> str:
    def sentence() -> str:
        form = chance.choice(_SENTENCES)
        return f"{form.format(*chance.choices(_WORDS, k=5))}, {chance.randint(2, 900)} times in all."

    parts = [f"# Note {number} on {' '.join(chance.choices(_WORDS, k=3))}"]
    for part in range(chance.randint(1, 3)):
        parts += [f"## Part {part + 1}", " ".join(sentence() for _ in range(chance.randint(2, 8)))]
    return "\n\n".join(parts) + "\n"


def _change(settings: Settings, number: int) -> float:
    """Seconds of the ingest that publishes one more sentence in one document."""
    with _file(settings.corpus, number).open("a", encoding="utf-8") as file:
        file.write(f"\nThe office added a sentence on this matter at {time.time_ns()}.\n")
    return _ingest(settings)


def _ingest(settings: Settings) -> float:
    folders = [f"--corpus={settings.corpus}", f"--index={settings.index}"]
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "assistant", "ingest", *folders], check=True, capture_output=True)
    return time.perf_counter() - start
