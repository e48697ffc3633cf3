"""Everything once, where there is no way out: ingest, ask, export, and the app in a browser. Started by test_offline.

It leaves for a network of its own, in which there is only this machine. Where a system does not allow that, the
processes of the app still write down each attempt to leave, and the browser each request.
"""

from __future__ import annotations

import ctypes
import fcntl
import shutil
import socket
import struct
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
GET_FLAGS, SET_FLAGS, UP = 0x8913, 0x8914, 0x1
CORPUS = Path(__file__).resolve().parents[2] / "corpus"
NEEDED = ("digest-council-note-8027-25.md", "note-ex-114-26.pdf", "report-joint-training.docx")


def leave() -> bool:
    """Move to a network without a way out, and wake its loopback up; False where the system does not allow it."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not any(libc.unshare(flags) == 0 for flags in (NEW_NETWORK, NEW_USER | NEW_NETWORK)):
        return False
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as held:
        request = struct.pack("16sh22x", b"lo", 0)
        flags = struct.unpack("16sh22x", fcntl.ioctl(held, GET_FLAGS, request))[1]
        fcntl.ioctl(held, SET_FLAGS, struct.pack("16sh22x", b"lo", flags | UP))
    return True


def has_way_out() -> bool:
    """Whether a packet to the world would find a way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as held:
        try:
            held.connect(("192.0.2.1", 9))
        except OSError:
            return False
    return True


def main() -> None:
    """Fail by an exception when anything fails, or anybody tried to leave."""
    alone = leave()
    assert not (alone and has_way_out())
    print("alone" if alone else "watched")
    # Imported here: their libraries start threads, and only a single thread may leave.
    from tests.e2e.conftest import watched_page
    from tests.e2e.serving import BROWSER_FLAGS, browser, served
    from tests.e2e.steps import QUESTION, ask

    folder = Path(tempfile.mkdtemp())
    corpus = folder / "documents"
    corpus.mkdir()
    for name in NEEDED:
        shutil.copy(CORPUS / name, corpus)
    (folder / "app").mkdir()
    with served(folder / "app", corpus) as app:
        paper = folder / "answer.docx"
        assert "United Kingdom" in app.command("ask", QUESTION, "--out", str(paper))
        assert paper.read_bytes().startswith(b"PK")
        complaints: list[str] = []
        with sync_playwright() as playwright:
            held = playwright.chromium.launch(executable_path=browser(), headless=True, args=list(BROWSER_FLAGS))
            page = watched_page(held, complaints)
            page.goto(app.url)
            expect(ask(page, QUESTION).locator(".sentence").first).to_be_visible(timeout=60_000)
            held.close()
        assert complaints == []
        assert not app.attempts.exists(), app.attempts.read_text(encoding="utf-8")
    shutil.rmtree(folder)
    print("nothing left")


if __name__ == "__main__":
    sys.exit(main())
