"""The position pack that one person has open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.domain import AnswerSheet, PositionPack
from assistant.ui.holding import Holder
from assistant.ui.session import OpenPassage

if TYPE_CHECKING:
    from assistant.api import Assistant

PACKS: Holder[PositionPack, OpenPassage] = Holder("pack", lambda assistant: assistant.desk.packs)


def keep_from(assistant: Assistant, sheet: AnswerSheet) -> str:
    """Keeps a fresh pack made from a sheet, and gives its id."""
    return assistant.desk.packs.put(assistant.desk.pack(sheet, delegation=assistant.settings.delegation)).id
