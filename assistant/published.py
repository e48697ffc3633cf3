"""The published snapshot as everything that asks sees it: opened when needed, and anew when another is published."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assistant.domain import Filter
from assistant.errors import AssistantError, SnapshotBroken
from assistant.retrieval.facets import Facets
from assistant.retrieval.scope import scope_of

if TYPE_CHECKING:  # chromadb takes long to import
    from assistant.indexing.opened import OpenSnapshot
    from assistant.indexing.scope import Scope
    from assistant.indexing.snapshot import Snapshot

# Up to here a snapshot is read whole before it answers, in hundredths of a second; a larger one a little later.
READ_WHOLE_BYTES = 64_000_000
CHECK_AFTER_S = 5.0
Made = TypeVar("Made")
_LOG = logging.getLogger(__name__)


class Published:
    """Follows the index folder. May be shared by threads."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._opened: OpenSnapshot | None = None
        self._stamp: tuple[int, int] | None = None
        self._damage = ""
        self._opening = threading.Lock()

    def opened(self) -> OpenSnapshot:
        """The snapshot that answers: the published one, or the one before it while that is damaged.

        Raises NoSnapshot before the first ingest, SnapshotBroken when none is as it was published.
        """
        from assistant.indexing.publishing import answering, published_bytes, stamp

        with self._opening:
            now, suspect = stamp(self._index), self._opened is not None and self._opened.snapshot.suspect
            if self._opened is None or suspect or now != self._stamp:
                small = published_bytes(self._index) <= READ_WHOLE_BYTES
                found = answering(self._index, whole=suspect or small)
                if found.damage and found.damage != self._damage:
                    _LOG.warning(found.damage)
                self._opened, self._stamp, self._damage = self._open(found.folder), now, found.damage
                if not small and not suspect:
                    _check_later(self._opened.snapshot)
            return self._opened

    def warm_up(self) -> None:
        """Open what a first search needs, in the background; what cannot be opened is left to the search, to say so."""

        def open_vectors() -> None:
            with suppress(AssistantError):
                _ = self.opened().snapshot.vectors

        threading.Thread(target=open_vectors, daemon=True, name="opening the vectors").start()

    def over(self, work: Callable[[OpenSnapshot], Made]) -> Made:
        """What some work makes of the snapshot that answers; where that proves damaged, of the one that answers then.

        Raises NoSnapshot before the first ingest, SnapshotBroken when none is as it was published.
        """
        opened = self.opened()
        try:
            return work(opened)
        except SnapshotBroken:
            if not opened.snapshot.suspect:
                raise
            return work(self.opened())

    def _open(self, folder: Path) -> OpenSnapshot:
        from assistant.indexing.manifest import read_manifest
        from assistant.indexing.opened import OpenSnapshot

        # The one before is left to whoever still reads from it, and closes when the last lets go.
        if self._opened is not None and self._opened.snapshot.folder == folder:
            if self._opened.snapshot.manifest == read_manifest(folder) and not self._opened.snapshot.suspect:
                return self._opened
            self._opened.close()  # built anew in the same place, where Chroma would go on with the files of old
        return OpenSnapshot(folder)

    def facets(self) -> Facets:
        """What it has to filter by. Raises NoSnapshot."""
        return Facets.of(self.opened().snapshot.texts)

    def scope(self, filters: Sequence[Filter], documents: Collection[str]) -> Scope:
        """The part of it that a search may look in. Raises NoSnapshot."""
        return scope_of(filters, self.facets(), documents)


def _check_later(snapshot: Snapshot) -> None:
    """Have a large snapshot read whole in the background, when whoever asked first has got an answer."""
    from assistant.indexing.manifest import is_intact

    def check() -> None:
        snapshot.suspect = snapshot.suspect or not is_intact(snapshot.folder, whole=True)

    timer = threading.Timer(CHECK_AFTER_S, check)
    timer.daemon = True
    timer.start()
