"""The process that reads hostile files for ``worker.py``: requests on stdin, Documents as JSON on stdout.

It gives up the network, and writing outside a folder of its own, before it reads anything.

A frame is four bytes of length, one byte of kind, and the body. It ends when stdin does, that is
when the parent is gone; a limit on CPU time ends it even when a C library hangs at that moment.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Protocol

from pydantic import TypeAdapter

from assistant.domain import Document, ReadFailure

HEADER = struct.Struct(">IB")
# The variable that names the one folder in which this process may write.
OWN_FOLDER = "TMPDIR"
PAGES, DOCUMENT, FAILURE, OCR, PAGE = 0, 1, 2, 3, 4
PAGES_A_REPORT = 10
MISSING_LIBRARY = "A library that reads this kind of file cannot be loaded ({name}). Install the packages again."
_LONGEST_CPU_S = 600
_SPARE_MEMORY = 4
# A page makes tens of thousands of objects, hardly any of them in a circle: Python's 700 has it search in vain.
_OBJECTS_BEFORE_A_SEARCH = 50_000


class Reader(Protocol):
    """Anything that reads a file as ``assistant.reading.read_file`` does."""

    def __call__(
        self,
        path: Path,
        *,
        document_id: str,
        password: str | None = None,
        ocr: Callable[[int], None] | None = None,
        on_page: Callable[[int, int], None] | None = None,
    ) -> Document | ReadFailure:
        """A Document, or why there is none."""


def send(stream: BinaryIO, kind: int, body: bytes) -> None:
    """Write one frame."""
    stream.write(HEADER.pack(len(body), kind) + body)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[int, bytes] | None:
    """Read one frame, or None at the end of the stream."""
    head = stream.read(HEADER.size)
    if len(head) < HEADER.size:
        return None
    length, kind = HEADER.unpack(head)
    body = stream.read(length)
    return (kind, body) if len(body) == length else None


def serve(read: Reader, count_pages: Callable[[Path, str | None], int]) -> None:
    """Answer requests until stdin ends: first the number of pages, then the Document or the failure."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up between the frames

    def on_page(page: int, pages: int) -> None:
        if page % PAGES_A_REPORT == 0:
            send(answers, PAGE, f"{page} {pages}".encode())

    documents, failures = TypeAdapter(Document), TypeAdapter(ReadFailure)
    while (frame := receive(requests)) is not None:
        job = json.loads(frame[1])
        _limit(job["memory_bytes"])
        path, password = Path(job["path"]), job["password"]
        pages = count_pages(path, password)
        if pages > job["most_pages"]:
            send(answers, FAILURE, failures.dump_json(_too_long(job["id"], pages, job["most_pages"])))
            continue
        send(answers, PAGES, str(pages).encode())
        try:
            outcome = read(
                path,
                document_id=job["id"],
                password=password,
                ocr=(lambda pages: send(answers, OCR, str(pages).encode())) if job["ocr"] else None,
                on_page=on_page,
            )
        except MemoryError:
            os._exit(1)
        except ImportError as error:
            outcome = ReadFailure(path=job["id"], reason=MISSING_LIBRARY.format(name=error.name or error))
        if isinstance(outcome, Document):
            send(answers, DOCUMENT, documents.dump_json(outcome))
        else:
            send(answers, FAILURE, failures.dump_json(outcome))


def _too_long(document_id: str, pages: int, most: int) -> ReadFailure:
    reason = (
        f"The file has {pages:,} pages; at most {most:,} are read (setting 'read_pages'). Split it and add the parts."
    )
    return ReadFailure(path=document_id, reason=reason)


def _limit(memory_bytes: int) -> None:
    """The last line of defence, well above what the parent watches for: address space and CPU time."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        cpu_s = int(used.ru_utime + used.ru_stime) + _LONGEST_CPU_S
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_AS, (_SPARE_MEMORY * memory_bytes, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def pages_of(path: Path, password: str | None) -> int:
    """The pages of a PDF, 0 for any other file or a broken one."""
    try:
        with path.open("rb") as file:
            if b"%PDF-" not in file.read(1024):
                return 0
        from assistant.reading.pdf.glyphs import PdfiumFile

        with PdfiumFile(path, password) as document:
            return len(document)
    except Exception:
        return 0


if __name__ == "__main__":
    from assistant.reading import read_file
    from assistant.reading.confinement import confine

    confine(Path(os.environ[OWN_FOLDER]), programs=frozenset(["tesseract"]))
    gc.freeze()
    gc.set_threshold(_OBJECTS_BEFORE_A_SEARCH)
    serve(read_file, pages_of)
