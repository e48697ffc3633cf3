"""How a question was understood, as it stands above its answer, and what is left of it when a part is taken away."""

from __future__ import annotations

from dataclasses import replace

from assistant.domain import Answer, Query
from assistant.ui.components import Payload


def payload(answer: Answer, *, correctable: bool) -> Payload | None:
    """What was searched for where that is not the question as typed; None where there is nothing to say.

    ``correctable``: the wording can be edited and the filters removed.
    """
    query = answer.understood
    standalone = query.standalone if query else answer.query
    searched = standalone if _folded(standalone) != _folded(answer.question) else ""
    parts = query.parts if query and len(query.parts) > 1 else ()
    labels = chips(query) if query else []
    if not (searched or parts or labels):
        return None
    return {
        "searched": searched,
        "reason": query.reason if query else "",
        "parts": list(parts),
        "filters": labels,
        "edit": standalone if query and correctable else None,
    }


def _folded(text: str) -> str:
    return " ".join(text.split()).rstrip(" ?.!").casefold()


def chips(query: Query) -> list[str]:
    """The filters' labels, each once: one "in 8027/25" may stand for a note and its revision."""
    return list(dict.fromkeys(one.label for one in query.filters))


def without_chip(query: Query, number: int) -> Query | None:
    """The query without the filters of its chip ``number`` (from 0); None when it has no such chip."""
    labels = chips(query)
    if not 0 <= number < len(labels):
        return None
    return replace(query, filters=tuple(one for one in query.filters if one.label != labels[number]))
