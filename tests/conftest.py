"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


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
