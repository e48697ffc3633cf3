import pytest

from assistant.reading.assembly.abbreviations import find_abbreviations, long_form_start
from assistant.reading.assembly.blocks import Block, BlockKind, Paragraph


def _defined(text: str) -> dict[str, str]:
    block = Block(page=1, kind=BlockKind.PROSE, text=text)
    paragraph = Paragraph(blocks=(block,), section=0, index=0)
    return {found.short: found.long for found in find_abbreviations([paragraph])}


@pytest.mark.parametrize(
    ("text", "defined"),
    [
        ("The small parcel units (SPUs) met.", {"SPUs": "small parcel units"}),
        ("The Board of Ports and Parcels (BPP) met.", {"BPP": "Board of Ports and Parcels"}),
        ("The Board for Ports and the Sea (‘BPS’) met.", {"BPS": "Board for Ports and the Sea"}),
        ("It is a counterterrorism (CT) unit.", {"CT": "counterterrorism"}),
        ("The units met (see ANNEX) in May (EU).", {}),
        ("The port office (XYZ) met.", {}),
        ("It met twice (in May).", {}),
    ],
)
def test_letters_must_match(text: str, defined: dict[str, str]) -> None:
    assert _defined(text) == defined


def test_the_first_definition_counts() -> None:
    assert _defined("The port board (PB) and the parcel bureau (PB) met.") == {"PB": "port board"}


def test_the_span_covers_long_and_short_form() -> None:
    text = "The port board (PB) met."
    block = Block(page=1, kind=BlockKind.PROSE, text=text, start=7)
    (found,) = find_abbreviations([Paragraph(blocks=(block,), section=0, index=0)])
    assert text[found.span.start - 7 : found.span.end - 7] == "port board (PB)"


def test_without_words_there_is_no_long_form() -> None:
    assert long_form_start("", "AB") is None
