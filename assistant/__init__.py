"""Rapporteur: answers questions about policy documents; every sentence opens its page."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.api import Assistant
    from assistant.domain import Answer, AnswerStatus, Citation, Document, Hit, Turn

__all__ = ["Answer", "AnswerStatus", "Assistant", "Citation", "Document", "Hit", "Turn"]


def __getattr__(name: str) -> Any:
    """What the package offers, imported when it is asked for: the processes that read files have no use for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("assistant.api" if name == "Assistant" else "assistant.domain"), name)
