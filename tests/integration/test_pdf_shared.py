"""The PDF reader on real documents: markers and notes against the truth, and files made to break readers."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import ReadFailure
from assistant.reading.pdf.reader import read_pdf
from assistant.reading.raw import RawDocument
from assistant.reading.worker import read_files

pytestmark = pytest.mark.shared

UNITS = ("cm", "mm", "m", "km")


@cache
def read(path: Path) -> RawDocument | ReadFailure:
    """What the reader makes of a file; two tests look at the same ones."""
    return read_pdf(path)


def letters(text: str) -> str:
    """Only letters and digits, so that quotes, hyphens and spaces do not decide."""
    return re.sub(r"[^0-9a-z]", "", unicodedata.normalize("NFKD", text).lower())


def is_square_unit(marker: dict[str, Any]) -> bool:
    """The truth was found by geometry alone and so holds a few "cm2", which call no note."""
    return marker["number"] in "23" and marker["words_before"].split()[-1] in UNITS


def calls_of(document: RawDocument) -> dict[tuple[int, str], list[str]]:
    """The text before each call, by page and number."""
    found: dict[tuple[int, str], list[str]] = {}
    for page in document.pages:
        before = ""
        for line in page.lines:
            for call in line.calls:
                found.setdefault((page.number, call.number), []).append(letters(before + line.text[: call.offset]))
            before = (before + line.text)[-200:]
    return found


def notes_of(document: RawDocument) -> dict[tuple[int, str], list[str]]:
    """The text of each numbered note's first line, by page and number."""
    found: dict[tuple[int, str], list[str]] = {}
    for page in document.pages:
        for line in page.lines:
            if line.note_number:
                found.setdefault((page.number, line.note_number), []).append(letters(line.text))
    return found


@dataclass
class Score:
    """Counts over documents."""

    right: int = 0
    true: int = 0
    found: int = 0
    notes_right: int = 0
    notes: int = 0


def scored(folder: Path, truth: dict[str, Any], score: Score) -> None:
    """Adds one document; where the truth says "fractions", whatever is found is wrong."""
    document = read(folder)
    assert isinstance(document, RawDocument)
    fractions = truth["remark"] == "fractions"
    calls, notes = calls_of(document), notes_of(document)
    score.found += sum(len(places) for places in calls.values())
    for marker in [] if fractions else truth["markers"]:
        if is_square_unit(marker):
            continue
        score.true += 1
        places = calls.get((marker["page"], marker["number"]), [])
        end = letters(marker["words_before"])[-12:]
        match = next((place for place in places if place.endswith(end)), None)
        if match is not None:
            places.remove(match)
            score.right += 1
    for note in [] if fractions else truth["notes"]:
        score.notes += 1
        start = letters(note["text_start"])[:15]
        texts = notes.get((note["page"], note["number"]), [])
        score.notes_right += any(text.startswith(start[: len(text)]) for text in texts)


def test_calls_and_notes_are_found_where_the_glyphs_say_so(shared: Path) -> None:
    truth = json.loads((shared / "truth" / "footnote_geometry.json").read_text(encoding="utf-8"))["documents"]
    score = Score()
    for name, expected in truth.items():
        scored(shared / "documents" / "policy" / name, expected, score)
    assert score.right / score.true >= 0.97
    assert score.right / score.found >= 0.98
    assert score.notes_right / score.notes >= 0.95


@dataclass(frozen=True)
class Job:
    """A file of a folder."""

    path: Path

    @property
    def id(self) -> str:
        return self.path.name


@pytest.mark.slow
def test_every_hostile_file_ends_in_time_in_a_document_or_a_sentence(shared: Path) -> None:
    jobs = [Job(path) for path in sorted((shared / "documents" / "hostile").iterdir())]
    started_s = time.monotonic()
    for job, outcome in read_files(jobs, workers=1, timeout_s=20, memory_bytes=1_000_000_000):
        assert time.monotonic() - started_s < 21, job.id
        started_s = time.monotonic()
        if isinstance(outcome, ReadFailure):
            assert re.fullmatch(r"[A-Z].*\.", outcome.reason), job.id
            assert "Error" not in outcome.reason, job.id
        else:
            assert outcome.pages or outcome.refused_pages, job.id


def test_encrypted_files_ask_for_a_password(shared: Path) -> None:
    for path in sorted((shared / "documents" / "hostile").glob("encrypted__*.pdf")):
        outcome = read_pdf(path)
        if isinstance(outcome, ReadFailure):
            assert "--password" in outcome.reason, path.name
        else:
            assert any(page.lines for page in outcome.pages) or all(page.refusal for page in outcome.pages), path.name


def test_no_page_is_lost_that_has_text(shared: Path) -> None:
    for path in sorted((shared / "documents" / "policy").glob("*.pdf")):
        outcome = read(path)
        assert isinstance(outcome, RawDocument), path.name
        assert all(page.lines or page.refusal for page in outcome.pages), path.name


def test_words_lie_on_their_lines_and_spell_them(shared: Path) -> None:
    for path in sorted((shared / "documents" / "policy").glob("us_*.pdf")):
        outcome = read_pdf(path)
        assert isinstance(outcome, RawDocument)
        for page in outcome.pages:
            for line in page.lines:
                spelled = "".join(line.text[word.start : word.end] for word in line.words)
                assert spelled == line.text.replace(" ", ""), path.name
                assert all(0 <= call.offset <= len(line.text) for call in line.calls)
