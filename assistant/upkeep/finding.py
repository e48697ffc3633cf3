"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How much a finding matters."""

    WELL = "well"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: ``subject`` names it, ``text`` says how it is, ``to_do`` what to do about it.

    A note is worth knowing and stops nothing; a fault stops something, or soon will.
    """

    subject: str
    state: State
    text: str
    to_do: str = ""


def well(subject: str, text: str) -> Finding:
    """A thing that is as it should be."""
    return Finding(subject=subject, state=State.WELL, text=text)


def note(subject: str, text: str, to_do: str = "") -> Finding:
    """A thing that is worth knowing."""
    return Finding(subject=subject, state=State.NOTE, text=text, to_do=to_do)


def fault(subject: str, text: str, to_do: str) -> Finding:
    """A thing that has to be put right."""
    return Finding(subject=subject, state=State.FAULT, text=text, to_do=to_do)
