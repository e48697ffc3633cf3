"""Answers as files, and passages as they are copied, on the page *Ask*."""

from __future__ import annotations

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
    return [one.proto.label for one in driver.app.get("download_button")]


def test_an_answer_is_offered_as_files_that_are_not_made_before_they_are_asked_for() -> None:
    assistant = _Watched()
    driver = Driver(assistant).ask(QUESTION).run()
    assert _offered(driver) == ["Word", "Markdown"]
    assert assistant.exports == 0


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
