"""Disagreements between documents: what is found, what is left alone, and that the order does not matter."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from assistant.desk.disagreements.finding import find_disagreements
from assistant.domain import (
    Cause,
    ContrastKind,
    Disagreements,
    Document,
    Page,
    Relation,
    Section,
    SourceSentence,
    Span,
    Stated,
)

FILLING = (
    "The harbour office publishes a yearly survey of all quays and cranes.",
    "Pilots board every tanker before it enters the estuary.",
    "Ferry lines carry most of the lorries across the strait.",
)


def document(name: str, *sentences: str, date: str | None = None, number: str = "", revises: str = "") -> Document:
    """A document of one page with these sentences, and some others."""
    every = (*sentences, *FILLING)
    text = " ".join(every)
    spans = [Span(page=1, start=text.index(one), end=text.index(one) + len(one)) for one in every]
    return Document(
        id=name,
        sha256=name,
        media_type="text/plain",
        title=Stated(value=f"Title of {name}", span=None),
        pages=(Page(number=1, label=None, text=text),),
        sections=(Section(number=None, headings=(), spans=(Span(page=1, start=0, end=len(text)),)),),
        sentences=tuple(SourceSentence(spans=(span,), section=0, paragraph=at) for at, span in enumerate(spans)),
        date=Stated(value=date, span=None) if date else None,
        document_number=Stated(value=number, span=None) if number else None,
        relations=(Relation(kind="revises", target=revises, span=None),) if revises else (),
    )


def found(one: str, other: str) -> Disagreements:
    """What is found between two documents with one sentence each."""
    return find_disagreements([document("a", one), document("b", other)], snapshot="s")


@pytest.mark.parametrize(
    ("one", "other", "differing"),
    [
        (
            "Customs stopped 11.8 tonnes of cocaine in 64 containers at the partner ports.",
            "In all, customs stopped 14.2 tonnes of cocaine in 79 containers at partner ports.",
            [("11.8", "14.2"), ("64", "79")],
        ),
        ("One parcel in 900 was opened.", "The cell reported that one parcel in 1,500 was opened.", [("900", "1,500")]),
        (
            "The breach must be notified to the authority within 24 hours.",
            "The breach must be notified to the authority within 72 hours.",
            [("24", "72")],
        ),
        (
            "Answers take 34 days in the north, 21 days in the west and 58 days in the south.",
            "In the west answers take 21 days, in the south they take 63 days, in the north 34 days.",
            [("58", "63")],
        ),
        (
            "The number of CLOs, 13 in all, does not follow the files of the north.",
            "There are 14 customs liaison officers (CLOs) today for the files of the north.",
            [("13", "14")],
        ),
    ],
)
def test_figures_at_the_same_place_disagree(one: str, other: str, differing: list[tuple[str, str]]) -> None:
    (pair,) = found(one, other).found
    assert [(each.one, each.other) for each in pair.differences] == differing
    assert pair.one[0].cited_text == one
    assert pair.other[0].cited_text == other


def test_dates_at_the_same_place_disagree() -> None:
    (pair,) = found(
        "The joint team began its work at the ferry port on 1 July 2025.",
        "The joint team began its work at the ferry port on 1 June 2025.",
    ).found
    assert [(each.kind, each.one, each.other) for each in pair.differences] == [
        (ContrastKind.DATE, "1 July 2025", "1 June 2025")
    ]


def test_what_one_says_and_the_other_denies_disagrees() -> None:
    (pair,) = found(
        "The seal numbers of the containers are sent before departure.",
        "The seal numbers of the containers are not sent before departure.",
    ).found
    assert [each.kind for each in pair.differences] == [ContrastKind.VERDICT]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # the same figure, otherwise written; rounded; within what is stated as a bound
        ("The port checked 7,540 containers last year.", "Last year the port checked 7540 containers."),
        ("The port checked 7,540 containers last year.", "Last year the port checked about 7,500 containers."),
        ("The programme will train 260 officers.", "The programme will train at least 250 officers."),
        # other years, other places, other things, a part of the whole
        ("In 2024 the port checked 7,540 containers.", "In 2025 the port checked 9,100 containers."),
        ("The port of Tarnmouth checked 7,540 containers.", "The port of Calder checked 9,100 containers."),
        ("The port checked 61 containers for medicines.", "The port checked 61% of lorries for medicines."),
        ("The ports stopped 7.8 tonnes of cocaine.", "The ports stopped another 4.0 tonnes of cocaine."),
        # numbers that count nothing; both figures in one statement
        (
            "The acts are adopted under the procedure of Article 87.",
            "The acts are adopted under the procedure of Article 25.",
        ),
        ("The wait is 58 days on the corridor.", "The wait on the corridor is 63 days instead of 58 days."),
    ],
)
def test_what_can_both_be_right_is_left_alone(one: str, other: str) -> None:
    result = found(one, other)
    assert result.found == ()
    assert result.documents == 2


@pytest.mark.parametrize(
    ("first", "second", "cause"),
    [
        ({"number": "EX 1/26", "date": "2026-01-12"}, {"revises": "EX 1/26", "date": "2026-02-09"}, Cause.REVISION),
        ({"date": "2026-01-12"}, {"date": "2026-02-09"}, Cause.TIME),
        ({}, {"date": "2026-02-09"}, Cause.UNTOLD),
    ],
)
def test_the_cause_is_told_from_what_the_documents_say(
    first: dict[str, str], second: dict[str, str], cause: Cause
) -> None:
    one = document("b", "The port checked 7,540 containers with its scanner.", **first)
    other = document("a", "The port checked 9,100 containers with its scanner.", **second)
    (pair,) = find_disagreements([other, one], snapshot="s").found
    assert pair.cause is cause
    if first:
        assert pair.one[0].document == "b"  # the earlier one first


def test_the_scope_and_the_definition_are_causes_too() -> None:
    (pair,) = found(
        "From January to September 2025 the port checked 7,540 containers with its scanner.",
        "In 2025 the port checked 9,100 containers with its scanner.",
    ).found
    assert pair.cause is Cause.SCOPE
    (pair,) = found(
        "The port checked 7,540 containers with its scanner, excluding empty ones.",
        "The port checked 9,100 containers with its scanner.",
    ).found
    assert pair.cause is Cause.DEFINITION


def _several(chance: random.Random) -> list[Document]:
    subjects = ("port", "station", "airport", "depot", "harbour")
    things = ("containers", "lorries", "parcels", "vessels")
    return [
        document(
            f"d{at}",
            *(
                f"The {subject} of the region checked {chance.randint(2, 9)} {thing} each morning before noon."
                for subject in chance.sample(subjects, 3)
                for thing in chance.sample(things, 1)
            ),
            date=chance.choice(["2025-01-01", "2025-06-01", ""]) or None,
        )
        for at in range(4)
    ]


@pytest.mark.parametrize("seed", range(25))
def test_the_order_of_the_documents_changes_nothing(seed: int) -> None:
    chance = random.Random(seed)
    documents: Sequence[Document] = _several(chance)
    result = find_disagreements(documents, snapshot="s")
    for _ in range(3):
        shuffled = chance.sample(list(documents), len(documents))
        assert find_disagreements(shuffled, snapshot="s") == result


def test_lists_that_differ_in_one_figure_are_compared_whatever_else_comes_nearer() -> None:
    listed = "Answers on requests take 34 days in the north, 21 days in the west and 58 days in the south."
    nearer = "Answers on requests for assistance in the north, the west and the south take long in summer."
    other = (
        "Answers on requests for assistance take 34 days in the north, 21 days in the west and 63 days in the south."
    )
    result = find_disagreements([document("a", listed), document("b", other, nearer)], snapshot="s")
    assert [(each.one, each.other) for one in result.found for each in one.differences] == [("58", "63")]
    alone = find_disagreements([document("a", listed, nearer), document("b", other)], snapshot="s")
    assert [(each.one, each.other) for one in alone.found for each in one.differences] == [("58", "63")]
