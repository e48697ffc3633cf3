"""Judged claims: WiCE (Kamoi et al., 2023) and AttributionBench (Li et al., 2024), as their JSONL files have them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import SettingsError
from assistant.reading.assembly.sentences import split_sentences

# What AttributionBench's references begin with, which is not of the source: "[3] https://…".
_HEAD = re.compile(r"^\s*\[\d+\]\s*https?://\S+\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClaim:
    """A claim, the sentences it is to be judged by, and what people said of it.

    ``supported`` is whether all of it is; ``somewhat`` whether at least a part is, None where people were not asked.
    ``gold`` are the sets of sentences any of which bears it out. Claims of one ``group`` belong together: they are
    never on both sides of a cross-validation. ``source`` is the part of its set that it is from.
    """

    id: str
    set_name: str
    source: str
    group: str
    claim: str
    evidence: tuple[str, ...]
    supported: bool
    somewhat: bool | None
    gold: tuple[frozenset[int], ...]


def load_claims(file: Path) -> tuple[JudgedClaim, ...]:
    """The claims of a file. Raises SettingsError when it is of neither shape."""
    claims: list[JudgedClaim] = []
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} cannot be read ({error}). Name a JSONL file of judged claims.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            claims.append(_wice(row) if "supporting_sentences" in row else _attribution(row))
        except (ValueError, KeyError, TypeError) as error:
            raise SettingsError(
                f"Line {number} of {file.name} is no judged claim ({error!r}). Expected: WiCE (claim, evidence, label, "
                "supporting_sentences) or AttributionBench (claim, references, label, src)."
            ) from error
    if not claims:
        raise SettingsError(f"There is no claim in {file}.")
    return tuple(claims)


def reference_sentences(reference: str) -> list[str]:
    """The sentences of a plain text, its lines taken as paragraphs."""
    paragraphs = (line.strip() for line in _HEAD.sub("", reference).split("\n"))
    return [paragraph[start:end] for paragraph in paragraphs for start, end in split_sentences(paragraph)]


def _wice(row: Mapping[str, Any]) -> JudgedClaim:
    return JudgedClaim(
        id=str(row["_id"]),
        set_name="wice",
        source="wice",
        group=str(row["_id"]),
        claim=row["claim"],
        evidence=tuple(row["evidence"]),
        supported=row["label"] == "supported",
        somewhat=row["label"] != "not_supported",
        gold=tuple(frozenset(sentences) for sentences in row["supporting_sentences"] if sentences),
    )


def _attribution(row: Mapping[str, Any]) -> JudgedClaim:
    return JudgedClaim(
        id=str(row["_id"]),
        set_name="attributionbench",
        source=str(row["src"]),
        group=str(row["question"]),
        claim=row["claim"],
        evidence=tuple(sentence for reference in row["references"] for sentence in reference_sentences(reference)),
        supported=int(row["label"]) == 1,
        somewhat=None,
        gold=(),
    )
