import pytest

from assistant.reading.assembly.quality import BROKEN, NEEDS_OCR, is_language, refusal_of

TEXT = "The ports of the union are open to all of the parcels that come in by sea and by air. " * 4


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Los puertos de la unión están abiertos a todos los paquetes que llegan por el mar. " * 4,
        "الموانئ مفتوحة لجميع الطرود القادمة من البحر والجو في كل أيام السنة " * 4,
        "बंदरगाह सभी पार्सल के लिए खुले हैं जो समुद्र और हवा से आते हैं " * 4,
        "Port 2019 2020\n" + "Ghent 1,234 5,678\nBruges 12 34\n" * 20,
        "Index\n" + "Antwerp 3\nBruges 5\nGhent 7\nLeuven 9\n" * 10,
    ],
)
def test_pages_that_can_be_read(text: str) -> None:
    assert refusal_of(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", NEEDS_OCR),
        ("\ue001\ue002\ue003\ue004 " * 50, BROKEN),
        ("\ufffe\ufffeports\ufffe\ufffe\ufffe" * 20, BROKEN),
        ("T h e p o r t s o f t h e u n i o n a r e o p e n " * 8, BROKEN),
        ("Gur cbegf bs gur havba ner bcra gb nyy bs gur cnepryf gung pbzr va ol frn " * 8, BROKEN),
        ("&%$ /)( =?! §§§ +++ ~~~ ||| >>> <<< " * 10, BROKEN),
    ],
)
def test_pages_that_can_not(text: str, reason: str) -> None:
    assert refusal_of(text) == reason


def test_a_page_of_a_few_words_is_let_through_beside_good_ones() -> None:
    assert refusal_of("Annexes to the report") is None


def test_a_document_of_language() -> None:
    assert is_language([TEXT])
    assert not is_language(["12 34 56"])
    assert not is_language([])
