"""Questions for an opinion or for what is to come, and which sentences could answer them."""

from __future__ import annotations

import pytest

from assistant.answering.opinions import asks_future, asks_opinion, states_it


@pytest.mark.parametrize(
    "question",
    [
        "What do you think of the harbour plan?",
        "In your view, which port comes first?",
        "Would you recommend the ferry?",
        "Should the island leave the harbour agreement?",
        "And should the island leave the harbour agreement?",
        "Which port should be searched first?",
        "Is it fair that small ports pay more?",
        "Was the harbour agreement a mistake?",
        "Is the harbour master's plan for the ports the right one?",
        "What is the best way to search a ship?",
        "Who are the most important smugglers?",
    ],
)
def test_a_view_is_asked_for(question: str) -> None:
    assert asks_opinion(question)


@pytest.mark.parametrize(
    "question",
    [
        "What does the paper say should be done about ports?",
        "What did the Commission say should follow?",
        "According to the minister, which port should be searched first?",
        "Which measures does the note recommend?",
        "How many ports are searched each year?",
        "Is the harbour agreement in force?",
        "What is the right of way at sea?",
        "Who signed the best known treaty?",
    ],
)
def test_what_a_document_says_is_no_view_of_ours(question: str) -> None:
    assert not asks_opinion(question)


@pytest.mark.parametrize(
    ("question", "future"),
    [
        ("Will smuggling by sea grow?", True),
        ("How many groups are there going to be?", True),
        ("How many groups are active by 2035?", True),
        ("What happens to the ports in the next decade?", True),
        ("What do experts forecast for the ports?", True),
        ("How many groups were active in 2024?", False),
        ("Did smuggling by sea grow?", False),
        ("Who left a will?", True),  # words alone cannot tell; such a question only needs a clearer answer
        ("What is a futures market?", False),
    ],
)
def test_what_is_to_come_is_told_from_the_words(question: str, future: bool) -> None:
    assert asks_future(question) is future


@pytest.mark.parametrize(
    ("question", "sentence", "could_answer"),
    [
        ("Should small ports be searched?", "Small ports must be searched as well.", True),
        ("Should small ports be searched?", "The committee recommends searching small ports.", True),
        ("Should small ports be searched?", "Small ports were searched in spring.", False),
        ("Will smuggling by sea grow?", "Smuggling by sea is expected to grow.", True),
        ("Will smuggling by sea grow?", "Smuggling by sea grew in spring.", False),
        ("How many groups will there be in 2035?", "By 2035 there will be fewer groups.", True),
        ("How many groups will there be in 2035?", "By 2030 there will be fewer groups.", False),
        ("How many groups were searched?", "Nine groups were searched.", True),
    ],
)
def test_a_view_needs_a_proposal_and_a_forecast_a_look_ahead(question: str, sentence: str, could_answer: bool) -> None:
    assert states_it(question, sentence) is could_answer
