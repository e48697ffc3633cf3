"""The whole way over the shipped corpus: ingest, find, answer, cite, decline."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from assistant import Answer, AnswerStatus, Assistant, Turn
from assistant.errors import ModelMissing, UnknownDocument
from assistant.langchain import AssistantRetriever, answer_chain
from assistant.settings import Settings


def cited(answer: Answer) -> set[str]:
    return {citation.document for citation in answer.citations}


def assert_verbatim(assistant: Assistant, answer: Answer) -> None:
    for citation in answer.citations:
        document = assistant.document(citation.document)
        assert document.text_of(citation.span) == citation.cited_text
        assert answer.text[citation.start_index : citation.end_index] == citation.cited_text


def test_every_file_of_the_corpus_goes_in(assistant: Assistant) -> None:
    status = assistant.status()
    assert status.documents >= 8
    assert status.refused == ()


def test_threats_through_the_united_kingdom(assistant: Assistant) -> None:
    answer = assistant.ask("What threats to the EU come through the United Kingdom?")
    assert answer.status is AnswerStatus.ANSWERED
    assert len(answer.sentences) >= 2
    assert all(sentence.citations for sentence in answer.sentences)
    assert "digest-council-note-8027-25.md" in cited(answer)
    assert_verbatim(assistant, answer)


def test_a_narrow_question_gets_one_sentence(assistant: Assistant) -> None:
    answer = assistant.ask("How many organised crime groups are active in the EU?")
    assert len(answer.sentences) == 1
    assert "3,600" in answer.text
    assert_verbatim(assistant, answer)


def test_what_no_passage_names_is_not_answered_with_something_else(assistant: Assistant) -> None:
    question = "How many files did the joint team at {} close in its first six months?"
    assert not assistant.ask(question.format("Zanzibar")).sentences
    for name in ("Tarnmouth", "Tarnmuoth"):  # a slip of the pen is no other place
        answer = assistant.ask(question.format(name))
        assert "47 files" in answer.text
        assert_verbatim(assistant, answer)


def test_a_comparison_shows_every_option(assistant: Assistant) -> None:
    answer = assistant.ask("Compare the cost of options A, B and C over five years")
    assert "note-ex-114-26.pdf" in cited(answer)
    assert_verbatim(assistant, answer)


@pytest.mark.parametrize(
    "question",
    [
        "Who is the EU ambassador to Canada?",
        "What is the capital of Australia?",
        "How do I bake sourdough bread?",
        "How many goals did Pelé score?",
    ],
)
def test_what_the_corpus_does_not_say_is_not_answered(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status in {AnswerStatus.NO_EVIDENCE, AnswerStatus.DECLINED}
    assert answer.sentences == ()
    assert answer.text == answer.message
    assert answer.searched_chunks > 0
    assert answer.hits, "the nearest passages are shown"


@pytest.mark.parametrize("question", ["", "   ", "?", "the of and", "\x00", "a" * 5000, "' OR 1=1 --", '"NEAR('])
def test_odd_questions_are_declined_in_peace(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).sentences == ()


def test_the_same_question_gives_the_same_answer(assistant: Assistant) -> None:
    first, second = (assistant.ask("Which challenges does the note see with North America?") for _ in range(2))
    assert (first.text, first.citations, first.hits) == (second.text, second.citations, second.hits)


def test_a_follow_up_leans_on_the_question_before(assistant: Assistant) -> None:
    turn = Turn(question="What threats to the EU come through the United States?")
    answer = assistant.ask("and Canada?", [turn])
    assert any("North America" in heading for c in answer.citations for heading in c.headings)


def test_documents_can_be_named(assistant: Assistant) -> None:
    only = "report-joint-training.docx"
    answer = assistant.ask("How many officers were trained?", documents=[only])
    assert cited(answer) == {only}
    assert {hit.chunk.document for hit in assistant.search("training", documents=[only])} == {only}


def test_an_unknown_document_is_said_to_be_unknown(assistant: Assistant) -> None:
    with pytest.raises(UnknownDocument, match="There is no document"):
        assistant.document("nothing.pdf")


def test_words_are_found_inside_one_document(assistant: Assistant) -> None:
    matches = assistant.find_in("digest-council-note-8027-25.md", "United  Kingdom")
    assert matches
    document = assistant.document("digest-council-note-8027-25.md")
    assert all(document.text_of(match.span) == match.matched for match in matches)


def test_a_pdf_page_is_pictured_and_a_text_is_not(assistant: Assistant) -> None:
    picture = assistant.page_picture("note-ex-101-26.pdf", 1, width_px=300)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert assistant.page_picture("press-statement-copper-lantern.txt", 1) is None


def test_the_finder_is_a_langchain_retriever(assistant: Assistant) -> None:
    found = AssistantRetriever(assistant=assistant, limit=3).invoke("customs liaison officers")
    assert len(found) == 3
    assert found[0].page_content == assistant.search("customs liaison officers")[0].chunk.text
    assert found[0].metadata["source"] in {summary.id for summary in assistant.documents()}


def test_the_whole_chain_is_a_langchain_runnable(assistant: Assistant) -> None:
    out = answer_chain(assistant).invoke("How many organised crime groups are active in the EU?")
    assert out["status"] == "answered"
    (block,) = out["message"].content_blocks
    (annotation,) = block["annotations"]
    assert block["text"][annotation["start_index"] : annotation["end_index"]] == annotation["cited_text"]


def test_a_model_that_cannot_be_loaded_is_left_to_whoever_needs_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ports are searched for cocaine.")
    settings = Settings(corpus=tmp_path, index=tmp_path / "index", embedder="package:nowhere/at_all", reranker="none")
    assistant = Assistant.open(settings=settings)
    assistant.warm_up()
    for thread in threading.enumerate():
        if thread.name == "loading a model":
            thread.join()  # an error in a thread fails the test
    with pytest.raises(ModelMissing, match="not installed"):
        assistant.ingest()
