"""The page *Status*."""

from __future__ import annotations

import pytest

from assistant.domain import IngestOutcome, IngestRow
from assistant.ui.status import size
from tests.fakes import FakeAssistant
from tests.integration.ui_driver import Driver


def test_it_shows_the_snapshot_the_counts_the_folders_and_the_versions() -> None:
    driver = Driver(FakeAssistant(), "status")
    facts = {fact["label"]: fact["value"] for one in driver.components("facts") for fact in one["facts"]}
    assert (facts["Snapshot"], facts["Published"]) == ("3f2a9c7d51", "4 March 2025, 10:00 UTC")
    assert (facts["Documents"], facts["Passages"], facts["Embedding model"]) == ("2", "4", "fake-embedder")
    assert (facts["Corpus"], facts["python"]) == ("corpus", "3.11")
    assert "No outbound connection" in driver.words()


def test_it_lists_the_files_that_were_refused() -> None:
    assistant = FakeAssistant()
    assistant.refused = (IngestRow(path="scan.pdf", outcome=IngestOutcome.REFUSED, reason="It has no text layer."),)
    (row,) = Driver(assistant, "status").component("table")["rows"]
    assert (row["id"], row["note"]) == ("scan.pdf", "It has no text layer.")


def test_without_an_index_it_offers_to_build_one() -> None:
    assert "not built yet" in Driver(FakeAssistant(snapshot=None), "status").words()


@pytest.mark.parametrize("page", ["status", ""])
def test_a_damaged_snapshot_is_said_and_can_be_built_anew(page: str) -> None:
    assistant = FakeAssistant()
    assistant.damage = "The snapshot 3f2a9c7d52 is damaged. Until then the snapshot 3f2a9c7d51 answers."
    driver = Driver(assistant, page)
    assert "3f2a9c7d52 is damaged" in driver.words()
    assert driver.app.button(key="build-index").label == "Build the index anew"
    assistant.snapshot = None
    words = Driver(assistant, page).words()
    assert "The index is damaged" in words and "not built yet" not in words


@pytest.mark.parametrize(
    ("size_bytes", "shown"), [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (2_500_000_000, "2.5 GB")]
)
def test_sizes_are_for_people(size_bytes: int, shown: str) -> None:
    assert size(size_bytes) == shown
