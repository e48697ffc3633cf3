from assistant.domain import Document, SentenceKind
from tests.unit.raw_lines import block, read, text_document

TEXT = "The ports were opened in the spring and small parcels were counted by hand."


def _read(*lines: str) -> Document:
    return read(text_document(block("Subject: Small parcels"), block(TEXT), *(block(line) for line in lines)))


def _asked(document: Document) -> list[tuple[str, str]]:
    return [(question.number, question.text) for question in document.questions]


def test_a_numbered_list_under_a_heading_for_discussion() -> None:
    document = _read("QUESTIONS FOR DISCUSSION", "1. Are ports open? Should they be?", "2. Who counts parcels?")
    assert _asked(document) == [("1", "Are ports open? Should they be?"), ("2", "Who counts parcels?")]
    assert [len(question.parts) for question in document.questions] == [2, 1]
    kinds = [sentence.kind for sentence in document.sentences]
    assert kinds == [SentenceKind.PROSE, SentenceKind.QUESTION, SentenceKind.QUESTION, SentenceKind.QUESTION]


def test_an_invitation_with_a_list() -> None:
    document = _read(
        "The Presidency invites Ministers to discuss:",
        "• whether ports should be open in the winter;",
        "• how small parcels should be counted.",
        "The meeting then ended in good time for dinner.",
    )
    assert _asked(document) == [
        ("1", "whether ports should be open in the winter;"),
        ("2", "how small parcels should be counted."),
    ]


def test_an_invitation_in_one_sentence() -> None:
    document = _read("Delegations are invited to exchange views on the counting of parcels.")
    assert _asked(document) == [("1", "Delegations are invited to exchange views on the counting of parcels.")]


def test_ministers_are_asked() -> None:
    assert len(_read("Ministers are asked to indicate whether they could accept the text.").questions) == 1


def test_numbered_questions_that_end_a_section() -> None:
    document = _read("Two things are open.", "1. Are ports open?", "2. Who counts parcels?")
    assert [number for number, _ in _asked(document)] == ["1", "2"]


def test_a_question_in_running_text_is_not_put_to_the_reader() -> None:
    assert _read("Why are ports open? Because parcels arrive there every day of the week.").questions == ()


def test_an_invitation_to_do_something_else_is_none() -> None:
    assert _read("Delegations are invited to dinner in the old harbour at eight.").questions == ()


def test_spans_and_sections() -> None:
    document = _read("QUESTIONS FOR DISCUSSION", "1. Are ports open?")
    (question,) = document.questions
    assert document.text_of(question.span) == question.text
    assert question.section is not None
    assert document.sections[question.section].headings == ("QUESTIONS FOR DISCUSSION",)
