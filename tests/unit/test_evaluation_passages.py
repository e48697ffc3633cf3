"""Passages of a judged set as a snapshot, and the vectors kept between runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from assistant.domain import Progress
from assistant.evaluation.judged import Passage, load_passages
from assistant.evaluation.passage_snapshot import PassageSnapshot, open_passages
from assistant.evaluation.passages import passage_chunks
from assistant.evaluation.vector_cache import VectorCache
from assistant.settings import Settings
from tests.makers import WordEmbedder
from tests.unit.judged_folder import PASSAGES, write_judged_set


def _quiet(_: Progress) -> None: ...


def _open(folder: Path, embedder: Any, *, chunk_tokens: int = 40) -> PassageSnapshot:
    cache = folder.parent / "cache"
    settings = Settings(chunk_tokens=chunk_tokens)
    return open_passages(folder / "corpus.jsonl", settings, embedder, cache=cache, report=_quiet)


def test_chunks_are_verbatim_pieces_of_one_passage_each(tmp_path: Path) -> None:
    passages = [one for one in load_passages(write_judged_set(tmp_path) / "corpus.jsonl") if one.document == "7"]
    embedder: Any = WordEmbedder()
    document, chunks = passage_chunks("7", passages, embedder, chunk_tokens=6)
    assert [(passage.id, chunk.text) for chunk, passage in chunks] == [
        ("p1", "Seals are checked at the pier."),
        ("p1", "Lorries wait in line."),
        ("p2", "Lorries wait in line."),
        ("p4", "Lorries wait in line."),
    ]
    assert len({chunk.id for chunk, _ in chunks}) == 4
    assert [chunk.order for chunk, _ in chunks] == [0, 1, 2, 3]
    for chunk, passage in chunks:
        assert chunk.title == passage.title
        assert chunk.text == " ".join(document.text_of(span) for span in chunk.spans)
        assert chunk.spans == tuple(span for index in chunk.sentences for span in document.sentences[index].spans)


def test_every_line_of_a_passage_is_a_paragraph() -> None:
    embedder: Any = WordEmbedder()
    passage = Passage(id="p", document="p", title="", text="A heading\nA sentence. Another\n\nAn end")
    document, _ = passage_chunks("p", [passage], embedder, chunk_tokens=40)
    found = [(document.text_of(sentence.spans[0]), sentence.paragraph) for sentence in document.sentences]
    assert found == [("A heading", 0), ("A sentence.", 1), ("Another", 1), ("An end", 3)]


def test_a_second_run_opens_the_same_snapshot_and_encodes_no_passage(tmp_path: Path) -> None:
    folder = write_judged_set(tmp_path / "tiny")
    first = _open(folder, WordEmbedder())
    again_with: Any = WordEmbedder()
    again = _open(folder, again_with)
    assert (first.built, again.built) == (True, False)
    assert again.snapshot.id == first.snapshot.id
    assert again_with.encoded == 0
    assert again.snapshot.texts.count() == again.snapshot.vectors.count() == len(again.passage_of) == 4
    assert sorted(set(again.passage_of.values())) == ["p1", "p2", "p3", "p4"]


def test_a_passage_more_costs_one_vector_and_makes_another_snapshot(tmp_path: Path) -> None:
    folder = write_judged_set(tmp_path / "tiny")
    first = _open(folder, WordEmbedder())
    write_judged_set(folder, passages=[*PASSAGES, {"_id": "p5", "title": "Boats", "text": "Boats are slow."}])
    embedder: Any = WordEmbedder()
    second = _open(folder, embedder)
    assert second.snapshot.id != first.snapshot.id
    assert embedder.encoded == 1 + 2  # and the two probes of the cache


def test_another_chunk_size_is_another_snapshot(tmp_path: Path) -> None:
    folder = write_judged_set(tmp_path / "tiny")
    assert _open(folder, WordEmbedder(), chunk_tokens=6).snapshot.id != _open(folder, WordEmbedder()).snapshot.id


def test_vectors_survive_the_run_and_come_in_the_order_of_the_texts(tmp_path: Path) -> None:
    embedder: Any = WordEmbedder()
    texts = ["a long text of words", "short", "a long text of words"]
    first = VectorCache(tmp_path, embedder).encode(texts, progress=lambda done, total: None)
    told: list[tuple[int, int]] = []
    second = VectorCache(tmp_path, embedder).encode(
        ["short", "new", texts[0]], progress=lambda done, total: told.append((done, total))
    )
    assert np.array_equal(second[[2, 0, 2]], first)
    assert np.array_equal(second[1], embedder.encode_query("new"))
    assert told == [(1, 1)]


def test_vectors_of_an_embedder_that_changed_under_its_name_are_not_used(tmp_path: Path) -> None:
    before: Any = WordEmbedder(64)
    VectorCache(tmp_path, before).encode(["short"], progress=lambda done, total: None)
    after: Any = WordEmbedder(32)
    vectors = VectorCache(tmp_path, after).encode(["short"], progress=lambda done, total: None)
    assert vectors.shape == (1, 32)


def test_two_titles_of_one_text_are_embedded_apart() -> None:
    embedder: Any = WordEmbedder()
    passage = Passage(id="a", document="d", title="Ferries", text="Lorries wait.")
    _, chunks = passage_chunks("d", [passage, replace(passage, id="b", title="Trains")], embedder, chunk_tokens=40)
    assert [chunk.title for chunk, _ in chunks] == ["Ferries", "Trains"]
