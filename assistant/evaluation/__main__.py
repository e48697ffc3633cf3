"""``python -m assistant.evaluation COMMAND``: measurements of the program as it is served."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

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

# Each command, what adds its arguments and says what runs it, and what it measures.
COMMANDS: tuple[tuple[str, Callable[[argparse.ArgumentParser], None], str], ...] = (
    ("speed", speed.add_arguments, "reading, embedding, ingest and ask, each beside a bare library"),
    ("memory", memory.add_arguments, "what the process holds while many questions are asked"),
    ("one-change", one_change.add_arguments, "how long until a change of one document among many is published"),
    ("cold", cold.add_arguments, "from a cold process to the first answer: ask, and the app"),
    ("citations", citations.add_arguments, "draw citations at random and compare each with its page"),
    ("retrieval", retrieval.add_arguments, "how well and how fast passages are found, over a judged set"),
    ("ablation", ablation.add_arguments, "what each part of the search is worth, and what it costs"),
    ("calibrate", calibrate.add_arguments, "fit how likely a passage answers, over judged sets"),
    ("seeds", answers.add_arguments, "how many judged questions are answered rightly, without a language model"),
    ("generated", generated.add_arguments, "what a language model writes: cited, verbatim, read by a person"),
    ("gate", gate.add_arguments, "how well the judge tells supported claims from others"),
    ("fit-gate", gate_fitting.add_arguments, "fit the local judge, and cross-validate it, over judged claims"),
    ("answers", answering.add_arguments, "whether judged questions are answered or declined, and by which sentences"),
    ("fit-answers", fit_answers.add_arguments, "fit when to answer and which sentences to show, over judged questions"),
    ("load", load.add_arguments, "many people asking at once, also while snapshots are published"),
    ("scale", scale.add_arguments, "how an index of a thousand to some hundred thousand passages does"),
    ("sheet", sheet.add_arguments, "how long the questions of a note take, answered and kept as on the page"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one measurement, print its table and give back the exit code: 0 done, 1 failed."""
    parser = argparse.ArgumentParser(prog="python -m assistant.evaluation")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, add_arguments, measures in COMMANDS:
        add_arguments(commands.add_parser(name, help=measures))
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
