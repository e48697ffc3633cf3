"""Fits the two small models of the local judge on judged claims, and measures them by cross-validation."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.answering.verify.alignment import Aligner, Alignment, Array
from assistant.answering.verify.features import CLAIM_FEATURES, SENTENCE_FEATURES, claim_features, sentence_features
from assistant.answering.verify.local import choose, likely_sentences, weigh
from assistant.answering.verify.weights import FILE, Logistic, Weights
from assistant.domain import Support
from assistant.evaluation.alignments import alignments
from assistant.evaluation.claims import JudgedClaim, load_claims
from assistant.evaluation.gate_measures import Outcome, balanced_accuracy, evidence_f1, rows
from assistant.evaluation.gate_table import table
from assistant.models.cross_encoder import CrossEncoder
from assistant.models.embedder import Embedder
from assistant.models.late_interaction import LateInteraction
from assistant.settings import Settings

# How strongly large weights are held back (ridge, on standardised features), per claim.
RIDGE = 0.006
FOLDS = 10
_STEPS = 30
_THRESHOLDS = np.arange(0.1, 0.71, 0.02)
_SIGNIFICANT = 6

Judged = tuple[JudgedClaim, Alignment]
# The features of a claim by its alignment's identity and the sentences that were likely enough.
Known = dict[tuple[int, tuple[int, ...]], Array]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="WiCE or AttributionBench, as JSONL")
    parser.add_argument("--cache", type=Path, help="a folder for what the models made of the claims")
    parser.add_argument("--output", type=Path, default=FILE, help="where to write the weights (default: in place)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Fit on all the files, print the cross-validated figures, and write the weights."""
    embedder, pairs = Embedder(Settings().embedder), CrossEncoder(Settings().reranker)
    claims = [claim for file in options.files for claim in load_claims(file)]
    judged = list(alignments(claims, Aligner(embedder, pairs, LateInteraction()), options.cache))
    print(f"{len(judged)} claims, {FOLDS}-fold cross-validation, the claims of one question in one fold")
    print(table(rows(claims, cross_validated(judged))))
    weights = fit(judged)
    written = as_json(weights)
    written["fitted_on"] = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in options.files}
    options.output.write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"The weights are in {options.output}: review them.")
    return 0


def cross_validated(judged: Sequence[Judged]) -> list[Outcome]:
    """What models fitted without a claim make of it, for each claim: weights and thresholds alike."""
    fold = [int(hashlib.sha256(claim.group.encode()).hexdigest(), 16) % FOLDS for claim, _ in judged]
    outcomes: dict[int, Outcome] = {}
    known: Known = {}
    for held_out in range(FOLDS):
        weights = fit([pair for pair, number in zip(judged, fold, strict=True) if number != held_out], known)
        for at, (_, alignment) in enumerate(judged):
            if fold[at] == held_out:
                outcomes[at] = outcome(alignment, weights)
    return [outcomes[at] for at in range(len(judged))]


def outcome(alignment: Alignment, weights: Weights) -> Outcome:
    """The verdict of the judge with these weights."""
    verdict = weigh(alignment, weights)
    supported = verdict.support in (Support.QUOTED, Support.SUPPORTED)
    return Outcome(supported=supported, score=verdict.score, cited=verdict.evidence)


def fit(judged: Sequence[Judged], known: Known | None = None) -> Weights:
    """Both models and the three thresholds, fitted one after the other; ``known`` are features computed before."""
    known = {} if known is None else known
    sentence = _fit_sentences(judged)
    weights = Weights(
        embedder=Settings().embedder,
        cross_encoder=Settings().reranker,
        sentence=sentence,
        claim=Logistic(features=CLAIM_FEATURES, weights=(0.0,) * len(CLAIM_FEATURES), constant=0.0),
        chosen_from=0.0,
        supported_from=0.5,
        partly_from=0.0,
    )
    weights = replace(weights, chosen_from=_best_selection(judged, weights))
    usable = [(claim, alignment) for claim, alignment in judged if alignment.candidates]
    values = np.stack([_features(alignment, weights, known) for _, alignment in usable])
    truth = np.array([claim.supported for claim, _ in usable], float)
    groups = [(claim.set_name, claim.supported) for claim, _ in usable]
    claim_model = _logistic(CLAIM_FEATURES, values, truth, _balanced(groups))
    weights = replace(weights, claim=claim_model)
    return replace(weights, partly_from=_partly_from(usable, claim_model.probability(values), weights))


def _features(alignment: Alignment, weights: Weights, known: Known) -> Array:
    key = (id(alignment), tuple(likely_sentences(alignment, weights)[1]))
    if key not in known:
        known[key] = claim_features(alignment, choose(alignment, weights))
    return known[key]


def as_json(weights: Weights) -> dict[str, object]:
    """The weights as they are kept, each number beside the name of what it weighs."""
    return {
        "embedder": weights.embedder,
        "cross_encoder": weights.cross_encoder,
        "chosen_from": round(weights.chosen_from, _SIGNIFICANT),
        "supported_from": weights.supported_from,
        "partly_from": round(weights.partly_from, _SIGNIFICANT),
        "sentence": _model_json(weights.sentence),
        "claim": _model_json(weights.claim),
    }


def _model_json(model: Logistic) -> dict[str, object]:
    named = zip(model.features, model.weights, strict=True)
    return {
        "constant": round(model.constant, _SIGNIFICANT),
        "weights": {name: round(weight, _SIGNIFICANT) for name, weight in named},
    }


def _fit_sentences(judged: Sequence[Judged]) -> Logistic:
    """Whether a candidate is in the gold evidence; one in half of the gold sets counts as half in."""
    values, truth = [], []
    for claim, alignment in judged:
        if claim.gold:
            values.append(sentence_features(alignment))
            truth += [_share(claim, candidate.index) for candidate in alignment.candidates]
    return _logistic(SENTENCE_FEATURES, np.concatenate(values), np.array(truth), np.ones(len(truth)))


def _share(claim: JudgedClaim, index: int) -> float:
    return sum(index in sentences for sentences in claim.gold) / len(claim.gold)


def _best_selection(judged: Sequence[Judged], weights: Weights) -> float:
    """The threshold from which sentences are chosen that gives the best evidence F1."""
    usable = [(claim, alignment) for claim, alignment in judged if claim.gold and alignment.candidates]
    claims = [claim for claim, _ in usable]

    def reached(threshold: float) -> float:
        tried = replace(weights, chosen_from=threshold)
        cited = [tuple(likely_sentences(alignment, tried)[1]) for _, alignment in usable]
        return evidence_f1(claims, [Outcome(supported=True, score=1.0, cited=some) for some in cited])

    return _middle_of_best([(float(threshold), reached(float(threshold))) for threshold in _THRESHOLDS])


def _partly_from(usable: Sequence[Judged], scores: Array, weights: Weights) -> float:
    """The score that tells best between claims with some support and with none, where people said which is which."""
    asked = [at for at, (claim, _) in enumerate(usable) if claim.somewhat is not None]
    gold = [bool(usable[at][0].somewhat) for at in asked]
    if len(set(gold)) < 2:
        return weights.supported_from
    tried = [float(threshold) for threshold in np.arange(0.02, weights.supported_from, 0.02)]
    return _middle_of_best(
        [(threshold, balanced_accuracy(gold, [bool(scores[at] >= threshold) for at in asked])) for threshold in tried]
    )


def _middle_of_best(reached: Sequence[tuple[float, float]]) -> float:
    """The middle of the thresholds that come within half a point of the best: the best one alone is luck."""
    best = max(value for _, value in reached)
    good = [threshold for threshold, value in reached if value >= best - 0.005]
    return round(float(np.median(good)), 4)


def _balanced(groups: Sequence[tuple[str, bool]]) -> Array:
    """Weights by which every set, and both labels in it, count the same; their mean is 1."""
    kinds = sorted(set(groups))
    return np.array([len(groups) / (len(kinds) * groups.count(group)) for group in groups])


def _logistic(features: tuple[str, ...], values: Array, truth: Array, counts: Array) -> Logistic:
    """Ridge logistic regression by Newton's method on standardised features; truths may lie between 0 and 1."""
    mean, spread = values.mean(axis=0), values.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    table_ = np.column_stack([(values - mean) / spread, np.ones(len(values))])
    penalty = np.diag([RIDGE * len(values)] * len(features) + [0.0])
    found = np.zeros(len(features) + 1)
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-table_ @ found))
        gradient = table_.T @ (counts * (truth - share)) - penalty @ found
        curvature = (table_ * (counts * share * (1 - share))[:, None]).T @ table_ + penalty
        found = found + np.linalg.solve(curvature + 1e-9 * np.eye(len(found)), gradient)
    unscaled = found[:-1] / spread
    return Logistic(
        features=features,
        weights=tuple(float(weight) for weight in unscaled),
        constant=float(found[-1] - unscaled @ mean),
    )
