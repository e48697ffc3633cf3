"""Why these passages: how a question was understood and what brought each hit up, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.domain import Hit, Query
from assistant.terminal.texts import table


def query_text(query: Query) -> str:
    """How a question was understood: what was searched for, in which parts, in which part of the corpus."""
    rows: dict[str, object] = {"searched for": query.standalone}
    if query.reason:
        rows["because it"] = query.reason
    if len(query.parts) > 1:
        rows["in parts"] = " | ".join(query.parts)
    if query.filters:
        rows["only"] = ", ".join(one.label for one in query.filters)
    if query.earlier:
        rows["beside it"] = f"{len(query.earlier)} earlier questions and answers, with weights that fade"
    return "\n".join(table(rows))


def hit_text(hit: Hit, query: Query) -> str:
    """What brought one hit up: its words, where each search ranked it, and what the judge made of it."""
    rows: dict[str, object] = {
        "words of the question": ", ".join(hit.matched) or "none",
        "by meaning": _ranked(hit.dense_rank, hit.dense_score, "similarity"),
        "by words": _ranked(hit.lexical_rank, hit.lexical_score, "BM25"),
        "read together": "not read by the judge" if hit.rerank_score is None else f"logit {hit.rerank_score:.2f}",
    }
    if hit.verdict:
        rows["verdict"] = f"{hit.verdict} (probability {hit.probability:.2f})"
    if len(query.parts) > 1:
        rows["found for"] = query.parts[hit.part]
    return "\n".join(f"   {line}" for line in table(rows))


def hits_explained(query: Query, hits: Iterable[Hit]) -> str:
    """The query, and below every hit why it was found."""
    from assistant.terminal.texts import hits_text

    blocks = [query_text(query), *(f"{hits_text([hit])}\n\n{hit_text(hit, query)}" for hit in hits)]
    return "\n\n".join(blocks)


def _ranked(rank: int | None, score: float | None, measure: str) -> str:
    return "not among the first" if rank is None or score is None else f"rank {rank} ({measure} {score:.3f})"
