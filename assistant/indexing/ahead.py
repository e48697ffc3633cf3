"""Work done ahead of whoever needs it: one step in a thread of its own, so that two kinds of work go on together."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from queue import Full, Queue
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")
_LOOK_UP_S = 0.1


@contextmanager
def ahead(items: Generator[T]) -> Iterator[Iterator[T]]:
    """The same items, each made in a thread while the one before it is worked on: one waits, one is being made.

    What goes wrong there is raised where the item would have come. At the end of the block ``items`` is closed, also
    when not all of them were taken.
    """
    waiting: Queue[T | _Ended] = Queue(maxsize=1)
    stopped = Event()

    def hand_over(item: T | _Ended) -> None:
        while not stopped.is_set():
            with suppress(Full):
                waiting.put(item, timeout=_LOOK_UP_S)
                return

    def make() -> None:
        error: BaseException | None = None
        try:
            for item in items:
                hand_over(item)
                if stopped.is_set():
                    break
        except BaseException as raised:  # raised again in the thread that works on the items
            error = raised
        finally:
            items.close()
        hand_over(_Ended(error))

    thread = Thread(target=make, name="ahead", daemon=True)
    thread.start()
    try:
        yield _taken(waiting)
    finally:
        stopped.set()
        thread.join()


class _Ended:
    """No item comes any more."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def _taken(waiting: Queue[T | _Ended]) -> Iterator[T]:
    while True:
        item = waiting.get()
        if not isinstance(item, _Ended):
            yield item
        elif item.error is not None:
            raise item.error
        else:
            return
