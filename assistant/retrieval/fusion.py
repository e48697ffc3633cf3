"""Two searches become one ranking: a weighted sum of their scores, each brought to the range 0 to 1.

Score fusion keeps how far one passage is ahead of the next, which rank fusion throws away; on all three judged sets
it beat reciprocal rank fusion (docs/quality.md; Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid
Retrieval", ACM TOIS 2023).
"""

from __future__ import annotations

from collections.abc import Mapping

# How much meaning counts beside words. A short question says little in words that the documents use too; a long one
# names its subject, and there the word search is the better judge. Linear in between, by content words; those of the
# earlier turns count as much as their text weighs.
SHORT_QUESTION, LONG_QUESTION = 5, 12
DENSE_WEIGHT_SHORT, DENSE_WEIGHT_LONG = 1.8, 0.6
# What a document's best chunk adds to each chunk of that document. A document on the subject is likelier to have the
# answer than a stray passage, but more would hide what other documents say on it. In a conversation the next answer is
# likely to stand where the subject was found.
SAME_DOCUMENT, SAME_DOCUMENT_AS_BEFORE = 0.1, 0.8
# A rule and its conditions, a claim and its figures stand side by side: what a chunk gains from the one next to it.
BESIDE = 0.1

# A document's id, and a number that counts on from chunk to chunk.
Place = tuple[str, int]


def dense_weight(content_words: float) -> float:
    """The weight of meaning beside the weight 1 of words, for a question with this many content words."""
    along = (content_words - SHORT_QUESTION) / (LONG_QUESTION - SHORT_QUESTION)
    return DENSE_WEIGHT_SHORT + (DENSE_WEIGHT_LONG - DENSE_WEIGHT_SHORT) * min(1.0, max(0.0, along))


def fuse(dense: Mapping[str, float], lexical: Mapping[str, float], *, dense_share: float) -> dict[str, float]:
    """Every id that either search found, with ``dense_share`` × its dense plus its lexical score, each in [0, 1].

    An id that a search did not find counts as that search's last one: 0.
    """
    fused = {id_: dense_share * value for id_, value in _to_unit(dense).items()}
    for id_, value in _to_unit(lexical).items():
        fused[id_] = fused.get(id_, 0.0) + value
    return fused


def favour_neighbours(fused: Mapping[str, float], places: Mapping[str, Place]) -> dict[str, float]:
    """The scores with ``BESIDE`` × the better of the two chunks beside each one in its document added."""
    by_place = {places[id_]: score for id_, score in fused.items()}
    return {
        id_: score + BESIDE * max(by_place.get((places[id_][0], places[id_][1] + step), 0.0) for step in (-1, 1))
        for id_, score in fused.items()
    }


def favour_documents(fused: Mapping[str, float], places: Mapping[str, Place], *, share: float) -> dict[str, float]:
    """The scores with ``share`` × the best score of each chunk's document added."""
    best: dict[str, float] = {}
    for id_, score in fused.items():
        document = places[id_][0]
        best[document] = max(best.get(document, 0.0), score)
    return {id_: score + share * best[places[id_][0]] for id_, score in fused.items()}


def ranked(scores: Mapping[str, float]) -> list[str]:
    """Ids by score, best first; ties by id, so that the same input gives the same order."""
    return sorted(scores, key=lambda id_: (-round(scores[id_], 9), id_))


def _to_unit(scores: Mapping[str, float]) -> dict[str, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high == low:
        return dict.fromkeys(scores, 1.0)
    return {id_: (value - low) / (high - low) for id_, value in scores.items()}
