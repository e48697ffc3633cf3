"""Papers for the tests of the writers, over the two documents of the fake façade."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.desk.export.papers import Documents, documents_named, make_paper, run_of
from assistant.domain import Answer, Fact, Grid, Heading, OwnText, Paper, Paragraph, Remark
from tests.fakes import FakeAssistant
from tests.outcomes import QUESTION

MADE = datetime(2026, 3, 4, 9, 5, tzinfo=UTC)


def answer_of(question: str = QUESTION) -> Answer:
    """An answer of three quoted sentences, the second of which calls a footnote."""
    return FakeAssistant().ask(question)


def documents() -> Documents:
    """The documents of the fake façade."""
    fake = FakeAssistant()
    return documents_named(fake.held, fake.document)


def pack(*, columns: int = 3, hostile: str = "Ask for figures by port.") -> Paper:
    """A position pack with headings, own lines, items and a grid; ``hostile`` is a person's own line in it."""
    held, answer = documents(), answer_of()
    first, second, third = (run_of(sentence, held) for sentence in answer.sentences)
    row = ((Remark(text="The note"),), (first, second), (OwnText(text=hostile),))
    filler = tuple((Remark(text="nothing"),) for _ in range(columns - 3))
    blocks = (
        Heading(text="1. Which controls first?"),
        Heading(text="Line to take", level=2),
        Paragraph(runs=(OwnText(text=hostile), second)),
        Paragraph(runs=(third,), bullet=True),
        Grid(columns=("Document", "Seals", "Own", *("More",) * (columns - 3)), rows=((*row, *filler),)),
    )
    return make_paper(
        title="Position for the working party",
        kind="Position pack",
        facts=(Fact(label="Delegation", value="Exampleland"),),
        blocks=blocks,
        documents=held,
        answers=(answer,),
        made=MADE,
        records=("r-1", "r-2"),
    )
