"""Where a passage was used: the answers, sheets, packs and comparisons that cite it, each a click away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import Use, UseKind
from assistant.ui import components, navigation, session
from assistant.ui.compare_session import COMPARISONS, Opened
from assistant.ui.components import Payload
from assistant.ui.pack_session import PACKS
from assistant.ui.session import OpenPassage
from assistant.ui.sheet_session import SHEETS

if TYPE_CHECKING:
    from assistant.api import Assistant


def show(assistant: Assistant, uses: Sequence[Use], *, key: str) -> None:
    """Lists the uses of one passage; a chosen one opens with this passage beside it."""
    components.choices(
        [_item(order, use) for order, use in enumerate(uses)],
        key=key,
        label="Cited in",
        empty="No kept answer, sheet, pack or comparison cites this passage.",
        on_choose=lambda order: open_use(assistant, uses[int(order)]),
    )


def _item(order: int, use: Use) -> Payload:
    named = "" if use.title == use.question else f" · {use.title}"
    return {
        "id": str(order),
        "segments": [{"text": f"{use.kind.value}{named}: {use.question}", "mark": None}],
        "meta": f"source {use.number}",
        "own": True,
        "active": use.id in st.query_params.values(),
    }


def open_use(assistant: Assistant, use: Use) -> None:
    """Leaves for what cites the passage, and opens the passage there."""
    turn = int(use.place[0]) if use.kind in (UseKind.ANSWER, UseKind.SHEET) else 0
    passage = OpenPassage(turn, "citation", use.number)
    match use.kind:
        case UseKind.ANSWER:
            session.open_conversation(assistant, use.id)
            session.show_passage(passage)
            navigation.leave_for("ask", conversation=use.id)
        case UseKind.SHEET:
            SHEETS.open(assistant, use.id)
            SHEETS.show_passage(passage)
            navigation.leave_for("sheets", sheet=use.id)
        case UseKind.PACK:
            PACKS.open(assistant, use.id)
            PACKS.show_passage(passage)
            navigation.leave_for("positions", pack=use.id)
        case UseKind.COMPARISON:
            row, column = use.place
            COMPARISONS.open(assistant, use.id)
            COMPARISONS.show_passage(Opened("citation", row, column, use.number))
            navigation.leave_for("compare", comparison=use.id)
