"""What was computed lately and is kept."""

from __future__ import annotations

from assistant.models.recent import Recent


def test_what_is_kept_is_not_made_again() -> None:
    made: list[list[str]] = []

    def lengths(words: list[str]) -> list[int]:
        made.append(words)
        return [len(word) for word in words]

    kept = Recent[str, int](10)
    assert kept.all(["one", "three", "one"], lengths) == [3, 5, 3]
    assert kept.all(["three", "twelve"], lengths) == [5, 6]
    assert kept.all(["one", "twelve"], lengths) == [3, 6]
    assert made == [["one", "three"], ["twelve"]]


def test_the_least_recently_used_is_let_go_first() -> None:
    made: list[str] = []

    def same(words: list[str]) -> list[str]:
        made.extend(words)
        return words

    kept = Recent[str, str](2)
    for word in ("a", "b", "a", "c", "a", "b"):
        kept.all([word], same)
    assert made == ["a", "b", "c", "b"]
    assert kept.all(["d", "e", "f"], same) == ["d", "e", "f"]
    assert len(kept) == 2
    assert kept.all([], same) == []
