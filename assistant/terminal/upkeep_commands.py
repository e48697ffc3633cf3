"""Commands that look after the installation."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.terminal.opening import open_assistant

if TYPE_CHECKING:
    from assistant.upkeep.finding import Finding


def doctor(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    from assistant.terminal.texts import as_json
    from assistant.upkeep.doctor import examine
    from assistant.upkeep.finding import State

    found = []
    for finding in examine(open_assistant(options).settings):
        found.append(finding)
        if not options.json:  # each as soon as it is there: reading everything whole takes a while
            print(finding_text(finding), flush=True)
    print(as_json(found) if options.json else _sum(found))
    return 1 if any(one.state is State.FAULT for one in found) else 0


def finding_text(finding: Finding) -> str:
    """A finding on one line, and what to do on the next."""
    line = f"{finding.state:<5}  {finding.subject}: {finding.text}"
    return f"{line}\n       -> {finding.to_do}" if finding.to_do else line


def _sum(found: Sequence[Finding]) -> str:
    counts = {state: sum(one.state == state for one in found) for state in ("fault", "note")}
    if not counts["fault"]:
        return f"Everything works ({counts['note']} notes)."
    return f"To be put right: {counts['fault']} (and {counts['note']} notes)."
