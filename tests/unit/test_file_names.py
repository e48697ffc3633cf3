"""Names that could be taken for others are shown with what is hidden in them, and said to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import name_warning, seen_name
from assistant.indexing.ingest import ingest
from assistant.settings import Settings
from assistant.terminal.texts import report_text
from tests.makers import WordEmbedder
from tests.unit.test_ingest import read

REVERSED = "annex_\u202efdp.txt"


@pytest.mark.parametrize(
    "name", ["note-ex-101-26.pdf", "Übersicht (2).docx", "записка.txt", "έκθεση 3.pdf", "年報.html"]
)
def test_names_in_one_alphabet_are_left_alone(name: str) -> None:
    assert (seen_name(name), name_warning(name)) == (name, "")


@pytest.mark.parametrize(
    ("name", "shown", "said"),
    [
        (REVERSED, "annex_‹U+202E›fdp.txt", "nobody sees (U+202E)"),
        ("no\u200bte.pdf", "no‹U+200B›te.pdf", "U+200B"),
        ("note\u00a0.pdf", "note‹U+00A0›.pdf", "U+00A0"),
        ("n\u043ete.pdf", "n\u043ete.pdf", "several alphabets"),
        ("ｎｏｔｅ.pdf", "ｎｏｔｅ.pdf", "stand for letters"),
    ],
)
def test_names_in_disguise_are_said_to_be(name: str, shown: str, said: str) -> None:
    assert seen_name(name) == shown
    assert said in name_warning(name)


def test_an_ingest_says_so(tmp_path: Path) -> None:
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index")
    settings.corpus.mkdir()
    (settings.corpus / REVERSED).write_text("Ports are searched for cocaine.", encoding="utf-8")
    told = report_text(ingest(settings, WordEmbedder(), read))  # type: ignore[arg-type]
    assert "annex_‹U+202E›fdp.txt: Its name holds characters that nobody sees" in told
    assert "\u202e" not in told
