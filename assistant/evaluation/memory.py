"""Whether memory stays flat: many different questions one after the other, and what the process holds after each part.

The questions are made from the words of the documents, no two alike, so that nothing is answered from memory alone and
every cache is filled as in a long life of the app.
"""

from __future__ import annotations

import argparse
import gc
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assistant.api import Assistant
from assistant.settings import load_settings

_FORMS = ("What is said about {}?", "Who is responsible for {}?", "Why does {} matter?", "How is {} dealt with?")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("corpus", type=Path, help="a folder of documents")
    parser.add_argument("--seconds", type=float, default=3600, help="for how long (default: an hour)")
    parser.add_argument("--each", type=int, default=1000, metavar="QUESTIONS", help="measure after so many (1,000)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Ask, and print a row after each part and at the end."""
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(load_settings(), corpus=options.corpus, index=Path(folder) / "index", records=False)
        assistant = Assistant.open(settings=replace(settings, workspace=Path(folder) / "workspace"))
        assistant.ingest()
        print("| questions asked | memory | a question |\n|---|---|---|")
        start = time.monotonic()
        until = start + options.seconds
        for asked, question in enumerate(different_questions(assistant)):
            if asked % options.each == 0 or time.monotonic() >= until:
                gc.collect()
                took = (time.monotonic() - start) / (asked or 1)
                print(f"| {asked:,} | {resident_mb():.0f} MB | {took:.2f} s |", flush=True)
            if time.monotonic() >= until:
                return 0
            assistant.ask(question)
    return 0


def different_questions(assistant: Assistant, seed: int = 2026) -> Iterator[str]:
    """Questions without end, about three to six words that stand together in a document, none of them twice."""
    chance, put = random.Random(seed), set[str]()  # noqa: S311 - made-up questions
    documents = [assistant.document(summary.id) for summary in assistant.documents()]
    while True:
        document = chance.choice(documents)
        words = document.text_of(chance.choice(document.sentences).spans[0]).split()
        first = chance.randrange(max(1, len(words) - 3))
        question = chance.choice(_FORMS).format(" ".join(words[first : first + chance.randint(3, 6)]).strip(".,;:"))
        if question not in put:
            put.add(question)
            yield question


def resident_mb() -> float:
    """What the process holds now, from Linux's ``/proc`` (pages of 4 KiB)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096 / 1e6
