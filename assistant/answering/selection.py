"""Which sentences make the answer, and in which order they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answering.asking import Part
from assistant.answering.opinions import states_it
from assistant.answering.question import QuestionShape, Wants, holds
from assistant.answering.scored import Scored, similarity, strongest
from assistant.retrieval.query import words

# What stays this far behind the best sentence is not shown: in the cross-encoder's logit, less to a broad question,
# for which every section has been asked; in the cosine where nothing was read, less to a question for one fact.
# Tried on CLAPNQ (docs/quality.md).
BEHIND_LOGIT, BEHIND_LOGIT_BROAD = 4.0, 3.0
BEHIND_MEANING, BEHIND_MEANING_NARROW = 0.1, 0.06
# A broad question that does not ask for each of several things is answered by what likely belongs to the answer: every
# section has been asked for it, and what only looks like it is found in each.
LIKELY = 0.45
# Material for discussion: how likely a sentence must be to belong to an answer; the likeliest of its section; how many.
SPEAKS_TO_IT, SPEAKS_FOR_SECTION, MATERIAL = 0.3, 0.1, 9
# A sentence that names less than this share of what the strongest one names, of a question's names, is about another.
NAMED_SHARE = 0.7
# Two sentences say the same when their meanings or their words are this close.
SAME_MEANING, SAME_WORDS = 0.95, 0.8


def in_focus(part: Part, scored: Sequence[Scored]) -> list[Scored]:
    """The sentences that could answer a part at all.

    They speak of its side of a comparison, of what it names where that is one thing, and are no mere fact where a view
    is asked for.
    """
    fitting = [one for one in scored if part.is_about(one.candidate) and states_it(part.text, one.candidate.text)]
    if part.names_several:
        return fitting
    return [one for one in fitting if one.named >= NAMED_SHARE * strongest(fitting).named] if fitting else []


def select(scored: Sequence[Scored], shape: QuestionShape) -> list[Scored]:
    """The sentences to show, in reading order: as many of the likeliest as the expected F1 is best with.

    No more than the form of the answer allows, nothing twice, and to a question for one fact only what comes close to
    the best.
    """
    ordered = sorted(_holding(scored, shape.wants), key=lambda one: (-round(one.probability, 6), one.candidate.place))
    kept = ordered[: best_count([one.probability for one in ordered])]
    if shape.broad:  # no side of a broad question is crowded out
        kept = list({one.candidate.place: one for one in (*_best_of_each_section(ordered), *kept)}.values())
    if shape.broad and not shape.of_each:
        kept = [one for one in kept if one.probability >= LIKELY] or kept[:1]
    kept = _close_to_the_best(kept, shape)
    return reading_order(_distinct(kept, shape.limit))


def _holding(scored: Sequence[Scored], wants: Wants) -> list[Scored]:
    """The sentences that hold what is wanted; all where none does.

    Numbers are told surely. Dates and names are not ("in spring", "the old master"), so that a sentence stays which is
    as likely to answer as the likeliest with one.
    """
    holding = [one for one in scored if holds(one.candidate.text, wants)]
    if not holding or wants is Wants.NUMBER:
        return holding or list(scored)
    likeliest = max(one.probability for one in holding)
    return [one for one in scored if holds(one.candidate.text, wants) or one.probability >= likeliest]


def material(scored: Sequence[Scored], *, of_each_section: str) -> list[Scored]:
    """What there is to say on a question that a document puts for discussion, in reading order.

    Such a question ("Could joint training help?") has no sentence that settles it; its readers want what speaks to it:
    every sentence that is likely enough, and of each main section of the document ``of_each_section`` the likeliest.
    """
    ordered = sorted(scored, key=lambda one: (-round(one.probability, 6), one.candidate.place))
    firsts: dict[tuple[str, ...], Scored] = {}
    for one in ordered:
        if one.candidate.document.id == of_each_section and one.candidate.headings:
            firsts.setdefault(one.candidate.headings[:1], one)
    kept = [one for one in firsts.values() if one.probability >= SPEAKS_FOR_SECTION]
    kept += [one for one in ordered if one.probability >= SPEAKS_TO_IT]
    return reading_order(_distinct({one.candidate.place: one for one in kept}.values(), MATERIAL))


def best_count(probabilities: Sequence[float]) -> int:
    """How many of the likeliest sentences to take, so that the expected F1 is greatest.

    With k sentences taken and s relevant ones expected in all, the F1 is about 2 × (relevant ones expected among
    the k) / (k + s) (Ye, Chai, Lee and Chieu, "Optimizing F-measure", ICML 2012). ``probabilities`` fall.
    """
    expected, taken, best, count = sum(probabilities), 0.0, 0.0, 0
    for number, probability in enumerate(probabilities, start=1):
        taken += probability
        value = 2 * taken / (number + expected)
        if value > best:
            best, count = value, number
    return count


def _best_of_each_section(ordered: Sequence[Scored]) -> list[Scored]:
    firsts: dict[tuple[str, int], Scored] = {}
    for one in ordered:
        firsts.setdefault(one.candidate.section, one)
    return list(firsts.values())


def _close_to_the_best(kept: Sequence[Scored], shape: QuestionShape) -> list[Scored]:
    behind_logit = BEHIND_LOGIT_BROAD if shape.broad else BEHIND_LOGIT
    behind_meaning = BEHIND_MEANING_NARROW if shape.narrow else BEHIND_MEANING
    strongest = max((one.logit for one in kept if one.logit is not None), default=0.0)
    nearest = max((one.meaning for one in kept), default=0.0)
    return [
        one
        for one in kept
        if (one.meaning >= nearest - behind_meaning if one.logit is None else one.logit >= strongest - behind_logit)
    ]


def _distinct(items: Iterable[Scored], limit: int) -> list[Scored]:
    chosen: list[Scored] = []
    for item in items:
        if len(chosen) == limit:
            break
        if not any(_says_the_same(item, other) for other in chosen):
            chosen.append(item)
    return chosen


def _says_the_same(one: Scored, other: Scored) -> bool:
    if similarity(one.vector, other.vector) >= SAME_MEANING:
        return True
    mine, theirs = set(words(one.candidate.text)), set(words(other.candidate.text))
    return len(mine & theirs) >= SAME_WORDS * min(len(mine), len(theirs))


def reading_order(chosen: Sequence[Scored]) -> list[Scored]:
    """By document, the one with the likeliest sentence first; within a document as printed."""
    best: dict[str, float] = {}
    for item in chosen:
        id_ = item.candidate.document.id
        best[id_] = max(best.get(id_, 0.0), item.probability)
    return sorted(
        chosen,
        key=lambda item: (
            -round(best[item.candidate.document.id], 6),
            item.candidate.document.id,
            item.candidate.sentence,
        ),
    )
