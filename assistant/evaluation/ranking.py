"""The one place where the bench meets retrieval: a judged question in, passages out, by the path that serves."""

from __future__ import annotations

from collections.abc import Callable

from assistant.errors import SettingsError
from assistant.evaluation.judged import JudgedQuery
from assistant.evaluation.passage_snapshot import PassageSnapshot
from assistant.models.cross_encoder import CrossEncoder
from assistant.models.embedder import Embedder
from assistant.retrieval.retriever import Retriever, Stage
from assistant.retrieval.understand import understand
from assistant.settings import Settings

STAGES = tuple(stage.name.lower() for stage in Stage)
# Chunks asked for: several of them may be of one passage, and ten passages are judged.
DEPTH = 50

Ranking = Callable[[JudgedQuery], list[str]]


def stages(named: str, settings: Settings) -> tuple[str, ...]:
    """The stages that a name stands for. Raises SettingsError for reranking without a reranker."""
    served = tuple(stage for stage in STAGES if stage != "reranked" or settings.reranker != "none")
    if named == "all":
        return served
    if named not in served:
        raise SettingsError(f"No cross-encoder is set, so nothing is {named}. Name one (setting 'reranker').")
    return (named,)


def open_embedder(settings: Settings) -> Embedder:
    """The embedder that the settings name; loaded when first used."""
    return Embedder(settings.embedder)


def open_retriever(settings: Settings, embedder: Embedder) -> Retriever:
    """The retriever as the façade makes it."""
    judge = None if settings.reranker == "none" else CrossEncoder(settings.reranker)
    return Retriever(embedder, judge, candidates=settings.candidates, reranked=settings.reranked)


def ranking(stage: str, passages: PassageSnapshot, retriever: Retriever) -> Ranking:
    """What ranks passages for a question, up to and including a stage, the best first."""

    def ranked(query: JudgedQuery) -> list[str]:
        asked = understand(query.question, query.turns)
        hits = retriever.find(passages.snapshot, asked, limit=DEPTH, stage=Stage[stage.upper()])
        # The best chunk of a passage stands for it.
        return list(dict.fromkeys(passages.passage_of[hit.chunk.id] for hit in hits))

    return ranked
