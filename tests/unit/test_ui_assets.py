"""The scripts of the components: nothing that a document says may act as markup, nothing comes from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

ASSETS = ROOT / "assistant" / "ui" / "assets"
_MARKUP = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|DOMParser")
_REACHING_OUT = re.compile(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|@import|url\(\s*['\"]?(?!data:)")
_ADDRESS = re.compile(r"https?://(?!www\.w3\.org/)[\w.]")


def _files(*kinds: str) -> list[Path]:
    return sorted(file for file in ASSETS.iterdir() if file.suffix in kinds)


@pytest.mark.parametrize("file", _files(".js"), ids=lambda file: file.name)
def test_scripts_set_text_and_never_markup(file: Path) -> None:
    assert not _MARKUP.search(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", _files(".js", ".css", ".svg"), ids=lambda file: file.name)
def test_nothing_is_asked_of_another_computer(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not _REACHING_OUT.search(text)
    assert not _ADDRESS.search(text)


def test_the_theme_uses_fonts_of_the_computer_alone() -> None:
    assert "http" not in (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
