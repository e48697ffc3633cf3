import pytest

from assistant.reading.assembly.sentences import split_sentences


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Union’s 3,600 inspectors met (2005 agreement), e.g. in Ghent, and agreed.",
        "See Art. 5 and No. 12 of the list.",
        "Mr. Smith met Dr. J. F. Jones in Washington, D.C. on Monday.",
        "The U.S. Coast Guard seized 5.7 tonnes.",
        "In Marsh v. Miller the court said nothing.",
        "It was agreed (cf. para. 3 of the note) by all.",
        "They asked “Why now?” and left.",
        "It rose by 0.5 per cent. of the total.",
        "B. S. and C. A. were convicted.",
        "Der Rat hat am 3. März 2021 gem. Art. 4 Abs. 2 beschlossen.",
        "El art. 3 y el párr. 2 no se aplican.",
        "Grundsätzlich gilt z. B. das Folgende.",
        "The rule of Marsh, 16 Pet. 367, 410, is old.",
        "The rule of Marsh, 459 F. Supp. 3d at 288, is old.",
        "The court must . . . begin with the act.",
    ],
)
def test_a_sentence_with_stops_inside_stays_whole(sentence: str) -> None:
    assert _split(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One came. Two went.", 2),
        ("Was it so? It was! They knew.", 3),
        ("He said “Go.” She went.", 2),
        ("The goods are listed in Annex A. They are many.", 2),
        ("Customs, police, etc. The rest stayed.", 2),
        ("It ended in 2012. In 2013 it began again.", 2),
        ("(All of it is here.) The rest is not.", 2),
        ("¿Qué pasa? Nada.", 2),
        ("Es endet so. Der Rest folgt.", 2),
        ("It was sent to the U.S. The answer came late.", 2),
    ],
)
def test_sentences_are_split(text: str, count: int) -> None:
    assert len(_split(text)) == count


def test_a_printed_number_opens_its_sentence() -> None:
    assert _split("12. The Presidency asks. Ministers answer.") == ["12. The Presidency asks.", "Ministers answer."]


def test_ranges_hold_no_blanks_at_their_ends() -> None:
    text = "  One.   Two.  "
    assert [text[a:b] for a, b in split_sentences(text)] == ["One.", "Two."]


def test_empty_text_has_no_sentence() -> None:
    assert split_sentences("   ") == []
