"""The page *Library*, in each of its states."""

from __future__ import annotations

from assistant.domain import IngestOutcome, IngestRow, Span, Turn
from assistant.errors import IndexBusy
from assistant.ui.address import passage_name
from tests.fakes import NASTY, FakeAssistant, note_document
from tests.integration.ui_driver import Driver

NOTE = "notes/ferry.pdf"


def _library(assistant: FakeAssistant | None = None) -> Driver:
    return Driver(assistant or FakeAssistant(), "library")


def _document(name: str = NOTE, **parameters: str) -> Driver:
    return Driver(FakeAssistant(), "library", document=name, **parameters)


def _panel(name: str) -> Driver:
    driver = _document()
    driver.app.segmented_control(key="panel").set_value(name)
    return driver.run()


def _settled(driver: Driver) -> Driver:
    """The page once the work in the background is done."""
    driver.run()
    return driver.run()


def test_the_list_shows_what_each_document_says_of_itself() -> None:
    rows = _library().component("table")["rows"]
    assert rows[0]["cells"] == {
        "title": "Threats on the ferry line",
        "kind": "Note",
        "number": "X 101/25",
        "date": "3 March 2025",
        "issuer": "Exercise Council",
        "marking": "LIMITE",
        "pages": 2,
        "language": "en",
    }
    assert rows[1]["cells"]["issuer"] is None


def test_the_filter_takes_every_word_whatever_its_case() -> None:
    driver = _library()
    driver.app.text_input(key="library-filter").set_value("limite COUNCIL")
    assert [row["id"] for row in driver.run().component("table")["rows"]] == [NOTE]
    driver.app.text_input(key="library-filter").set_value("nothing like it")
    assert driver.run().component("table")["rows"] == []


def test_refused_files_are_listed_with_their_reasons() -> None:
    assistant = FakeAssistant()
    assistant.refused = (IngestRow(path="scan.pdf", outcome=IngestOutcome.REFUSED, reason="It has no text layer."),)
    tables = _library(assistant).components("table")
    assert [(row["id"], row["note"]) for row in tables[1]["rows"]] == [("scan.pdf", "It has no text layer.")]


def test_a_document_shows_what_it_says_of_itself_and_what_it_does_not() -> None:
    facts = {fact["label"]: fact for fact in _document().component("facts")["facts"]}
    assert facts["Issuer"]["page"] == 1
    assert facts["Number"]["source"] == "from the running foot"
    assert facts["Authors"]["value"] is None


def test_the_address_names_the_page() -> None:
    assert _document(page="2").component("page")["alt"] == "Page 2 of Threats on the ferry line"
    assert _document(page="99").component("page")["alt"].startswith("Page 1 ")
    assert _document(page="x").component("page")["alt"].startswith("Page 1 ")


def test_a_link_to_a_document_on_the_front_page_opens_it_in_the_library() -> None:
    driver = Driver(FakeAssistant(), document=NOTE, page="2")
    assert driver.component("page")["alt"] == "Page 2 of Threats on the ferry line"


def test_the_pages_are_turned() -> None:
    driver = _document()
    assert driver.app.button(key="page-previous").disabled
    driver.click("page-next")
    assert driver.app.query_params["page"] == "2"
    assert driver.component("page")["alt"].startswith("Page 2 ")
    assert driver.app.button(key="page-next").disabled


def test_the_outline_comes_from_the_sections() -> None:
    items = _panel("Contents").component("list")["items"]
    assert [(item["segments"][0]["text"], item["meta"]) for item in items] == [
        ("I. The ferry line", "p. 1"),
        ("II. Gaps", "p. 2"),
    ]


def test_words_are_found_inside_the_document() -> None:
    driver = _panel("Find")
    driver.app.text_input(key="find-words").set_value("seals")
    (item,) = driver.run().component("list")["items"]
    assert [one["text"] for one in item["segments"] if one["mark"]] == ["seals"]
    assert item["meta"] == "p. 2"


def test_a_passage_in_the_address_is_marked_on_its_page_while_its_words_stand_there() -> None:
    name = passage_name(note_document(), Span(page=2, start=4, end=12))
    assert _document(page="2", passage=f"{name[:-1]}x").component("page")["marks"] == []
    assert _document(page="2", passage="4-11-" + name[-6:]).component("page")["marks"] == []
    driver = _document(page="2", passage=name)
    assert [mark["text"] for mark in driver.component("page")["marks"]] == ["partners"]
    driver.click("page-previous").click("page-next")
    assert driver.component("page")["marks"] == []


def test_a_question_of_the_document_can_be_asked() -> None:
    driver = _panel("Questions")
    (item,) = driver.component("list")["items"]
    assert (item["lead"], item["action"]) == ("1", "Ask this")
    driver.choose("list", "act", "0")
    assert driver.component("answer")["question"] == note_document().questions[0].text


def test_footnotes_have_their_phrase_link_and_addresses() -> None:
    (note,) = _panel("Footnotes").component("notelist")["notes"]
    assert (note["number"], note["link_label"], note["page"]) == ("1", "inferred", 1)
    assert note["phrase"].startswith("Forged transit papers")
    assert [url["safe"] for url in note["urls"]] == [True, False]


def test_the_passages_that_something_cites_are_listed_with_what_cites_them() -> None:
    fake = FakeAssistant()
    driver = Driver(fake, "library", document=NOTE)
    driver.app.segmented_control(key="panel").set_value("Cited in")
    assert "No kept answer" in driver.run().words()
    fake.kept["talk"] = [Turn(question="Forged?", answer=fake.ask("Forged?"))]
    (item,) = driver.run().component("list")["items"]
    assert (item["segments"][0]["text"], item["meta"]) == (
        "Forged transit papers were found in forty consignments.",
        "p. 1 · 1 use",
    )
    driver.choose("list", "choose", "0")
    assert {mark["kind"] for mark in driver.component("page")["marks"]} == {"match"}
    uses, passages = driver.components("list")
    assert [one["segments"][0]["text"] for one in uses["items"]] == ["Answer: Forged?"]
    assert passages["items"][0]["active"]
    driver.choose("list", "choose", "0")
    assert driver.component("answer")["active"] == ["citation", 1]


def test_what_was_understood_shows_what_was_left_out_and_marks_calls_on_the_page() -> None:
    driver = _panel("Understood")
    assert "1 footnote (1 inferred)" in driver.words()
    texts = [item["segments"][0]["text"] for one in driver.components("list") for item in one["items"]]
    assert "X 101/25 LIMITE EN" in texts
    assert "half of the page is a picture without text" in texts
    assert "call" in [mark["kind"] for mark in driver.component("page")["marks"]]


def test_an_unknown_document_says_so() -> None:
    driver = _document("gone.pdf")
    assert "not in the library" in driver.words()
    driver.click("back")
    assert driver.components("table")


def test_uploaded_files_are_added_with_a_report_of_each() -> None:
    driver = _library()
    driver.app.file_uploader[0].set_value(
        [("new.pdf", b"%PDF-1.7 x", "application/pdf"), ("bad.txt", b"", "text/plain")]
    )
    driver.run().click("add-uploaded")
    rows = {row["id"]: row for row in _settled(driver).component("table")["rows"]}
    assert rows["new.pdf"]["cells"]["outcome"] == "added"
    assert (rows["bad.txt"]["cells"]["outcome"], rows["bad.txt"]["note"]) == ("refused", "The file is empty.")
    driver.click("dismiss-outcome")
    assert len(driver.components("table")) == 1


def test_a_document_is_removed_after_a_confirmation() -> None:
    driver = _document().click("remove")
    assert "workspace/removed" in driver.words()
    driver.click("remove-refused")
    assert NOTE in driver.assistant.held
    driver.click("remove").click("remove-confirmed")
    assert NOTE not in driver.assistant.held
    assert "Removing a document: done" in _settled(driver).words()


def test_files_put_into_the_folder_by_hand_are_read() -> None:
    driver = _settled(_library().click("bring-up-to-date"))
    assert "2 unchanged" in driver.words()


def test_a_busy_index_is_said_in_a_sentence() -> None:
    driver = _library()
    driver.assistant.failure = IndexBusy("Another ingest is running. Wait until it is done.")
    _settled(driver.click("bring-up-to-date"))
    assert [one.value for one in driver.app.error] == [r"Another ingest is running\. Wait until it is done\."]


def test_no_index_offers_to_build_it() -> None:
    driver = _library(FakeAssistant(snapshot=None))
    assert "not built yet" in driver.words()
    assert not driver.app.button(key="build-index").disabled


def test_a_title_with_markup_reaches_the_page_as_text_alone() -> None:
    driver = _document("articles/checks.md").click("remove")
    assert NASTY in driver.component("heading")["title"]
    assert NASTY not in driver.words()


def _view(name: str) -> Driver:
    driver = _library()
    driver.app.segmented_control(key="library-view").set_value(name)
    return driver.run()


def test_a_facet_narrows_the_list_and_offers_what_is_not_stated() -> None:
    driver = _library()
    assert driver.app.multiselect(key="facet-issuer").options == ["Exercise Council", "not stated"]
    driver.app.multiselect(key="facet-issuer").set_value(["not stated"])
    driver.run()
    assert [row["id"] for row in driver.component("table")["rows"]] == ["articles/checks.md"]
    assert "1 of 2 documents" in driver.words()


def test_full_text_lists_every_place_and_opens_it_marked() -> None:
    driver = _view("Full text")
    driver.app.text_input(key="full-text-words").set_value("forged transit papers")
    driver.run()
    (item,) = driver.component("list")["items"]
    assert [one["text"] for one in item["segments"] if one["mark"]] == ["Forged transit papers"]
    assert item["meta"] == f"{NOTE}, p. 1"
    assert "1 place in 1 of 2 documents" in driver.words()
    driver.choose("list", "choose", "0")
    assert driver.app.query_params["document"] == NOTE
    assert " ".join(mark["text"] for mark in driver.component("page")["marks"]) == "Forged transit papers"


def test_full_text_looks_only_where_the_facets_allow_and_names_near_words() -> None:
    driver = _view("Full text")
    driver.app.multiselect(key="facet-kind").set_value(["not stated"])
    driver.app.text_input(key="full-text-words").set_value("forged transit papers")
    driver.run()
    assert driver.component("list")["items"] == []
    assert "ferry" in driver.component("list")["empty"]
    assert driver.assistant.looked_up[-1] == ("forged transit papers", ("articles/checks.md",))


def test_the_sources_of_the_footnotes_are_listed_and_lead_to_their_calls() -> None:
    driver = _view("Footnote sources")
    (source,) = driver.component("sources")["sources"]
    assert source["summary"] == "1 footnote in 1 document"
    assert [url["safe"] for url in source["urls"]] == [True, False]
    assert source["uses"][0]["place"] == "Threats on the ferry line, note 1, page 1"
    driver.choose("sources", "open", source["uses"][0]["target"])
    assert driver.component("page")["alt"] == "Page 1 of Threats on the ferry line"


def test_sources_that_only_one_document_cites_can_be_left_out() -> None:
    driver = _view("Footnote sources")
    driver.app.toggle(key="source-shared").set_value(True)
    driver.run()
    assert driver.component("sources")["sources"] == []
