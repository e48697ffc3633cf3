"""Our measures of the gate agree with the scorers that came with the judged sets."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from assistant.evaluation.claims import JudgedClaim, load_claims
from assistant.evaluation.gate_measures import Outcome, balanced_accuracy, evidence_f1, macro_f1

pytestmark = pytest.mark.shared


def scorer(shared: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, shared / "bench" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outcomes(claims: tuple[JudgedClaim, ...]) -> list[Outcome]:
    """Verdicts that are right for some claims and wrong for others, and citations of varying worth."""
    return [
        Outcome(supported=len(claim.claim) % 3 > 0, score=0.5, cited=tuple(range(at % 5)))
        for at, claim in enumerate(claims)
    ]


def test_evidence_f1_is_the_scorers(shared: Path) -> None:
    claims = load_claims(shared / "bench" / "wice" / "claims_dev.jsonl")
    found = outcomes(claims)
    gold = [{"_id": claim.id, "supporting_sentences": [sorted(s) for s in claim.gold]} for claim in claims]
    preds = [{"_id": claim.id, "cited": list(one.cited)} for claim, one in zip(claims, found, strict=True)]
    theirs = scorer(shared, "score_evidence").evaluate(gold, preds)
    assert evidence_f1(claims, found) == pytest.approx(theirs["F1"])


def test_the_measures_of_labels_are_the_scorers(shared: Path) -> None:
    claims = load_claims(shared / "bench" / "attributionbench" / "dev.jsonl")
    gold, said = [claim.supported for claim in claims], [one.supported for one in outcomes(claims)]
    theirs = scorer(shared, "score_labels").conf([int(one) for one in gold], [int(one) for one in said])
    assert macro_f1(gold, said) == pytest.approx(theirs["macroF1"])
    assert balanced_accuracy(gold, said) == pytest.approx(theirs["BAcc"])
