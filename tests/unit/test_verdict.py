"""How likely a passage answers, in words."""

from __future__ import annotations

import pytest

from assistant.domain import Chunk, Hit

CHUNK = Chunk(
    id="c", document="a.txt", title="A", section=0, headings=(), text="", spans=(), sentences=(), order=0, tokens=0
)


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (None, ""),
        (0.62, "likely answers"),
        (0.5, "likely answers"),
        (0.49, "may answer"),
        (0.25, "may answer"),
        (0.24, "touches on it"),
        (0.08, "touches on it"),
        (0.07, "unlikely to answer"),
        (0.0, "unlikely to answer"),
    ],
)
def test_a_probability_is_said_in_words(probability: float | None, said: str) -> None:
    assert Hit(chunk=CHUNK, rank=1, score=0.0, probability=probability).verdict == said
