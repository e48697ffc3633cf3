"""The bench as a whole, over a tiny judged set, and what it writes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError
from assistant.evaluation import retrieval
from assistant.evaluation.__main__ import main
from assistant.evaluation.judged import load_judged_set
from assistant.evaluation.metrics import Run
from assistant.evaluation.ranking import STAGES, stages
from assistant.evaluation.tables import BEGIN, END, RetrievalResult, screen_table, write_docs
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from tests.makers import WordEmbedder
from tests.unit.judged_folder import write_judged_set


class LastPassageFirst:
    """A judge that likes best what it is given last."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        return [float(20 * place) for place in range(len(passages))]


def _retriever(settings: Settings, embedder: Any) -> Retriever:
    return Retriever(embedder, LastPassageFirst(), candidates=settings.candidates, reranked=settings.reranked)


def _measured(folder: Path, *stages: str, chunk_tokens: int = 40) -> tuple[RetrievalResult, dict[str, Run]]:
    settings = Settings(chunk_tokens=chunk_tokens)
    embedder: Any = WordEmbedder()
    retriever, cache = _retriever(settings, embedder), folder.parent / "cache"
    return retrieval.measure_retrieval(load_judged_set(folder), stages, settings, embedder, retriever, cache=cache)


@pytest.fixture
def result(tmp_path: Path) -> RetrievalResult:
    return _measured(write_judged_set(tmp_path / "tiny"), "lexical")[0]


def test_a_run_prints_its_table_and_writes_json_and_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(retrieval, "open_embedder", lambda _: WordEmbedder())
    monkeypatch.setattr(retrieval, "open_retriever", _retriever)
    folder = write_judged_set(tmp_path / "tiny")
    written, rankings, cache = tmp_path / "all.json", tmp_path / "my.run", tmp_path / "cache"
    options = ["--json", str(written), "--run", str(rankings), "--cache", str(cache)]
    assert main(["retrieval", str(folder), "--stage", "all", *options]) == 0
    assert "| tiny | queries | lexical | 2 | 1.000 (1.000–1.000) |" in capsys.readouterr().out
    held = json.loads(written.read_text(encoding="utf-8"))
    assert [stage["stage"] for stage in held["stages"]] == list(STAGES)
    assert held["stages"][0]["measures"]["R@10"]["value"] == 1.0
    assert (held["passages"], held["questions"], held["settings"]["chunk_tokens"]) == (4, 2, Settings().chunk_tokens)
    assert {"python", "platform", "chromadb", "sentence-transformers", "onnxruntime"} <= held["versions"].keys()
    assert held["peak_rss_mb"] > 10
    first = (tmp_path / "my-lexical.run").read_text(encoding="utf-8").splitlines()[0].split()
    assert first[:4] == ["q1", "Q0", "p1", "1"]


def test_a_passage_is_ranked_once_however_many_of_its_chunks_are_found(tmp_path: Path) -> None:
    passage = {"_id": "p1", "text": "Seals are red. Seals are blue. Seals are green."}
    folder = write_judged_set(tmp_path / "tiny", passages=[passage])
    measured, runs = _measured(folder, "fused", chunk_tokens=3)
    assert measured.chunks == 3
    assert runs["fused"]["q1"] == ["p1"]


def test_a_follow_up_is_searched_with_the_turns_before_it(tmp_path: Path) -> None:
    history = [{"speaker": "user", "text": "Where are seals checked?"}, {"speaker": "agent", "text": "At the pier."}]
    query = {"_id": "q1", "text": "And why?", "history": history}
    _, runs = _measured(write_judged_set(tmp_path / "tiny", queries=[query]), "lexical")
    assert runs["lexical"]["q1"][0] == "p1"


def test_the_judge_has_its_say_in_the_last_stage_only(tmp_path: Path) -> None:
    _, runs = _measured(write_judged_set(tmp_path / "tiny"), "fused", "reranked")
    assert len(runs["fused"]["q1"]) > 1
    assert runs["reranked"]["q1"] == runs["fused"]["q1"][::-1]


def test_without_a_reranker_nothing_is_called_reranked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stages("all", Settings(reranker="none")) == ("dense", "lexical", "fused")
    monkeypatch.setenv("ASSISTANT_RERANKER", "none")
    assert main(["retrieval", str(write_judged_set(tmp_path / "tiny")), "--stage", "reranked"]) == 1
    assert "Name one (setting 'reranker')" in capsys.readouterr().err


def test_a_folder_that_is_no_judged_set_is_a_sentence_and_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["retrieval", str(tmp_path)]) == 1
    assert "Name a folder in the BEIR layout" in capsys.readouterr().err


def test_the_docs_keep_other_rows_and_get_these_ones_once(tmp_path: Path, result: RetrievalResult) -> None:
    docs = tmp_path / "quality.md"
    docs.write_text(f"# Quality\n\n{BEGIN}\n{END}\n\nCaveats.\n", encoding="utf-8")
    write_docs(docs, replace(result, set_name="other"))
    write_docs(docs, replace(result, questions=1))
    write_docs(docs, result)
    text = docs.read_text(encoding="utf-8")
    assert text.startswith(f"# Quality\n\n{BEGIN}\n| set |")
    assert text.endswith(f"{END}\n\nCaveats.\n")
    rows = [line for line in text.splitlines() if line.startswith(("| other", "| tiny"))]
    assert [row.split(" | ")[:4] for row in rows] == [
        ["| other", "queries", "lexical", "2"],
        ["| tiny", "queries", "lexical", "2"],
    ]
    assert text.count("Versions at the last run") == 1


def test_docs_without_markers_are_left_alone(tmp_path: Path, result: RetrievalResult) -> None:
    docs = tmp_path / "quality.md"
    docs.write_text("# Quality\n", encoding="utf-8")
    with pytest.raises(AssistantError, match="Put them where the table belongs"):
        write_docs(docs, result)
    assert docs.read_text(encoding="utf-8") == "# Quality\n"


def test_a_part_of_the_questions_is_shown_as_a_part(result: RetrievalResult) -> None:
    assert "| lexical | 1 of 2 |" in screen_table(replace(result, questions=1))
