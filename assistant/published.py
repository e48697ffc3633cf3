"""The published snapshot as everything that asks sees it: opened when needed, and anew when another is published."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain import Filter
from assistant.retrieval.facets import Facets
from assistant.retrieval.scope import scope_of

if TYPE_CHECKING:  # chromadb takes long to import
    from assistant.indexing.opened import OpenSnapshot
    from assistant.indexing.scope import Scope


class Published:
    """Follows the index folder. May be shared by threads."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._opened: OpenSnapshot | None = None
        self._opening = threading.Lock()
        self._faceted: tuple[str, Facets] | None = None

    def opened(self) -> OpenSnapshot:
        """The published snapshot. Raises NoSnapshot before the first ingest."""
        from assistant.indexing.opened import OpenSnapshot
        from assistant.indexing.publishing import current_folder

        folder = current_folder(self._index)
        with self._opening:
            # The one before is left to whoever still reads from it, and closes when the last lets go.
            if self._opened is None or self._opened.snapshot.folder != folder:
                self._opened = OpenSnapshot(folder)
            return self._opened

    def facets(self) -> Facets:
        """What it has to filter by; kept for as long as it is the published one. Raises NoSnapshot."""
        snapshot = self.opened().snapshot
        if self._faceted is None or self._faceted[0] != snapshot.id:
            self._faceted = (snapshot.id, Facets.of(snapshot.texts))
        return self._faceted[1]

    def scope(self, filters: Sequence[Filter], documents: Collection[str]) -> Scope:
        """The part of it that a search may look in. Raises NoSnapshot."""
        return scope_of(filters, self.facets(), documents)
