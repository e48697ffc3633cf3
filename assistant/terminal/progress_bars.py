"""Progress bars on the error stream, one per stage of a long piece of work; none where nobody watches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.domain import Progress


class ProgressBars:
    """A context manager that gives something to report progress to."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._stage = ""

    def __enter__(self) -> ProgressBars:
        return self

    def __call__(self, progress: Progress) -> None:
        """Show how far the work is; a new stage begins a new bar."""
        if self._bar is None or progress.stage != self._stage:
            self._begin(progress)
        self._bar.total = progress.total
        self._bar.set_postfix_str(progress.detail[-40:], refresh=False)
        self._bar.update(progress.done - self._bar.n)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def _begin(self, progress: Progress) -> None:
        from tqdm import tqdm

        if self._bar is not None:
            self._bar.close()
        self._stage = progress.stage
        # disable=None: shown on a terminal only, so that a log is not filled with bars.
        self._bar = tqdm(total=progress.total, desc=f"{progress.stage:<10}", disable=None)
