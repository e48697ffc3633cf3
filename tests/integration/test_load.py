"""People who ask at the same time get what each would get alone, also while snapshots are published."""

from __future__ import annotations

from pathlib import Path

from assistant.api import Assistant
from assistant.evaluation.judged_answers import JudgedQuestion
from assistant.evaluation.load import ask_alone, ask_at_once, put_or_take

TEXTS = {
    "seals.md": "# Seals\n\nForty copied seals were found on the northern ferry in March.\n",
    "scanners.md": "# Scanners\n\nThe southern port bought two scanners for nine million crowns.\n",
}
ASKED = {"a": "How many copied seals were found on the northern ferry?", "b": "How many scanners did the port buy?"}


def _question(id_: str, text: str) -> JudgedQuestion:
    return JudgedQuestion(id=id_, kind="", question=text, history=(), status="answered", must=(), may=(), reasons=())


def test_nothing_is_mixed_up_while_snapshots_are_published(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in TEXTS.items():
        (corpus / name).write_text(text, encoding="utf-8")
    assistant = Assistant.open(corpus=corpus, index=tmp_path / "index", workspace=tmp_path / "workspace")
    assistant.ingest()
    questions = [_question(id_, text) for id_, text in ASKED.items()]
    alone = ask_alone(assistant, questions)
    assert len(set(alone.values())) == 2
    for _ in range(2):
        put_or_take(assistant)
        alone |= ask_alone(assistant, questions)
    tally = ask_at_once(assistant, questions, alone, people=4, seconds=4, publish_every=1.0)
    assert (tally.errors, tally.mixed_up) == ([], [])
    assert tally.published >= 1
    assert len(tally.seconds) >= 4
