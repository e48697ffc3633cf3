"""``python -m assistant.evaluation COMMAND``: measurements of the program as it is served."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant.answering.verify.weights import FILE
from assistant.errors import AssistantError
from assistant.evaluation import (
    ablation,
    answering,
    answers,
    calibrate,
    citations,
    cold,
    fit_answers,
    gate,
    gate_fitting,
    generated,
    load,
    memory,
    one_change,
    retrieval,
    scale,
    sheet,
    speed,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one measurement, print its table and give back the exit code: 0 done, 1 failed."""
    parser = argparse.ArgumentParser(prog="python -m assistant.evaluation")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    measure = commands.add_parser("speed", help="reading, embedding, ingest and ask, each beside a bare library")
    measure.add_argument("corpus", type=Path, help="a folder of documents")
    measure.set_defaults(run=speed.run)
    memory.add_arguments(commands.add_parser("memory", help="what the process holds while many questions are asked"))
    one_change.add_arguments(
        commands.add_parser("one-change", help="how long until a change of one document among many is published")
    )
    cold.add_arguments(commands.add_parser("cold", help="from a cold process to the first answer: ask, and the app"))
    check = commands.add_parser("citations", help="draw citations at random and compare each with its page")
    check.add_argument("corpus", type=Path, help="a folder of documents")
    check.add_argument("--index", type=Path, help="where its index is (default: a temporary one)")
    check.add_argument("--questions", type=Path, help="a file with one question per line (default: made from headings)")
    check.add_argument("--draw", type=int, default=200, help="how many citations (default: 200)")
    check.set_defaults(run=citations.run)
    judge = commands.add_parser("retrieval", help="how well and how fast passages are found, over a judged set")
    retrieval.add_arguments(judge)
    ablation.add_arguments(
        commands.add_parser("ablation", help="what each part of the search is worth, and what it costs")
    )
    fitting = commands.add_parser("calibrate", help="fit how likely a passage answers, over judged sets")
    fitting.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="judged sets")
    fitting.add_argument("--limit", type=int, help="only so many questions of each, drawn evenly")
    cache = Path(tempfile.gettempdir()) / "rapporteur-bench"
    fitting.add_argument("--cache", type=Path, default=cache, help="where snapshots and vectors are kept")
    fitting.set_defaults(run=calibrate.run)
    seeds = commands.add_parser(
        "seeds", help="how many judged questions are answered rightly, without a language model"
    )
    answers.add_arguments(seeds)
    writing = commands.add_parser("generated", help="what a language model writes: cited, verbatim, read by a person")
    generated.add_arguments(writing)
    judging = commands.add_parser("gate", help="how well the judge tells supported claims from others")
    judging.add_argument("files", type=Path, nargs="+", metavar="FILE", help="WiCE or AttributionBench, as JSONL")
    judging.add_argument("--cache", type=Path, help="a folder for what the models made of the claims")
    judging.add_argument("--predictions", type=Path, help="write the verdicts here, as JSONL")
    judging.set_defaults(run=gate.run)
    gating = commands.add_parser("fit-gate", help="fit the local judge, and cross-validate it, over judged claims")
    gating.add_argument("files", type=Path, nargs="+", metavar="FILE", help="WiCE or AttributionBench, as JSONL")
    gating.add_argument("--cache", type=Path, help="a folder for what the models made of the claims")
    gating.add_argument("--output", type=Path, default=FILE, help="where to write the weights (default: in place)")
    gating.set_defaults(run=gate_fitting.run)
    answering.add_arguments(
        commands.add_parser("answers", help="whether judged questions are answered or declined, and by which sentences")
    )
    fit_answers.add_arguments(
        commands.add_parser("fit-answers", help="fit when to answer and which sentences to show, over judged questions")
    )
    load.add_arguments(
        commands.add_parser("load", help="many people asking at once, also while snapshots are published")
    )
    scale.add_arguments(
        commands.add_parser("scale", help="how an index of a thousand to some hundred thousand passages does")
    )
    sheet.add_arguments(
        commands.add_parser("sheet", help="how long the questions of a note take, answered and kept as on the page")
    )
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
