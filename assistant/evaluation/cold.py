"""A cold start: from nothing running to the first answer, on the command line and in the app, each in fresh processes.

The app is the real server; what a browser would do is done through Streamlit's agent API, which takes the same path
through the app. A browser adds the time in which it draws. The yardstick is a process that imports torch and loads
the embedder: what a program of this kind commonly spends before it has read a question.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from assistant.api import Assistant
from assistant.settings import load_settings

QUESTION = "What are the main threats?"
_APP = Path(__file__).resolve().parents[2] / "app.py"
_YARDSTICK = (
    "import torch; from assistant.models.embedder import Embedder; from assistant.settings import load_settings; "
    "Embedder(load_settings().embedder).encode_query('warm')"
)
_PATIENCE_S = 120.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("corpus", type=Path, help="a folder of documents")
    parser.add_argument("--runs", type=int, default=5, help="how many cold starts of each (default: 5)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Ingest into a temporary index, start cold again and again, print a table."""
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(load_settings(), corpus=options.corpus, index=Path(folder) / "index")
        Assistant.open(settings=settings).ingest()
        names = {"corpus": options.corpus.resolve(), "index": settings.index, "workspace": Path(folder) / "workspace"}
        environment = os.environ | {f"ASSISTANT_{name.upper()}": str(place) for name, place in names.items()}
        ask = [sys.executable, "-m", "assistant", "ask", QUESTION]
        # In turn, so that a machine whose speed drifts treats all alike.
        rounds = [
            (
                _process([sys.executable, "-c", _YARDSTICK], environment),
                _process(ask, environment),
                *_app(environment, Path(folder)),
            )
            for _ in range(options.runs)
        ]
    names_of = ("import torch and load the embedder", "`ask`", "the app: page drawn", "the app: first answer")
    bare = median(times[0] for times in rounds)
    print("| from a cold process | median | longest | beside the first row |\n|---|---|---|---|")
    for what, times in zip(names_of, zip(*rounds, strict=True), strict=True):
        print(f"| {what} | {median(times):.2f} s | {max(times):.2f} s | × {median(times) / bare:.2f} |")
    return 0


def _process(command: list[str], environment: Mapping[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def _app(environment: Mapping[str, str], folder: Path) -> tuple[float, float]:
    """Seconds from the start of the server until its page is drawn, and until a question typed there is answered."""
    start = time.perf_counter()
    with _served(environment, folder / "app.log") as interact:
        page = _when_up(interact)
        drawn = time.perf_counter() - start
        shown = interact({"session_id": page["session_id"], "trigger": {"key": "typed", "value": QUESTION}})
        answered = time.perf_counter() - start
    if QUESTION not in json.dumps(shown):
        raise RuntimeError("The app showed no answer.")
    return drawn, answered


@contextmanager
def _served(environment: Mapping[str, str], log: Path) -> Iterator[Any]:
    """The app as a server of its own; what is given is called with what a person does, and gives what is shown."""
    with socket.socket() as held:
        held.bind(("localhost", 0))
        port = held.getsockname()[1]
    server = [f"--server.port={port}", "--server.headless=true", "--server.enableAgentApi=true"]
    command = [sys.executable, "-m", "streamlit", "run", str(_APP), *server]

    def interact(act: dict[str, Any]) -> Any:
        url, kind = f"http://localhost:{port}/_stcore/agent/interact", {"Content-Type": "application/json"}
        request = urllib.request.Request(url, json.dumps(act).encode(), kind)
        with urllib.request.urlopen(request, timeout=_PATIENCE_S) as answer:  # noqa: S310 - the server just started
            return json.load(answer)

    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output, cwd=_APP.parent)
        try:
            yield interact
        finally:
            process.terminate()
            process.wait(timeout=_PATIENCE_S)


def _when_up(interact: Any) -> Any:
    """The page as it is first drawn."""
    end = time.monotonic() + _PATIENCE_S
    while True:
        try:
            return interact({})
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
