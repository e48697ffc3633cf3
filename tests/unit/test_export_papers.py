"""From answers to papers: what goes in, what never does, and what a reference says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.desk.export.clean import clean
from assistant.desk.export.markdown import markdown_file
from assistant.desk.export.papers import answer_blocks, paper_of_answer, run_of
from assistant.desk.export.sheet_paper import paper_of_sheet
from assistant.domain import (
    AnswerSheet,
    ExportKind,
    Grid,
    Heading,
    OwnText,
    Paragraph,
    Reference,
    Remark,
    SheetEntry,
    SheetQuestion,
    Sourced,
    Strand,
    Support,
    file_name,
    reference,
)
from assistant.domain.paper import references
from assistant.domain.reference import CHANGED, GONE, long_date, shortened
from tests.outcomes import outcomes
from tests.papers import MADE, answer_of, documents


def test_an_answer_becomes_its_sentences_under_the_headings_of_their_places() -> None:
    paper = paper_of_answer(answer_of(), documents(), made=MADE)
    assert paper.blocks[:2] == (
        Heading(text="Threats on the ferry line (X 101/25, 3 March 2025)"),
        Heading(text="I. The ferry line", level=2),
    )
    assert [len(block.runs) for block in paper.blocks if isinstance(block, Paragraph)] == [2, 1]
    assert len(paper.references) == len(answer_of().citations) == 3
    assert (paper.marking, paper.snapshot, [one.number for one in paper.documents]) == (
        "LIMITE",
        "3f2a9c7d51",
        ["X 101/25"],
    )


def test_a_reference_names_title_number_date_page_section_words_and_source() -> None:
    second = paper_of_answer(answer_of(), documents(), made=MADE).references[1]
    assert second.title == "Threats on the ferry line"
    assert second.place == "X 101/25, 3 March 2025, p. 1, section “I. The ferry line”"
    assert second.quote == "Forged transit papers were found in forty consignments."
    assert second.rests_on == "citing: Exercise report, table 4, https://example.org/report.pdf (its note 1, inferred)"
    assert second.text.startswith(f"[LIMITE] “{second.quote}” ({second.title}, X 101/25")


@pytest.mark.parametrize(
    ("label", "words"), [("6", "p. 6"), ("iv", "p. iv (page 6 of the file)"), (None, "page 6 of the file")]
)
def test_the_printed_page_and_the_physical_one(label: str | None, words: str) -> None:
    some = paper_of_answer(answer_of(), documents(), made=MADE).references[0]
    assert replace(some, page=6, page_label=label).pages == words


def test_words_that_are_gone_or_moved_are_said_to_be() -> None:
    citation = answer_of().citations[0]
    assert reference(citation, None).warnings == (GONE,)
    document = documents()[citation.document]
    moved = replace(document, pages=(replace(document.pages[0], text="New. " + document.pages[0].text),))
    assert reference(citation, moved).warnings == (CHANGED,)
    assert reference(citation, document).warnings == ()


@pytest.mark.parametrize("name", ["withheld", "unsupported"])
def test_withheld_sentences_never_leave_the_house(name: str) -> None:
    answer = outcomes()[name]
    paper = paper_of_answer(answer, documents(), made=MADE)
    assert answer.withheld
    assert not any(sentence.text in repr(paper) for sentence in answer.withheld)


@pytest.mark.parametrize("support", [Support.UNSUPPORTED, Support.CONTRADICTED, Support.UNVERIFIED])
def test_a_sentence_that_did_not_pass_is_own_text_and_not_in_an_answer(support: Support) -> None:
    answer = answer_of()
    bad = replace(answer.sentences[0], support=support)
    assert run_of(bad, documents()) == OwnText(text=bad.text)
    blocks = answer_blocks(replace(answer, sentences=(bad, *answer.sentences[1:])), documents())
    assert bad.text not in repr(blocks)
    assert len(tuple(references(blocks))) == 2


def test_partly_proved_says_why_and_verbatim_is_known() -> None:
    answer = outcomes()["written"]
    whole, partly = (run_of(sentence, documents()) for sentence in answer.sentences)
    assert isinstance(whole, Sourced)
    assert isinstance(partly, Sourced)
    assert (whole.reservation, whole.verbatim) == ("", False)
    assert partly.reservation == "partly proved: the source says “were”"


def test_a_sourced_sentence_without_a_reference_cannot_be() -> None:
    with pytest.raises(ValueError, match="needs a reference"):
        Sourced(text="Says who?", references=())


@pytest.mark.parametrize("name", [name for name in outcomes() if name.startswith("declined")])
def test_a_decline_says_why_what_was_searched_and_shows_its_evidence(name: str) -> None:
    answer = outcomes()[name]
    (decline,) = answer.declines
    paper = paper_of_answer(answer, documents(), made=MADE)
    said = [run.text for block in paper.blocks if isinstance(block, Paragraph) for run in block.runs]
    assert decline.reason.message in said
    assert len(paper.references) == len(decline.evidence)
    assert ("Searched 4 passages in 2 documents." in said) is not bool(decline.evidence)


def test_a_sheet_has_every_question_with_its_strands_and_what_they_rest_on() -> None:
    answer = answer_of()
    asked = SheetQuestion(id="q1", text="Which seals?", number="1.")
    failed = SheetQuestion(id="q2", text="And then?", number="2.")
    waiting = SheetQuestion(id="q3", text="Who pays?")
    entry = SheetEntry(
        question=asked,
        answer=answer,
        strands=(Strand.NOTE, Strand.NOTE, Strand.OFFICIAL),
        sources=answer.citations[1].footnotes,
        records=("r-7",),
    )
    sheet = AnswerSheet(
        title="Threats on the ferry line",
        document="notes/ferry.pdf",
        questions=(asked, failed, waiting),
        entries=(entry, SheetEntry(question=failed, failure="The model broke.")),
    )
    paper = paper_of_sheet(sheet, documents(), made=MADE)
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert headings == [
        "1. Which seals?",
        "What the note itself says",
        "What its footnoted sources are",
        "What official texts say",
        "Threats on the ferry line (X 101/25, 3 March 2025)",
        "2. And then?",
        "3. Who pays?",
    ]
    assert len(paper.references) == 3
    assert (paper.marking, paper.record_ids) == ("LIMITE", ("r-7",))
    said = [run.text for block in paper.blocks if isinstance(block, Paragraph) for run in block.runs]
    assert "The model broke." in said
    assert "This question has not been asked yet." in said


def test_what_changed_on_a_sheet_since_it_was_last_asked_is_told_without_footnotes() -> None:
    answer = answer_of()
    first, second, third = answer.sentences
    older = replace(first, text=first.text.replace("lorries", "vans"))
    gone = replace(third, text="Nobody knows why so many seals were broken.")
    earlier = replace(answer, snapshot="an-older-one", sentences=(older, gone), markings=("SECRET",))
    asked = SheetQuestion(id="q1", text="Which seals?", number="1.")
    entry = SheetEntry(question=asked, answer=answer, strands=(Strand.NOTE,) * 3, earlier=earlier)
    sheet = AnswerSheet(title="Ferry", document="notes/ferry.pdf", questions=(asked,), entries=(entry,))
    paper = paper_of_sheet(sheet, documents(), made=MADE)
    assert "Compared with what earlier documents gave, of 1 question: 1 answer changed." in [
        fact.value for fact in paper.facts
    ]
    assert len(paper.references) == len(answer.citations)
    assert paper.marking == "SECRET", "what the earlier answer bore is in the file too"
    written = markdown_file(paper).decode()
    told = written.partition("What changed since it was last asked")[2]
    assert "2 new, 1 gone, 1 in other words." in told
    assert f"Before: “{older.text}”" in told
    assert gone.text in told
    assert second.text in told
    assert "[^" not in told.partition("[^1]:")[0]


def test_references_are_counted_in_tables_too() -> None:
    (one, *_) = (run_of(sentence, documents()) for sentence in answer_of().sentences)
    grid = Grid(columns=("A", "B"), rows=(((one, one), (Remark(text="–"),)),))
    assert [type(each) for each in references((grid,))] == [Reference, Reference]


def test_names_dates_and_cuts() -> None:
    assert file_name("Which threats, “via” Łódź?", ExportKind.WORD) == "which-threats-via-odz.docx"
    assert file_name("???", ExportKind.PDF) == "paper.pdf"
    assert len(file_name("word " * 99, ExportKind.MARKDOWN)) <= 63
    assert (long_date("2026-03-02"), long_date("spring 2026"), long_date(None)) == ("2 March 2026", "spring 2026", "")
    assert shortened("one two three four", 10) == "one two […]"
    assert shortened("x" * 30, 10) == "x" * 10 + " […]"


def test_clean_text_has_nothing_that_cannot_be_seen() -> None:
    assert clean("a\x00b\x0b c\nd\u202ee\ufffef\U000e0041\ud800") == "ab c def"
    assert clean(" 10\u00a0% \u200f") == "10\u00a0% \u200f"
