"""Which statements of two documents speak of the same thing: each the nearest to the other, and near enough.

Where one holds two thirds of the other's words, it is enough that one of them is nearest to the other. Two that list
the same figures but one speak of the same thing too, whatever else comes near either.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.verify.quantities import Quantity
from assistant.desk.disagreements.statements import Statement

# Words that more than this share of the statements have lead to no candidates; they still count in comparing.
_COMMON_SHARE, _COMMON_LEAST = 0.04, 40
# The headings that two statements stand under break a tie between equals.
_TOPIC_WEIGHT = 0.15
# Lists of figures shorter than this say too little by agreeing in all but one.
_LEAST_LIST = 3
# From this share of the shorter one's words on, two statements speak of the same thing though one has a nearer one.
_MOST_OF_IT = 0.65


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two statements of two documents that speak of the same thing.

    ``shared`` is the share of the words of both that they have in common, ``covered`` that of the words of the
    shorter one; rare words weigh more.
    """

    one: Statement
    other: Statement
    shared: float
    covered: float


def pairs(statements: Sequence[Statement], *, least: float) -> Iterator[Pair]:
    """The pairs of statements of different documents that are nearest to each other, ``covered`` by ``least``.

    A statement that is as near to two of one document as to each other is paired with neither, unless both list the
    same figures but one.
    """
    weights = word_weights(statements)
    compared = {}
    for i, j in _candidates(statements):
        pair = _compare(statements[i], statements[j], weights)
        if pair.covered >= least:
            compared[i, j] = pair
    nearest: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for (i, j), pair in compared.items():
        near = round(pair.shared + _TOPIC_WEIGHT * _topic(pair.one, pair.other), 6)
        nearest[i, statements[j].document].append((near, j))
        nearest[j, statements[i].document].append((near, i))
    best = {key: _only(found) for key, found in nearest.items()}
    for (i, j), pair in compared.items():
        nearer = (best[i, statements[j].document] == j, best[j, statements[i].document] == i)
        near = all(nearer) or (any(nearer) and pair.covered >= _MOST_OF_IT)
        if near or any(odd_ones(pair.one, pair.other)):
            yield pair


def odd_ones(one: Statement, other: Statement) -> Iterator[tuple[Quantity, Quantity]]:
    """The figure in which two lists of three or more figures in one unit differ, where all others are the same."""
    for unit in sorted({quantity.unit for quantity in one.quantities}):
        ours, theirs = ([each for each in said.quantities if each.unit == unit] for said in (one, other))
        left = [each for each in ours if all(each.value != that.value for that in theirs)]
        right = [each for each in theirs if all(each.value != that.value for that in ours)]
        if len(ours) == len(theirs) >= _LEAST_LIST and len(left) == len(right) == 1:
            yield left[0], right[0]


def word_weights(statements: Sequence[Statement]) -> dict[str, float]:
    """What each stem counts: rare ones more (Robertson's idf over the statements)."""
    total = len(statements)
    counts = Counter(stem for statement in statements for stem in statement.stems)
    return {stem: math.log(1 + (total - count + 0.5) / (count + 0.5)) for stem, count in counts.items()}


def _candidates(statements: Sequence[Statement]) -> Iterable[tuple[int, int]]:
    """Places of two statements of different documents that share two words that are not common."""
    having: dict[str, list[int]] = defaultdict(list)
    for at, statement in enumerate(statements):
        for stem in statement.stems:
            having[stem].append(at)
    most = max(_COMMON_LEAST, int(_COMMON_SHARE * len(statements)))
    together: Counter[tuple[int, int]] = Counter()
    for found in having.values():
        if len(found) > most:
            continue
        for order, i in enumerate(found):
            together.update((i, j) for j in found[order + 1 :] if statements[i].document != statements[j].document)
    return sorted(places for places, count in together.items() if count >= 2)


def _compare(one: Statement, other: Statement, weights: dict[str, float]) -> Pair:
    def total(stems: Iterable[str]) -> float:
        return sum(weights[stem] for stem in sorted(stems))

    common = total(one.stems & other.stems)
    return Pair(
        one=one,
        other=other,
        shared=common / (total(one.stems | other.stems) or 1.0),
        covered=common / (min(total(one.stems), total(other.stems)) or 1.0),
    )


def _topic(one: Statement, other: Statement) -> float:
    union = one.topic | other.topic
    return len(one.topic & other.topic) / len(union) if union else 0.0


def _only(found: list[tuple[float, int]]) -> int | None:
    """The nearest; None where two are as near."""
    best = max(near for near, _ in found)
    nearest = [at for near, at in found if near == best]
    return nearest[0] if len(nearest) == 1 else None
