"""Reading in worker processes, each file under a limit of time and of memory.

The libraries that read files are written in C and meet hostile input: they crash, hang and eat
memory. So they do it in a process of their own, which is replaced when that happens and has no
network and no right to write (``confinement``); and what comes back is JSON, not pickles: a worker
that was taken over must not take over its parent.
"""

from __future__ import annotations

import compileall
import json
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from assistant.domain import Document, ReadFailure
from assistant.reading.worker_child import DOCUMENT, OCR, OWN_FOLDER, PAGE, PAGES, receive, send
from assistant.temporary import OwnFolder

PER_PAGE_S = 0.25
FREE_PAGES = 80
PER_OCR_PAGE_S = 60.0
LONGEST_S = 600.0
_WATCH_EVERY_S = 0.05
_AHEAD = 4  # files a worker, so that the others go on while one reads a long file that comes first
_ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "assistant.reading.worker_child")

CRASHED = "The file made the reader crash; it is damaged or made to do harm."


class ReadingJob(Protocol):
    """A file to read: where it is, and the id that its Document gets."""

    @property
    def id(self) -> str:
        """The path below the corpus."""

    @property
    def path(self) -> Path:
        """The file."""


Job = TypeVar("Job", bound=ReadingJob)
# Told a job's id, the page that is being read, and the number of pages.
OnPage = Callable[[str, int, int], None]


def read_files(
    jobs: Iterable[Job],
    *,
    workers: int = 2,
    timeout_s: float = 20.0,
    memory_bytes: int = 1_000_000_000,
    most_pages: int = 5_000,
    password: str | None = None,
    ocr: bool = False,
    on_page: OnPage | None = None,
    command: Sequence[str] = COMMAND,
) -> Iterator[tuple[Job, Document | ReadFailure]]:
    """Read files in ``workers`` processes; results come in the order of the jobs, each as soon as it can.

    ``timeout_s`` is for one file of up to 80 pages; each further page adds a quarter of a second,
    and each page that ``ocr`` reads from its picture a minute. A PDF of more than ``most_pages`` is not read.
    ``on_page`` is told how far long files are, from another thread.
    A file that breaks a limit or its process is a ``ReadFailure`` that says so.
    """
    idle: SimpleQueue[_Worker] = SimpleQueue()
    team = [_Worker(command, timeout_s, memory_bytes, most_pages) for _ in range(max(1, workers))]
    for worker in team:
        idle.put(worker)

    def read_one(job: Job) -> Document | ReadFailure:
        worker = idle.get()
        try:
            return worker.read(job, password, ocr, on_page)
        finally:
            idle.put(worker)

    pool = ThreadPoolExecutor(len(team), thread_name_prefix="reading")
    try:
        yield from _in_order(jobs, lambda job: pool.submit(read_one, job), ahead=_AHEAD * len(team))
    finally:
        for worker in team:
            worker.stop()
        pool.shutdown(wait=True, cancel_futures=True)
        for worker in team:
            worker.stop()


def _in_order(jobs: Iterable[Job], submit: Any, *, ahead: int) -> Iterator[tuple[Job, Document | ReadFailure]]:
    """Keeps ``ahead`` jobs going and yields their results in order."""
    going: deque[tuple[Job, Future[Document | ReadFailure]]] = deque()
    for job in jobs:
        going.append((job, submit(job)))
        while len(going) >= ahead or (going and going[0][1].done()):
            first, result = going.popleft()
            yield first, result.result()
    while going:
        first, result = going.popleft()
        yield first, result.result()


class _Worker:
    """One process that reads one file after another; started when needed, replaced when it dies."""

    def __init__(self, command: Sequence[str], timeout_s: float, memory_bytes: int, most_pages: int) -> None:
        self._command, self._timeout_s = command, timeout_s
        self._memory_bytes, self._most_pages = memory_bytes, most_pages
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: OwnFolder | None = None
        self._stopped = False

    def read(
        self, job: ReadingJob, password: str | None, ocr: bool = False, on_page: OnPage | None = None
    ) -> Document | ReadFailure:
        """Read one file under the limits."""
        process = self._running()
        watch = Watch(process, self._timeout_s, self._memory_bytes)
        try:
            outcome = self._asked(process, job, password, ocr, watch, on_page)
        except (OSError, ValidationError):
            outcome = None
        finally:
            watch.end()
        if outcome is None:
            self._end(process)
            outcome = ReadFailure(path=job.id, reason=watch.reason or CRASHED)
        return replace(outcome, path=job.id) if isinstance(outcome, ReadFailure) else outcome

    def _asked(
        self,
        process: subprocess.Popen[bytes],
        job: ReadingJob,
        password: str | None,
        ocr: bool,
        watch: Watch,
        on_page: OnPage | None,
    ) -> Document | ReadFailure | None:
        request = {
            "path": str(job.path),
            "id": job.id,
            "password": password,
            "ocr": ocr,
            "memory_bytes": self._memory_bytes,
            "most_pages": self._most_pages,
        }
        assert process.stdin is not None
        assert process.stdout is not None
        answers = cast(Any, process.stdout)
        send(cast(Any, process.stdin), PAGES, json.dumps(request).encode())
        while (frame := receive(answers)) is not None:
            kind, body = frame
            if kind == PAGES:
                watch.allow(PER_PAGE_S * max(0, int(body) - FREE_PAGES))
            elif kind == OCR:
                watch.allow(PER_OCR_PAGE_S * int(body))
            elif kind == PAGE:
                if on_page is not None:
                    on_page(job.id, *map(int, body.split()))
            elif kind == DOCUMENT:
                return _documents().validate_json(body)
            else:
                return _failures().validate_json(body)
        return None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._clear()
            self._folder = OwnFolder("reading")
            self._process = started(self._command, self._folder.name)
            if self._stopped:
                self._process.kill()
        return self._process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        self._process = None
        self._clear()

    def _clear(self) -> None:
        """Remove what the process left in its folder."""
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.cleanup()

    def stop(self) -> None:
        """End the process, in the middle of a file if need be."""
        self._stopped = True
        process = self._process
        if process is not None:
            process.kill()
            process.wait()
        self._clear()


class Watch:
    """Kills a process that takes too long or too much memory, and keeps the reason."""

    def __init__(self, process: subprocess.Popen[bytes], timeout_s: float, memory_bytes: int) -> None:
        self.reason: str | None = None
        self._process, self._limit_s, self._memory_bytes = process, timeout_s, memory_bytes
        self._started_s, self._waited_s = time.monotonic(), waited_s(process.pid)
        self._over = threading.Event()
        threading.Thread(target=self._keep, daemon=True, name="reading watch").start()

    def allow(self, more_s: float) -> None:
        """Grant a long file more time."""
        self._limit_s = max(self._limit_s, min(self._limit_s + more_s, LONGEST_S))

    def end(self) -> None:
        """The file is read."""
        self._over.set()

    def _keep(self) -> None:
        while not self._over.wait(_WATCH_EVERY_S):
            if time.monotonic() - self._started_s - self._waiting_s() > self._limit_s:
                self._stop(f"Reading the file took longer than {self._limit_s:.0f} seconds and was given up.")
            elif resident_bytes(self._process.pid) > self._memory_bytes:
                limit = f"{self._memory_bytes / 1e9:.3g} GB"
                self._stop(f"Reading the file needed more than {limit} of memory and was given up.")

    def _waiting_s(self) -> float:
        """The seconds for which others had the cores: on a busy machine a good file is not to be refused for them."""
        return waited_s(self._process.pid) - self._waited_s

    def _stop(self, reason: str) -> None:
        self.reason = reason
        self._process.kill()
        self._over.set()


def waited_s(process_id: int) -> float:
    """How long a process was ready to run and had no core, in seconds, where the system tells (Linux); 0 elsewhere."""
    try:
        return int(Path(f"/proc/{process_id}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def resident_bytes(process_id: int) -> int:
    """The memory a process holds, where the system tells (Linux); 0 elsewhere."""
    try:
        pages = int(Path(f"/proc/{process_id}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


@cache
def _compile() -> None:
    """Compile the reader here, once: its own processes may not write what Python compiles."""
    compileall.compile_dir(_ROOT / "assistant", quiet=2)


def started(command: Sequence[str], folder: str) -> subprocess.Popen[bytes]:
    """A process that reads or draws, with ``folder`` as its own."""
    _compile()
    inherited = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(_ROOT), *([inherited] if inherited else [])])
    environment = os.environ | {
        "PYTHONPATH": path,
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONUTF8": "1",
        "OMP_THREAD_LIMIT": "1",
        OWN_FOLDER: folder,
    }
    return subprocess.Popen(
        list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )


@cache
def _documents() -> TypeAdapter[Document]:
    return TypeAdapter(Document)


@cache
def _failures() -> TypeAdapter[ReadFailure]:
    return TypeAdapter(ReadFailure)
