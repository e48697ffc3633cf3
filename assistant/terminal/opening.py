"""What every command needs: the assistant over the folders that were typed, and the file that was asked for."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from typing import TYPE_CHECKING

from assistant.durable import write_new
from assistant.errors import NotWritten
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
    """Writes what --out asks for, if it asks for anything. Raises NotWritten; no half file is left."""
    if options.out:
        path, kind = options.out
        content = assistant.export(what, kind, options.template)
        try:
            put = write_new(path, content)
        except OSError as error:
            raise NotWritten(f"{path} could not be written ({error}). Make room, or name another folder.") from error
        if not put:
            raise NotWritten(f"{path} has appeared meanwhile and is not overwritten; give another name.")
        print(f"Wrote {path}.", file=sys.stderr)
