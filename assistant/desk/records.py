"""The records of answers: what each was made from, kept in the workspace, each tied to the one before it.

One file a month, one line a record, only ever appended to; the line is on the disk before the answer is shown. Each
record carries the SHA-256 of the line before it, across files, so that a line that was changed or taken out is noticed.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from assistant.domain import Answer, AnswerStatus, BrokenLink, Query, Record, RecordSummary, Turn
from assistant.domain.marking import highest
from assistant.errors import StoreBroken
from assistant.indexing.records import from_json, to_json

_BLOCK_BYTES = 65536


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
            with FileLock(self._folder / "records.lock"):
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
                    previous=self._last_fingerprint(),
                )
                _append(self._file(id_), to_json(record))
        except OSError as error:
            raise StoreBroken(
                f"The record of this answer could not be written to {self._folder} ({error}), so it is not shown. Make "
                "room or correct the folder's permissions; or set 'records = false' to keep no records."
            ) from error
        return kept

    def record(self, id_: str) -> Record:
        """The record with this id. Raises StoreBroken when there is none, or when it can no longer be read."""
        marker = json.dumps(id_)
        file = self._file(id_)
        for line in _lines(file) if file.is_file() else ():
            if line.startswith(f'{{"id":{marker},'):
                try:
                    return from_json(Record, line)
                except ValueError as error:
                    raise StoreBroken(f"The record {id_} in {file} cannot be read: it was written over.") from error
        raise StoreBroken(f"There is no record '{id_}'. 'python -m assistant records' lists them.")

    def summaries(self) -> tuple[RecordSummary, ...]:
        """The records that can be read, the latest first."""
        rows = (_summary(line) for file in self._files() for line in _lines(file))
        return tuple(reversed([row for row in rows if row]))

    def broken(self) -> tuple[BrokenLink, ...]:
        """Where the chain does not hold; empty when every record is as it was written.

        A line that a crash cut short is reported too, though no answer was shown for it. That records were taken from
        the very end cannot be seen.
        """
        found = []
        previous = ""
        for file in self._files():
            for number, line in enumerate(_lines(file), start=1):
                reason = _fault(line, previous)
                if reason:
                    found.append(BrokenLink(file=file.name, line=number, reason=reason))
                previous = _fingerprint(line)
        return tuple(found)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("[0-9]*.jsonl"))

    def _file(self, id_: str) -> Path:
        """The file of the month that an id begins with."""
        month = id_[:6]
        return self._folder / (f"{month[:4]}-{month[4:]}.jsonl" if month.isdigit() else "none.jsonl")

    def _last_fingerprint(self) -> str:
        files = self._files()
        return _fingerprint(_last_line(files[-1])) if files else ""


def _lighter(turn: Turn) -> Turn:
    """A turn without what its own record holds already."""
    return replace(turn, answer=replace(turn.answer, hits=(), withheld=())) if turn.answer else turn


def _append(file: Path, line: str) -> None:
    with file.open("ab") as handle:
        if handle.tell() and not _ends_with_newline(file):
            handle.write(b"\n")  # a crash cut the last line short; start afresh behind it
        handle.write(line.encode() + b"\n")
        handle.flush()
        os.fsync(handle.fileno())


def _ends_with_newline(file: Path) -> bool:
    with file.open("rb") as handle:
        handle.seek(-1, os.SEEK_END)
        return handle.read(1) == b"\n"


def _last_line(file: Path) -> str:
    """The last line of a file, however long, read from its end."""
    with file.open("rb") as handle:
        size = handle.seek(0, os.SEEK_END)
        tail = b""
        while size and b"\n" not in tail.rstrip(b"\n"):
            step = min(_BLOCK_BYTES, size)
            size -= step
            handle.seek(size)
            tail = handle.read(step) + tail
    return tail.rstrip(b"\n").rsplit(b"\n", 1)[-1].decode(errors="replace")


def _lines(file: Path) -> Iterator[str]:
    with file.open("rb") as handle:
        for line in handle:
            yield line.rstrip(b"\n").decode(errors="replace")


def _fingerprint(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()


def _fault(line: str, previous: str) -> str:
    try:
        stated = json.loads(line)["previous"]
    except (ValueError, KeyError, TypeError):
        return "The line cannot be read: it was cut short or written over."
    return "" if stated == previous else "The record before it was changed or taken out."


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
