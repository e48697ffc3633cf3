"""Records and replays as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import BrokenLink, RecordSummary, Replay


def replay_text(replay: Replay) -> str:
    """ "same", or what differs; and what has changed since that may be behind it."""
    lines = ["same" if replay.same else "different"]
    for difference in replay.differences:
        lines.append(f"{difference.change}:")
        lines += [f"  - {difference.then}"] if difference.then else []
        lines += [f"  + {difference.now}"] if difference.now else []
    if replay.snapshot_gone:
        lines.append(
            f"The snapshot that was asked is no longer there, so the question was asked of {replay.snapshot}, "
            "which may hold other documents."
        )
    lines += replay.remarks
    if replay.rechecked:
        lines.append(f"Sentences of the model that were judged anew against what they cite: {replay.rechecked}.")
    return "\n".join(lines)


def records_text(summaries: Sequence[RecordSummary]) -> str:
    """One line a record, the latest first."""
    if not summaries:
        return "There are no records yet. Every answer is recorded, unless 'records = false' is set."
    return "\n".join(
        f"{one.id}  {one.asked_at}  {one.status:<11}  {f'[{one.marking}] ' if one.marking else ''}{one.question}"
        for one in summaries
    )


def broken_text(broken: Sequence[BrokenLink], *, records: int) -> str:
    """That the records are as they were written, or where they are not."""
    if not broken:
        return f"{records} records, none changed or taken out (what was taken from the end alone cannot be seen)."
    return "\n".join(f"{link.file}, line {link.line}: {link.reason}" for link in broken)
