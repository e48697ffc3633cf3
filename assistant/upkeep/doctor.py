"""The doctor: everything that can be checked of an installation, each finding with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.upkeep import folders, index, installation, kept, markings, models, sign_in
from assistant.upkeep.finding import Finding, fault

Check = Callable[[Settings], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    "installation": installation.check,
    "models": models.check,
    "folders": folders.check,
    "index": index.check,
    "workspace": kept.check,
    "markings": markings.check,
    "sign-in": sign_in.check,
}


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at everything, in order; each finding as soon as it is there. Nothing is changed."""
    for subject, check in CHECKS.items():
        try:
            yield from check(settings)
        except (AssistantError, OSError) as error:  # what is broken here must not hide what is broken elsewhere
            yield fault(subject, f"This could not be checked: {error}", "Put that right and run the doctor again.")
