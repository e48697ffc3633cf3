"""The block between ``---`` lines that opens many Markdown files: what it says of the document, as hints."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"([A-Za-z][\w -]{0,40}?)\s*:\s*(.*)$")
_HINTS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "date": "date",
    "published": "date",
    "lang": "language",
    "language": "language",
    "site": "site",
    "publisher": "site",
}


def split_front_matter(source: str) -> tuple[dict[str, str], str]:
    """The hints of a front matter block ("title", "author", "date", "language", "site") and the text after it.

    Not a YAML parser: scalars and simple lists are understood, anything else is left out. A block in
    which most lines are no ``key: value`` pairs is text, and stays.
    """
    block = _BLOCK.match(source)
    if not block:
        return {}, source
    lines = [line for line in block.group(1).split("\n") if line.strip() and not line.lstrip().startswith("#")]
    pairs = [line for line in lines if _PAIR.match(line) or re.match(r"\s+\S|\s*- ", line)]
    if not lines or len(pairs) < len(lines):
        return {}, source
    return _hints(lines), source[block.end() :]


def _hints(lines: list[str]) -> dict[str, str]:
    hints: dict[str, str] = {}
    name: str | None = None
    for line in lines:
        pair = _PAIR.match(line)
        if pair and not line[0].isspace():
            name = _HINTS.get(pair.group(1).strip().lower())
            value = _scalar(pair.group(2))
            if name and value:
                hints.setdefault(name, value)
        elif name and re.match(r"\s*- ", line):
            value = _scalar(re.sub(r"^\s*- (?:name:\s*)?", "", line))
            hints[name] = f"{hints[name]}; {value}" if name in hints else value
    return hints


def _scalar(printed: str) -> str:
    value = printed.strip()
    if value.startswith("[") and value.endswith("]"):
        return "; ".join(_scalar(part) for part in value[1:-1].split(",") if part.strip())
    if value in ("|", ">", "|-", ">-", "null", "~", "{}", "[]"):
        return ""
    return value.strip("\"'").strip()
