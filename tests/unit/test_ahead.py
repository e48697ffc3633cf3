"""Items are made in a thread while the one before is worked on, and nothing is left running."""

from __future__ import annotations

import threading
from collections.abc import Generator

import pytest

from assistant.indexing.ahead import ahead


def test_the_items_come_in_order_and_are_made_while_others_are_worked_on() -> None:
    made = threading.Event()

    def items() -> Generator[int]:
        yield 1
        made.set()
        yield from (2, 3)

    with ahead(items()) as taken:
        assert next(taken) == 1
        assert made.wait(5)  # the second is being made though nobody has asked for it
        assert list(taken) == [2, 3]


def test_what_goes_wrong_is_raised_where_the_item_would_have_come() -> None:
    def items() -> Generator[int]:
        yield 1
        raise OSError("the disk is full")

    with ahead(items()) as taken:
        assert next(taken) == 1
        with pytest.raises(OSError, match="disk is full"):
            next(taken)


def test_whoever_stops_early_leaves_nothing_running() -> None:
    closed = threading.Event()

    def items() -> Generator[int]:
        try:
            yield from range(1000)
        finally:
            closed.set()

    with ahead(items()) as taken:
        assert next(taken) == 0
    assert closed.is_set()
    assert not [thread for thread in threading.enumerate() if thread.name == "ahead"]
