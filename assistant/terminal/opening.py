"""What every command needs: the assistant over the folders that were typed, and the file that was asked for."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from typing import TYPE_CHECKING

from assistant.settings import load_settings

if TYPE_CHECKING:
    from assistant.api import Assistant
    from assistant.domain import Answer, AnswerSheet, Comparison, PositionPack


def open_assistant(options: argparse.Namespace, **other: str) -> Assistant:
    """The assistant over the folders of the command line; ``other`` are settings that it states."""
    from assistant.api import Assistant

    settings = dataclasses.replace(load_settings(), **other)  # type: ignore[arg-type]
    return Assistant.open(corpus=options.corpus, index=options.index, workspace=options.workspace, settings=settings)


def write_out(
    options: argparse.Namespace, assistant: Assistant, what: Answer | AnswerSheet | PositionPack | Comparison
) -> None:
    """Writes what --out asks for, if it asks for anything."""
    if options.out:
        path, kind = options.out
        path.write_bytes(assistant.export(what, kind, options.template))
        print(f"Wrote {path}.", file=sys.stderr)
