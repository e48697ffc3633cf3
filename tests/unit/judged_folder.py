"""A tiny judged set in the BEIR layout, about nothing that exists."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PASSAGES: tuple[Mapping[str, Any], ...] = (
    {"_id": "p1", "doc_id": 7, "title": "Ferries", "text": "Seals are checked at the pier. Lorries wait in line."},
    {"_id": "p2", "doc_id": 7, "title": "Ferries, continued", "text": "Lorries wait in line."},
    {"_id": "p3", "doc_id": 8, "title": "Parcels", "text": "Small parcels are weighed.\nLarge parcels are opened."},
    {"_id": "p4", "doc_id": 7, "title": "Ferries, again", "text": "Lorries wait in line."},
)
QUERIES: tuple[Mapping[str, Any], ...] = (
    {"_id": "q1", "text": "Where are seals checked?"},
    {"_id": "q2", "text": "Are large parcels opened?"},
    {"_id": "q3", "text": "Nobody judged this?"},
)
QRELS = (("q1", "p1", 1), ("q2", "p3", 2), ("q2", "p1", 0))


def write_judged_set(
    folder: Path,
    *,
    passages: Sequence[Mapping[str, Any]] = PASSAGES,
    queries: Sequence[Mapping[str, Any]] = QUERIES,
    qrels: Sequence[tuple[str, str, int]] = QRELS,
) -> Path:
    """The folder, with the three files in it."""
    folder.mkdir(exist_ok=True)
    for name, rows in (("corpus.jsonl", passages), ("queries.jsonl", queries)):
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    lines = ["query-id\tcorpus-id\tscore", *("\t".join(map(str, row)) for row in qrels)]
    (folder / "qrels.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
