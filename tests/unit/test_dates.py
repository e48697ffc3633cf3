import pytest

from assistant.reading.assembly.dates import find_dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("3 March 2021", "2021-03-03"),
        ("March 3, 2021", "2021-03-03"),
        ("3.3.2021", "2021-03-03"),
        ("2021-03-03", "2021-03-03"),
        ("den 3. März 2021", "2021-03-03"),
        ("le 1er août 2020", "2020-08-01"),
        ("3 de mayo de 2019", "2019-05-03"),
        ("this 3rd day, 4th June 2018", "2018-06-04"),
    ],
)
def test_printed_dates(text: str, iso: str) -> None:
    found = list(find_dates(text))
    assert [value for value, _, _ in found] == [iso]
    assert text[found[0][1] : found[0][2]] in text


@pytest.mark.parametrize("text", ["March 2021", "31 February 2021", "1/3", "Article 3.3", "1.2.3.2021", "2021"])
def test_what_is_no_full_date(text: str) -> None:
    assert list(find_dates(text)) == []


def test_dates_come_in_their_order() -> None:
    text = "from 2 May 2020 to 1.6.2020"
    assert [value for value, _, _ in find_dates(text)] == ["2020-05-02", "2020-06-01"]
