"""What a sentence is shown with: the one it points back to, and the rest of its list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.candidates import Candidate, candidate_at
from assistant.answering.companions import LONGEST_LIST, points_back, with_companions
from assistant.domain import Document, SentenceKind
from tests.makers import make_document
from tests.unit.test_answering import hits_of


def sentence(document: Document, index: int) -> Candidate:
    return candidate_at(document, index, hits_of(document)[0])


def shown(document: Document, *indexes: int, whole_lists: bool = False) -> list[int]:
    chosen = [sentence(document, index) for index in indexes]
    return [one.sentence for one in with_companions(chosen, whole_lists=whole_lists)]


def with_items(document: Document, *indexes: int) -> Document:
    """The document with these sentences as items of a list."""
    return replace(
        document,
        sentences=tuple(
            replace(one, kind=SentenceKind.ITEM) if index in indexes else one
            for index, one in enumerate(document.sentences)
        ),
    )


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("It was signed in March.", True),
        ("These groups use small ports.", True),
        ("However, they also use roads.", True),
        ("Its members meet in spring.", True),
        ("Some of them come by sea.", True),
        ("The latter is cheaper.", True),
        ("“This is new,” the master said.", True),
        ("Italy signed in March.", False),
        ("Theirs Ltd is a company.", False),
        ("The ports are small.", False),
        ("However, ports are small.", False),
        ("Ports are small, and it shows.", False),
    ],
)
def test_an_opening_that_points_back_is_recognised(text: str, points: bool) -> None:
    assert points_back(text) is points


def test_a_sentence_that_points_back_brings_the_one_before() -> None:
    document = make_document("a.txt", {"": ["The harbour was built in 1900.", "It was widened in 1950."]})
    assert shown(document, 1) == [1, 0]


def test_the_subject_is_looked_for_two_sentences_back_at_most() -> None:
    document = make_document(
        "a.txt", {"": ["The harbour is old.", "It is deep.", "It is wide.", "It is often full of boats."]}
    )
    assert shown(document, 2) == [2, 1, 0]
    assert shown(document, 3) == [3, 2, 1]


def test_a_sentence_that_names_its_subject_stands_alone() -> None:
    document = make_document("a.txt", {"": ["The harbour was built in 1900.", "The quay was widened in 1950."]})
    assert shown(document, 1) == [1]


@pytest.mark.parametrize(
    "document",
    [
        make_document("a.txt", {"I": ["The harbour was built in 1900."], "II": ["It was widened in 1950."]}),
        make_document("a.txt", {"": ["When was the harbour built?", "It was widened in 1950."]}),
        with_items(make_document("a.txt", {"": ["The old harbour", "It was widened in 1950."]}), 0),
    ],
    ids=["another section", "a question", "a list"],
)
def test_only_running_text_of_the_same_section_comes_along(document: Document) -> None:
    assert shown(document, 1) == [1]


def test_a_companion_that_was_chosen_is_not_shown_twice() -> None:
    document = make_document("a.txt", {"": ["The harbour was built in 1900.", "It was widened in 1950."]})
    assert shown(document, 0, 1) == [0, 1]
    assert shown(document, 1, 0) == [1, 0]


LIST = with_items(
    make_document(
        "a.txt", {"": ["The committee asks for:", "more boats;", "more crews;", "more time.", "The sitting ended."]}
    ),
    1,
    2,
    3,
)


def test_an_item_brings_its_lead_in_and_where_wished_the_whole_list() -> None:
    assert shown(LIST, 2) == [2, 0]
    assert shown(LIST, 2, whole_lists=True) == [2, 0, 1, 3]
    assert shown(LIST, 4, whole_lists=True) == [4]


def test_a_list_without_a_lead_in_brings_only_its_items() -> None:
    document = with_items(make_document("a.txt", {"": ["The sitting began.", "more boats;", "more crews."]}), 1, 2)
    assert shown(document, 1) == [1]
    assert shown(document, 1, whole_lists=True) == [1, 2]


def test_a_long_list_is_shown_by_the_items_that_answer() -> None:
    items = [f"boat number {number};" for number in range(LONGEST_LIST + 1)]
    document = with_items(make_document("a.txt", {"": ["The boats are:", *items]}), *range(1, len(items) + 1))
    assert shown(document, 3, whole_lists=True) == [3, 0]
