"""Answers that a language model writes, over judged questions: cited, verbatim, right as a person read them."""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import platform
import statistics
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from assistant.api import Assistant
from assistant.domain import Answer, Citation, Sentence, Support
from assistant.errors import SettingsError
from assistant.evaluation.judged_answers import JudgedQuestion, read_questions
from assistant.models.language_model import open_chat_model
from assistant.models.remembered import RememberedModel
from assistant.settings import load_settings

FOLDER = Path(__file__).parents[2] / "tests" / "quality"
QUESTIONS, READINGS = FOLDER / "generated_questions.jsonl", FOLDER / "generated_readings.jsonl"
_PACKAGES = ("xllamacpp", "langchain", "onnxruntime")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("corpus", type=Path, help="the folder of documents that the questions are about")
    parser.add_argument("--questions", type=Path, default=QUESTIONS, help="judged questions, one JSON object a line")
    parser.add_argument(
        "--readings", type=Path, default=READINGS, help="what a person found when reading the sentences"
    )
    parser.add_argument("--index", type=Path, help="where its index is (default: a temporary one)")
    parser.add_argument("--cache", type=Path, help="a folder that keeps what the model wrote, so that it is asked once")
    parser.add_argument("--model", help="the language model (default: that of the settings)")
    parser.add_argument("--shown", type=Path, metavar="FILE", help="write every shown sentence with its citations")
    parser.add_argument("--only", metavar="FIRST-LAST", help="only these questions, counted from 1")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Ask every question and print the figures; always 0."""
    questions = _drawn(read_questions(options.questions), options.only)
    with tempfile.TemporaryDirectory() as folder:
        assistant = _assistant(options, Path(folder))
        assistant.ingest()
        asked = []
        for question in questions:
            answer = assistant.ask(question.question)
            asked.append((question, answer))
            print(f"{question.id}  {how(answer)}: {question.question}", flush=True)
        if options.shown:
            _write(options.shown, shown_rows(asked))
        print("\n".join(report(asked, assistant, read_readings(options.readings))))
    return 0


def how(answer: Answer) -> str:
    """How an answer came about, in a few words."""
    if not answer.sentences:
        return "declined"
    return f"quoted ({answer.fallback})" if answer.fallback and not answer.model else "written"


def report(
    asked: Sequence[tuple[JudgedQuestion, Answer]], assistant: Assistant, readings: Mapping[str, bool]
) -> list[str]:
    """The figures of a run, a line each."""
    shown = [(question, answer, sentence) for question, answer in asked for sentence in answer.sentences]
    cited = sum(bool(sentence.citations) for _, _, sentence in shown)
    quotes = [citation for _, _, sentence in shown for citation in sentence.citations]
    verbatim = sum(_verbatim(assistant, citation) for citation in quotes)
    written = [sentence for _, answer, sentence in shown if answer.model]
    answerable = [(question, answer) for question, answer in asked if question.status != "declined"]
    rest = [(question, answer) for question, answer in asked if question.status == "declined"]
    right = [(question, answer) for question, answer in answerable if answers(question, answer)]
    verdicts = [readings.get(reading_key(question.id, sentence)) for question, _, sentence in shown]
    first = [answer.seconds_s["first sentence"] for _, answer in asked if "first sentence" in answer.seconds_s]
    withheld = sum(len(answer.withheld) for _, answer in asked)
    lines = [
        f"{datetime.now(UTC).date()}, {assistant.settings.model}, {_versions()}",
        f"shown sentences: {len(shown)}, of which written {len(written)} and quoted {len(shown) - len(written)}; "
        f"withheld {withheld}",
        f"written sentences that are {', '.join(f'{label} {count}' for label, count in _supports(written).items())}",
        f"shown sentences with a citation: {_share(cited, len(shown))}",
        f"citations that are verbatim: {_share(verbatim, len(quotes))}",
        f"answerable questions answered (a right place is cited): {_share(len(right), len(answerable))}",
        f"… by the model itself: {_share(sum(bool(answer.model) for _, answer in right), len(answerable))}",
        f"questions without an answer that were declined: "
        f"{_share(sum(not answer.sentences for _, answer in rest), len(rest))}",
        f"shown sentences read by a person: {_share(sum(v is not None for v in verdicts), len(shown))}; "
        f"judged wrong: {_share(sum(v is False for v in verdicts), len(shown))}",
    ]
    if first:
        lines.append(f"time to the first verified sentence: median {statistics.median(first):.1f} s")
    return lines


def answers(question: JudgedQuestion, answer: Answer) -> bool:
    """Whether something shown cites a right place of every part of what was asked."""
    citations = answer.citations
    return all(any(place.is_cited_by(one) for place in group for one in citations) for group in question.must)


def shown_rows(asked: Iterable[tuple[JudgedQuestion, Answer]]) -> Iterator[dict[str, object]]:
    """Every shown sentence with all that is needed to judge it."""
    for question, answer in asked:
        for sentence in answer.sentences:
            yield {
                "key": reading_key(question.id, sentence),
                "question": question.question,
                "sentence": sentence.text,
                "support": sentence.support,
                "reason": sentence.reason,
                "score": sentence.score,
                "written by": answer.model or "",
                "cited": [f"{one.document}: {one.cited_text}" for one in sentence.citations],
            }


def reading_key(question: str, sentence: Sentence) -> str:
    """The id of a question and the hash of a sentence with all that it cites: a reading of it holds for no other."""
    seen = json.dumps([sentence.text, [citation.cited_text for citation in sentence.citations]], ensure_ascii=False)
    return f"{question}:{hashlib.sha256(seen.encode()).hexdigest()[:12]}"


def read_readings(file: Path) -> dict[str, bool]:
    """Whether a sentence was judged right, by its key."""
    if not file.is_file():
        return {}
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return {row["key"]: row["verdict"] == "right" for row in rows}


def _assistant(options: argparse.Namespace, folder: Path) -> Assistant:
    settings = load_settings()
    settings = dataclasses.replace(
        settings,
        corpus=options.corpus,
        index=options.index or folder / "index",
        workspace=folder / "workspace",
        model=options.model or settings.model,
        model_timeout_s=max(settings.model_timeout_s, 600),  # a machine that measures may be busy
    )
    model = open_chat_model(settings)
    if model is None:
        raise SettingsError("Name a language model with --model, or in the setting 'model'.")
    return Assistant(settings, chat_model=RememberedModel(model, options.cache) if options.cache else model)


def _verbatim(assistant: Assistant, citation: Citation) -> bool:
    page = assistant.document(citation.document).page(citation.span.page)
    return page.text[citation.span.start : citation.span.end] == citation.cited_text


def _supports(sentences: Iterable[Sentence]) -> dict[str, int]:
    found = [sentence.support for sentence in sentences]
    return {support.value: found.count(support) for support in Support if support in found}


def _drawn(questions: list[JudgedQuestion], only: str | None) -> list[JudgedQuestion]:
    if not only:
        return questions
    first, _, last = only.partition("-")
    return questions[int(first) - 1 : int(last or first)]


def _write(file: Path, rows: Iterable[dict[str, object]]) -> None:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _share(count: int, of: int) -> str:
    return f"{count} of {of} ({count / of:.1%})" if of else "none"


def _versions() -> str:
    found = []
    for package in _PACKAGES:
        try:
            found.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            found.append(f"{package} not installed")
    return ", ".join([f"Python {platform.python_version()}", *found])
