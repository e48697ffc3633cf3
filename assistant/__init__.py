"""Rapporteur: answers questions about policy documents; every sentence opens its page."""

from assistant.api import Assistant
from assistant.domain import Answer, AnswerStatus, Citation, Document, Hit, Turn

__all__ = ["Answer", "AnswerStatus", "Assistant", "Citation", "Document", "Hit", "Turn"]
