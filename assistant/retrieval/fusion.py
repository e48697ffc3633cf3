"""Reciprocal rank fusion of rankings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# Cormack, Clarke and Büttcher (SIGIR 2009): score(d) = sum over rankings of weight / (K + rank(d)), K = 60.
K = 60


def reciprocal_rank_fusion(
    rankings: Mapping[str, Sequence[str]], weights: Mapping[str, float]
) -> list[tuple[str, float]]:
    """Ids with their fused score, best first; ties by id, so that the same input gives the same order."""
    scores: dict[str, float] = {}
    for name, ranking in rankings.items():
        for rank, id_ in enumerate(ranking, start=1):
            scores[id_] = scores.get(id_, 0.0) + weights[name] / (K + rank)
    return sorted(scores.items(), key=lambda pair: (-round(pair[1], 12), pair[0]))
