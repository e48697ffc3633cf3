"""What changed in an answer since an earlier snapshot, as the sheet shows it: both texts side by side."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import AnswerChanges, Sentence
from assistant.ui.components import Payload
from assistant.ui.wording import place


def rows(changes: AnswerChanges) -> list[Payload]:
    """Every sentence that is not the same any more, for the component."""
    return list(_rows(changes))


def _rows(changes: AnswerChanges) -> Iterator[Payload]:
    for then, now in changes.reworded:
        yield _row("In other words", "quiet", then, now)
    for then in changes.gone:
        yield _row("Gone", "gone", then, None)
    for now in changes.new:
        yield _row("New", "new", None, now)


def _row(badge: str, kind: str, then: Sentence | None, now: Sentence | None) -> Payload:
    shown = now or then
    return {
        "badge": badge,
        "kind": kind,
        "message": shown.text if shown else "",
        "then": then.text if then else "",
        "then_title": f"Before: {_place(then)}" if then else "Before",
        "now": now.text if now else "",
        "now_title": f"Now: {_place(now)}" if now else "Now",
        "nothing": "This was not in the answer.",
    }


def _place(sentence: Sentence) -> str:
    return "; ".join(f"{one.title}, {place(one)}" for one in sentence.citations) or "no source"
