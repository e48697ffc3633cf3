"""The kept thing of one kind that a person has open: every change is kept at once, and never over somebody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import streamlit as st

from assistant.domain import AnswerSheet, Comparison, Kept, Overtaken, PositionPack
from assistant.errors import StoreBroken

if TYPE_CHECKING:
    from assistant.api import Assistant

T = TypeVar("T", AnswerSheet, PositionPack, Comparison)
P = TypeVar("P")


class Shelf(Protocol[T]):
    """Where things of one kind are kept, as the desk has it."""

    def put(self, value: T) -> Kept[T]:
        """Keep something new."""
        ...

    def save(self, kept: Kept[T], value: T) -> Kept[T] | Overtaken[T]:
        """Keep the next version, unless another was saved first."""
        ...

    def take(self, id_: str) -> Kept[T]:
        """The newest version. Raises StoreBroken when there is none."""
        ...

    def everything(self, words: str = "") -> tuple[Kept[T], ...]:
        """All that is kept and holds these words, the one saved last first."""
        ...

    def history(self, id_: str) -> tuple[Kept[T], ...]:
        """Every version, the newest first."""
        ...

    def remove(self, id_: str) -> None:
        """Take it off the shelf."""
        ...


class Holder(Generic[T, P]):
    """What one person has open of one kind: the thing itself, the passage beside it, and the work that waits.

    ``name`` is what the address calls it ("?sheet=…"); ``shelf`` is where it is kept. Passages are of type P.
    """

    def __init__(self, name: str, shelf: Callable[[Assistant], Shelf[T]]) -> None:
        self.name = name
        self.shelf: Callable[[Assistant], Shelf[T]] = shelf
        self._held, self._passage, self._queue = f"held-{name}", f"{name}-passage", f"{name}-queue"
        self._overtaken, self._undone, self._round = f"{name}-overtaken", f"{name}-undone", f"{name}-round"

    # ------------------------------------------------------------ opening and leaving

    def begin(self, assistant: Assistant, value: T) -> None:
        """Keeps something fresh and opens it."""
        self._hold(self.shelf(assistant).put(value))

    def open(self, assistant: Assistant, name: str) -> None:
        """Opens what is kept under this id. Raises StoreBroken when there is nothing."""
        self._hold(self.shelf(assistant).take(name))

    def _hold(self, kept: Kept[T]) -> None:
        self.leave()
        st.session_state[self._held] = kept
        st.query_params[self.name] = kept.id

    def held(self, assistant: Assistant) -> Kept[T] | None:
        """What the address names, as this session last saw it. Raises StoreBroken when there is no such thing."""
        name = st.query_params.get(self.name)
        if name is None:
            return None
        kept: Kept[T] | None = st.session_state.get(self._held)
        if kept is None or kept.id != name:
            self.open(assistant, name)
        return self._now()

    def vanished(self, assistant: Assistant) -> str:
        """Why what the address names cannot be opened; empty when it can."""
        try:
            self.held(assistant)
        except StoreBroken as error:
            return str(error)
        return ""

    def leave(self) -> None:
        """Goes back to the list."""
        for name in (self._held, self._queue, self._passage, self._overtaken, self._undone):
            st.session_state.pop(name, None)
        st.session_state[self._round] = self.round() + 1
        st.query_params.pop(self.name, None)

    def remove(self, assistant: Assistant, name: str) -> None:
        """Takes it off the list, and goes back there."""
        self.shelf(assistant).remove(name)
        self.leave()

    def round(self) -> int:
        """Counts how often the fields were filled anew, so that they show what is kept and not what was typed."""
        count: int = st.session_state.get(self._round, 0)
        return count

    # ------------------------------------------------------------ changing

    def change(self, assistant: Assistant, value: T) -> None:
        """Keeps a change. Where another window kept one first, the change stays here, and the person is told."""
        kept = self._now()
        if value == kept.value:
            return
        saved = self.shelf(assistant).save(kept, value)
        overtaken = isinstance(saved, Overtaken)
        st.session_state[self._held] = saved if isinstance(saved, Kept) else replace(kept, value=value)
        st.session_state[self._overtaken] = overtaken
        st.session_state.pop(self._undone, None)
        if overtaken:
            self.stop()

    def overtaken(self) -> bool:
        """Whether the last change was not kept, because another window kept one first."""
        return bool(st.session_state.get(self._overtaken))

    def keep_copy(self, assistant: Assistant) -> None:
        """Keeps it as it is on this screen under a name of its own, and opens that."""
        mine = self._now().value
        self.begin(assistant, replace(mine, title=f"{mine.title} (copy)"))

    def versions(self, assistant: Assistant) -> tuple[Kept[T], ...]:
        """Every version of what is open, the newest first."""
        return self.shelf(assistant).history(self._now().id)

    def bring_back(self, assistant: Assistant, version: int) -> None:
        """Makes an earlier version the newest one. Nothing in between is lost."""
        before = next((one for one in self.versions(assistant) if one.version == version), None)
        if before is not None:
            self.change(assistant, before.value)
            st.session_state[self._undone] = version
            st.session_state[self._round] = self.round() + 1

    def can_undo(self) -> bool:
        """Whether there is an earlier version to go back to."""
        return self._shown_version() > 1

    def undo(self, assistant: Assistant) -> None:
        """Goes one version further back each time it is asked, until something is changed."""
        self.bring_back(assistant, self._shown_version() - 1)

    def _shown_version(self) -> int:
        """The version whose words are on the screen: the newest, or the one that was brought back."""
        version: int = st.session_state.get(self._undone, self._now().version)
        return version

    def _now(self) -> Kept[T]:
        kept: Kept[T] = st.session_state[self._held]
        return kept

    # ------------------------------------------------------------ the work that waits

    def queue(self, places: Iterable[Any]) -> None:
        """Has these done one after the other, each in a run of its own."""
        st.session_state[self._queue] = list(places)

    def waiting(self) -> list[Any]:
        """What is still to be done."""
        queue: list[Any] = st.session_state.setdefault(self._queue, [])
        return queue

    def done_one(self) -> None:
        """The one that waited longest is done; none is where the work was stopped meanwhile."""
        del self.waiting()[:1]

    def stop(self) -> None:
        """Does nothing more."""
        st.session_state.pop(self._queue, None)

    # ------------------------------------------------------------ the passage beside it

    def show_passage(self, passage: P) -> None:
        """Opens a passage beside it."""
        st.session_state[self._passage] = passage

    def close_passage(self) -> None:
        """Closes the passage."""
        st.session_state.pop(self._passage, None)

    def open_passage(self) -> P | None:
        """The passage that is open, if any."""
        passage: P | None = st.session_state.get(self._passage)
        return passage
