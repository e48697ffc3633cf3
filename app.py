"""The app's entry point: page settings, the one façade, navigation, and the one place where faults are caught."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from assistant.errors import AssistantError
from assistant.ui import ask, backend, compare, library, navigation, positions, sheets, sign_in, states, status, theme

if TYPE_CHECKING:
    from assistant.api import Assistant

st.set_page_config(page_title="Rapporteur", page_icon=theme.ICON, layout="wide", initial_sidebar_state=250)
theme.apply()
held: Assistant | None = None
try:
    held = sign_in.own_assistant(backend.held_assistant())
    shows = {
        "ask": ask.show,
        "sheets": sheets.show,
        "positions": positions.show,
        "compare": compare.show,
        "library": library.show,
        "status": status.show,
    }
    navigation.run({name: partial(show, held) if held else sign_in.show for name, show in shows.items()})
except AssistantError as error:
    states.show_fault(error, held)
