"""What a document says is shown, never obeyed."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.ui.escape import markdown, plain, safe_url

_MARKDOWN = MarkdownIt("commonmark")


def _shown(text: str) -> str:
    """The text of the one paragraph that Markdown makes of an escaped text."""
    tokens = _MARKDOWN.parse(markdown(text))
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special"}
    return "".join(child.content for child in inline)


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b>",
        "$5 and $6",
        ":red[now]",
        ":material/delete:",
        "**loud**",
        "[a](javascript:alert(1))",
        "# head",
        "- item",
        "1. one",
        "a\\b",
    ],
)
def test_markdown_shows_the_very_characters(text: str) -> None:
    assert _shown(text) == text


@given(st.text(alphabet=string.ascii_letters + string.punctuation + " \n"))
def test_markdown_shows_any_text_with_its_spaces_folded(text: str) -> None:
    assert _shown(text) == " ".join(text.split())


@pytest.mark.parametrize("mark", ["$", ":", "<", "[", "*", "_", "`", "~", "&", "\\"])
def test_every_mark_that_means_something_is_escaped(mark: str) -> None:
    assert markdown(f"a{mark}b") == f"a\\{mark}b"


def test_plain_drops_control_characters_and_marks_that_turn_the_reading_direction() -> None:
    assert plain("a\x00b\u202ec\nd") == "abc\nd"


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://example.org", "HTTPS://example.org/a(b)"])
def test_web_addresses_are_links(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "example.org",
        "https:///path",
        "https://user@example.org",
        "https://example.org/a b",
        "https://example.org/\u202e",
        "https://[broken",
        "file:///etc/passwd",
        "",
    ],
)
def test_anything_else_is_text(url: str) -> None:
    assert safe_url(url) is None
