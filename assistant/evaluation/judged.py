"""Judged sets in the BEIR layout: passages, questions with the turns before them, and which passages answer which.

A folder holds ``corpus.jsonl`` (``_id``, ``title``, ``text`` and, where passages are pieces of longer
documents, ``doc_id``), ``queries*.jsonl`` (``_id``, ``text`` and perhaps ``history`` or ``raw``) and
``qrels*.tsv`` (query-id, corpus-id, score; one header line).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain import Answer, AnswerStatus, Sentence, Support, Turn
from assistant.errors import SettingsError

# Grades of relevance by query, then by passage.
Qrels = Mapping[str, Mapping[str, int]]

_USER_LINE = re.compile(r"^\|user\|:", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What is judged: a piece of ``document``, which is the passage itself where the set names no document."""

    id: str
    document: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedQuery:
    """A question of a judged set with the turns before it."""

    id: str
    question: str
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedSet:
    """The questions of one file that have a relevant passage, with their judgements.

    ``name`` is the folder's, ``queries_name`` the file's; ``total`` counts the questions before any limit.
    """

    name: str
    queries_name: str
    corpus: Path
    queries: tuple[JudgedQuery, ...]
    qrels: Qrels
    total: int


def load_judged_set(
    folder: Path, *, queries: str | None = None, qrels: str | None = None, limit: int | None = None
) -> JudgedSet:
    """The judged set in a folder; ``queries`` and ``qrels`` name files in it (or paths) where it has several.

    With a ``limit`` the questions are drawn evenly from the whole file, so that a short run stands for a long
    one. Raises SettingsError when a file is missing or not of the BEIR layout, or when it is unclear which to take.
    """
    corpus = _chosen(folder, "corpus.jsonl", None, "corpus")
    queries_file = _chosen(folder, "queries*.jsonl", queries, "queries")
    relevant = load_qrels(_chosen(folder, "qrels*.tsv", qrels, "qrels"))
    judged = [query for query in load_queries(queries_file) if query.id in relevant]
    if not judged:
        raise SettingsError(
            f"No question of {queries_file.name} has a relevant passage. Name judgements that match it."
        )
    drawn = _drawn(judged, limit)
    return JudgedSet(
        name=folder.resolve().name,
        queries_name=queries_file.stem,
        corpus=corpus,
        queries=tuple(drawn),
        qrels={query.id: relevant[query.id] for query in drawn},
        total=len(judged),
    )


def load_passages(file: Path) -> tuple[Passage, ...]:
    """The passages of a ``corpus.jsonl``, in order. Raises SettingsError for a damaged line and an empty file."""
    passages = tuple(
        Passage(
            id=str(row["_id"]),
            document=str(row.get("doc_id", row["_id"])),
            title=str(row.get("title") or ""),
            text=str(row["text"]),
        )
        for row in _rows(file, "_id", "text")
    )
    if not any(passage.text.strip() for passage in passages):
        raise SettingsError(f"There is no passage in {file}. Name a folder in the BEIR layout.")
    return passages


def load_queries(file: Path) -> tuple[JudgedQuery, ...]:
    """The questions of a ``queries*.jsonl``, in order. Raises SettingsError for a line that is none."""
    return tuple(_query(row) for row in _rows(file, "_id", "text"))


def load_qrels(file: Path) -> dict[str, dict[str, int]]:
    """The judgements of the questions that have a relevant passage. Raises SettingsError for a line that is none."""
    found: dict[str, dict[str, int]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        cells = line.split("\t")
        if not line.strip() or (number == 1 and cells[0] == "query-id"):
            continue
        try:
            query, passage, score = cells
            found.setdefault(query, {})[passage] = int(float(score))
        except ValueError as error:
            raise SettingsError(
                f"Line {number} of {file.name} is not a judgement. Expected: query, passage and score between tabs."
            ) from error
    return {query: grades for query, grades in found.items() if any(grade > 0 for grade in grades.values())}


def turns_of(history: Sequence[Mapping[str, str]]) -> tuple[Turn, ...]:
    """A history of who said what as turns: every text of the user asks, what others say after it answers it.

    What is said before the user first speaks answers nothing, and is left out.
    """
    said: list[tuple[str, list[str]]] = []
    for entry in history:
        if entry["speaker"] == "user":
            said.append((entry["text"].strip(), []))
        elif said:
            said[-1][1].append(entry["text"].strip())
    return tuple(Turn(question=question, answer=_answer(question, texts)) for question, texts in said)


def _answer(question: str, texts: Sequence[str]) -> Answer | None:
    """An answer known only by its words: judged sets do not say what it was taken from."""
    if not texts:
        return None
    sentences = tuple(Sentence(text=text, support=Support.UNSUPPORTED, citations=()) for text in texts)
    return Answer(
        question=question, query=question, sentences=sentences, status=AnswerStatus.ANSWERED, hits=(), snapshot=""
    )


def _query(row: Mapping[str, Any]) -> JudgedQuery:
    raw = str(row.get("raw") or "")
    if "history" in row:
        return JudgedQuery(id=str(row["_id"]), question=row["text"].strip(), turns=turns_of(row["history"]))
    if _USER_LINE.match(raw):
        *earlier, question = [text.strip() for text in _USER_LINE.split(raw)[1:]]
        return JudgedQuery(id=str(row["_id"]), question=question, turns=tuple(Turn(question=text) for text in earlier))
    return JudgedQuery(id=str(row["_id"]), question=row["text"].strip())


def _drawn(queries: Sequence[JudgedQuery], limit: int | None) -> list[JudgedQuery]:
    if limit is None or limit >= len(queries):
        return list(queries)
    return [queries[index * len(queries) // limit] for index in range(limit)]


def _chosen(folder: Path, pattern: str, named: str | None, option: str) -> Path:
    """The one file that fits, or the one that was named. Raises SettingsError."""
    if named is not None:
        found = [path for path in (folder / named, Path(named)) if path.is_file()]
        if not found:
            raise SettingsError(f"There is no file {named} in {folder}. Correct --{option}.")
        return found[0]
    fitting = sorted(folder.glob(pattern))
    if not fitting:
        raise SettingsError(f"There is no {pattern} in {folder}. Name a folder in the BEIR layout.")
    if len(fitting) > 1:
        names = ", ".join(path.name for path in fitting)
        raise SettingsError(f"{folder} has several {pattern}: {names}. Say which with --{option}.")
    return fitting[0]


def _rows(file: Path, *needed: str) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise SettingsError(f"Line {number} of {file.name} is not JSON: {error}.") from error
            if not isinstance(row, dict) or any(key not in row for key in needed):
                raise SettingsError(f"Line {number} of {file.name} lacks one of: {', '.join(needed)}.")
            yield row


def several_files(folder: Path) -> dict[str, str]:
    """Which files to load of a set that has several: the questions that stand one to a line with their earlier ones."""
    several = (folder / "queries_questions.jsonl").is_file()
    return {"queries": "queries_questions.jsonl", "qrels": "qrels.tsv"} if several else {}
