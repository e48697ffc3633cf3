"""Notes numbered in plain brackets."""

from __future__ import annotations

from assistant.reading.bracket_notes import lift_bracket_notes
from assistant.reading.raw import LineRole, RawCall, RawLine


def lifted(*texts: str) -> list[tuple[str, list[tuple[int, str]], str | None]]:
    lines = lift_bracket_notes([RawLine(text=text, starts_block=True) for text in texts])
    return [(line.text, [(one.offset, one.number) for one in line.calls], line.note_number) for line in lines]


def test_calls_and_notes_that_prove_each_other() -> None:
    assert lifted("It fell.[1] Then it rose [1, 2], they say.", "[1] Port office.", "[2]: Tide table.") == [
        ("It fell. Then it rose, they say.", [(8, "1"), (21, "1"), (21, "2")], None),
        ("Port office.", [], "1"),
        ("Tide table.", [], "2"),
    ]


def test_brackets_without_their_other_end_are_text() -> None:
    for texts in (("See [1981] ECR 385 and [4].",), ("[1] A point.", "[2] Another."), ("Fell [3].", "[1] Note.")):
        assert [text for text, _, _ in lifted(*texts)] == list(texts)


def test_numbers_out_of_order_are_no_notes() -> None:
    assert [number for _, _, number in lifted("Fell [1] and [2].", "[2] One.", "[1] Two.")] == [None, None, None]


def test_other_calls_of_the_line_keep_their_place() -> None:
    line = RawLine(text="Fell [1] and rose.", calls=(RawCall(offset=2, number="a"), RawCall(offset=17, number="b")))
    note = RawLine(text="[1] Port office.", role=LineRole.UNKNOWN)
    (first, _) = lift_bracket_notes([line, note])
    assert (first.text, [(one.offset, one.number) for one in first.calls]) == (
        "Fell and rose.",
        [(2, "a"), (4, "1"), (13, "b")],
    )
