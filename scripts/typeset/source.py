"""Reads a source: ``key: value`` lines, an empty line, then a body in a small part of Markdown.

The body knows headings (``# I. Title``), paragraphs, items (``- …``), numbered questions (``1. …``),
table rows (``| a | b |``), footnote calls (``[^name]``) and footnotes (``[^name]: …``). One block
per line; an empty line between blocks changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CALL = re.compile(r"\[\^([a-z0-9-]+)\]")
URL = re.compile(r"https?://\S+")
_NOTE = re.compile(r"\[\^([a-z0-9-]+)\]: (.+)")
_NUMBERED = re.compile(r"(\d+)\. (.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the body. ``kind`` is heading, paragraph, item, question or row; ``marker`` its number."""

    kind: str
    text: str
    marker: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a table row."""
        return tuple(cell.strip() for cell in self.text.strip("|").split("|"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document to typeset: what its head says (``fields``), its blocks, and its footnotes by name."""

    fields: dict[str, str]
    blocks: tuple[Block, ...]
    notes: dict[str, str]


def read(path: Path) -> Source:
    """The source in this file. Raises ValueError when a call has no note, or a note no call."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    notes = {match[1]: match[2] for line in lines if (match := _NOTE.fullmatch(line))}
    blocks = tuple(_block(line) for line in lines if not _NOTE.fullmatch(line))
    called = [name for block in blocks for name in CALL.findall(block.text)]
    if sorted(called) != sorted(notes):
        raise ValueError(f"{path.name}: the calls and the notes differ: {sorted(set(called) ^ set(notes))}")
    return Source(fields=fields, blocks=blocks, notes=notes)


def _block(line: str) -> Block:
    if line.startswith("# "):
        return Block(kind="heading", text=line[2:])
    if line.startswith("- "):
        return Block(kind="item", text=line[2:], marker="–")
    if line.startswith("|"):
        return Block(kind="row", text=line)
    if numbered := _NUMBERED.fullmatch(line):
        return Block(kind="question", text=numbered[2], marker=f"{numbered[1]}.")
    return Block(kind="paragraph", text=line)
