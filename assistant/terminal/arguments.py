"""The types of arguments that the command line takes."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.domain import ExportKind


def positive(text: str) -> int:
    """A whole number from 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def day(text: str) -> str:
    """An ISO date."""
    return datetime.date.fromisoformat(text).isoformat()


def new_grid_file(text: str) -> tuple[Path, ExportKind]:
    """As ``new_file``, for what has a table."""
    return new_file(text, with_table=True)


def new_file(text: str, *, with_table: bool = False) -> tuple[Path, ExportKind]:
    """A file that is not there yet, and the kind that its ending names."""
    from assistant.domain import ExportKind

    path = Path(text)
    kinds = [kind for kind in ExportKind if with_table or kind is not ExportKind.CSV]
    kind = next((kind for kind in kinds if path.suffix.lower() == f".{kind}"), None)
    if kind is None:
        raise argparse.ArgumentTypeError(f"the name must end in {', '.join(f'.{one}' for one in kinds)}")
    if path.exists():
        raise argparse.ArgumentTypeError(f"{path} is there already and is not overwritten; give another name")
    return path, kind
