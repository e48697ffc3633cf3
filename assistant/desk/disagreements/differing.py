"""What two statements on the same thing say differently: figures, dates, and whether something is so at all.

Only what stands in the same place is compared: the same words on both sides of it, or the same thing counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction

from assistant.answering.verify.moments import Moment
from assistant.answering.verify.polarity import contradiction
from assistant.answering.verify.quantities import Quantity
from assistant.answering.verify.tokens import FUNCTION_WORDS, tokens
from assistant.desk.disagreements.pairing import Pair, odd_ones
from assistant.desk.disagreements.statements import DATE, FIGURE, Statement
from assistant.domain import Contrast, ContrastKind
from assistant.retrieval.stems import stem

# Two statements with this share of their words in common are one statement, said twice.
SAME_STATEMENT = 0.72
# So many words in a row around a figure make its place in two statements the same.
_SAME_PLACE = 3
# A figure is a rounding of another when it is as near as this, or said to be about right.
_ROUNDED = 0.05
_ABOUT = re.compile(
    r"\b(about|around|approximately|roughly|some|nearly|almost|close to|estimated|circa|ca\.?)\s*\S{0,3}$", re.I
)
_PART = re.compile(r"\b(another|further|additional|other|extra|these|those|remaining|of the)\s*\S{0,3}$", re.I)
_OF_THEM = re.compile(r"\s*(?:of (?:them|these|those|which|whom)|more|others?)\b", re.I)
# A number behind one of these names a place in a text and counts nothing.
_LABEL = re.compile(
    r"\b(?:art(?:icle|\.)?|section|sec\.|§|table|figure|fig\.|paragraph|para\.?|point|annex|appendix|chapter|part|title|"
    r"recital|rule|regulation|directive|decision|resolution|page|p\.|pp\.|note|footnote|no\.?|number|form|line|box|step|"
    r"option|version|schedule|item|question|amendment|publication)s?\s*[\w.()]{0,6}$",
    re.IGNORECASE,
)
_RUN = 4
# "14 liaison officers (CLOs)" and "the number of CLOs, 13 in all" count the same.
_SHORT_FORM = re.compile(r"(?: [A-Za-z-]+){1,4} \(([A-Z]{2,8}s?)\)")
_NUMBER_OF = re.compile(r"\bnumber of ([A-Za-z-]+),? (?:is |was |stands at |stood at )?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A figure or date in each of two statements, at the same place: ``run`` words around it are the same."""

    one: Quantity | Moment
    other: Quantity | Moment
    run: int


def differences(pair: Pair) -> tuple[Contrast, ...]:
    """What the two statements say differently; none when they agree, or it cannot be told for certain."""
    one, other = pair.one, pair.other
    if _names_differ(one, other) or _years_differ(one, other):
        return ()
    same = pair.shared >= SAME_STATEMENT
    found = [*_figures(pair, same), *_dates(pair, same)]
    if not found and same and one.stems and other.stems:
        found = list(_verdicts(pair))
    return tuple(found)


def _names_differ(one: Statement, other: Statement) -> bool:
    """Whether each names something that the other does not: then they may speak of different things."""
    ours = one.named - other.stems - other.topic
    theirs = other.named - one.stems - one.topic
    return bool(ours and theirs)


def _years_differ(one: Statement, other: Statement) -> bool:
    """Whether both say of which years they speak, and these have none in common: both can be right then."""
    ours, theirs = ({moment.year for moment in said.moments if moment.year} for said in (one, other))
    return bool(ours and theirs) and not ours & theirs


def _figures(pair: Pair, same: bool) -> Iterator[Contrast]:
    one, other = pair.one, pair.other
    found = [place for place in _places(one, other, FIGURE) if same or place.run >= _SAME_PLACE]
    if not same and (one.nameless or other.nameless):
        return
    found += [*_same_thing(one, other, found), *_listed(one, other, found)]
    for place in sorted(found, key=lambda place: place.one.start):
        ours, theirs = place.one, place.other
        assert isinstance(ours, Quantity) and isinstance(theirs, Quantity)
        if _disagree(one, ours, other, theirs):
            yield Contrast(
                kind=ContrastKind.FIGURE, one=ours.written, other=theirs.written, of=_counted_words(one.text, ours)
            )


def _same_thing(one: Statement, other: Statement, found: list[_Place]) -> list[_Place]:
    """Figures of what each of the statements counts once, in the same unit, and that are not placed yet."""
    placed = {id(place.one) for place in found} | {id(place.other) for place in found}
    ours, theirs = _by_thing(one), _by_thing(other)
    return [
        _Place(one=ours[thing], other=theirs[thing], run=0)
        for thing in sorted(ours.keys() & theirs.keys())
        if thing[1] and id(ours[thing]) not in placed and id(theirs[thing]) not in placed
    ]


def _listed(one: Statement, other: Statement, found: list[_Place]) -> list[_Place]:
    """The figure in which two lists differ, where it is not placed yet."""
    placed = {id(place.one) for place in found} | {id(place.other) for place in found}
    return [_Place(one=ours, other=theirs, run=0) for ours, theirs in odd_ones(one, other) if id(ours) not in placed]


def _by_thing(statement: Statement) -> dict[tuple[str, str], Quantity]:
    """The figures by unit and thing counted, for what is counted once only."""
    found: dict[tuple[str, str], list[Quantity]] = {}
    for quantity in statement.quantities:
        for thing in _things(statement.text, quantity):
            found.setdefault((quantity.unit, thing), []).append(quantity)
    return {thing: several[0] for thing, several in found.items() if len(several) == 1}


def _things(text: str, quantity: Quantity) -> set[str]:
    """What a figure may be said to count: the noun behind it, its short form in brackets, "the number of" before it."""
    named = {counted(text, quantity)}
    if short := _SHORT_FORM.match(text[quantity.end :]):
        named.add(_stems(short[1]))
    if total := _NUMBER_OF.search(text[: quantity.start]):
        named.add(_stems(total[1]))
    return named


def counted(text: str, quantity: Quantity) -> str:
    """The stem of what a figure counts: the last plural of the words behind it, "of" looked through; or empty."""
    return _stems(_counted_words(text, quantity))


def _stems(words: str) -> str:
    return " ".join(stem(word.lower()) for word in words.split())


def _counted_words(text: str, quantity: Quantity) -> str:
    """What a figure counts, as written: "case files" gives "files", "tonnes of cocaine" both words."""
    rest = text[quantity.end :]
    head = _noun(rest)
    if quantity.unit in ("EUR", "USD", "GBP"):
        return ""
    if head and (of := re.match(rf"[^.;,()]*?\b{re.escape(head)}\s+of\s+", rest)):
        return f"{head} of {_noun(rest[of.end() :], any_noun=True)}".removesuffix(" of ")
    return head


def _noun(text: str, *, any_noun: bool = False) -> str:
    """The last plural among the first words, up to a small word or a mark; the first word where any noun will do."""
    run: list[str] = []
    end = 0
    for token in tokens(text)[:_RUN]:
        if not token.stem or token.word in FUNCTION_WORDS or text[end : token.start].strip(" \n-"):
            break
        run.append(token.text)
        end = token.end
    plural = [word for word in run if re.search(r"[^s]s$", word)]
    return plural[-1] if plural else run[0] if run and any_noun else ""


def _dates(pair: Pair, same: bool) -> Iterator[Contrast]:
    for place in _places(pair.one, pair.other, DATE):
        ours, theirs = place.one, place.other
        assert isinstance(ours, Moment) and isinstance(theirs, Moment)
        if place.run < (1 if same else _SAME_PLACE) or ours.decade or theirs.decade:
            continue
        if any(ours.within(each) or each.within(ours) for each in pair.other.moments):
            continue
        if any(theirs.within(each) or each.within(theirs) for each in pair.one.moments):
            continue
        if (ours.month is None) == (theirs.month is None) and (ours.day is None) == (theirs.day is None):
            yield Contrast(kind=ContrastKind.DATE, one=ours.written, other=theirs.written)


def _verdicts(pair: Pair) -> Iterator[Contrast]:
    if contradiction(pair.one.text, pair.other.text):
        yield Contrast(kind=ContrastKind.VERDICT, one=pair.one.text, other=pair.other.text)


def _places(one: Statement, other: Statement, sign: str) -> list[_Place]:
    """Figures, or dates, that stand at the same place of two statements: the same words in a row around them."""
    matcher = SequenceMatcher(None, one.masked, other.masked, autojunk=False)
    found = []
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            if one.masked[block.a + step] == sign:
                found.append(
                    _Place(one=one.slots[block.a + step], other=other.slots[block.b + step], run=block.size - 1)
                )
    return found


def _disagree(one: Statement, ours: Quantity, other: Statement, theirs: Quantity) -> bool:
    """Whether two figures at the same place contradict each other, and neither is said in the other statement too."""
    if ours.unit != theirs.unit or ours.value == theirs.value:
        return False
    if _LABEL.search(one.text[: ours.start]) or _LABEL.search(other.text[: theirs.start]):
        return False
    if _thing_differs(one, ours, other, theirs) or _partial(one.text, ours) or _partial(other.text, theirs):
        return False
    if _bounded(ours, theirs) or _bounded(theirs, ours) or _rounds(one, ours, other, theirs):
        return False
    return not any(ours.value == each.value for each in other.quantities) and not any(
        theirs.value == each.value for each in one.quantities
    )


def _thing_differs(one: Statement, ours: Quantity, other: Statement, theirs: Quantity) -> bool:
    mine, yours = counted(one.text, ours), counted(other.text, theirs)
    return bool(mine and yours) and mine.split()[0] != yours.split()[0]


def _partial(text: str, quantity: Quantity) -> bool:
    return bool(_PART.search(text[: quantity.start]) or _OF_THEM.match(text[quantity.end :]))


def _bounded(bound: Quantity, value: Quantity) -> bool:
    """Whether a figure lies within the bound that the other states."""
    return (bound.bound == "lower" and value.value >= bound.value) or (
        bound.bound == "upper" and value.value <= bound.value
    )


def _rounds(one: Statement, ours: Quantity, other: Statement, theirs: Quantity) -> bool:
    """Whether one of the figures is the other one, rounded."""
    about = bool(_ABOUT.search(one.text[: ours.start]) or _ABOUT.search(other.text[: theirs.start]))
    steps = sorted((_step(ours), _step(theirs)))
    near = abs(ours.value - theirs.value) <= _ROUNDED * max(abs(ours.value), abs(theirs.value))
    alike = round(ours.value / steps[1]) == round(theirs.value / steps[1])
    return alike and (about or (near and steps[0] != steps[1]))


def _step(quantity: Quantity) -> Fraction:
    """How finely a figure is stated: 11.8 to a tenth, 160,000 to ten thousand."""
    step = Fraction(1)
    value = abs(quantity.value)
    while value and value % (step * 10) == 0:
        step *= 10
    while value % step != 0 and step > Fraction(1, 10**6):
        step /= 10
    return step
