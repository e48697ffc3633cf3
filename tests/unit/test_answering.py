"""Choosing sentences and citing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from assistant.answering.asking import Part
from assistant.answering.candidates import Candidate, candidates
from assistant.answering.citing import cite
from assistant.answering.extractive import Found
from assistant.answering.question import Wants, holds, shape
from assistant.answering.scored import Scored
from assistant.answering.scoring import SentenceScorer
from assistant.answering.selection import material, select
from assistant.domain import (
    Answer,
    AnswerStatus,
    Chunk,
    Document,
    Footnote,
    FootnoteLink,
    Hit,
    Page,
    Section,
    SentenceKind,
    SourceSentence,
    Span,
    Stated,
    Support,
)
from assistant.indexing.chunks import chunk_document
from tests.makers import WordEmbedder, make_document


def hits_of(document: Document) -> list[Hit]:
    chunks = chunk_document(document, WordEmbedder(), chunk_tokens=40)
    return [Hit(chunk=chunk, rank=rank, score=1 / rank) for rank, chunk in enumerate(chunks, start=1)]


def scored(document: Document, question: str) -> list[Scored]:
    found = candidates(hits_of(document), lambda _: document)
    return SentenceScorer(WordEmbedder()).score(question, found, frequency=lambda _: 1, total=50)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "limit", "wants", "broad"),
    [
        ("How many organised crime groups are active?", 2, Wants.NUMBER, False),
        ("When was the agreement signed?", 2, Wants.DATE, False),
        ("What is the date of note 8027/25?", 2, Wants.DATE, False),
        ("Who wrote the paper?", 3, Wants.NAME, False),
        ("Compare the three regions", 9, Wants.ANYTHING, True),
        ("Which customs limitations exacerbate gaps?", 9, Wants.ANYTHING, True),
        ("What threats come through the ports?", 9, Wants.ANYTHING, True),
        ("Could joint training help?", 9, Wants.ANYTHING, True),
        ("What does OLAF do about cigarettes?", 5, Wants.ANYTHING, False),
    ],
)
def test_the_shape_of_a_question(question: str, limit: int, wants: Wants, broad: bool) -> None:
    form = shape(question)
    assert (form.limit, form.wants, form.broad) == (limit, wants, broad)


def test_what_a_question_wants_must_be_in_the_sentence() -> None:
    assert holds("There are 3,600 groups.", Wants.NUMBER)
    assert holds("They counted ninety unlit buoys.", Wants.NUMBER)
    assert not holds("There are groups.", Wants.NUMBER)
    assert holds("It was signed in March.", Wants.DATE)
    assert holds("It was written by Jane Doe.", Wants.NAME)
    assert not holds("It was written by hand.", Wants.NAME)


def test_questions_and_lead_ins_are_no_candidates() -> None:
    document = make_document(
        "a.txt", {"": ["The main threats are the following:", "Too short.", "Ports bring much cocaine in."]}
    )
    assert [item.text for item in candidates(hits_of(document), lambda _: document)] == ["Ports bring much cocaine in."]


def test_a_sentence_of_two_hits_is_one_candidate() -> None:
    document = make_document("a.txt", {"": [f"Sentence number {n} speaks of ports and customs." for n in range(12)]})
    hits = hits_of(document)
    places = [item.place for item in candidates([*hits, *hits], lambda _: document)]
    assert len(places) == len(set(places)) == 12


class Judge:
    """Finds that what speaks of threats answers."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        return [4.0 if "hreats" in passage else -9.0 for passage in passages]


def test_every_section_that_speaks_to_a_broad_question_is_shown() -> None:
    document = make_document(
        "a.txt",
        {
            "I. North": ["Threats include drug smuggling in ports.", "Threats include tobacco smuggling by road."],
            "II. South": ["Threats include drug smuggling at sea."],
            "III. East": ["The weather is mild there."],
        },
    )
    question = "Which threats include drug smuggling?"
    scorer: Any = SentenceScorer(WordEmbedder(), Judge())  # type: ignore[arg-type]
    found = scorer.score(question, candidates(hits_of(document), lambda _: document), frequency=lambda _: 1, total=50)
    chosen = select(found, shape(question))
    assert {item.candidate.headings[0] for item in chosen} == {"I. North", "II. South"}
    assert [item.candidate.sentence for item in chosen] == sorted(item.candidate.sentence for item in chosen)


def test_material_for_discussion_takes_what_is_likely_and_the_likeliest_of_each_section_of_the_note() -> None:
    document = make_document(
        "a.txt",
        {
            "I. North": ["Joint training raises capacity in the north.", "Ports are busy there all year round."],
            "II. South": ["Ships arrive late in the south of the bay."],
            "III. East": ["The weather is mild there for most people."],
        },
    )
    likely = {"Joint training": 0.9, "Ports are": 0.2, "Ships arrive": 0.15, "The weather": 0.05}
    found = [
        replace(one, probability=next(value for start, value in likely.items() if one.candidate.text.startswith(start)))
        for one in scored(document, "Could joint training help?")
    ]
    shown = [one.candidate.text.split()[0] for one in material(found, of_each_section="a.txt")]
    assert shown == ["Joint", "Ships"]
    assert [one.candidate.text.split()[0] for one in material(found, of_each_section="b.txt")] == ["Joint"]


@pytest.mark.parametrize(
    ("question", "silent"),
    [
        ("What is said about scanners?", False),
        ("What does the port say on scanning?", False),
        ("What is said about seals?", True),  # which the corpus speaks of, and nothing that was found
        ("What is said about gangs?", False),  # no document's word: it may have another there
        ("Which ports have seals?", False),
    ],
)
def test_what_is_found_is_silent_on_what_only_other_documents_speak_of(question: str, silent: bool) -> None:
    document = make_document("a.txt", {"": ["The port has two scanners.", "One of them works."]})
    known = {"scanners": 2, "scanning": 1, "seals": 3}
    hits = tuple(hits_of(document))
    found = Found(hits=hits, load=lambda _: document, frequency=lambda word: known.get(word, 0), total=50)
    assert found.silent_on(Part(text=question, reading=question, form=shape(question))) is silent


def test_nothing_is_said_twice() -> None:
    same = "There are an estimated 500 active groups in ports."
    document = make_document(
        "a.txt", {"I": [same], "II": [same], "III": ["Active groups use small ports and harbours."]}
    )
    chosen = select(scored(document, "Which groups are active in ports?"), shape("Which groups?"))
    assert [item.candidate.text for item in chosen].count(same) == 1


def test_a_narrow_question_gets_one_sentence_that_holds_a_number() -> None:
    document = make_document("a.txt", {"": ["Many groups are active in the ports.", "About 3,600 groups are active."]})
    chosen = select(scored(document, "How many groups are active?"), shape("How many groups are active?"))
    assert [item.candidate.text for item in chosen] == ["About 3,600 groups are active."]


def measured(text: str, *, probability: float, logit: float, section: str = "") -> Scored:
    """A sentence of a document of its own with these measures, and a vector unlike any other's."""
    (found,) = candidates(hits_of(document := make_document(f"{text}.txt", {section: [text]})), lambda _: document)
    vector = WordEmbedder().encode_query(text)
    return Scored(
        candidate=found, overlap=0.5, named=1.0, meaning=0.5, vector=vector, logit=logit, probability=probability
    )


@pytest.mark.parametrize(
    ("question", "without", "shown"),
    [
        ("When was the quay opened?", 0.7, True),
        ("When was the quay opened?", 0.5, False),
        ("Who opened the old quay?", 0.7, True),
        ("Who opened the old quay?", 0.5, False),
        ("How many boats has the quay?", 0.7, False),
    ],
)
def test_a_likelier_sentence_stays_without_a_date_or_name_but_not_without_a_number(
    question: str, without: float, shown: bool
) -> None:
    holding = measured("They say Jane Doe came in 1950 with 9 boats.", probability=0.6, logit=2.0)
    lacking = measured("the quay has been open since last spring.".capitalize(), probability=without, logit=2.0)
    chosen = {one.candidate.text for one in select([holding, lacking], shape(question))}
    assert (lacking.candidate.text in chosen) is shown
    assert (holding.candidate.text in chosen) is True


@pytest.mark.parametrize(
    ("question", "logit", "shown"),
    [
        ("Which threats come by sea?", 2.5, True),
        ("Which threats come by sea?", 1.5, False),
        ("What is the matter with the harbour?", 1.5, True),
        ("What is the matter with the harbour?", 0.5, False),
    ],
)
def test_what_stays_far_behind_the_best_is_not_shown(question: str, logit: float, shown: bool) -> None:
    best = measured("Storms and pirates come by sea.", probability=0.7, logit=5.0)
    behind = measured("Fog is common in every old harbour.", probability=0.6, logit=logit)
    assert (behind in select([best, behind], shape(question))) is shown


def test_naming_the_same_country_is_no_answer() -> None:
    document = make_document(
        "a.txt", {"": ["Tariffs on steel apply in Canada.", "Canada was visited by the committee in autumn."]}
    )
    question = "Which tariffs apply in Canada?"
    chosen = select(scored(document, question), shape(question))
    assert [item.candidate.text for item in chosen] == ["Tariffs on steel apply in Canada."]


def test_a_fragment_of_running_text_is_no_candidate() -> None:
    document = make_document(
        "a.txt", {"": ["watershed health, and retaining the large trees.", "Large trees are kept here."]}
    )
    assert [item.text for item in candidates(hits_of(document), lambda _: document)] == ["Large trees are kept here."]


def cut_document() -> Document:
    """A document whose only sentence is cut by a page end and calls one footnote on each page."""
    one, two = "Drugs come through ports", "and tobacco comes by road."
    spans = (Span(page=1, start=0, end=len(one)), Span(page=2, start=0, end=len(two)))

    def footnote(page: int, at: int) -> Footnote:
        return Footnote(
            page=page,
            number="1",
            text=f"Source on page {page}",
            urls=(),
            span=None,
            calls=(Span(page=page, start=at, end=at),),
            phrases=(Span(page=page, start=0, end=at),),
            link=FootnoteLink.PRINTED,
            reason="",
        )

    return Document(
        id="cut.pdf",
        sha256="0",
        media_type="application/pdf",
        title=Stated(value="Cut", span=None),
        pages=(Page(number=1, label="i", text=one), Page(number=2, label="ii", text=two)),
        sections=(Section(number=None, headings=(), spans=spans),),
        sentences=(SourceSentence(spans=spans, section=0, paragraph=0, kind=SentenceKind.PROSE),),
        footnotes=(footnote(1, 5), footnote(2, len(two))),
    )


def candidate_of(document: Document, sentence: int = 0) -> Candidate:
    text = " ".join(document.text_of(span) for span in document.sentences[sentence].spans)
    chunk = Chunk(
        id="c",
        document=document.id,
        title="",
        section=0,
        headings=(),
        text=text,
        spans=(),
        sentences=(0,),
        order=0,
        tokens=1,
    )
    hit = Hit(chunk=chunk, rank=1, score=1.0)
    return Candidate(document=document, sentence=sentence, text=text, before="", headings=(), hit=hit)


def test_a_sentence_cut_by_a_page_end_cites_both_pages() -> None:
    document = cut_document()
    (sentence,) = cite([candidate_of(document)])
    assert sentence.support is Support.QUOTED
    assert [(c.marker, c.page, c.page_label) for c in sentence.citations] == [(1, 1, "i"), (2, 2, "ii")]
    for citation in sentence.citations:
        assert citation.cited_text == document.text_of(citation.span)
    assert [[note.text for note in c.footnotes] for c in sentence.citations] == [
        ["Source on page 1"],
        ["Source on page 2"],
    ]
    assert sentence.citations[0].footnotes[0].phrase == "Drugs"


def test_a_citation_from_a_page_read_by_ocr_says_so() -> None:
    document = replace(cut_document(), ocr_pages=(2,))
    (sentence,) = cite([candidate_of(document)])
    assert [citation.ocr for citation in sentence.citations] == [False, True]


def test_indexes_of_citations_point_into_the_text_of_the_answer() -> None:
    document = make_document("a.txt", {"I": ["Ports are searched for drugs."], "II": ["Roads are used for tobacco."]})
    sentences = cite([candidate_of(document, 0), candidate_of(document, 1), candidate_of(cut_document())])
    answer = Answer(question="q", query="q", sentences=sentences, status=AnswerStatus.ANSWERED, hits=(), snapshot="s")
    assert [c.marker for c in answer.citations] == [1, 2, 3, 4]
    for citation in answer.citations:
        assert answer.text[citation.start_index : citation.end_index] == citation.cited_text


def test_words_left_out_of_a_paragraph_are_marked_as_a_gap() -> None:
    document = make_document("a.txt", {"I": ["Ports are searched.", "Roads are used.", "Tobacco comes by road."]})
    sentences = cite([candidate_of(document, 0), candidate_of(document, 2)])
    assert [one.gap_before for one in sentences] == [False, True]
    answer = Answer(question="q", query="q", sentences=sentences, status=AnswerStatus.ANSWERED, hits=(), snapshot="s")
    assert answer.text == "Ports are searched. [1] […] Tobacco comes by road. [2]"
    for citation in answer.citations:
        assert answer.text[citation.start_index : citation.end_index] == citation.cited_text


def test_no_gap_is_marked_between_neighbours_nor_between_sections() -> None:
    document = make_document(
        "a.txt", {"I": ["Ports are searched.", "Roads are used."], "II": ["Tobacco comes by road."]}
    )
    assert [one.gap_before for one in cite([candidate_of(document, i) for i in range(3)])] == [False] * 3
    assert [one.gap_before for one in cite([candidate_of(document, i) for i in (0, 2)])] == [False] * 2
