"""The language model as the rest of the program gets it: it refuses what its provider may not see.

This is the one place where the policy on markings is enforced for models. A call cannot be made without saying which
markings the texts in it bear (``Call.markings``), and nothing else in the program holds the model itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.access.policy import Decision, Policy, Provider
from assistant.domain.marking import Markings
from assistant.errors import ModelRefused
from assistant.models.language_model import Call, ChatModel


class GuardedModel:
    """A language model, its provider, and the policy on what the provider may see."""

    def __init__(self, model: ChatModel, policy: Policy, provider: Provider) -> None:
        self.name = model.name
        self.window_tokens = model.window_tokens
        self.evidence_tokens = model.evidence_tokens
        self._model, self._policy, self._provider = model, policy, provider

    def may_read(self, markings: Markings) -> Decision:
        """Whether the model may see a text made of passages with these markings; asked before much is prepared."""
        return self._policy.may_read(self._provider, markings)

    def count(self, text: str) -> int:
        """The tokens of a text, counted on this machine whoever runs the model."""
        return self._model.count(text)

    def stream(self, call: Call, stopped: Callable[[], bool]) -> Iterator[str]:
        """The pieces of what the model writes. Raises ModelRefused before anything is sent, and what the model does."""
        decision = self.may_read(call.markings)
        if not decision.allowed:
            raise ModelRefused(f"{decision.reason}.")
        yield from self._model.stream(call, stopped)
