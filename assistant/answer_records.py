"""Answers on record: kept as they are given, and asked again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.desk.records import Records
from assistant.desk.replaying import compare
from assistant.domain import Answer, Audit, Query, Record, RecordSummary, Replay, Sentence, Support, Turn
from assistant.indexing.standing import versions
from assistant.retrieval.facets import Facets
from assistant.retrieval.scope import scope_of
from assistant.retrieval.understand import understand
from assistant.settings import Settings, recorded
from assistant.working_parts import WorkingParts

if TYPE_CHECKING:
    from assistant.indexing.opened import OpenSnapshot


class AnswerRecords:
    """Keeps the record of each answer, and replays it with the parts that answer questions now.

    ``published`` gives the published snapshot, and raises NoSnapshot before the first ingest.
    """

    def __init__(self, settings: Settings, parts: WorkingParts, published: Callable[[], OpenSnapshot]) -> None:
        self._settings, self._parts, self._published = settings, parts, published

    def keep(
        self, answer: Answer, *, turns: Sequence[Turn], documents: Collection[str], corrected: Query | None
    ) -> Answer:
        """The answer with the id of its record, which is on the disk; as it is, where no records are wanted.

        Raises StoreBroken when it cannot be written.
        """
        if not self._settings.records:
            return answer
        return self._records.keep(answer, turns=turns, documents=documents, corrected=corrected)

    def summaries(self) -> tuple[RecordSummary, ...]:
        """The records, the latest first."""
        return self._records.summaries()

    def record(self, id_: str) -> Record:
        """One record. Raises StoreBroken when there is none with this id."""
        return self._records.record(id_)

    def audit(self, noted: str = "") -> Audit:
        """Whether any record was changed, taken out or added since; ``noted`` is a SHA-256 of an earlier audit."""
        return self._records.audit(noted)

    def replay(self, id_: str) -> Replay:
        """Ask a recorded question again, of the same snapshot where it is still there, and compare.

        Raises StoreBroken when there is no such record, and NoSnapshot before the first ingest.
        """
        from assistant.answering.composing import Asked

        record = self._records.record(id_)
        opened = self._snapshot_of(record)
        facets = Facets.of(opened.snapshot.texts)
        query = record.corrected or understand(record.question, record.turns, facets)
        asked = Asked(
            snapshot=opened.snapshot,
            query=query,
            load=opened.document,
            turns=record.turns,
            style=record.answer.style,
        )
        now = self._parts.answerer.answer(asked, scope_of(query.filters, facets, record.documents))
        return compare(
            record,
            now,
            settings=recorded(self._settings),
            versions=self._versions,
            rechecked=tuple(self._rechecked(record.answer)),
        )

    def _rechecked(self, answer: Answer) -> Iterator[tuple[Sentence, Support]]:
        """The sentences that a model wrote, judged anew; what is quoted needs no judge."""
        from assistant.answering.verify.recheck import recheck

        if answer.model is not None:
            yield from recheck(answer.sentences, self._parts.sentence_judge)

    def _snapshot_of(self, record: Record) -> OpenSnapshot:
        """The snapshot that the answer came from; the published one where that is gone."""
        from assistant.indexing.manifest import is_intact
        from assistant.indexing.opened import OpenSnapshot

        published = self._published()
        folder = self._settings.index / record.answer.snapshot
        if published.snapshot.id == record.answer.snapshot or not is_intact(folder):
            return published
        return OpenSnapshot(folder)

    @cached_property
    def _versions(self) -> dict[str, str]:
        return versions()

    @cached_property
    def _records(self) -> Records:
        return Records(self._settings.workspace, settings=recorded(self._settings), versions=self._versions)
