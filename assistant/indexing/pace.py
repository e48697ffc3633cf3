"""How far an ingest is, how fast it goes, and how long it will take."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from assistant.domain import Progress
from assistant.indexing.corpus_files import CorpusFile

Report = Callable[[Progress], None]

# Before this, a rate says more about the start than about the work.
_SETTLED_S = 3.0


class Pace:
    """Reports reading until the first passages are embedded, and then embedding, which takes most of the time.

    How many passages there will be is estimated from the bytes of the files that were read so far.
    """

    def __init__(self, report: Report, todo: Sequence[CorpusFile]) -> None:
        self._report, self._files = report, len(todo)
        self._bytes = sum(file.size_bytes for file in todo)
        self._files_read = self._bytes_read = self._passages = self._embedded = 0
        self._detail = ""
        self._embedding_since: float | None = None

    def page(self, file_id: str, page: int, pages: int) -> None:
        """A page of a long file is being read."""
        self._reading(f"{file_id}, page {page} of {pages}")

    def read(self, file: CorpusFile, passages: int) -> None:
        """A file was read; it has so many passages that are to be embedded, as far as can be told yet."""
        self._files_read += 1
        self._bytes_read += file.size_bytes
        self._passages += passages
        self._reading(file.id)

    def embedded(self, passages: int) -> None:
        """So many passages are embedded, in all."""
        if self._embedding_since is None:
            self._embedding_since = time.monotonic()
        self._embedded = passages
        elapsed = time.monotonic() - self._embedding_since
        rate = passages / elapsed if elapsed > _SETTLED_S else None
        total = max(passages, self._expected())
        self._report(
            Progress(
                stage="embedding",
                done=passages,
                total=total,
                detail=self._detail,
                rate=rate,
                left_s=(total - passages) / rate if rate else None,
            )
        )

    def _reading(self, detail: str) -> None:
        self._detail = detail if self._files_read < self._files else ""
        if self._embedding_since is None:
            self._report(Progress(stage="reading", done=self._files_read, total=self._files, detail=detail))

    def _expected(self) -> int:
        if self._files_read == self._files or not self._bytes_read:
            return self._passages
        return round(self._passages * max(1.0, self._bytes / self._bytes_read))
