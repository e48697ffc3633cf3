"""The look that Streamlit's own theme settings do not reach: a style sheet, and the width of a page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"
ICON = str(_ASSETS / "icon.svg")
_LOGO = str(_ASSETS / "logo.svg")


def apply() -> None:
    """Puts the style sheet and the logo on the page."""
    st.html(f"<style>{(_ASSETS / 'app.css').read_text(encoding='utf-8')}</style>")
    st.logo(_LOGO, icon_image=ICON, size="large")


def page_width(width: str) -> None:
    """Bounds the width of the page's content, and of the question box below it. ``width`` is a CSS length of ours."""
    st.html(f"<style>:root {{ --page-width: {width}; }}</style>")
