"""Drives the app's pages without a browser, over the fake façade."""

from __future__ import annotations

import json
from typing import Any
from unittest.mock import patch

import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT
from tests.fakes import FakeAssistant

BACKEND = "assistant.ui.backend.held_assistant"


class Driver:
    """One session of the app: its page, and what stands on it."""

    def __init__(self, assistant: FakeAssistant, path: str = "", /, **parameters: str) -> None:
        st.cache_resource.clear()
        st.cache_data.clear()
        self.assistant = assistant
        self.app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        for name, value in parameters.items():
            self.app.query_params[name] = value
        self.run()
        if path:
            # AppTest.switch_page knows pages that are files only; these are functions.
            pages = self.app._registered_pages
            self.app._page_hash = next(name for name, one in pages.items() if one.get("url_pathname") == path)
            self.app.query_params.update(parameters)
            self.run()

    def run(self) -> Driver:
        """Runs the script again; no run may end in an exception."""
        with patch(BACKEND, return_value=self.assistant):
            self.app.run()
        assert not self.app.exception, [one.message for one in self.app.exception]
        return self

    def click(self, key: str) -> Driver:
        """Presses the button with this key."""
        self.app.button(key=key).click()
        return self.run()

    def ask(self, question: str) -> Driver:
        """Types a question and sends it."""
        self.app.chat_input[0].set_value(question)
        return self.run()

    def choose(self, name: str, event: str, value: Any, *, order: int = 0) -> Driver:
        """Does what the component's script does when a person chooses something: AppTest knows no such elements."""
        every = [one.proto for one in self.app.get("bidi_component")]
        shown = [one for one in every if one.component_name == f"rapporteur_{name}"][order]
        states = self.app._tree.get_widget_states()
        trigger = states.widgets.add()
        trigger.id = f"$$STREAMLIT_INTERNAL_KEY_{shown.id}__events"
        trigger.json_trigger_value = json.dumps([{"event": event, "value": value}])
        with patch(BACKEND, return_value=self.assistant):
            self.app._run(states)
        assert not self.app.exception, [one.message for one in self.app.exception]
        return self

    def component(self, name: str) -> dict[str, Any]:
        """What the first component of this name was given."""
        found = self.components(name)
        assert found, f"no component {name!r} on the page"
        return found[0]

    def components(self, name: str) -> list[dict[str, Any]]:
        """What every component of this name was given."""
        every = [element.proto for element in self.app.get("bidi_component")]
        return [json.loads(one.json)[0] for one in every if one.component_name == f"rapporteur_{name}"]

    def words(self) -> str:
        """Everything that Streamlit's own elements say."""
        app = self.app
        every = (
            app.title,
            app.markdown,
            app.caption,
            app.warning,
            app.info,
            app.error,
            app.text,
            app.code,
            app.subheader,
        )
        return "\n".join(str(element.value) for group in every for element in group)
