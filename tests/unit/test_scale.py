"""A corpus of any size, made of judged sets, and what is measured of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.evaluation.__main__ import main
from assistant.evaluation.scale import BEGIN, END
from assistant.evaluation.scale_corpus import Copies, Original, of_size, originals
from tests.makers import WordEmbedder
from tests.unit.judged_folder import write_judged_set


@pytest.fixture
def found(tmp_path: Path) -> list[Original]:
    embedder: Any = WordEmbedder()
    folder = write_judged_set(tmp_path / "tiny")
    return originals([folder], embedder, chunk_tokens=40, most=100, cache=tmp_path)


def test_documents_are_taken_whole_until_there_are_enough(tmp_path: Path, found: list[Original]) -> None:
    assert sorted(one.document.id for one in found) == ["tiny/7.txt", "tiny/8.txt"]
    embedder: Any = WordEmbedder()
    few = originals([tmp_path / "tiny"], embedder, chunk_tokens=40, most=1, cache=tmp_path)
    assert len(few) == 1
    copies = Copies(found, embedder)
    sizes = [len(one.chunks) for one in of_size(found, copies, 10)]
    assert sum(sizes) >= 10 > sum(sizes[:-1])


def test_a_copy_has_other_words_in_the_same_places(found: list[Original]) -> None:
    embedder: Any = WordEmbedder()
    copies = Copies(found, embedder)
    first, again, other = (copies.copy(found[0], number) for number in (1, 1, 2))
    assert first.document == again.document and np.array_equal(first.vectors, again.vectors)
    assert len({copies.copy(found[0], number).document.pages[0].text for number in range(9)}) > 2
    assert len({chunk.id for one in (found[0], first, other) for chunk in one.chunks}) == 3 * len(found[0].chunks)
    for chunk, original in zip(first.chunks, found[0].chunks, strict=True):
        assert chunk.spans == original.spans and len(chunk.text) == len(original.text)
        assert chunk.text == " ".join(first.document.text_of(span) for span in chunk.spans)


def test_a_copys_vector_is_as_far_away_as_the_encoder_puts_copies(found: list[Original]) -> None:
    embedder: Any = WordEmbedder(dimensions=512)
    one = replace(found[0], vectors=np.eye(512, dtype=np.float32)[: len(found[0].chunks)])
    copies = Copies([one], embedder)
    copies.similarity = 0.8
    cosines = [float(np.sum(copies.copy(one, number).vectors[0] * one.vectors[0])) for number in range(1, 60)]
    assert np.linalg.norm(copies.copy(one, 1).vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert np.mean(cosines) == pytest.approx(0.8, abs=0.03)


def test_the_command_builds_asks_and_puts_its_tables_into_the_docs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, docs = write_judged_set(tmp_path / "tiny"), tmp_path / "speed.md"
    docs.write_text(f"# Speed\n\n{BEGIN}\nold\n{END}\n\nMore.\n", encoding="utf-8")
    arguments = ["scale", str(folder), "--passages", "8", "--questions", "1", "--docs", str(docs)]
    arguments += ["--cache", str(tmp_path), "--results", str(tmp_path / "results")]
    assert main(arguments) == 0
    printed = capsys.readouterr().out.strip()
    assert main(arguments) == 0 and capsys.readouterr().out.strip() == printed  # nothing is measured twice
    written = docs.read_text(encoding="utf-8")
    assert printed in written and "old" not in written and written.endswith(f"{END}\n\nMore.\n")
    row = next(line for line in printed.splitlines() if line.startswith("| 8 |") and "MB" in line)
    assert row.count("|") == 8  # as many cells as the heading has
    assert "1.000 | 1.000" in printed  # with so few passages the search is exact
