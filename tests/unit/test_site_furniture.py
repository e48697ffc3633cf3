import pytest

from assistant.reading.assembly.site_furniture import is_site_furniture


@pytest.mark.parametrize(
    "text",
    [
        "Leave a Reply",
        "Leave a comment",
        "Your email address will not be published. Required fields are marked *",
        "Please Answer: *",
        "Read Complete Working Paper",
        "Share this:",
        "Subscribe to our newsletter",
        "We use cookies to improve this site.",
        "3 Comments",
        "Related articles",
    ],
)
def test_lines_of_a_site(text: str) -> None:
    assert is_site_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "Member States share this view and reply in writing.",
        "The reply was late.",
        "Readers of the complete paper will find more there, since it deals with every port of the coast in turn " * 2,
    ],
)
def test_sentences_of_a_text(text: str) -> None:
    assert not is_site_furniture(text)
