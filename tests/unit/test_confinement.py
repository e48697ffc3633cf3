"""What a reading process may not do: connect, write outside its folder, start programs; one lock at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.domain import Document
from assistant.reading import landlock
from assistant.reading.worker import read_files
from tests.conftest import ROOT
from tests.unit.test_worker import Job

ATTEMPTS = """
import ctypes, os, socket, subprocess, sys
from pathlib import Path
from assistant.reading import confinement, landlock
own, other = map(Path, sys.argv[1:3])
(other / "kept").write_text("kept")

def connect():
    socket.create_connection(("127.0.0.1", 9), timeout=2)
def resolve():
    socket.getaddrinfo("example.org", 80)
def write_outside():
    (other / "new").write_text("x")
def append_outside():
    open(other / "kept", "a").write("x")
def remove_outside():
    (other / "kept").unlink()
def move_out():
    (own / "made").write_text("x"); (own / "made").rename(other / "moved")
def through_a_link():
    (own / "link").symlink_to(other); (own / "link" / "new").write_text("x")
def start():
    subprocess.run(["true"], check=True)
def write_in_c():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.open(str(other / "native").encode(), os.O_WRONLY | os.O_CREAT, 0o600) < 0:
        raise OSError(ctypes.get_errno(), "native")
def connect_in_c():
    # a datagram to an address that is not of this machine: without a network there is no way to it
    libc = ctypes.CDLL(None, use_errno=True)
    made = libc.socket(2, 2, 0)
    place = (2).to_bytes(2, sys.byteorder) + (53).to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8)
    if libc.connect(made, place, 16):
        raise OSError(ctypes.get_errno(), "native")
def write_inside():
    (own / "file").write_text("x"); (own / "file").unlink()
def nowhere():
    open(os.devnull, "w").write("x")
"""
FORBIDDEN = (
    "connect",
    "resolve",
    "write_outside",
    "append_outside",
    "remove_outside",
    "move_out",
    "through_a_link",
    "start",
)
ALLOWED = ("write_inside", "nowhere")
TRY = """
for name in {names!r}:
    try:
        globals()[name]()
        print(name, "done")
    except OSError as error:
        print(name, "refused")
"""
LOCKS = {
    "all": "confinement.confine(own)",
    "hook": "confinement.watch(own)",
    "landlock": "landlock.give_up_writing([own, Path('/dev/null')])",
    "namespace": "confinement._leave_network() or sys.exit(3)",
}


def attempted(tmp_path: Path, lock: str, *names: str) -> dict[str, str]:
    own, other = tmp_path / "own", tmp_path / "other"
    own.mkdir()
    other.mkdir()
    code = ATTEMPTS + LOCKS[lock] + TRY.format(names=names)
    command = [sys.executable, "-c", code, str(own), str(other)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode == 3:
        pytest.skip("this system allows no namespaces")
    assert done.returncode == 0, done.stderr
    return dict(line.split() for line in done.stdout.splitlines())


@pytest.mark.parametrize("lock", ["all", "hook"])
def test_what_is_forbidden_is_refused_and_what_is_needed_is_done(tmp_path: Path, lock: str) -> None:
    found = attempted(tmp_path, lock, *FORBIDDEN, *ALLOWED)
    assert found == dict.fromkeys(FORBIDDEN, "refused") | dict.fromkeys(ALLOWED, "done")
    assert (tmp_path / "other" / "kept").read_text() == "kept"
    assert [file.name for file in (tmp_path / "other").iterdir()] == ["kept"]


@pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")
def test_landlock_alone_holds_against_native_code(tmp_path: Path) -> None:
    names = ("write_in_c", "write_outside", "append_outside", "remove_outside", "move_out", *ALLOWED)
    found = attempted(tmp_path, "landlock", *names)
    assert {name for name, what in found.items() if what == "done"} == set(ALLOWED)


def test_a_namespace_alone_holds_against_native_code(tmp_path: Path) -> None:
    assert attempted(tmp_path, "namespace", "connect_in_c", "connect", "resolve") == {
        "connect_in_c": "refused",
        "connect": "refused",
        "resolve": "refused",
    }


def test_the_reader_reads_within_its_walls(tmp_path: Path, corpus: Path) -> None:
    names = (
        "note-ex-101-26.pdf",
        "report-joint-training.docx",
        "article-small-parcels.html",
        "briefing-container-checks.md",
    )
    found = list(read_files([Job(str(corpus / name)) for name in names], workers=1))
    assert all(isinstance(outcome, Document) for _, outcome in found)


def test_a_process_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, corpus: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    list(read_files([Job(str(corpus / "press-statement-copper-lantern.txt"))], workers=1))
    assert list(tmp_path.iterdir()) == []
