"""The façade as one person who has signed in has it: only what they may see, and a workspace of their own.

What a person may see is not filtered out of answers: it is another index, in which nothing else is. Everything that the
façade does is done over that, so there is no way around it that could be forgotten.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.access.people import Person, deciding_groups, may_see, restricts
from assistant.access.resting import rests_on
from assistant.api import Assistant, Report
from assistant.desk.conversations import Conversations
from assistant.domain import Conversation, IndexStatus, IngestReport, Replay
from assistant.errors import NoSnapshot, NotAllowed, SettingsError, SnapshotBroken, StoreBroken
from assistant.indexing.views import Sees, make_view
from assistant.published import Published
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.answer_records import AnswerRecords
    from assistant.desk.desk import Desk
    from assistant.indexing.opened import OpenSnapshot

_ONLY = "Only an administrator may change the corpus (setting 'administrators' in [sign_in], docs/access.md)."


class Views:
    """What the published snapshot holds for each set of groups; people in the same groups share one index."""

    def __init__(self, whole: Assistant) -> None:
        if whole.settings.store:
            raise SettingsError(
                "With sign-in, what each person makes is kept in their own folder of the workspace. Take the setting "
                "'store' out, or [sign_in]."
            )
        self._whole = whole
        self._views: dict[Path, _View] = {}
        self._adding = threading.Lock()

    def of(self, person: Person) -> Assistant:
        """The façade for one person."""
        settings = self._whole.settings
        sees = partial(may_see, person.groups, policy=settings.markings, collections=settings.collections)
        mine = replace(settings, workspace=settings.workspace / "people" / person.id)
        administers = bool(settings.sign_in and settings.sign_in.administrators & person.groups)
        published: Published = self._whole._published
        if restricts(settings.markings, settings.collections):
            deciding = person.groups & deciding_groups(settings.markings, settings.collections)
            name = hashlib.sha256("\x1f".join(sorted(deciding)).encode()).hexdigest()[:16]
            mine = replace(mine, index=settings.index / "views" / name)
            with self._adding:
                published = self._views.setdefault(mine.index, _View(mine.index, published, sees))
        return _PersonsAssistant(mine, self._whole, published, sees=sees, administers=administers)


class _View(Published):
    """Follows an index folder that follows the published snapshot."""

    def __init__(self, index: Path, whole: Published, sees: Sees) -> None:
        super().__init__(index)
        self._whole, self._sees = whole, sees
        self._made_of, self._view = "", ""
        self._making = threading.Lock()

    def opened(self) -> OpenSnapshot:
        """What may be seen of the published snapshot; where it is damaged it is made anew, and none before it answers.

        Raises NoSnapshot before the first ingest, SnapshotBroken when it cannot be read.
        """
        with self._making:
            whole = self._whole.opened().snapshot
            if whole.id == self._made_of:
                with suppress(SnapshotBroken):
                    if (found := super().opened()).snapshot.id == self._view:
                        return found
            self._view, self._made_of = make_view(self._index, whole, self._sees), whole.id
            found = super().opened()
        if found.snapshot.id != self._view:
            raise SnapshotBroken(
                "What you may see cannot be read. Ask again, and tell an administrator if it stays so."
            )
        return found


class _PersonsAssistant(Assistant):
    """Everything that the façade does, over what one person may see."""

    def __init__(
        self, settings: Settings, whole: Assistant, published: Published, *, sees: Sees, administers: bool
    ) -> None:
        super().__init__(settings)
        self._parts, self._published = whole._parts, published
        self._whole, self._sees = whole, sees
        self.may_change = administers
        self.conversations = _SeenConversations(settings.workspace, self._seen)

    @cached_property
    def desk(self) -> Desk:
        """What this person has made with answers, without what they may see no longer."""
        desk = super().desk
        desk.seen = self._seen
        return desk

    @cached_property
    def records(self) -> AnswerRecords:
        """This person's records. They are replayed with what may be seen now, never with what could be seen before."""
        from assistant.answer_records import AnswerRecords

        return AnswerRecords(replace(self.settings, index=Path()), self._parts, self._published.opened)

    def status(self) -> IndexStatus:
        """The index as this person sees it."""
        with suppress(NoSnapshot, SnapshotBroken):  # the status says so itself
            self._published.opened()
        return super().status()

    def ingest(self, *, progress: Report | None = None, password: str | None = None) -> IngestReport:
        """As ``Assistant.ingest``, for administrators. Raises NotAllowed."""
        return self._changing().ingest(progress=progress, password=password)

    def add(
        self, files: Iterable[tuple[str, bytes]], *, progress: Report | None = None, password: str | None = None
    ) -> IngestReport:
        """As ``Assistant.add``, for administrators. Raises NotAllowed."""
        return self._changing().add(files, progress=progress, password=password)

    def remove(self, document_id: str, *, progress: Report | None = None) -> IngestReport:
        """As ``Assistant.remove``, for administrators. Raises NotAllowed, UnknownDocument."""
        self.document(document_id)
        return self._changing().remove(document_id, progress=progress)

    def replay(self, record_id: str) -> Replay:
        """As ``Assistant.replay``, of this person's records. Raises StoreBroken also where it may be seen no longer."""
        if not self._seen(self.records.record(record_id)):
            raise StoreBroken(f"The record '{record_id}' rests on a document that you may not see.")
        return super().replay(record_id)

    def _changing(self) -> Assistant:
        if not self.may_change:
            raise NotAllowed(_ONLY)
        return self._whole

    def _seen(self, kept: object) -> bool:
        """Whether this person may see everything that something rests on.

        Of a document that is in the corpus no more, its folder says so, and the markings that were kept.
        """
        documents, markings = rests_on(kept)
        hidden = documents - {one.id for one in self._published.facets().summaries}
        if hidden & {one.id for one in self._whole._published.facets().summaries}:
            return False
        return all(self._sees(one, marking) for one in hidden for marking in markings or {None})


class _SeenConversations(Conversations):
    """A person's conversations, without the turns that rest on what they may see no longer."""

    def __init__(self, workspace: Path, seen: Callable[[object], bool]) -> None:
        super().__init__(workspace)
        self._seen = seen

    def conversation(self, conversation_id: str) -> Conversation:
        """A kept conversation; one without turns when nothing is kept under this id."""
        kept = super().conversation(conversation_id)
        return Conversation(turns=tuple(turn for turn in kept.turns if self._seen(turn)))
