"""The bench over a real judged set gives the numbers of a scorer that was written independently of it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.judged import load_judged_set
from assistant.evaluation.metrics import trec_lines
from assistant.evaluation.retrieval import measure_retrieval
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from tests.makers import WordEmbedder

pytestmark = pytest.mark.shared

_THEIR_NAMES = {"R@5": "Recall@5", "R@10": "Recall@10"}


def _scored_by_the_other(shared: Path, run: Path, ids: Path) -> dict[str, float]:
    scorer, qrels = shared / "bench" / "score_retrieval.py", shared / "bench" / "doc2dial" / "qrels.tsv"
    command = [sys.executable, scorer, "--qrels", qrels, "--run", run, "--ids", ids, "--k", "5,10"]
    printed = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True).stdout
    return {name: float(value) for name, value in re.findall(r"(\w+@\d+)=([\d.]+)", printed)}


def test_the_measures_agree_with_an_independent_scorer_to_four_digits(shared: Path, tmp_path: Path) -> None:
    judged = load_judged_set(shared / "bench" / "doc2dial", limit=40)
    embedder: Any = WordEmbedder()  # the stage that is measured needs no vectors, so none are paid for
    retriever = Retriever(embedder, None, candidates=100, reranked=0)
    result, runs = measure_retrieval(judged, ["lexical"], Settings(), embedder, retriever, cache=tmp_path / "cache")
    run, ids = tmp_path / "lexical.run", tmp_path / "ids.txt"
    run.write_text("\n".join(trec_lines(runs["lexical"], "lexical")) + "\n", encoding="utf-8")
    ids.write_text("\n".join(judged.qrels), encoding="utf-8")
    theirs = _scored_by_the_other(shared, run, ids)
    ours = {_THEIR_NAMES.get(name, name): one.value for name, one in result.stages[0].measures.items()}
    assert ours["Recall@10"] > 0.2
    for name, value in ours.items():
        assert value == pytest.approx(theirs[name], abs=0.51e-4), name
