"""A premise and a claim in, two numbers out: how likely the one entails, and contradicts, the other."""

from __future__ import annotations

from threading import Lock
from typing import Protocol

from assistant.models.location import locate


class EntailmentEngine(Protocol):
    """A loaded model for natural language inference."""

    def probabilities(self, premise: str, claim: str) -> tuple[float, float]:
        """How likely the premise entails the claim, and how likely it contradicts it."""
        ...


class Entailment:
    """A model for natural language inference by its hub name or folder, loaded when first used."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._engine: EntailmentEngine | None = None
        self._loading = Lock()

    def probabilities(self, premise: str, claim: str) -> tuple[float, float]:
        """How likely the premise entails the claim, and contradicts it. Raises ModelMissing when it is not there."""
        with self._loading:
            if self._engine is None:
                from assistant.models import transformer

                self._engine = transformer.EntailmentEngine(self.name, locate(self.name))
        return self._engine.probabilities(premise, claim)
