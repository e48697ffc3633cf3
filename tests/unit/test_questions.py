import pytest

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


@pytest.mark.parametrize(
    "invitation",
    [
        "In light of the above, the Presidency would like to invite Ministers to share their views on the following:",
        "The Presidency thus invites the Ministers to discuss the following questions:",
        "The Presidency would therefore like to ask delegations the following:",
        "The Presidency wishes to invite delegations to comment on the following:",
        "The Presidency would welcome delegations' views on the following questions:",
        "The Presidency invites Ministers to focus their interventions on the following questions.",
        "Ministers may wish to consider the following questions:",
        "Ministers are invited to address the following questions in their interventions:",
        "The Permanent Representatives Committee is invited to discuss the following questions:",
        "Experts are therefore kindly asked to express their views on the following questions:",
    ],
)
@pytest.mark.parametrize("numbers", [("1. ", "2. "), ("a) ", "b) "), ("– ", "– "), ("", "")])
def test_every_usual_form_of_invitation_puts_the_questions_that_follow(
    invitation: str, numbers: tuple[str, str]
) -> None:
    first, second = numbers
    document = _read(invitation, f"{first}Are ports open?", f"{second}Who counts parcels?", TEXT)
    assert [text for _, text in _asked(document)] == ["Are ports open?", "Who counts parcels?"]


def test_an_invitation_to_questions_that_stand_elsewhere_is_no_question_of_its_own() -> None:
    assert _read("The Working Party is invited to discuss the above questions.").questions == ()


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
