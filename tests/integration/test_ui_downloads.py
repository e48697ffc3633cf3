"""Answers as files, and passages as they are copied, on the page *Ask*."""

from __future__ import annotations

import base64

from assistant.errors import ExportFailed
from assistant.ui.session import OpenPassage
from tests.fakes import FakeAssistant
from tests.integration.ui_driver import Driver

QUESTION = "Which consignments and seals came on the ferry?"


class _Watched(FakeAssistant):
    """Counts what is exported."""

    exports = 0

    def export(self, *arguments: object, **options: object) -> bytes:
        self.exports += 1
        return super().export(*arguments, **options)  # type: ignore[arg-type]


def _offered(driver: Driver) -> list[str]:
    return [one.label for one in driver.app.button if str(one.key).startswith("download-")]


def _click(driver: Driver, label: str) -> Driver:
    next(one for one in driver.app.button if one.label == label).click()
    return driver.run()


def test_an_answer_is_offered_as_files_that_are_not_made_before_they_are_asked_for() -> None:
    assistant = _Watched()
    driver = Driver(assistant).ask(QUESTION).run()
    assert _offered(driver) == ["Word", "Markdown"]
    assert assistant.exports == 0
    saved = _click(driver, "Markdown").component("download")
    assert assistant.exports == 1
    assert saved["name"] == "which-consignments-and-seals-came-on-the-ferry.md"
    assert QUESTION in base64.b64decode(saved["content"]).decode()
    assert not driver.run().components("download")
    assert assistant.exports == 1


def test_a_file_that_can_not_be_made_says_why() -> None:
    class Broken(FakeAssistant):
        def export(self, *_: object, **__: object) -> bytes:
            raise ExportFailed("The template house.docx is not a Word file.")

    driver = _click(Driver(Broken()).ask(QUESTION).run(), "Word")
    assert "The template house.docx is not a Word file." in [one.value for one in driver.app.error]
    assert not driver.components("download")


def test_where_there_is_no_answer_there_is_no_file() -> None:
    assert _offered(Driver(FakeAssistant()).ask("Zebra migration?")) == []


def test_a_passage_is_copied_with_its_reference() -> None:
    driver = Driver(FakeAssistant()).ask(QUESTION)
    driver.app.session_state["passage"] = OpenPassage(0, "citation", 2)
    copied = driver.run().component("passage")["copy"]
    assert copied == (
        "[LIMITE] “Forged transit papers were found in forty consignments.” (Threats on the ferry line, X 101/25, "
        "3 March 2025, p. 1, section “I. The ferry line”; citing: Exercise report, table 4, "
        "https://example.org/report.pdf (its note 1, inferred))"
    )


def test_a_passage_that_is_gone_is_not_copied() -> None:
    driver = Driver(FakeAssistant()).ask(QUESTION)
    driver.assistant.held.pop("notes/ferry.pdf")
    driver.app.session_state["passage"] = OpenPassage(0, "citation", 2)
    assert driver.run().component("passage")["copy"] == ""
