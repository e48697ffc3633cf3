"""This program as it comes, and without the cross-encoder."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from assistant.api import Assistant
from assistant.evaluation.judged import JudgedQuery
from assistant.evaluation.passage_snapshot import open_passages
from assistant.evaluation.ranking import open_embedder, open_retriever, ranking
from assistant.settings import load_settings
from scripts.peers import job


class Ours:
    """Folders by the façade, judged passages as the bench of retrieval takes them."""

    def __init__(self) -> None:
        self._settings = load_settings()
        self._searches: dict[str, job.Search] = {}

    def take_folder(self, files: list[Path]) -> None:
        work, places = job.work_folder(), {"corpus": files[0].parent}
        settings = replace(self._settings, index=work / "index", workspace=work / "workspace", **places)
        Assistant(settings).ingest()
        for name, reranker in (("this program", settings.reranker), ("… without reranking", "none")):
            assistant = Assistant(replace(settings, reranker=reranker))
            self._searches[name] = lambda question, assistant=assistant: [
                hit.chunk.id for hit in assistant.search(question, limit=job.BEST)
            ]

    def take_passages(self, passages: list[dict[str, str]]) -> None:
        work = job.work_folder()
        rows = ({**one, "_id": one["id"], "doc_id": one["document"]} for one in passages)
        (work / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        embedder = open_embedder(self._settings)
        found = open_passages(work / "corpus.jsonl", self._settings, embedder, cache=work, report=lambda _: None)
        for name, stage in (("this program", "reranked"), ("… without reranking", "fused")):
            # Each with an embedder of its own, which has no question from the other to remember.
            rank = ranking(stage, found, open_retriever(self._settings, open_embedder(self._settings)))
            self._searches[name] = lambda question, rank=rank: rank(JudgedQuery(id="", question=question))

    def searches(self) -> dict[str, job.Search]:
        return self._searches


if __name__ == "__main__":
    job.run(Ours())
