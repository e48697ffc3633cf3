"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock

from assistant import Assistant

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_configure() -> None:
    """Gives each process of a parallel run a core of its own.

    The models run on every core that a process may use. Two processes that both use two wait for each other in busy
    loops, and the whole run takes twice as long.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")
    if worker and hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[int(worker) % len(cores)]})


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real documents, kept beside the repository; the test is skipped without it."""
    if not (SHARED / "documents").is_dir():
        pytest.skip("the real documents are not beside this clone")
    return SHARED


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The corpus that the repository ships."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def corpus_index(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """The index of the shipped corpus, made once for all processes of a run; tests must not change it."""
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with FileLock(folder / "corpus-index.lock"):  # whoever comes second finds nothing left to do
        Assistant.open(corpus=corpus, index=folder / "corpus-index", workspace=own / "unused").ingest()
    return folder / "corpus-index"


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory, corpus: Path, corpus_index: Path) -> Assistant:
    """An assistant over the shipped corpus, with the models that a person gets by default; tests must not change it."""
    return Assistant.open(corpus=corpus, index=corpus_index, workspace=tmp_path_factory.mktemp("workspace"))
