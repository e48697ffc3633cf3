"""What is found of the disagreements that the shipped documents really have, and that nothing else is found."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.desk.disagreements.finding import find_disagreements
from assistant.domain import Disagreement, Document
from assistant.indexing.corpus_files import corpus_file
from assistant.reading.worker import read_files
from tests.conftest import ROOT

_TRUTH = json.loads((Path(__file__).parent / "disagreements.json").read_text(encoding="utf-8"))
# What was measured on 2026-11-26 (docs/quality.md).
_LEAST_RECALL = 0.9


def _documents(folder: Path) -> list[Document]:
    files = [corpus_file(path, folder) for path in sorted(folder.iterdir()) if path.name != "README.md"]
    outcomes = read_files(
        [one for one in files if not one.path.name.startswith(".")],
        on_page=lambda *_: None,
        workers=1,
        timeout_s=60,
        memory_bytes=1_000_000_000,
        password=None,
        ocr=False,
    )
    return [outcome for _, outcome in outcomes if isinstance(outcome, Document)]


def _differences(one: Disagreement) -> set[tuple[str, str, str, str]]:
    names = (one.one[0].document, one.other[0].document)
    return {(*names, each.one, each.other) for each in one.differences}


def test_what_the_shipped_documents_disagree_on_is_found_and_nothing_else() -> None:
    found = find_disagreements(_documents(ROOT / "corpus"), snapshot="s")
    real = {(one, other, ours, theirs) for one, other, pairs in _TRUTH["corpus"] for ours, theirs in pairs}
    told = set().union(*(_differences(one) for one in found.found))
    assert told - real == set()
    assert len(told & real) / len(real) >= _LEAST_RECALL
