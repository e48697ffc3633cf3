"""Files are read in processes that may hang, grow or die; the answers still come, in order."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.domain import Document, ReadFailure
from assistant.reading import worker
from assistant.reading.worker import read_files, resident_bytes

READER = """
import os, time
from pathlib import Path
from assistant.domain import Document, ReadFailure, Stated
from assistant.reading.worker_child import serve

def read(path, *, document_id, password=None, ocr=None, on_page=None):
    name = path.name
    if name == "slow":
        time.sleep(0.2)
    if name == "hangs":
        time.sleep(60)
    if name == "grows":
        kept = bytearray(400_000_000)
        for index in range(0, len(kept), 4096):
            kept[index] = 1
        time.sleep(60)
    if name == "crashes":
        os._exit(11)
    if name == "prints":
        print("noise between the frames", flush=True)
    if name == "lacks a library":
        raise ModuleNotFoundError("No module named 'lxml_html_clean'", name="lxml_html_clean")
    if name == "refused":
        return ReadFailure(path="", reason="It is empty.")
    if name == "locked":
        return ReadFailure(path="", reason=f"The password is {password}.")
    title = Stated(value=str(os.getpid()), span=None)
    return Document(id=document_id, sha256="", media_type="", title=title, pages=(), sections=(), sentences=())

serve(read, lambda path, password: 1200 if path.name == "long" else 0)
"""
COMMAND = (sys.executable, "-c", READER)


@dataclass(frozen=True)
class Job:
    id: str

    @property
    def path(self) -> Path:
        return Path(self.id)


def results(*names: str, workers: int = 2, **limits: object) -> list[tuple[str, Document | ReadFailure]]:
    settings: dict[str, object] = {"timeout_s": 20.0, "memory_bytes": 250_000_000, "command": COMMAND} | limits
    found = read_files([Job(name) for name in names], workers=workers, **settings)  # type: ignore[arg-type]
    return [(job.id, outcome) for job, outcome in found]


def reason(outcome: Document | ReadFailure) -> str:
    assert isinstance(outcome, ReadFailure)
    return outcome.reason


def test_results_come_in_the_order_of_the_jobs() -> None:
    names = ["slow", "a", "b", "slow", "c"]
    found = results(*names)
    assert [name for name, _ in found] == names
    assert [outcome.id for _, outcome in found if isinstance(outcome, Document)] == names


def test_one_process_reads_many_files_and_is_replaced_when_it_dies() -> None:
    found = [outcome for _, outcome in results("a", "b", "crashes", "c", "d", workers=1)]
    processes = [outcome.title.value for outcome in found if isinstance(outcome, Document)]
    assert processes[0] == processes[1] != processes[2] == processes[3]


def test_a_file_that_hangs_is_given_up() -> None:
    (_, hung), (_, after) = results("hangs", "a", workers=1, timeout_s=4.0)
    assert "longer than 4 seconds" in reason(hung)
    assert isinstance(after, Document)


def test_what_others_took_of_the_cores_is_not_held_against_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    began = time.monotonic()
    monkeypatch.setattr(worker, "waited_s", lambda _: time.monotonic() - began)
    _, slow = results("slow", workers=1, timeout_s=0.1)[0]
    assert isinstance(slow, Document)


@pytest.mark.skipif(not resident_bytes(1), reason="this system does not tell how much memory a process holds")
def test_a_file_that_eats_memory_is_given_up() -> None:
    (_, grown), (_, after) = results("grows", "a", workers=1)
    assert "more than 0.25 GB of memory" in reason(grown)
    assert isinstance(after, Document)


def test_a_file_of_more_pages_than_are_read_says_how_many_it_has() -> None:
    (_, long), (_, after) = results("long", "a", workers=1, most_pages=1000)
    assert reason(long) == (
        "The file has 1,200 pages; at most 1,000 are read (setting 'read_pages'). Split it and add the parts."
    )
    assert isinstance(after, Document)
    assert isinstance(results("long", most_pages=1200)[0][1], Document)


def test_a_file_that_kills_its_reader_is_a_failure_under_its_own_id() -> None:
    ((_, crashed),) = results("crashes")
    assert isinstance(crashed, ReadFailure)
    assert crashed.path == "crashes"
    assert "crash" in crashed.reason


def test_what_a_library_prints_does_not_disturb() -> None:
    ((_, outcome),) = results("prints")
    assert isinstance(outcome, Document)


def test_a_refusal_and_a_password_pass_through() -> None:
    (_, refused), (_, locked) = results("refused", "locked", password="sesame")
    assert (reason(refused), reason(locked)) == ("It is empty.", "The password is sesame.")


def test_leaving_early_ends_the_processes() -> None:
    stream = read_files(
        [Job("a"), Job("hangs"), Job("hangs")], workers=2, timeout_s=60, memory_bytes=10**9, command=COMMAND
    )
    assert next(stream)[0].id == "a"
    stream.close()  # type: ignore[attr-defined]


def test_no_jobs_need_no_process() -> None:
    assert results(command=("no-such-program",)) == []


def test_real_files_are_read_by_the_real_reader(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nbroken")
    ((_, outcome),) = results(str(tmp_path / "a.pdf"), command=(sys.executable, "-m", "assistant.reading.worker_child"))
    assert "damaged" in reason(outcome)


def test_a_long_file_tells_how_far_it_is(tmp_path: Path) -> None:
    file = tmp_path / "long.pdf"
    canvas = Canvas(str(file))
    for number in range(25):
        canvas.drawString(72, 700, f"Customs officers searched container number {number} in the port.")
        canvas.showPage()
    canvas.save()
    told: list[tuple[str, int, int]] = []
    ((job, outcome),) = read_files([Job(str(file))], on_page=lambda *progress: told.append(progress))
    assert isinstance(outcome, Document)
    assert told == [(job.id, 10, 25), (job.id, 20, 25)]


def test_a_missing_library_is_no_fault_of_the_file() -> None:
    ((_, outcome), (_, next_one)) = results("lacks a library", "fine", workers=1)
    assert isinstance(outcome, ReadFailure)
    assert "lxml_html_clean" in outcome.reason
    assert "Install the packages again" in outcome.reason
    assert isinstance(next_one, Document)
