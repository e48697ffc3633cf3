"""The page *Positions*, in each of its states."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.domain import Kept, OwnLine, PositionPack, PositionPart, SourcedLine, Support
from assistant.ui.session import OpenPassage
from tests.fakes import NASTY, FakeAssistant, note_document
from tests.integration.ui_driver import Driver

NOTE = "notes/ferry.pdf"
QUESTION = "Which consignments, partners and brokers did customs check on the ferry?"
SHARED = "A shared register of brokers would shorten the checks."
FORGED = "Forged transit papers were found in forty consignments."


def _fake() -> FakeAssistant:
    """With a kept sheet, whose one question is answered."""
    fake = FakeAssistant()
    fresh = fake.desk.sheet(NOTE)
    (sheet,) = fake.desk.answered(replace(fresh, questions=(replace(fresh.questions[0], text=QUESTION),)))
    fake.desk.sheets.put(sheet)
    return fake


def _opened(fake: FakeAssistant | None = None) -> Driver:
    driver = Driver(fake or _fake(), "positions")
    (sheet,) = driver.assistant.desk.sheets.everything()
    return driver.choose("table", "open", sheet.id, order=1)


def _kept(driver: Driver) -> Kept[PositionPack]:
    (kept,) = driver.assistant.desk.packs.everything()
    return kept


def _lines(driver: Driver, part: PositionPart) -> list[dict[str, Any]]:
    (shown,) = [one for one in driver.component("position")["parts"] if one["key"] == part.name]
    lines: list[dict[str, Any]] = shown["lines"]
    return lines


def _add(driver: Driver, part: PositionPart, text: str) -> str:
    driver.choose("position", "add", {"part": part.name, "text": text})
    return _kept(driver).value.points[0].of(part)[-1].id


def test_without_a_sheet_the_page_says_where_to_begin() -> None:
    driver = Driver(FakeAssistant(), "positions")
    packs, sheets = driver.components("table")
    assert packs["empty"] == "No position pack has been made yet."
    assert "Answer sheets" in sheets["empty"]


def test_a_pack_is_made_from_a_sheet_and_kept_at_once() -> None:
    driver = _opened()
    kept = _kept(driver)
    assert driver.app.query_params["pack"] == kept.id
    assert driver.component("position")["question"] == f"1. {QUESTION}"
    (line,) = _lines(driver, PositionPart.REASONS)
    assert (line["text"], line["suggested"], line["own"], line["support"]) == (SHARED, True, False, "quoted")
    assert [one["n"] for one in line["chips"]] == [1]
    assert "1 suggestion to accept or dismiss" in driver.words()


def test_the_button_on_a_sheet_makes_a_pack_and_opens_it() -> None:
    fake = _fake()
    (sheet,) = fake.desk.sheets.everything()
    Driver(fake, "sheets", sheet=sheet.id).click("make-pack")
    (kept,) = fake.desk.packs.everything()
    assert kept.value.title == note_document().title.value


def test_suggestions_are_accepted_moved_and_dismissed() -> None:
    driver = _opened()
    (line,) = _lines(driver, PositionPart.REASONS)
    driver.choose("position", "accept", [line["id"]])
    assert not _lines(driver, PositionPart.REASONS)[0]["suggested"]
    driver.choose("position", "put", {"id": line["id"], "part": "FALLBACK"})
    assert [one["text"] for one in _lines(driver, PositionPart.FALLBACK)] == [SHARED]
    driver.choose("position", "drop", line["id"])
    assert _lines(driver, PositionPart.FALLBACK) == []
    assert _kept(driver).value.citations == ()


def test_what_the_answer_quotes_is_taken_into_a_list_with_its_source() -> None:
    driver = _opened()
    quotes = driver.component("position")["quotes"]
    assert [one["taken"] for one in quotes] == [one["text"] == SHARED for one in quotes]
    order, forged = next((at, one) for at, one in enumerate(quotes) if one["text"] == FORGED)
    assert forged["source"] == "page 1 · 3 March 2025 · Threats on the ferry line"
    driver.choose("position", "quote", {"quote": order, "part": "LINE_TO_TAKE"})
    (line,) = _lines(driver, PositionPart.LINE_TO_TAKE)
    assert (line["text"], line["own"], line["suggested"], line["support"]) == (FORGED, False, False, "quoted")
    assert len(line["chips"]) == 1
    assert line["source"] == forged["source"]
    assert driver.component("position")["quotes"][order]["taken"]
    driver.choose("position", "quote", {"quote": 99, "part": "LINE_TO_TAKE"})
    assert len(_lines(driver, PositionPart.LINE_TO_TAKE)) == 1


def test_own_words_never_look_sourced_until_a_source_bears_them_out() -> None:
    driver = _opened()
    name = _add(driver, PositionPart.LINE_TO_TAKE, FORGED)
    (line,) = _lines(driver, PositionPart.LINE_TO_TAKE)
    assert line["own"]
    assert line["chips"] == []
    driver.choose("position", "prove", name)
    (line,) = _lines(driver, PositionPart.LINE_TO_TAKE)
    assert (line["own"], line["support"], len(line["chips"])) == (False, "quoted", 1)
    driver.choose("position", "edit", {"id": name, "text": FORGED.replace("forty", "41")})
    (line,) = _lines(driver, PositionPart.LINE_TO_TAKE)
    assert line["own"]
    assert line["chips"] == []
    assert line["note"].startswith("No longer borne out by its source")
    assert "41" in line["note"]
    assert isinstance(_kept(driver).value.line(name), OwnLine)


def test_a_passage_opens_beside_the_pack() -> None:
    driver = _opened()
    driver.choose("position", "chip", 1)
    assert driver.app.session_state["pack-passage"] == OpenPassage(0, "citation", 1)
    assert driver.component("heading")["title"].startswith("Checks that scale")
    driver.click("passage-close")
    assert not driver.components("heading")


def test_delegation_meeting_date_and_marking_are_kept_as_they_are_typed() -> None:
    driver = _opened()
    around = driver.app.session_state["pack-round"]
    for name, value in (("delegation", "Denmark"), ("meeting", f"WP {NASTY}"), ("marking", "LIMITE")):
        driver.app.text_input(key=f"{name}-{around}").set_value(value)
        driver.run()
    driver.app.date_input(key=f"date-{around}").set_value("2026-11-26")
    driver.run()
    pack = _kept(driver).value
    assert (pack.delegation, pack.meeting, pack.marking, pack.date) == (
        "Denmark", f"WP {NASTY}", "LIMITE", "2026-11-26",
    )  # fmt: skip
    (row,) = Driver(driver.assistant, "positions").components("table")[0]["rows"]
    assert (row["cells"]["delegation"], row["cells"]["date"]) == ("Denmark", "26 November 2026")


def test_undo_goes_back_step_by_step_and_a_version_is_brought_back() -> None:
    driver = _opened()
    for text in ("First.", "Second."):
        _add(driver, PositionPart.RED_LINE, text)
    driver.click("undo").click("undo")
    assert _lines(driver, PositionPart.RED_LINE) == []
    driver.click("version-3")
    assert [one["text"] for one in _lines(driver, PositionPart.RED_LINE)] == ["First.", "Second."]
    assert _kept(driver).version == 6


def test_a_duplicate_is_a_pack_of_its_own() -> None:
    driver = _opened().click("duplicate")
    assert sorted(one.value.title for one in driver.assistant.desk.packs.everything()) == [
        note_document().title.value,
        f"{note_document().title.value} (copy)",
    ]


def test_a_change_in_another_window_is_told_and_neither_is_lost() -> None:
    driver = _opened()
    shelf = driver.assistant.desk.packs
    kept = _kept(driver)
    assert isinstance(shelf.save(kept, replace(kept.value, meeting="Theirs")), Kept)
    driver.choose("position", "add", {"part": "RED_LINE", "text": "Mine."})
    assert "changed in another window" in driver.words()
    assert shelf.take(kept.id).value.meeting == "Theirs"
    assert [one["text"] for one in _lines(driver, PositionPart.RED_LINE)] == ["Mine."]
    driver.click("keep-copy")
    assert "changed in another window" not in driver.words()
    packs = {one.value.meeting: [line.text for line in one.value.lines] for one in shelf.everything()}
    assert "Mine." in packs[""]
    assert "Mine." not in packs["Theirs"]


def test_a_pack_is_found_by_its_words_and_there_again_in_a_new_session() -> None:
    driver = _opened()
    _add(driver, PositionPart.RED_LINE, "Nothing without the register.")
    again = Driver(driver.assistant, "positions", pack=_kept(driver).id)
    assert [one["text"] for one in _lines(again, PositionPart.RED_LINE)] == ["Nothing without the register."]
    searched = Driver(driver.assistant, "positions")
    searched.app.text_input(key="pack-words").set_value("nothing without")
    assert len(searched.run().components("table")[0]["rows"]) == 1
    searched.app.text_input(key="pack-words").set_value("zebra")
    assert searched.run().components("table")[0]["rows"] == []


def test_an_address_of_a_pack_that_is_gone_says_so_and_shows_the_list() -> None:
    driver = _opened()
    name = _kept(driver).id
    driver.click("remove-pack")
    assert driver.components("table")[0]["rows"] == []
    assert "Nothing is kept under" in Driver(driver.assistant, "positions", pack=name).words()


def test_a_line_whose_document_changed_is_marked_with_both_texts() -> None:
    fake = _fake()
    driver = _opened(fake)
    blog = fake.held["articles/checks.md"]
    text = blog.pages[0].text.replace("would shorten", "might shorten")
    fake.held[blog.id] = replace(blog, pages=(replace(blog.pages[0], text=text),))
    driver.run()
    assert "1 citation is out of date" in driver.words()
    (line,) = _lines(driver, PositionPart.REASONS)
    (stale,) = line["stale"]
    assert stale["then"] == SHARED
    assert stale["now"] == SHARED.replace("would", "might")
    (sheet,) = fake.desk.sheets.everything()
    page = Driver(fake, "sheets", sheet=sheet.id)
    assert [one["then"] for one in page.component("stalelist")["stale"]] == [SHARED]


def test_a_line_proved_in_part_says_so() -> None:
    driver = _opened()
    kept = _kept(driver)
    (line,) = [one for one in kept.value.sourced if one.text == SHARED]
    reason = "the source says 'would'"
    partly = replace(line.sentence, text="A register shortens it.", support=Support.PARTLY, reason=reason)
    driver.assistant.desk.packs.save(kept, kept.value.with_changed(SourcedLine(id=line.id, sentence=partly)))
    again = Driver(driver.assistant, "positions", pack=kept.id)
    (shown,) = _lines(again, PositionPart.REASONS)
    assert (shown["support"], shown["warning"]) == ("partly", f"(partly proved: {reason})")
