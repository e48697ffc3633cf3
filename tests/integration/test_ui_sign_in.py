"""The app where people have to sign in: nobody sees anything before they have, also when that cannot work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.access.people import SignIn
from tests.fakes import FakeAssistant
from tests.integration.ui_driver import Driver


@pytest.mark.parametrize("path", ["", "library", "status", "sheets", "positions", "compare"])
def test_nothing_is_shown_to_whoever_has_not_signed_in(path: str) -> None:
    fake = FakeAssistant()
    fake.settings = replace(fake.settings, sign_in=SignIn())
    driver = Driver(fake, path, document="notes/ferry.pdf")
    assert [one.value for one in driver.app.title] == ["Sign in"]
    shown = " ".join(str(one.value) for one in (*driver.app.markdown, *driver.app.caption))
    assert "ferry" not in shown and "LIMITE" not in shown
    assert not driver.app.chat_input


def test_a_provider_that_is_not_configured_lets_nobody_in_and_is_said() -> None:
    fake = FakeAssistant()
    fake.settings = replace(fake.settings, sign_in=SignIn())
    driver = Driver(fake).click("sign-in")
    assert "nobody can sign in" in driver.app.error[0].value
    assert [one.value for one in driver.app.title] == ["Sign in"]
