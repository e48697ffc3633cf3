"""Conversations, kept turn by turn in the workspace: one file each, one line per turn.

A turn is appended and flushed to the disk before it is shown, so that a killed program loses
nothing; a line that was cut short by a crash is skipped when the file is read. While an answer is
being written, the question and what stands on the screen are kept as drafts of its turn, each
superseded by the next; the last one counts only when nothing whole came after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from filelock import FileLock

from assistant.desk.sheets import numbered
from assistant.domain import Answer, AnswerStatus, Conversation, ConversationSummary, Sentence, Turn
from assistant.domain.marking import Markings, in_order
from assistant.durable import append_line
from assistant.errors import NotWritten
from assistant.indexing.records import from_json, to_json

_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


class Conversations:
    """The conversations of a workspace folder."""

    def __init__(self, workspace: Path) -> None:
        self._folder = workspace / "conversations"

    def draft(
        self,
        conversation_id: str,
        question: str,
        sentences: Sequence[Sentence],
        *,
        snapshot: str,
        model: str | None,
        markings: Markings = frozenset(),
    ) -> None:
        """Keep what is on the screen of a turn that is not whole yet. Raises ValueError as ``keep`` does.

        ``markings`` are those of all that was looked at for it, whether it is cited or not.
        """
        answer = Answer(
            question=question,
            query=question,
            sentences=numbered(sentences),
            status=AnswerStatus.INTERRUPTED,
            hits=(),
            snapshot=snapshot,
            model=model,
            markings=in_order(markings),
        )
        self.keep(conversation_id, Turn(question=question, answer=answer if sentences else None))

    def keep(self, conversation_id: str, turn: Turn) -> None:
        """Append a turn. Raises ValueError when the id is not made of letters, digits, - and _, NotWritten."""
        file = self._file(conversation_id)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / "conversations.lock"):  # it may be open in two apps at once
                append_line(file, to_json(turn))
        except OSError as error:
            raise NotWritten(
                f"This turn could not be kept in {self._folder} ({error}). Make room on the disk or correct the "
                "folder's permissions, and ask again. The turns before it are kept."
            ) from error

    def conversation(self, conversation_id: str) -> Conversation:
        """A kept conversation; one without turns when nothing is kept under this id."""
        if not _ID.fullmatch(conversation_id):
            return Conversation()
        return Conversation(turns=_turns(self._file(conversation_id)))

    def summaries(self) -> tuple[ConversationSummary, ...]:
        """The kept conversations, the one last added to first."""
        files = sorted(self._folder.glob("*.jsonl"), key=lambda file: (-file.stat().st_mtime, file.name))
        return tuple(summary for file in files if (summary := _summary(file)))

    def forget(self, conversation_id: str) -> None:
        """Delete a conversation, if it is there."""
        if _ID.fullmatch(conversation_id):
            self._file(conversation_id).unlink(missing_ok=True)

    def _file(self, conversation_id: str) -> Path:
        if not _ID.fullmatch(conversation_id):
            raise ValueError(f"not a conversation id: {conversation_id!r}")
        return self._folder / f"{conversation_id}.jsonl"


def _turns(file: Path) -> tuple[Turn, ...]:
    try:
        now = file.stat()
    except FileNotFoundError:
        return ()
    return _read(file, now.st_mtime_ns, now.st_size)


@lru_cache(maxsize=128)
def _read(file: Path, changed_ns: int, size: int) -> tuple[Turn, ...]:
    """A file is read once after each change: every passage that is opened asks which conversations cite it."""
    found: list[Turn] = []
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        if turn := _turn(line):
            while found and _supersedes(turn, found[-1]):
                found.pop()
            found.append(turn)
    return tuple(found)


def _supersedes(turn: Turn, before: Turn) -> bool:
    """Whether the turn before is a draft of this one, which is whole or holds as much."""
    if turn.question != before.question or _whole(before):
        return False
    return _whole(turn) or _length(turn) >= _length(before)


def _whole(turn: Turn) -> bool:
    return turn.answer is not None and turn.answer.status is not AnswerStatus.INTERRUPTED


def _length(turn: Turn) -> int:
    return len(turn.answer.sentences) if turn.answer else 0


def _turn(line: str) -> Turn | None:
    try:
        return from_json(Turn, line)
    except ValueError:
        return None


def _summary(file: Path) -> ConversationSummary | None:
    now = file.stat()
    return _summed_up(file, now.st_mtime_ns, now.st_size)


@lru_cache(maxsize=4096)
def _summed_up(file: Path, changed_ns: int, size: int) -> ConversationSummary | None:
    """A file is read once after each change: the list of conversations is drawn anew at every click."""
    turns = _turns(file)
    if not turns:
        return None
    updated = datetime.fromtimestamp(changed_ns / 1e9, UTC).isoformat(timespec="microseconds")
    return ConversationSummary(id=file.stem, title=turns[0].question, updated=updated, turns=len(turns))
