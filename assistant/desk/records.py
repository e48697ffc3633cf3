"""The records of answers: what each was made from, kept in the workspace, each tied to the one before it.

One file a month, one line a record, only ever appended to; the line is on the disk before the answer is shown. Each
record carries the SHA-256 of the line before it, so that one changed or taken out is noticed (``record_chain``).
Everybody who signs in has a folder, and a chain, of their own: who may see the whole workspace has all of them listed
and checked.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from assistant.desk import record_chain
from assistant.desk.record_chain import fingerprint, lines
from assistant.domain import Answer, AnswerStatus, Audit, Query, Record, RecordSummary, Turn
from assistant.domain.marking import highest
from assistant.durable import append_line, write_durably
from assistant.errors import StoreBroken
from assistant.indexing.records import from_json, to_json

_LATEST = "latest.sha256"


class Records:
    """The records in a workspace folder. ``settings`` and ``versions`` are those that answers are made with now."""

    def __init__(self, workspace: Path, *, settings: Mapping[str, str], versions: Mapping[str, str]) -> None:
        self._folder = workspace / "records"
        self._settings, self._versions = dict(settings), dict(versions)

    def keep(
        self, answer: Answer, *, turns: Sequence[Turn] = (), documents: Collection[str] = (), corrected: Query | None
    ) -> Answer:
        """Write the record of an answer to the disk, and give the answer back with the record's id.

        Raises StoreBroken when it cannot be written.
        """
        now = datetime.now(UTC)
        id_ = f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
        kept = replace(answer, id=id_)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._alone():
                record = Record(
                    id=id_,
                    asked_at=now.isoformat(timespec="seconds"),
                    question=answer.question,
                    turns=tuple(_lighter(turn) for turn in turns),
                    documents=tuple(sorted(documents)),
                    corrected=corrected,
                    answer=kept,
                    settings=self._settings,
                    versions=self._versions,
                    previous=record_chain.previous_of_next(self._files(), self._latest()),
                )
                line = to_json(record)
                # By a clock that went back, a month ago: the chain goes on in the latest file all the same.
                append_line(max([self._file(id_), *self._files()]), line)
                write_durably(self._folder / _LATEST, fingerprint(line).encode())
        except OSError as error:
            raise StoreBroken(
                f"The record of this answer could not be written to {self._folder} ({error}), so it is not shown. Make "
                "room or correct the folder's permissions; or set 'records = false' to keep no records."
            ) from error
        return kept

    def record(self, id_: str) -> Record:
        """The record with this id. Raises StoreBroken when there is none, or when it can no longer be read."""
        marker = json.dumps(id_)
        month = self._file(id_)
        for file in (file for file in self._files() if file >= month):
            for line in lines(file):
                if line.startswith(f'{{"id":{marker},'):
                    try:
                        return from_json(Record, line)
                    except ValueError as error:
                        raise StoreBroken(f"The record {id_} in {file} cannot be read: it was written over.") from error
        raise StoreBroken(f"There is no record '{id_}'. 'python -m assistant records' lists them.")

    def summaries(self) -> tuple[RecordSummary, ...]:
        """The records that can be read, the latest first; those of people who signed in among them."""
        rows = (_summary(line) for file in self._files() for line in lines(file))
        own = list(reversed([row for row in rows if row]))
        theirs = [replace(row, person=name) for name, kept in self._of_people() for row in kept.summaries()]
        return tuple(sorted((*own, *theirs), key=lambda row: row.asked_at, reverse=True)) if theirs else tuple(own)

    def audit(self, noted: str = "") -> Audit:
        """Whether the records are those that were written, and whether a SHA-256 noted down earlier still stands.

        What was noted down stands where it stands in one of the chains, people's included.
        """
        own, people = self._audit(noted), {name: kept._audit(noted) for name, kept in self._of_people()}
        stands = any(audit.noted_stands for audit in (own, *people.values())) if noted else None
        people = {name: replace(audit, noted_stands=None) for name, audit in people.items()}
        return replace(own, noted_stands=stands, people=people)

    def _of_people(self) -> Iterator[tuple[str, Records]]:
        """The records of each person who has signed in, by the name of their folder."""
        for folder in sorted((self._folder.parent / "people").glob("*/records")):
            yield folder.parent.name, Records(folder.parent, settings={}, versions={})

    def _audit(self, noted: str) -> Audit:
        if not self._files():
            return record_chain.audit((), None, noted)
        with self._alone():
            return record_chain.audit(self._files(), self._latest(), noted)

    def _alone(self) -> contextlib.AbstractContextManager[object]:
        """Keeps others from adding records meanwhile; in a folder that may only be read nobody can."""
        if self._folder.is_dir() and not os.access(self._folder, os.W_OK):
            return contextlib.nullcontext()
        return FileLock(self._folder / "records.lock")

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("[0-9]*.jsonl"))

    def _file(self, id_: str) -> Path:
        """The file of the month that an id begins with."""
        month = id_[:6]
        return self._folder / (f"{month[:4]}-{month[4:]}.jsonl" if month.isdigit() else "none.jsonl")

    def _latest(self) -> str | None:
        file = self._folder / _LATEST
        return file.read_text(encoding="utf-8").strip() if file.is_file() else None


def _lighter(turn: Turn) -> Turn:
    """A turn without what its own record holds already."""
    return replace(turn, answer=replace(turn.answer, hits=(), withheld=())) if turn.answer else turn


def _summary(line: str) -> RecordSummary | None:
    try:
        row = json.loads(line)
        status = AnswerStatus(row["answer"]["status"])
        markings = row["answer"].get("markings", [])
        return RecordSummary(
            id=row["id"],
            asked_at=row["asked_at"],
            question=row["question"],
            status=status,
            marking=highest(markings),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
