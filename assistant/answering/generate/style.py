"""A person's wish for style in the words that the prompt is filled with."""

from __future__ import annotations

from assistant.domain import Length, Register, Style

# The most sentences of an answer, by length.
SENTENCES = {Length.SHORT: 2, Length.NORMAL: 3, Length.LONG: 6}
_NUMBERS = {2: "two", 3: "three", 6: "six"}

REGISTERS = {
    Register.BRIEF: "Write plainly, as for a briefing.",
    Register.SPEAKING_NOTE: "Write sentences that an official can say aloud, each short and complete.",
    Register.TABLE: "Write one fact to a sentence, so that each can be a row of a table.",
}


def most_sentences(style: Style) -> int:
    """The most sentences that are asked for."""
    return SENTENCES[style.length]


def wish(style: Style) -> dict[str, str]:
    """The placeholders of the prompt that style decides."""
    return {
        "sentences": f"at most {_NUMBERS[most_sentences(style)]} sentences",
        "language": style.language,
        "register": REGISTERS[style.register],
    }
