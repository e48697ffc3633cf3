"""What is measured of sentences and of what was found as a whole: the input of the fitted probabilities."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.answering.calibration import Signs
from assistant.answering.overlap import stems
from assistant.answering.scored import Scored
from assistant.domain import Hit
from assistant.retrieval.query import content_words
from assistant.retrieval.stems import stem

# The logit of a passage or sentence that does not answer at all; stands for one that nothing was measured of.
LOWEST_LOGIT = -11.0
# The third best of what answers tells a passage on the point from one lucky sentence.
_SEVERAL = 3


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


def question_signs(question: str, scored: Sequence[Scored], hits: Sequence[Hit]) -> Signs:
    """What is known of everything that was found for a question."""
    logits = sorted((_strength(one) for one in scored), reverse=True)
    meanings = sorted((one.meaning for one in scored), reverse=True)
    passages = sorted((hit.rerank_score for hit in hits if hit.rerank_score is not None), reverse=True)
    near = [hit.dense_score for hit in hits if hit.dense_score is not None]
    asked = {stem(word) for word in content_words(question)}
    return {
        "logit": _at(logits, 0, LOWEST_LOGIT),
        "third_logit": _at(logits, _SEVERAL - 1, LOWEST_LOGIT),
        "passage_logit": _at(passages, 0, LOWEST_LOGIT),
        "meaning": _at(meanings, 0, 0.0),
        "third_meaning": _at(meanings, _SEVERAL - 1, 0.0),
        "passage_meaning": max(near, default=0.0),
        "covered": max((_covered(asked, _read(one)) for one in scored), default=0.0),
        "covered_by_passage": max((_covered(asked, hit.chunk.text, *_place(hit)) for hit in hits), default=0.0),
        "log_asked": math.log(1 + len(asked)),
    }


def _strength(one: Scored) -> float:
    """What orders the sentences: the cross-encoder's logit, or the cosine where nothing was read."""
    return one.meaning if one.logit is None else one.logit


def _opens(one: Scored) -> bool:
    """Whether the sentence is the first of its section; that of the best sentence tends to say what it is about."""
    sentences, index = one.candidate.document.sentences, one.candidate.sentence
    return index == 0 or sentences[index - 1].section != sentences[index].section


def _covered(asked: set[str], *texts: str) -> float:
    """The share of the question's words that stand in the texts."""
    return len(asked & stems(" ".join(texts))) / len(asked) if asked else 0.0


def _read(one: Scored) -> str:
    candidate = one.candidate
    return " ".join((candidate.document.title.value, *candidate.headings, candidate.lead_in, candidate.text))


def _place(hit: Hit) -> tuple[str, ...]:
    return (hit.chunk.title, *hit.chunk.headings)


def _at(values: Sequence[float], place: int, missing: float) -> float:
    """The value at a place from the top, the last one where there are fewer, ``missing`` where there is none."""
    return values[min(place, len(values) - 1)] if values else missing
