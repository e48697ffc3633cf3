"""Position packs: what a delegation means to say on each question of a note, and what its words rest on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.domain.answer import Citation, Sentence, Support
from assistant.domain.marking import Markings
from assistant.domain.sheet import SheetQuestion

_BORNE_OUT = (Support.QUOTED, Support.SUPPORTED, Support.PARTLY)


class PositionPart(StrEnum):
    """The lists of a position on one question. The value is its heading."""

    LINE_TO_TAKE = "Line to take"
    REASONS = "Reasons"
    RED_LINE = "Red line"
    FALLBACK = "Fallback"
    QUESTIONS = "Questions to raise"
    ALLIES = "Allies"
    OPPONENTS = "Opponents"
    AGAINST = "Evidence against"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedLine:
    """A line that documents bear out, wholly or in part.

    ``suggested``: the program proposed it, and no person has accepted it yet. Raises ValueError for a sentence without
    a citation, and for one that did not pass the gate: such words are a person's own.
    """

    id: str
    sentence: Sentence
    suggested: bool = False

    def __post_init__(self) -> None:
        if not self.sentence.citations or self.sentence.support not in _BORNE_OUT:
            raise ValueError(f"a sourced line needs a source that bears it out: {self.sentence.text!r}")

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.sentence.text


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """A line in a person's own words, which no document is cited for.

    ``note`` says why a line that had a source has none any more, or why none was found; ``rested_on`` is what it was
    cited from before. That proves nothing now: it is where a source is looked for first when the line is edited again.
    """

    id: str
    text: str
    note: str = ""
    rested_on: tuple[Citation, ...] = ()


PositionLine = SourcedLine | OwnLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionPoint:
    """A question with the delegation's position on it.

    ``evidence`` are the quoted sentences that the question's answer rests on, each as it stands in its document: what
    an edited line is judged by when the words it cites no longer bear it out. ``records`` are the ids of the records
    of that answer, ``markings`` those of the passages that were looked at for it.
    """

    question: SheetQuestion
    parts: dict[PositionPart, tuple[PositionLine, ...]] = field(default_factory=dict)
    evidence: tuple[Sentence, ...] = ()
    records: tuple[str, ...] = ()
    markings: tuple[str | None, ...] = ()

    def of(self, part: PositionPart) -> tuple[PositionLine, ...]:
        """The lines of one list."""
        return self.parts.get(part, ())

    @property
    def lines(self) -> tuple[PositionLine, ...]:
        """Every line, list by list."""
        return tuple(line for part in PositionPart for line in self.of(part))

    def with_part(self, part: PositionPart, lines: tuple[PositionLine, ...]) -> PositionPoint:
        """The point with another list in the place of one."""
        return replace(self, parts={one: lines if one is part else self.of(one) for one in PositionPart})

    def part_of(self, line_id: str) -> PositionPart | None:
        """The list that a line stands in; None when the point has no such line."""
        return next((part for part in PositionPart if any(one.id == line_id for one in self.of(part))), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionPack:
    """What a delegation takes to a meeting.

    ``note`` is the id of the document whose questions these are, None for pasted ones. ``date`` is ISO; ``marking`` is
    the pack's own, chosen by a person; both are empty where there is none. ``snapshot`` is that of the answers.
    """

    title: str
    delegation: str = ""
    meeting: str = ""
    note: str | None = None
    date: str = ""
    marking: str = ""
    points: tuple[PositionPoint, ...] = ()
    snapshot: str | None = None

    @property
    def lines(self) -> tuple[PositionLine, ...]:
        """Every line, question by question."""
        return tuple(line for point in self.points for line in point.lines)

    @property
    def sourced(self) -> tuple[SourcedLine, ...]:
        """The lines that documents bear out."""
        return tuple(line for line in self.lines if isinstance(line, SourcedLine))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation in reading order."""
        return tuple(citation for line in self.sourced for citation in line.sentence.citations)

    @property
    def all_markings(self) -> Markings:
        """The markings of everything that went into it, its own included."""
        looked_at = (one for point in self.points for one in point.markings)
        own = {self.marking} if self.marking else set()
        return frozenset((*looked_at, *(one.marking for one in self.citations), *own))

    @property
    def count_suggested(self) -> int:
        """How many suggestions wait for a person."""
        return sum(line.suggested for line in self.sourced)

    @property
    def words(self) -> str:
        """What a search for this pack looks in."""
        asked = [point.question.text for point in self.points]
        return "\n".join([self.delegation, self.meeting, self.date, *asked, *(line.text for line in self.lines)])

    def line(self, line_id: str) -> PositionLine | None:
        """The line with this id; None when there is none."""
        return next((line for line in self.lines if line.id == line_id), None)

    def point_of(self, line_id: str) -> PositionPoint | None:
        """The point that a line stands in."""
        return next((point for point in self.points if point.part_of(line_id)), None)

    def with_line(self, question_id: str, part: PositionPart, line: PositionLine) -> PositionPack:
        """The pack with a line at the end of one list of a question."""
        return self._points(
            lambda point: point.with_part(part, (*point.of(part), line)) if point.question.id == question_id else point
        )

    def with_changed(self, line: PositionLine) -> PositionPack:
        """The pack with a line in the place of the one that has its id."""
        return self._lists(line.id, lambda lines: tuple(line if one.id == line.id else one for one in lines))

    def without(self, line_id: str) -> PositionPack:
        """The pack without a line."""
        return self._lists(line_id, lambda lines: tuple(one for one in lines if one.id != line_id))

    def moved(self, line_id: str, step: int) -> PositionPack:
        """The pack with a line ``step`` places further down its list (up where negative), as far as there is room."""

        def move(lines: tuple[PositionLine, ...]) -> tuple[PositionLine, ...]:
            found = list(lines)
            at = next(order for order, one in enumerate(found) if one.id == line_id)
            found.insert(min(len(found) - 1, max(0, at + step)), found.pop(at))
            return tuple(found)

        return self._lists(line_id, move)

    def put_in(self, line_id: str, part: PositionPart) -> PositionPack:
        """The pack with a line at the end of another list of its question; a suggestion is accepted by that."""
        line, point = self.line(line_id), self.point_of(line_id)
        if line is None or point is None:
            return self
        return self.without(line_id).with_line(point.question.id, part, accepted(line))

    def with_accepted(self, line_ids: frozenset[str]) -> PositionPack:
        """The pack with some of its suggestions accepted."""
        return self._points(
            lambda point: replace(
                point,
                parts={
                    part: tuple(accepted(one) if one.id in line_ids else one for one in point.of(part))
                    for part in PositionPart
                },
            )
        )

    def _points(self, change: Callable[[PositionPoint], PositionPoint]) -> PositionPack:
        return replace(self, points=tuple(change(point) for point in self.points))

    def _lists(
        self, line_id: str, change: Callable[[tuple[PositionLine, ...]], tuple[PositionLine, ...]]
    ) -> PositionPack:
        """The pack with the list changed that holds a line; as it is when no list does."""
        return self._points(
            lambda point: point.with_part(part, change(point.of(part))) if (part := point.part_of(line_id)) else point
        )


def accepted(line: PositionLine) -> PositionLine:
    """A line that a person has taken for the pack."""
    return replace(line, suggested=False) if isinstance(line, SourcedLine) else line
