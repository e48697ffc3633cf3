"""Sentences on the screen as they pass the gate, while a model still writes; a person may stop it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, StopException

from assistant.domain import Sentence
from assistant.domain.marking import Markings
from assistant.ui.escape import markdown
from assistant.ui.wording import count

# How often the clock is drawn anew; only then can Streamlit tell that a person pressed something.
_TICK_S = 0.5


class Arriving:
    """What has passed the gate so far, and whether the person wants no more.

    ``draft`` keeps what is shown, before it is shown.
    """

    def __init__(self, *, searched: int, draft: Callable[[Sequence[Sentence], Markings], None]) -> None:
        self._started = self._drawn = time.monotonic()
        self._shown: list[Sentence] = []
        self._stopped = False
        self._searched, self._draft = searched, draft
        self._clock, self._text = st.empty(), st.empty()
        st.button("Stop", icon=":material/stop:", key="stop-writing")
        self._tick()

    def show(self, sentence: Sentence, markings: Markings) -> None:
        """Puts one more sentence on the screen; ``markings`` are those of all that was looked at for it."""
        self._shown.append(sentence)
        self._draft(self._shown, markings)
        said = " ".join(markdown(one.text) for one in self._shown)
        self._draw(lambda: self._text.markdown(said))

    def stopped(self) -> bool:
        """Whether the person pressed Stop, or anything else: what has passed until then becomes the answer."""
        if not self._stopped and time.monotonic() - self._drawn >= _TICK_S:
            self._draw(self._tick)
        return self._stopped

    def _tick(self) -> None:
        self._drawn = time.monotonic()
        doing = "Writing and checking" if self._shown else f"Searching {count(self._searched, 'document')}"
        self._clock.caption(f"{doing}… {self._drawn - self._started:.0f} s")

    def _draw(self, act: Callable[[], object]) -> None:
        """Draws, and takes the press of a button for the wish to stop instead of losing what was written."""
        try:
            act()
        except (RerunException, StopException):
            self._stopped = True
