"""The README's Python runs as it is printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant import Answer, Assistant

ROOT = Path(__file__).resolve().parents[2]


def test_the_python_of_the_readme_runs(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 2
    # The folders are those of the session's assistant; everything else is run as printed.
    monkeypatch.setattr(Assistant, "open", classmethod(lambda cls, **_: assistant))
    names: dict[str, object] = {}
    for block in blocks:
        exec(block, names)
    assert isinstance(names["follow_up"], Answer)
    assert names["hits"]
    assert names["documents"]


def test_what_the_readme_links_to_exists() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert len(targets) >= 6
    assert [target for target in targets if not (ROOT / target).exists()] == []
