"""The app over two invented documents, which ends each question in the way that the question names.

usage: python -m streamlit run tests/e2e/outcomes_app.py
"""

from __future__ import annotations

import runpy
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from assistant.ui import backend  # noqa: E402
from tests.outcomes import OutcomeAssistant  # noqa: E402


@st.cache_resource
def _assistant() -> OutcomeAssistant:
    assistant = OutcomeAssistant()
    assistant.settings = replace(assistant.settings, model="gguf:small")
    return assistant


backend.held_assistant = _assistant  # type: ignore[assignment]
runpy.run_path(str(ROOT / "app.py"))
