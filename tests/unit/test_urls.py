import pytest

from assistant.reading.assembly.urls import ends_in_address, find_urls, is_only_addresses, split_at_addresses, wraps


def test_a_trailing_stop_or_bracket_is_no_part_of_an_address() -> None:
    assert [url.value for url in find_urls("See (https://example.org/a_(b)).")] == ["https://example.org/a_(b)"]


def test_the_same_address_twice_is_one() -> None:
    assert len(find_urls("https://example.org/x https://example.org/x")) == 1


def test_a_blank_in_a_file_name_is_kept_and_doubted() -> None:
    (url,) = find_urls("https://example.org/files/big report.pdf")
    assert url.value == "https://example.org/files/big report.pdf"
    assert url.doubtful is not None


def test_words_after_an_address_are_not_taken_for_a_file_name() -> None:
    (url,) = find_urls("Available at https://example.org/page and in summary.pdf of the annex.")
    assert url.value == "https://example.org/page"


def test_the_link_target_replaces_what_was_printed_of_it() -> None:
    (url,) = find_urls("https://example.org/a-very-", ["https://example.org/a-very-long-page"])
    assert (url.value, url.doubtful) == ("https://example.org/a-very-long-page", None)


def test_an_address_that_breaks_off_is_doubted() -> None:
    (url,) = find_urls("https://example.org/a-very-")
    assert url.doubtful is not None


def test_two_addresses_on_a_line_are_two_notes_but_a_reference_with_two_is_one() -> None:
    assert split_at_addresses("https://example.org/a https://example.org/b") == [
        "https://example.org/a",
        "https://example.org/b",
    ]
    reference = "Report of 2020, https://example.org/a and https://example.org/b"
    assert split_at_addresses(reference) == [reference]


@pytest.mark.parametrize(
    ("above", "line", "expected"),
    [
        ("See https://example.org/a-", "long-way/home", True),
        ("See https://example.org/reports/", "2020.pdf", True),
        ("See https://", "www.example.org", True),
        ("See https://example.org/a", "and the annex", False),
        ("See https://example.org/a", "https://example.org/b", False),
        ("No address here-", "after-all/", False),
    ],
)
def test_addresses_are_joined_over_line_ends(above: str, line: str, expected: bool) -> None:
    assert wraps(above, line) is expected


def test_an_open_end_is_seen() -> None:
    assert ends_in_address("https://example.org/very-")
    assert not ends_in_address("https://example.org/very")
    assert not ends_in_address("very-")


def test_a_note_of_only_an_address_is_told_from_a_reference() -> None:
    text = "https://example.org/a"
    assert is_only_addresses(text, find_urls(text))
    reference = "Annual report, https://example.org/a"
    assert not is_only_addresses(reference, find_urls(reference))
