"""Damaged files and odd names: an answer for each, never an exception, and every place stays on its page.

Short by default; ``ASSISTANT_FUZZ=5000`` tries so many of each. The seeds are the shipped corpus, and the hostile files
beside the repository where they are.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.desk.corpus_folder import put, safe_name
from assistant.domain import Document
from assistant.reading import read_file
from assistant.reading.worker import read_files
from tests.fuzzing.targets import CORPUS, HOSTILE, sound
from tests.unit.test_worker import Job

EXAMPLES = int(os.environ.get("ASSISTANT_FUZZ", "25"))
TEXTS = [file for file in sorted(CORPUS.iterdir()) if file.suffix in {".md", ".html", ".txt", ".docx"}]
PDFS = [
    *sorted(CORPUS.glob("*.pdf")),
    *(file for file in sorted(HOSTILE.glob("*.pdf")) if file.stat().st_size < 200_000),
]
LONG = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
SPLICES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 400), st.binary(max_size=60)), min_size=1, max_size=8)
TRICKS = st.text(
    alphabet=st.sampled_from("\u202e\u2066\u200b\u00ad\U000e0041\ufeff\x00\x1b<>[]{}()#|*_`\\$:/&;\n 1²aé"), max_size=40
)


def damaged(content: bytes, splices: list[tuple[float, int, bytes]]) -> bytes:
    """The content with pieces cut out and others put in."""
    for place, cut, put_in in splices:
        at = int(place * len(content))
        content = content[:at] + put_in + content[at + cut :]
    return content


@given(seed=st.sampled_from(TEXTS), splices=SPLICES)
@LONG
def test_damaged_texts_pages_and_word_files(seed: Path, splices: list[tuple[float, int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / seed.name
        file.write_bytes(damaged(seed.read_bytes(), splices))
        sound(read_file(file, document_id=seed.name))


@given(seed=st.sampled_from([file for file in TEXTS if file.suffix != ".docx"]), tricks=st.lists(TRICKS, max_size=6))
@LONG
def test_texts_with_tricks_of_unicode_and_markup(seed: Path, tricks: list[str]) -> None:
    words = seed.read_text(encoding="utf-8").split(" ")
    step = max(1, len(words) // (len(tricks) + 1))
    for order, trick in enumerate(tricks, start=1):
        words.insert(order * step, trick)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / seed.name
        file.write_text(" ".join(words), encoding="utf-8", newline="")
        outcome = read_file(file, document_id=seed.name)
    sound(outcome)
    if isinstance(outcome, Document):
        assert not any(sign in page.text for page in outcome.pages for sign in "\u202e\u2066\u200b\U000e0041\x00")


@pytest.mark.timeout(max(120, EXAMPLES * 4))
def test_damaged_pdfs_in_the_process_that_reads_them(tmp_path: Path) -> None:
    made: list[Job] = []

    @given(seed=st.sampled_from(PDFS), splices=SPLICES)
    @LONG
    def make(seed: Path, splices: list[tuple[float, int, bytes]]) -> None:
        file = tmp_path / f"{len(made)}.pdf"
        file.write_bytes(damaged(seed.read_bytes(), splices))
        made.append(Job(str(file)))

    make()
    for _, outcome in read_files(made, workers=1, timeout_s=20):
        sound(outcome)


@given(
    name=st.text(max_size=300)
    | TRICKS
    | st.sampled_from(["../../etc/passwd", "..\\..\\x.pdf", "a\x00.pdf", "...", "~$a", "/"])
)
def test_any_name_is_made_safe(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert safe.isprintable()
    assert not set(safe) & set('/\\:*?"<>|\x00\u202e\u2066\u200b\ufeff')
    assert not safe.startswith((".", "~$"))
    assert len(safe) <= 120


@given(name=st.text(max_size=80))
@settings(max_examples=25, deadline=None)
def test_any_upload_lands_inside_the_corpus(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder).resolve() / "corpus"
        target = put(corpus, name, b"x")
        assert target.resolve().parent == corpus
        assert target.read_bytes() == b"x"
