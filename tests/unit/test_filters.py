"""Filters in words and as KEY=VALUE: what is recognised, what is left alone, and what passes them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.domain import Chunk, DocumentSummary, Filter, FilterKind, Span
from assistant.errors import UnknownFilter
from assistant.indexing.scope import Scope
from assistant.indexing.texts import TextStore
from assistant.indexing.vectors import VectorStore
from assistant.retrieval.facets import Facets
from assistant.retrieval.filters import recognise
from assistant.retrieval.scope import scope_of
from assistant.retrieval.where import parse_where
from tests.makers import make_document


def summary(id_: str, title: str, **stated: str) -> DocumentSummary:
    return DocumentSummary(
        id=id_,
        title=title,
        media_type="text/plain",
        pages=1,
        chunks=1,
        footnotes=0,
        questions=0,
        refused_pages=0,
        size_bytes=1,
        issuer=stated.get("issuer"),
        document_number=stated.get("document_number"),
        kind=stated.get("kind"),
        date=stated.get("date"),
        marking=stated.get("marking"),
        language=None,
    )


NOTE = summary(
    "ferry.pdf",
    "Threats on the northern ferry line",
    issuer="Presidency",
    document_number="4711/25",
    kind="NOTE",
    date="2025-03-04",
    marking="LIMITE",
)
REVISED = summary(
    "ferry-rev.pdf",
    "Threats on the northern ferry line: revised",
    issuer="Presidency",
    document_number="4711/25 REV 1",
    kind="NOTE",
    date="2025-06-10",
    marking="LIMITE",
)
REPORT = summary(
    "harbours/yearly.pdf",
    "Seals and Harbours: the yearly review of Baltic controls",
    issuer="Harbour Inspection Unit (HIU)",
    document_number="EX 12/22",
    kind="REPORT",
    date="2022-11-02",
)
ESSAY = summary("essay.html", "A quiet trade", issuer="Institute of Ports – A Think Tank")
FACETS = Facets(
    summaries=(NOTE, REVISED, REPORT, ESSAY),
    authors={"essay.html": ("Marta Lindqvist (Institute of Ports)",)},
    headings=(
        ("n1", "ferry.pdf", ("I. The ferry line",)),
        ("n2", "ferry.pdf", ("II. North Sea partners", "Gaps")),
        ("r2", "ferry-rev.pdf", ("II. North Sea partners",)),
        ("y5", "harbours/yearly.pdf", ("5. Seals",)),
        ("ya", "harbours/yearly.pdf", ("A new start",)),
    ),
)


@pytest.mark.parametrize(
    ("question", "kinds_and_values", "remaining"),
    [
        ("What has changed on seals since 2024?", "since=2024", "What has changed on seals?"),
        ("Which seals were forged after March 2023?", "since=2023-04", "Which seals were forged?"),
        ("Which notes name brokers before 2024?", "until=2023", "Which notes name brokers?"),
        ("What did the reports say until June 2024?", "until=2024-06", "What did the reports say?"),
        ("What do reports from 2021 to 2023 say on seals?", "since=2021 until=2023", "What do reports say on seals?"),
        ("What is said in documents of 2022 about seals?", "since=2022 until=2022", "What is said about seals?"),
        ("What was published in 2022 on seals?", "since=2022 until=2022", "What was published on seals?"),
        ("What is named in documents marked LIMITE?", "marking=LIMITE", "What is named?"),
        ("What is said in LIMITE documents about seals?", "marking=LIMITE", "What is said about seals?"),
        ("What is asked in note 4711/25?", "document=ferry.pdf", "What is asked?"),
        ("What is asked in document ST 4711/25 REV 1?", "document=ferry-rev.pdf", "What is asked?"),
        ("In note 12/22, what is asked?", "document=harbours/yearly.pdf", "What is asked?"),
        ("What is forged in ferry.pdf?", "document=ferry.pdf", "What is forged?"),
        ("and in the Council note?", "document=ferry.pdf document=ferry-rev.pdf", ""),
        ("What is said in the HIU report on seals?", "document=harbours/yearly.pdf", "What is said on seals?"),
        ("What is in “Seals and Harbours” on brokers?", "document=harbours/yearly.pdf", "What is said on brokers?"),
        ("Which gaps are named in section II?", "section=II", "Which gaps are named?"),
        (
            "What is in section II of note 4711/25 about gaps?",
            "section=II document=ferry.pdf",
            "What is said about gaps?",
        ),
        ("What is asked in the North Sea section?", "section=North Sea", "What is asked?"),
        ("Who is named in the section on seals since 2024?", "section=seals since=2024", "Who is named?"),
        ("What is proposed by Lindqvist?", "author=Lindqvist", "What is proposed?"),
        ("According to Lindqvist, who pays?", "author=Lindqvist", "Who pays?"),
        ("What was written by Marta Lindqvist on ports?", "author=Marta Lindqvist", "What was written on ports?"),
        ("According to the Presidency, what is urgent?", "author=Presidency", "What is urgent?"),
        ("What does HIU say about seals?", "author=HIU", "What is said about seals?"),
        ("What did the Council state on gaps?", "author=Council", "What is said on gaps?"),
        ("What does Lindqvist have to say on ports?", "author=Lindqvist", "What is said on ports?"),
        ("What does note 4711/25 REV 1 say about seals?", "document=ferry-rev.pdf", "What is said about seals?"),
        (
            "What does the HIU report say on seals in section 5?",
            "document=harbours/yearly.pdf section=5",
            "What is said on seals?",
        ),
    ],
)
def test_what_a_question_narrows_by_is_recognised(question: str, kinds_and_values: str, remaining: str) -> None:
    filters, rest = recognise(question, FACETS)
    assert " ".join(f"{one.kind}={one.value}" for one in filters) == kinds_and_values
    assert rest == remaining
    assert all(one.words and one.words in question and one.label for one in filters)


@pytest.mark.parametrize(
    "question",
    [
        "What is required in section 5 of the Act?",
        "What is required in section 9?",
        "What is required in section A?",
        "Which section of the market grew?",
        "How many are found in part 5?",
        "What must be done by 2030?",
        "Which goods travel by train?",
        "Since when are seals used?",
        "What is seized in Canada?",
        "What was seized in 2022?",
        "What was the situation before 2024?",
        "How many seals were forged from 2021 to 2023?",
        "Which rule is in force since 2024?",
        "What has Regulation 2024/1689 changed since 2024/1689?",
        "What has changed since 1990?",  # keeps every document
        "What has changed since 2031?",  # keeps none
        "Have prices risen after 2024%?",
        "What is said in note 9999/25?",
        "What is said in note 4711/25 REV 2?",
        "What is said in the note?",
        "What is said in the Europol report?",
        "What is said in the joint report?",
        "What is said in the note by Europol?",
        "What measures were taken by the Presidency?",
        "What was decided by the Council?",
        "What was decided by Lindqvist Shipping?",
        "What is proposed by lindqvists?",
        "What does Europol say about seals?",
        "What does Lindqvist Shipping say about seals?",
        "What does the Presidency do about seals?",
        "Who knows what the Presidency says about seals?",
        "What do the reports say about seals?",
        "What do both papers say about seals?",
        "What is said in limite documents?",
        "Is there a quiet trade in arms?",
        "Which threats to seals and harbours are there?",
        "What does marking mean?",
        "",
        "?",
    ],
)
def test_what_belongs_to_the_question_is_left_alone(question: str) -> None:
    assert recognise(question, FACETS) == ((), question)


def test_the_body_in_what_kind_of_document_it_is_is_its_maker() -> None:
    guidelines, paper = (summary("a.pdf", "Ports", kind=kind) for kind in ("OECD Guidelines", "DISCUSSION PAPER"))
    facets = Facets(summaries=(guidelines, paper))
    assert [list(facets.makers(one)) for one in (guidelines, paper)] == [["OECD"], []]
    entitled = [
        summary("c.pdf", title, kind="Position Paper") for title in ("IMO Position Paper on Seals", "NATO Ships")
    ]
    assert [list(facets.makers(one)) for one in entitled] == [["IMO"], []]
    assert recognise("What does the OECD say about seals?", facets)[1] == "What is said about seals?"


@pytest.mark.parametrize(
    ("kind", "maker"),
    [
        ("OPINION OF ADVOCATE GENERAL EXAMPLE delivered on 1 May 2020", "Advocate General Example"),
        ("Opinion of the Data Protection Board on seals", "Data Protection Board"),
        ("Joint communication from the Commission to the Council", "Commission"),
        ("Draft opinion of the Committee on Ports", None),
        ("Report of 12 May", None),
        ("Report on seals", None),
    ],
)
def test_whose_a_document_is_stands_after_its_kind(kind: str, maker: str | None) -> None:
    opinion, other = summary("a.pdf", "Ports", kind=kind), summary("b.pdf", "Ships", kind="NOTE")
    facets = Facets(summaries=(opinion, other))
    assert list(facets.makers(opinion)) == ([maker] if maker else [])
    told = f"What does {maker} say about seals?"
    assert maker is None or recognise(told, facets)[1] == "What is said about seals?"


def test_an_advocate_general_is_known_by_the_office() -> None:
    kind = "OPINION OF ADVOCATE GENERAL EXAMPLE delivered on 1 May 2020"
    facets = Facets(summaries=(summary("a.pdf", "Ports", kind=kind), summary("b.pdf", "Ships")))
    assert recognise("What did the Advocate General say about seals?", facets)[1] == "What is said about seals?"


def test_without_documents_nothing_is_recognised() -> None:
    question = "What is said in section II of note 4711/25 since 2024?"
    assert recognise(question, Facets(summaries=())) == ((), question)


def scoped(*typed: str, documents: tuple[str, ...] = ()) -> Scope:
    return scope_of([parse_where(one, FACETS) for one in typed], FACETS, documents)


def test_filters_of_one_kind_add_up_and_kinds_narrow_each_other() -> None:
    assert scoped("document=ferry.pdf", "document=essay.html").documents == frozenset({"ferry.pdf", "essay.html"})
    assert scoped("document=ferry.pdf", "marking=limite").documents == frozenset({"ferry.pdf"})
    assert scoped("marking=LIMITE", "until=2025-03").documents == frozenset({"ferry.pdf"})
    assert scoped("marking=LIMITE", documents=("ferry-rev.pdf",)).documents == frozenset({"ferry-rev.pdf"})
    assert scoped().is_everything


def test_a_document_without_a_date_passes_every_date_filter() -> None:
    assert scoped("since=2024").documents == frozenset({"ferry.pdf", "ferry-rev.pdf", "essay.html"})
    assert scoped("until=2022-11-02").documents == frozenset({"harbours/yearly.pdf", "essay.html"})


def test_a_section_goes_by_its_number_or_by_words_of_its_heading_and_holds_what_is_below_it() -> None:
    assert scoped("section=II").chunks == frozenset({"n2", "r2"})
    assert scoped("section=north sea").chunks == frozenset({"n2", "r2"})
    assert scoped("section=II", "document=ferry.pdf").chunks == frozenset({"n2"})


def test_filters_that_leave_nothing_leave_nothing() -> None:
    assert scoped("document=essay.html", "marking=LIMITE").is_empty
    assert scoped("section=II", "document=essay.html").is_empty


def test_a_document_may_be_named_by_number_title_or_file_name() -> None:
    for name in ("harbours/yearly.pdf", "YEARLY.pdf", "ex 12/22", REPORT.title):
        assert parse_where(f"document={name}", FACETS).value == "harbours/yearly.pdf"
    assert parse_where(" Author = Marta Lindqvist ", FACETS).kind is FilterKind.AUTHOR


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("LIMITE", "document, section, marking, since, until, author"),
        ("colour=red", "document, section, marking, since, until, author"),
        ("marking=", "Write KEY=VALUE"),
        ("marking=SECRET", "LIMITE"),
        ("document=fery.pdf", "ferry.pdf"),
        ("author=Lindquist", "Marta Lindqvist"),
        ("section=VII", "II. North Sea partners"),
        ("since=soon", "since=2024"),
        ("until=2024-13", "is no date"),
    ],
)
def test_what_cannot_be_a_filter_is_said_in_a_sentence_with_what_there_is(typed: str, said: str) -> None:
    with pytest.raises(UnknownFilter) as error:
        parse_where(typed, FACETS)
    assert said in str(error.value)


@pytest.fixture
def stores(tmp_path: Path):  # type: ignore[no-untyped-def]
    texts, vectors = TextStore(tmp_path / "t.sqlite", create=True), VectorStore(tmp_path / "v")
    for document, headings in (("a", ("I. Seals",)), ("b", ("II. Seals",))):
        span = Span(page=1, start=0, end=5)
        chunks = [
            Chunk(
                id=f"{document}{order}",
                document=document,
                title="T",
                section=0,
                headings=headings if order else (),
                text="seals",
                spans=(span,),
                sentences=(order,),
                order=order,
                tokens=1,
            )
            for order in range(2)
        ]
        texts.add(make_document(document, {"Seals": ["seals"]}), summary(document, "T"), chunks)
        vectors.add([chunk.id for chunk in chunks], np.eye(2, 4, dtype=np.float32), [document] * 2)
    yield texts, vectors
    texts.close()
    vectors.close()


@pytest.mark.parametrize(
    ("scope", "ids"),
    [
        (Scope(), {"a0", "a1", "b0", "b1"}),
        (Scope.of(()), {"a0", "a1", "b0", "b1"}),
        (Scope.of(["b"]), {"b0", "b1"}),
        (Scope(documents=frozenset(f"x{i}" for i in range(40_000)) | {"a"}), {"a0", "a1"}),
        (Scope(documents=frozenset("ab"), chunks=frozenset(["a1", "b1"])), {"a1", "b1"}),
        (Scope(documents=frozenset()), set()),
        (Scope(chunks=frozenset()), set()),
    ],
)
def test_both_searches_stay_in_their_scope(stores, scope: Scope, ids: set[str]) -> None:  # type: ignore[no-untyped-def]
    texts, vectors = stores
    assert {id_ for id_, _ in texts.best('"seals"', limit=9, scope=scope)} == ids
    assert {id_ for id_, _ in vectors.nearest(np.ones(4, np.float32), limit=9, scope=scope)} == ids


def test_enough_of_many_documents_are_found_without_naming_them_all(stores) -> None:  # type: ignore[no-untyped-def]
    _, vectors = stores
    many = frozenset(f"x{number}" for number in range(1000))
    for limit, found in ((1, ["b1"]), (2, ["b1", "b0"]), (3, ["b1", "b0"])):
        near = vectors.nearest(np.eye(4, dtype=np.float32)[1], limit=limit, scope=Scope(documents=many | {"b"}))
        assert [id_ for id_, _ in near] == found


def test_the_facets_of_a_snapshot_come_from_its_texts(stores) -> None:  # type: ignore[no-untyped-def]
    facets = Facets.of(stores[0])
    assert [one.id for one in facets.summaries] == ["a", "b"]
    assert scope_of([Filter(kind=FilterKind.SECTION, value="II", label="")], facets).chunks == frozenset({"b1"})
