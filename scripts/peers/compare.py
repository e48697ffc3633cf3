"""This program beside its peers: how long they take, how much memory, and how often the right passages are found."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean, median
from typing import Any

from assistant.evaluation.judged import JudgedSet, load_judged_set, load_passages
from assistant.evaluation.speed import QUESTIONS
from assistant.evaluation.tables import markdown, put_between
from scripts.peers.job import BEST
from scripts.peers.running import SYSTEMS, Failed, System, done, environment, versions

DOCS = Path("docs/performance.md")
BEGIN = "<!-- peers table: begin (rewritten by scripts/compare --docs) -->"
END = "<!-- peers table: end -->"
# The first question pays for what is loaded when first used.
COLD_QUESTIONS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What every system does with some documents and questions; for judged ones ``right`` are the right passages."""

    name: str
    told: dict[str, Any]
    size: str
    right: tuple[frozenset[str], ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """What is measured."""
        return ("ingest", "search p50", "peak memory", *((f"recall@{BEST}",) if self.right else ()))


def main() -> int:
    """Run every system over the documents, print the table, and put it into the docs where that is asked for."""
    options = _parser().parse_args()
    jobs = _jobs(options)
    rows, known = [], {}
    for system in SYSTEMS:
        if options.only and system.module not in options.only:
            continue
        rows += _rows(system, jobs, options)
        python = environment(system, options.cache)
        known |= dict.fromkeys(versions(python) if python else ())
        print("\n".join(" | ".join(row) for row in rows), file=sys.stderr)
    header = ("system", *(f"{job.name}: {what}" for job in jobs for what in job.shown))
    footing = (
        f"Measured on {datetime.now(UTC).date().isoformat()} over {'; '.join(job.size for job in jobs)}. Ingest "
        "includes loading the models; memory is that of the largest process; a search brings the five best passages, "
        f"and no language model is asked. {', '.join(known)}."
    )
    lines = [*markdown(header, rows), "", footing]
    print("\n".join(lines))
    if options.docs:
        put_between(options.docs, BEGIN, END, lines)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/compare", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("corpus"), help="a folder with PDFs (default: corpus)")
    parser.add_argument("--bench", type=Path, help="a folder with the judged sets obliqa and doc2dial")
    parser.add_argument("--questions", type=int, default=150, help="how many of each set (default: 150)")
    parser.add_argument("--passages", type=int, default=2500, help="passages of each set at the most (default: 2500)")
    modules = [system.module for system in SYSTEMS]
    parser.add_argument("--only", action="append", choices=modules, help="only this system; may be given again")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "rapporteur" / "peers")
    parser.add_argument("--results", type=Path, help="keep results in this folder, and do nothing twice")
    parser.add_argument("--docs", type=Path, nargs="?", const=DOCS, metavar="FILE", help=f"put the table into {DOCS}")
    return parser


def _jobs(options: argparse.Namespace) -> list[Job]:
    jobs = []
    pdfs = sorted(options.folder.rglob("*.pdf"))
    if pdfs:
        told = {"folder": [str(file) for file in pdfs], "questions": list(QUESTIONS)}
        jobs.append(Job(name=f"{len(pdfs)} PDFs", told=told, size=f"the {len(pdfs)} PDFs of a folder"))
    for name in ("obliqa", "doc2dial") if options.bench else ():
        jobs.append(_judged(load_judged_set(options.bench / name), options.questions, options.passages))
    return jobs


def _judged(judged: JudgedSet, questions: int, most: int) -> Job:
    """Questions that stand alone, and of the passages the right ones for them and others drawn evenly."""
    alone = [query for query in judged.queries if not query.turns]
    count = min(questions, len(alone))
    asked = [alone[place * len(alone) // count] for place in range(count)]
    right = [frozenset(id_ for id_, grade in judged.qrels[query.id].items() if grade > 0) for query in asked]
    everything, needed = load_passages(judged.corpus), frozenset().union(*right)
    others = [one for one in everything if one.id not in needed]
    room = max(0, min(most, len(everything)) - len(needed))
    kept = needed | {others[place * len(others) // room].id for place in range(room)}
    passages = [
        {"id": one.id, "document": one.document, "title": one.title, "text": one.text}
        for one in everything
        if one.id in kept
    ]
    return Job(
        name=judged.name,
        told={"passages": passages, "questions": [query.question for query in asked]},
        size=f"{len(passages):,} of the {len(everything):,} passages and {count} questions of {judged.name}",
        right=tuple(right),
    )


def _rows(system: System, jobs: list[Job], options: argparse.Namespace) -> list[tuple[str, ...]]:
    """A row for each way in which a system searches; one that says why, where it could not be run."""
    rows: dict[str, list[str]] = {}
    for job in jobs:
        kept = options.results / f"{system.module}-{job.name.replace(' ', '-')}.json" if options.results else None
        try:
            result = json.loads(kept.read_bytes()) if kept and kept.is_file() else done(system, job.told, options.cache)
        except Failed as error:
            return [(system.module, f"not run: {error}", *[""] * (sum(len(one.shown) for one in jobs) - 1))]
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(result), encoding="utf-8")
        for name, asked in result["searches"].items():
            rows.setdefault(name, [name]).extend(_cells(job, result, asked))
    return [tuple(row) for row in rows.values()]


def _cells(job: Job, result: dict[str, Any], asked: dict[str, Any]) -> list[str]:
    cells = [
        f"{result['ingest_s']:.0f} s",
        f"{1000 * median(asked['seconds'][COLD_QUESTIONS:]):.0f} ms",
        f"{result['peak_bytes'] / 1e6:.0f} MB",
    ]
    if job.right:
        pairs = zip(job.right, asked["found"], strict=True)
        cells.append(f"{mean(len(right & set(found)) / len(right) for right, found in pairs):.3f}")
    return cells


if __name__ == "__main__":
    sys.exit(main())
