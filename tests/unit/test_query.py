"""The words of a question and how they are searched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.indexing.texts import TextStore
from assistant.retrieval.query import content_words, match_expression, names
from assistant.retrieval.stems import stem, with_short_forms


def test_function_words_carry_nothing() -> None:
    assert content_words("How many organised crime groups are there in the EU?") == [
        "organised",
        "crime",
        "groups",
        "eu",
    ]


def test_a_country_written_like_a_pronoun_is_kept() -> None:
    assert "us" in content_words("What does the US say?")
    assert "us" not in content_words("What does it tell us?")


def test_typographic_apostrophes_are_evened_out() -> None:
    assert content_words("the EU’s partners") == content_words("the EU's partners") == ["eu", "partners"]


def test_a_hyphenated_word_is_searched_closed_up_too() -> None:
    assert match_expression("e-commerce") == '"e-commerce" OR "ecommerce"'


@settings(deadline=None)  # a file is made for each
@given(st.text(max_size=80))
def test_nothing_typed_can_break_the_word_search(tmp_path_factory, text: str) -> None:  # type: ignore[no-untyped-def]
    store = TextStore(tmp_path_factory.mktemp("fts") / "t.sqlite", create=True)
    assert store.best(match_expression(text), limit=3) == []
    store.close()


def test_what_stands_together_is_searched_together() -> None:
    expression = match_expression("What is the code of conduct for customs officers, and why?")
    assert expression.endswith('"code of conduct" OR "conduct for customs" OR "customs officers"')
    assert match_expression("Why?") == '"why"'


def test_names_and_their_short_forms_find_each_other() -> None:
    assert with_short_forms("the United Kingdom").endswith(" UK")
    assert with_short_forms("via UK-based groups").endswith(" united kingdom")
    assert with_short_forms("tell us more") == "tell us more"


def test_stems_are_those_of_the_word_search() -> None:
    assert stem("smuggling") == stem("smuggled") == "smuggl"


def test_short_forms_of_states_keep_their_names() -> None:
    assert match_expression("the US") == '"us" OR "united" OR "states"'


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Who is Renard?", ["renard"]),
        ("What does NATO say?", ["nato"]),
        ("NATO?", ["nato"]),
        ("Ports are checked", []),
        ("what happened in 2024?", ["2024"]),
        ("Is the US a member?", ["us"]),
        ("tell us more", []),
    ],
)
def test_names_are_capitalised_words_and_numbers(text: str, named: list[str]) -> None:
    assert names(text) == named
