"""Commands on the corpus, the index and the models."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.terminal.opening import open_assistant
from assistant.terminal.progress_bars import ProgressBars

if TYPE_CHECKING:
    from assistant.domain import IngestReport


def ingest(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    with ProgressBars() as report:
        return _print_report(options, open_assistant(options).ingest(progress=report, password=options.password))


def add(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    missing = [path for path in options.paths if not path.exists()]
    if missing:
        print(f"There is no file or folder {missing[0]}. Nothing was added.", file=sys.stderr)
        return 1
    files = [(path.name, path.read_bytes()) for path in _files(options.paths)]
    with ProgressBars() as report:
        return _print_report(options, open_assistant(options).add(files, progress=report, password=options.password))


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from (p for p in sorted(path.rglob("*")) if p.is_file()) if path.is_dir() else (path,)


def remove(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    with ProgressBars() as report:
        return _print_report(options, open_assistant(options).remove(options.document, progress=report))


def _print_report(options: argparse.Namespace, report: IngestReport) -> int:
    from assistant.terminal.texts import as_json, report_text

    print(as_json(report) if options.json else report_text(report))
    return 0


def show(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    from assistant.terminal.texts import as_json, document_text

    document = open_assistant(options).document(options.document)
    if options.page and options.page not in {page.number for page in document.pages}:
        print(f"{options.document} has pages 1 to {document.pages[-1].number}.", file=sys.stderr)
        return 1
    print(as_json(document) if options.json else document_text(document, options.page))
    return 0


def status(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    from assistant.terminal.texts import as_json, status_text

    status = open_assistant(options).status()
    print(as_json(status) if options.json else status_text(status))
    return 0


def models(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    from assistant.terminal.texts import as_json, models_text

    assistant = open_assistant(options)
    if options.do == "prepare":
        if not options.name:
            print("Name the model: python -m assistant models prepare NAME", file=sys.stderr)
            return 2
        with ProgressBars() as report:
            print(f"Ready: {assistant.prepare_model(options.name, progress=report)}")
        return 0
    models = assistant.models(check=options.do == "check")
    print(as_json(models) if options.json else models_text(models))
    return 1 if any(model.whole is False for model in models) else 0


def read(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    from assistant.domain import ReadFailure
    from assistant.terminal.texts import as_json
    from assistant.terminal.understood import understood_text

    if not options.file.is_file():
        print(f"There is no file {options.file}.", file=sys.stderr)
        return 1
    with ProgressBars() as report:
        understood = open_assistant(options).read(options.file, password=options.password, progress=report)
    if isinstance(understood, ReadFailure):
        print(understood.reason, file=sys.stderr)
        return 1
    print(as_json(understood) if options.json else understood_text(understood))
    return 0
