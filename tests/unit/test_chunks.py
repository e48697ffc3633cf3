"""Chunks: whole sentences, one section, verbatim, bounded, with stable ids."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.indexing.chunks import chunk_document, embedded_text
from tests.makers import WordEmbedder, make_document

SENTENCE = st.text("abcde éß", min_size=1, max_size=60).map(lambda text: text.strip() + " end.")
SECTIONS = st.dictionaries(
    st.text("ABCD", min_size=1, max_size=6), st.lists(SENTENCE, min_size=1, max_size=12), min_size=1, max_size=4
)


@settings(deadline=None, max_examples=60)
@given(SECTIONS, st.integers(12, 60))
def test_a_chunk_is_made_of_verbatim_slices_of_one_section(sections: dict[str, list[str]], bound: int) -> None:
    document = make_document("a.txt", sections)
    chunks = chunk_document(document, WordEmbedder(), chunk_tokens=bound)
    for chunk in chunks:
        assert chunk.text == " ".join(document.text_of(span) for span in chunk.spans)
        assert {document.sentences[index].section for index in chunk.sentences} == {chunk.section}
    covered = {index for chunk in chunks for index in chunk.sentences}
    assert covered == set(range(len(document.sentences)))


@settings(deadline=None, max_examples=40)
@given(SECTIONS)
def test_the_same_document_gives_the_same_ids_and_no_id_twice(sections: dict[str, list[str]]) -> None:
    first = chunk_document(make_document("a.txt", sections), WordEmbedder(), chunk_tokens=30)
    second = chunk_document(make_document("a.txt", sections), WordEmbedder(), chunk_tokens=30)
    assert [chunk.id for chunk in first] == [chunk.id for chunk in second]
    assert len({chunk.id for chunk in first}) == len(first)


def test_a_chunk_keeps_within_its_bound_unless_one_sentence_is_longer() -> None:
    sentences = [f"This is sentence number {n} of the section." for n in range(30)]
    chunks = chunk_document(make_document("a.txt", {"I. Facts": sentences}), WordEmbedder(), chunk_tokens=40)
    assert len(chunks) > 5
    assert all(chunk.tokens <= 40 for chunk in chunks)


def test_every_sentence_stands_in_one_chunk() -> None:
    sentences = [f"This is sentence number {n} of the section." for n in range(12)]
    chunks = chunk_document(make_document("a.txt", {"I. Facts": sentences}), WordEmbedder(), chunk_tokens=40)
    assert [index for chunk in chunks for index in chunk.sentences] == list(range(12))


def test_headings_are_embedded_and_not_stored() -> None:
    document = make_document("a.txt", {"II. EU-North America": ["Fentanyl is one threat."]}, title="Note")
    (chunk,) = chunk_document(document, WordEmbedder(), chunk_tokens=60)
    assert chunk.text == "Fentanyl is one threat."
    assert embedded_text(chunk) == "Note – II. EU-North America\nFentanyl is one threat."


def test_questions_are_not_indexed() -> None:
    document = make_document("a.txt", {"": ["Ports are checked.", "Are ports checked often enough?"]})
    (chunk,) = chunk_document(document, WordEmbedder(), chunk_tokens=60)
    assert chunk.text == "Ports are checked."
