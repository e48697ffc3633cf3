"""Alignments of claims with their evidence, kept on disk: they take the models, and all fitting starts from them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.answering.verify.alignment import Aligner, Alignment, Candidate, word_weights
from assistant.answering.verify.tokens import plain_claim
from assistant.evaluation.claims import JudgedClaim


def alignments(
    claims: Sequence[JudgedClaim], aligner: Aligner, cache: Path | None = None
) -> Iterator[tuple[JudgedClaim, Alignment]]:
    """Each claim with its alignment, read from a JSONL file of the folder ``cache`` where it was made before.

    The cache does not know with which models and limits it was filled: give another folder for others.
    """
    known: dict[str, str] = {}
    file = cache / "alignments.jsonl" if cache else None
    if file and file.is_file():
        known = dict(line.split("\t", 1) for line in file.read_text(encoding="utf-8").splitlines())
    for claim in claims:
        text = plain_claim(claim.claim)
        key = hashlib.sha256(json.dumps([text, claim.evidence]).encode()).hexdigest()
        if key in known:
            yield claim, _restored(text, claim.evidence, known[key])
            continue
        made = aligner.align(text, claim.evidence)
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as handle:
                handle.write(f"{key}\t{_written(made)}\n")
        yield claim, made


def _written(alignment: Alignment) -> str:
    rows = [
        (entry.index, entry.overlap, entry.cosine, entry.logit, [round(float(value), 4) for value in entry.nearest])
        for entry in alignment.candidates
    ]
    return json.dumps({"joined": alignment.joined, "candidates": rows})


def _restored(claim: str, evidence: tuple[str, ...], line: str) -> Alignment:
    held = json.loads(line)
    return Alignment(
        claim=claim,
        evidence=evidence,
        weights=word_weights(claim, evidence),
        candidates=tuple(
            Candidate(index=index, overlap=overlap, cosine=cosine, logit=logit, nearest=np.array(nearest))
            for index, overlap, cosine, logit, nearest in held["candidates"]
        ),
        joined=held["joined"],
    )
