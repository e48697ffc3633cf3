"""The judge that the settings name."""

from __future__ import annotations

from assistant.answering.verify.judge import Judge
from assistant.answering.verify.local import LocalJudge
from assistant.answering.verify.weights import load_weights
from assistant.models.cross_encoder import CrossEncoder
from assistant.models.embedder import Embedder

LOCAL = "local"


def open_local(embedder: Embedder, cross_encoder: CrossEncoder | None) -> Judge:
    """The local judge. Its weights hold for the models that they were fitted with: others are not used for it."""
    weights = load_weights()
    reader = embedder if embedder.name == weights.embedder else Embedder(weights.embedder)
    same = cross_encoder is not None and cross_encoder.name == weights.cross_encoder
    pairs = cross_encoder if cross_encoder is not None and same else CrossEncoder(weights.cross_encoder)
    return LocalJudge(reader, pairs, weights)
