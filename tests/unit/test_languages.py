import pytest

from assistant.reading.assembly.languages import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ports of the union are open to all of the parcels that come in by sea and by air.", "en"),
        ("Die Häfen der Union sind für alle Pakete offen, die auf dem Wasser und in der Luft kommen.", "de"),
        ("Les ports de l'union sont ouverts à tous les colis qui viennent par la mer et par les airs.", "fr"),
        ("Los puertos de la unión están abiertos a todos los paquetes que llegan por el mar y por el aire.", "es"),
        ("الموانئ مفتوحة لجميع الطرود القادمة", "ar"),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert language_of(text) == code


def test_too_little_text_has_no_language() -> None:
    assert language_of("Ports 12") is None
    assert language_of("") is None
