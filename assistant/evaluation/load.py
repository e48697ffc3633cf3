"""Many people asking at once, some while new snapshots are published: errors, mix-ups, times and memory.

Every answer is compared with the one that the same question got alone, before the others came: another sentence,
citation or decline is a mix-up. What is published meanwhile is the same corpus with one document that comes and goes;
since it changes how rare words are, each of the two snapshots has answers of its own to compare with.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import shutil
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from assistant.api import Assistant
from assistant.domain import Answer, Turn
from assistant.errors import AssistantError
from assistant.evaluation.generated import QUESTIONS
from assistant.evaluation.judged_answers import JudgedQuestion, read_questions
from assistant.evaluation.memory import resident_mb

_COMES_AND_GOES = "# A notice\n\nThe canteen on the third floor is closed on Friday afternoons in August.\n"
Shown = tuple[object, ...]
Alone = dict[tuple[str, str], Shown]


@dataclass(slots=True)
class Tally:
    """What happened so far; shared by the threads that ask."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    mixed_up: list[str] = field(default_factory=list)
    published: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("corpus", type=Path, help="a folder of documents")
    parser.add_argument("--questions", type=Path, default=QUESTIONS, help="judged questions, one JSON object a line")
    parser.add_argument("--people", type=int, default=20, help="how many ask at once (default: 20)")
    parser.add_argument("--seconds", type=float, default=300, help="for how long (default: 300)")
    parser.add_argument("--publish-every", type=float, default=0, metavar="SECONDS", help="publish so often (0: never)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Ask, print a table; 1 when there was an error or a mix-up."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        shutil.copytree(options.corpus, corpus)
        assistant = Assistant.open(corpus=corpus, index=Path(folder) / "index", workspace=Path(folder) / "workspace")
        assistant.ingest()
        questions = read_questions(options.questions)
        alone = ask_alone(assistant, questions)
        if options.publish_every:
            for _ in range(2):  # with the notice, and without it again
                put_or_take(assistant)
                alone |= ask_alone(assistant, questions)
        gc.collect()
        before = resident_mb()
        tally = ask_at_once(assistant, questions, alone, options.people, options.seconds, options.publish_every)
        gc.collect()
        print(_report(tally, options.people, before, resident_mb()))
    return 1 if tally.errors or tally.mixed_up else 0


def ask_alone(assistant: Assistant, questions: Sequence[JudgedQuestion]) -> Alone:
    """What each question gets while nobody else asks, by the snapshot and the question's id."""
    answers = {one.id: assistant.ask(one.question, _turns(one)) for one in questions}
    return {(answer.snapshot, id_): shown(answer) for id_, answer in answers.items()}


def ask_at_once(
    assistant: Assistant,
    questions: Sequence[JudgedQuestion],
    alone: Alone,
    people: int,
    seconds: float,
    publish_every: float,
) -> Tally:
    """What happens while people ask, each one question after the other and each beginning elsewhere in the list."""
    tally, until = Tally(), time.monotonic() + seconds

    def asks(start: int) -> None:
        for query in itertools.islice(itertools.cycle(questions), start, None):
            if time.monotonic() >= until:
                return
            _ask(assistant, query, alone, tally)

    threads = [threading.Thread(target=asks, args=(person * len(questions) // people,)) for person in range(people)]
    if publish_every:
        threads.append(threading.Thread(target=_publish, args=(assistant, publish_every, until, tally)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def shown(answer: Answer) -> Shown:
    """What a person sees of an answer: its sentences with the places they cite, and why parts have none."""
    return (
        tuple((one.text, tuple((cited.document, cited.span) for cited in one.citations)) for one in answer.sentences),
        tuple((one.reason, one.question) for one in answer.declines),
    )


def _turns(query: JudgedQuestion) -> tuple[Turn, ...]:
    return tuple(Turn(question=earlier) for earlier in query.history)


def _ask(assistant: Assistant, query: JudgedQuestion, alone: Alone, tally: Tally) -> None:
    start = time.perf_counter()
    try:
        answer = assistant.ask(query.question, _turns(query))
    except (AssistantError, OSError, RuntimeError, ValueError) as error:
        with tally.lock:
            tally.errors.append(f"{query.id}: {error!r}")
        return
    took = time.perf_counter() - start
    with tally.lock:
        tally.seconds.append(took)
        if answer.question != query.question or shown(answer) != alone.get((answer.snapshot, query.id)):
            tally.mixed_up.append(query.id)


def _publish(assistant: Assistant, every: float, until: float, tally: Tally) -> None:
    while time.monotonic() + every < until:
        time.sleep(every)
        try:
            put_or_take(assistant)
        except AssistantError as error:
            with tally.lock:
                tally.errors.append(f"publishing: {error!r}")
            continue
        tally.published += 1


def put_or_take(assistant: Assistant) -> None:
    """Publish the corpus with the notice, or without it again."""
    notice = assistant.settings.corpus / "notice-of-the-canteen.md"
    notice.unlink() if notice.exists() else notice.write_text(_COMES_AND_GOES, encoding="utf-8")
    assistant.ingest()


def _report(tally: Tally, people: int, before: float, after: float) -> str:
    rate = 1000 / max(1, len(tally.seconds))
    p95 = quantiles(tally.seconds, n=20)[-1] if len(tally.seconds) > 1 else float("nan")
    rows = [
        ("people asking at once", f"{people}"),
        ("questions answered", f"{len(tally.seconds)}"),
        ("errors", f"{len(tally.errors)}"),
        ("answers that differ from the one given alone", f"{len(tally.mixed_up)}"),
        ("snapshots published meanwhile", f"{tally.published}"),
        ("a question, p50 and p95", f"{median(tally.seconds):.2f} s, {p95:.2f} s"),
        ("memory before and after", f"{before:.0f} MB, {after:.0f} MB ({(after - before) * rate:+.1f} MB a thousand)"),
    ]
    lines = ["| what | measured |", "|---|---|", *(f"| {what} | {measured} |" for what, measured in rows)]
    return "\n".join([*lines, *sorted(set(tally.errors))[:10], *sorted(set(tally.mixed_up))[:10]])
