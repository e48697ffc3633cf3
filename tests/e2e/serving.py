"""Starts the real app over a copy of the shipped corpus, and watches that it talks to nobody."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Loaded by every Python process of the app before anything else: writes down each attempt to leave this computer.
_WATCH = """
import sys

_LOCAL = ("127.", "localhost", "::1", "0.0.0.0", "::")

def _watch(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = str(arguments[1][0])
    elif event == "socket.getaddrinfo":
        host = str(arguments[0] or "localhost")
    else:
        return
    if not host.startswith(_LOCAL):
        with open({log!r}, "a", encoding="utf-8") as file:
            file.write(event + " " + host + "\\n")

sys.addaudithook(_watch)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A running app: its address, its folders, its environment, and the file of attempts to leave."""

    url: str
    corpus: Path
    workspace: Path
    environment: dict[str, str]
    attempts: Path

    def command(self, *arguments: str) -> str:
        """What the command line prints for the same folders."""
        command = [sys.executable, "-m", "assistant", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120, check=True
        )
        return done.stdout


def browser() -> str | None:
    """The path of a Chromium, or None. The one without windows opens a page in two thirds of the time."""
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


def _environment(folder: Path) -> dict[str, str]:
    watch = folder / "watch"
    watch.mkdir()
    code = _WATCH.format(log=str(folder / "attempts.log"))
    (watch / "sitecustomize.py").write_text(code, encoding="utf-8")
    names = ("corpus", "index", "workspace")
    own = {f"ASSISTANT_{name.upper()}": str(folder / name) for name in names}
    return {**os.environ, **own, "PYTHONPATH": str(watch)}


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("localhost", 0))
        port: int = held.getsockname()[1]
        return port


def _wait(url: str, process: subprocess.Popen[bytes], timeout_s: float = 60.0) -> None:
    end = time.monotonic() + timeout_s
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the app ended with code {process.returncode} before it answered")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the app did not answer within {timeout_s:.0f} s")


@contextmanager
def served(folder: Path, corpus: Path, index: Path | None = None) -> Iterator[Served]:
    """The app over a copy of a corpus, ingested, until the end of the block; ``index`` was made of it before."""
    shutil.copytree(corpus, folder / "corpus")
    if index is not None:
        shutil.copytree(index, folder / "index")
    environment = _environment(folder)
    ingest = [sys.executable, "-m", "assistant", "ingest"]
    subprocess.run(ingest, cwd=ROOT, env=environment, capture_output=True, timeout=300, check=True)
    with running("app.py", environment, folder / "app.log") as url:
        yield Served(
            url=url,
            corpus=folder / "corpus",
            workspace=folder / "workspace",
            environment=environment,
            attempts=folder / "attempts.log",
        )


@contextmanager
def running(script: str, environment: dict[str, str], log_file: Path, *, cwd: Path = ROOT) -> Iterator[str]:
    """A Streamlit script of this repository as a server, until the end of the block; its address."""
    port = _free_port()
    run = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(ROOT / script),
        "--server.headless=true",
        f"--server.port={port}",
    ]
    with log_file.open("wb") as log:
        process = subprocess.Popen(run, cwd=cwd, env=environment, stdout=log, stderr=log)
        try:
            url = f"http://localhost:{port}"
            _wait(url, process)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=20)
