"""Records and replays as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Audit, RecordSummary, Replay


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
        f"{one.id}  {one.asked_at}  {one.status:<11}  {f'[{one.marking}] ' if one.marking else ''}"
        f"{f'({one.person}) ' if one.person else ''}{one.question}"
        for one in summaries
    )


def audit_text(audit: Audit) -> str:
    """That the records are as they were written, or where they are not; of each person who signed in, too."""
    if not audit.people:
        return _chain_text(audit)
    own = f"Asked without sign-in\n{_chain_text(audit)}"
    return "\n\n".join([own, *(f"Folder people/{name}\n{_chain_text(one)}" for name, one in audit.people.items())])


def _chain_text(audit: Audit) -> str:
    lines = [f"{link.file}, line {link.line}: {link.reason}" for link in (*audit.broken, *audit.cut_short)]
    if audit.noted_stands is False:
        lines.append("The SHA-256 that was noted down stands nowhere in the chain: records were changed, or made anew.")
    if audit.broken or audit.noted_stands is False:
        return "\n".join([*lines, "Restore the folder 'records' from a backup to see what was there."])
    if audit.records:
        lines.append(f"Records: {audit.records}, none changed, taken out or added.")
    if audit.noted_stands:
        lines.append("The SHA-256 that was noted down still stands, and so does all that came before it.")
    if not audit.records:
        return "\n".join([*lines, "There are no records yet."])
    return "\n".join(
        [
            *lines,
            f"SHA-256 of the latest: {audit.latest}",
            "Noted down elsewhere, it shows at a later audit (--noted) that the chain was not made anew.",
        ]
    )
