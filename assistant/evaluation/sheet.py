"""How long an answer sheet takes: the questions of a note answered one after the other, and kept, as on the page."""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from statistics import median

from assistant.api import Assistant
from assistant.domain import AnswerSheet, Kept
from assistant.settings import Settings, load_settings


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What the command takes."""
    command.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="folders of documents, taken together")
    command.add_argument("--note", required=True, help="the file whose questions are answered")
    command.add_argument("--runs", type=int, default=3, help="each with nothing remembered (default: 3)")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Answer the note's questions some times, and print a Markdown table of seconds from the click to each answer."""
    with tempfile.TemporaryDirectory() as name:
        settings = _gathered(options.folders, Path(name))
        documents = len(Assistant(settings).ingest().rows)
        runs = [_answered(settings, options.note) for _ in range(options.runs)]
    print(f"{documents} documents; median of {len(runs)} runs, warm, nothing remembered from one to the next.\n")
    print("| question | seconds until it is answered | least and most |\n|---|---|---|")
    for number, laps in enumerate(zip(*runs, strict=True), start=1):
        print(f"| {number} | {median(laps):.2f} | {min(laps):.2f}, {max(laps):.2f} |")
    return 0


def _gathered(folders: Iterable[Path], scratch: Path) -> Settings:
    corpus = scratch / "corpus"
    for folder in folders:
        shutil.copytree(folder, corpus, dirs_exist_ok=True)
    return replace(load_settings(), corpus=corpus, index=scratch / "index", workspace=scratch / "workspace")


def _answered(settings: Settings, note: str) -> list[float]:
    """Seconds from the click to each answer. What is answered is what the page *Answer sheets* answers and keeps."""
    assistant = Assistant(settings)
    assistant.ask("Is everything loaded?")
    sheets = assistant.desk.sheets
    kept: Kept[AnswerSheet] = sheets.put(assistant.desk.sheet(note))
    start, laps = time.perf_counter(), []
    for question in kept.value.questions:
        saved = sheets.save(kept, assistant.desk.answered_one(kept.value, question))
        assert isinstance(saved, Kept), "nobody else works on this sheet"
        kept = saved
        laps.append(time.perf_counter() - start)
    return laps
