"""The shipped corpus, ingested once for all integration tests with the real embedder."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Assistant:
    """An assistant over the shipped corpus; tests must not change it."""
    folder = tmp_path_factory.mktemp("assistant")
    found = Assistant.open(corpus=corpus, index=folder / "index", workspace=folder / "workspace")
    found.ingest()
    return found
