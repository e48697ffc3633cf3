"""Long work on the index, done in a thread so that leaving the page doesn't cut it short."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import IngestReport, Progress
from assistant.errors import AssistantError, IndexBusy
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant

Step = Callable[[Callable[[Progress], None]], IngestReport]
"""A piece of work on the index: takes a place to tell its progress to, gives its report."""

_STAGES = {"reading": "Reading", "embedding": "Embedding", "publishing": "Publishing"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a piece of work ended: its report, or the sentence that says why it failed."""

    title: str
    report: IngestReport | None = None
    failure: str | None = None


class Work:
    """At most one piece of work on the index at a time, whoever started it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.title = ""
        self.progress: Progress | None = None
        self.outcome: Outcome | None = None

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, title: str, step: Step) -> None:
        """Begins. Raises IndexBusy when something is under way."""
        with self._lock:
            if self.running:
                raise IndexBusy(f"The index is being changed already ({self.title}). Wait until that is done.")
            self.title, self.progress, self.outcome = title, None, None
            self._thread = threading.Thread(target=self._run, args=(title, step), name="index-work", daemon=True)
            self._thread.start()

    def _run(self, title: str, step: Step) -> None:
        try:
            self.outcome = Outcome(title=title, report=step(self._tell))
        except AssistantError as error:
            self.outcome = Outcome(title=title, failure=str(error))
        except Exception as error:
            # A thread has nobody above it to catch this: unsaid, the page would wait for ever.
            self.outcome = Outcome(
                title=title, failure=f"The work stopped on an unexpected fault ({type(error).__name__})."
            )
            raise

    def _tell(self, progress: Progress) -> None:
        self.progress = progress

    def wait(self, timeout_s: float) -> None:
        """Waits for the end of what is under way, at most this long."""
        if self._thread is not None:
            self._thread.join(timeout_s)


@st.cache_resource(show_spinner=False)
def shared_work(_assistant: Assistant) -> Work:
    """The one Work of this server."""
    return Work()


def begin(assistant: Assistant, title: str, step: Step) -> None:
    """Starts a piece of work, or says why it can't be started now."""
    try:
        shared_work(assistant).start(title, step)
        st.session_state["watching"] = True
    except IndexBusy as error:
        st.session_state["refused_work"] = str(error)


def bring_up_to_date(assistant: Assistant) -> None:
    """Starts an ingest of the corpus folder."""
    begin(assistant, "Bringing the index up to date", lambda tell: assistant.ingest(progress=tell))


def show(assistant: Assistant) -> Outcome | None:
    """Draws the progress of what is under way; gives the outcome of what this session started, once it is there."""
    work = shared_work(assistant)
    if refused := st.session_state.pop("refused_work", None):
        st.warning(refused)
    if work.running:
        st.session_state["watching"] = True
        _watch(work)
        return None
    return work.outcome if st.session_state.get("watching") else None


def dismiss() -> None:
    """Takes the last outcome off this session's page."""
    st.session_state.pop("watching", None)


@st.fragment(run_every=0.4)
def _watch(work: Work) -> None:
    """Looks at the work a few times a second, and draws the whole page anew when it is done."""
    work.wait(0.05)
    if not work.running:
        st.rerun()
    progress = work.progress
    if progress is None:
        st.progress(0.0, text=f"{work.title}…")
        return
    share = progress.done / progress.total if progress.total else 0.0
    st.progress(min(share, 1.0), text=_told(progress))
    if progress.detail:
        st.text(progress.detail)


def _told(progress: Progress) -> str:
    """How far a piece of work is, in words: "Embedding: 512 of 5,100, 40 a second, about 2 minutes left"."""
    parts = [f"{_STAGES.get(progress.stage, 'Working')}: {progress.done:,} of {progress.total:,}"]
    if progress.rate:
        parts.append(f"{progress.rate:,.0f} a second")
    if progress.left_s is not None:
        minutes = round(progress.left_s / 60)
        parts.append(f"about {count(minutes, 'minute')} left" if minutes else "less than a minute left")
    return ", ".join(parts)
