"""What is measured of sentences and of what was found as a whole: the input of the fitted probabilities."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from assistant.answering.asking import Part
from assistant.answering.calibration import Signs
from assistant.answering.overlap import word_weights
from assistant.answering.scored import Scored
from assistant.domain import Hit
from assistant.retrieval.matched import stems
from assistant.retrieval.query import content_words, names
from assistant.retrieval.stems import stem, with_short_forms

# The logit of a passage or sentence that does not answer at all; stands for one that nothing was measured of.
LOWEST_LOGIT = -11.0
# The cosine of tokens that have nothing to do with each other.
_NOT_ALIKE = 0.3
# The third best of what answers tells a passage on the point from one lucky sentence; more of a lead says no more.
_SEVERAL, _CLEAR_LEAD = 3, 6.0


def sentence_signs(scored: Sequence[Scored]) -> list[Signs]:
    """What is known of each sentence beside the others that were read with it."""
    if not scored:
        return []
    strengths = [_strength(one) for one in scored]
    best = max(strengths)
    section = scored[strengths.index(best)].candidate.section
    nearest = max(one.meaning for one in scored)
    fullest = max(one.overlap for one in scored)
    return [
        {
            "logit": strength,
            "behind": strength - best,
            "log_rank": math.log(1 + sum(other > strength for other in strengths)),
            "meaning": one.meaning,
            "meaning_behind": one.meaning - nearest,
            "overlap": one.overlap,
            "overlap_behind": one.overlap - fullest,
            "opens": float(_opens(one) and one.candidate.section == section),
            "log_words": math.log(1 + len(one.candidate.text.split())),
        }
        for one, strength in zip(scored, strengths, strict=True)
    ]


def question_signs(
    part: Part, scored: Sequence[Scored], hits: Sequence[Hit], *, frequency: Callable[[str], int], total: int
) -> Signs:
    """What is known of everything that was found for a part of a question.

    ``frequency`` counts the passages with a word, of ``total``.
    """
    logits = sorted((_strength(one) for one in scored), reverse=True)
    meanings = sorted((one.meaning for one in scored), reverse=True)
    read = sorted(hits, key=lambda hit: -(LOWEST_LOGIT if hit.rerank_score is None else hit.rerank_score))
    near = [hit.dense_score for hit in hits if hit.dense_score is not None]
    passages = [stems(" ".join((hit.chunk.title, *hit.chunk.headings, hit.chunk.text))) for hit in read]
    alike = [one.likeness for one in scored if one.likeness]
    whole = sorted((one.whole for one in alike), reverse=True)
    weights = word_weights(content_words(part.reading), frequency=frequency, total=total)
    return {
        "logit": _at(logits, 0, LOWEST_LOGIT),
        "lead": min(_at(logits, 0, 0.0) - _at(logits, _SEVERAL - 1, 0.0), _CLEAR_LEAD),
        "passage_logit": max((hit.rerank_score for hit in hits if hit.rerank_score is not None), default=LOWEST_LOGIT),
        "meaning": _at(meanings, 0, 0.0),
        "third_meaning": _at(meanings, _SEVERAL - 1, 0.0),
        "passage_meaning": max(near, default=0.0),
        "covered": max((_weight_in(passage, weights) for passage in passages), default=0.0),
        "names_missing": _missing({stem(name) for name in names(with_short_forms(part.reading))}, passages[:_SEVERAL]),
        "alike": _at(whole, 0, _NOT_ALIKE),
        "alike_lead": _at(whole, 0, 0.0) - _at(whole, _SEVERAL, 0.0),
        "words_alike": max((one.words for one in alike), default=_NOT_ALIKE),
        "weakest_alike": max((one.weakest for one in alike), default=_NOT_ALIKE),
        "narrow": float(part.form.narrow),
    }


def _strength(one: Scored) -> float:
    """What orders the sentences: the cross-encoder's logit, or the cosine where nothing was read."""
    return one.meaning if one.logit is None else one.logit


def _opens(one: Scored) -> bool:
    """Whether the sentence is the first of its section; that of the best sentence tends to say what it is about."""
    sentences, index = one.candidate.document.sentences, one.candidate.sentence
    return index == 0 or sentences[index - 1].section != sentences[index].section


def _weight_in(passage: frozenset[str], weights: Mapping[str, float]) -> float:
    """The share of the question's words that stand in a passage, the rare ones weighing more."""
    return sum(weight for word, weight in weights.items() if word in passage) / (sum(weights.values()) or 1.0)


def _missing(named: set[str], passages: Sequence[frozenset[str]]) -> float:
    """The share of what a question names that stands in none of the best passages, by the one that has most of it."""
    return min((len(named - passage) / len(named) for passage in passages), default=1.0) if named else 0.0


def _at(values: Sequence[float], place: int, missing: float) -> float:
    """The value at a place from the top, the last one where there are fewer, ``missing`` where there is none."""
    return values[min(place, len(values) - 1)] if values else missing
