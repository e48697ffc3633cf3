"""Where words end: by printed spaces, by white, and, in the text of OCR, by what is usual on the page."""

from __future__ import annotations

import numpy as np

from assistant.reading.pdf.breaks import breaks


def words(gaps: list[float], *, made_up: bool | list[bool], recognised: bool = False, char: str = "a") -> int:
    """How many words characters 5 points wide form, set 10 points high with these gaps and a space in each.

    Spaces are printed unless ``made_up``; where that is a list, a gap of which it says False has none.
    """
    left = np.cumsum([0.0, *(5 + gap for gap in gaps)])
    count = len(left)
    steps = [2 if one else 1 for one in made_up] if isinstance(made_up, list) else [2] * len(gaps)
    printed = np.zeros(count) if made_up else np.arange(count)
    places = np.stack([np.cumsum([0, *steps]), printed]).astype(np.int64)
    codes, seen = np.full(count, ord(char), np.uint32), np.zeros(count, bool)
    _, _, spaced = breaks(
        left, left + 5, np.zeros(count), np.full(count, 10.0), places, seen, codes, recognised=recognised
    )
    return 1 + int(spaced.sum())


def test_a_printed_space_counts_however_narrow() -> None:
    assert words([0.0, 3.0], made_up=False) == 3


def test_a_made_up_space_needs_white() -> None:
    assert words([0.0, 3.0], made_up=True) == 2


def test_a_made_up_space_needs_more_white_than_there_is_between_the_letters_beside_it() -> None:
    assert words([2.5, 2.5, 2.5], made_up=[True, False, False]) == 1
    assert words([3.5, 2.5, 2.5], made_up=[True, False, False]) == 2
    assert words([2.5, 2.5, 2.5], made_up=[True, False, False], char=".") == 2  # a row of dots is no word
    assert words([2.5, 2.5, 2.5], made_up=True) == 4  # letters that each stand alone


def test_a_narrow_made_up_space_counts_in_print_and_not_in_widely_set_ocr() -> None:
    gaps = [7.0, 1.3] * 20
    assert words(gaps, made_up=True) == 41
    assert words(gaps, made_up=True, recognised=True) == 21


def test_a_number_as_high_as_several_lines_is_no_part_of_the_text_beside_it() -> None:
    def fragments(size: float, char: str) -> int:
        left, right, sizes = np.array([0.0, 90.0]), np.array([60.0, 100.0]), np.array([size, 20.0])
        codes, seen = np.array([ord(char), ord("a")], np.uint32), np.zeros(2, bool)
        places = np.zeros((2, 2), np.int64)
        starts, _, _ = breaks(left, right, np.zeros(2), sizes, places, seen, codes, recognised=False)
        return int(starts.sum())

    assert fragments(100.0, "1") == 2
    assert fragments(40.0, "1") == 1  # a heading's own number
    assert fragments(100.0, "}") == 1  # a brace round several lines stays where it was
