"""The words of a question and how they are searched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Turn
from assistant.indexing.texts import TextStore
from assistant.retrieval.condense import condense
from assistant.retrieval.fusion import reciprocal_rank_fusion
from assistant.retrieval.query import content_words, match_expression
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


@given(st.text(max_size=80))
def test_nothing_typed_can_break_the_word_search(tmp_path_factory, text: str) -> None:  # type: ignore[no-untyped-def]
    store = TextStore(tmp_path_factory.mktemp("fts") / "t.sqlite", create=True)
    assert store.best(match_expression(text), limit=3) == []
    store.close()


def test_names_and_their_short_forms_find_each_other() -> None:
    assert with_short_forms("the United Kingdom").endswith(" UK")
    assert with_short_forms("via UK-based groups").endswith(" united kingdom")
    assert with_short_forms("tell us more") == "tell us more"


def test_stems_are_those_of_the_word_search() -> None:
    assert stem("smuggling") == stem("smuggled") == "smuggl"


def test_fusion_rewards_agreement_and_breaks_ties_by_id() -> None:
    fused = reciprocal_rank_fusion({"dense": ["a", "b"], "lexical": ["b", "c"]}, {"dense": 1.0, "lexical": 1.0})
    assert [id_ for id_, _ in fused] == ["b", "a", "c"]
    assert reciprocal_rank_fusion({"x": ["q"], "y": ["p"]}, {"x": 1.0, "y": 1.0})[0][0] == "p"


def test_a_question_that_stands_alone_is_searched_as_it_is() -> None:
    turns = [Turn(question="What threats come from North America?")]
    assert condense("Which ports are checked for cocaine?", turns) == "Which ports are checked for cocaine?"


def test_a_follow_up_takes_the_words_of_the_question_before_it() -> None:
    turns = [Turn(question="What threats come from the United States?"), Turn(question="and Canada?")]
    assert condense("and Canada?", turns[:1]) == "What threats come from the United States and Canada?"
    assert condense("why?", turns) == "What threats come from the United States and Canada why?"
