"""Cited passages that are out of date, as the components show them: what was quoted, beside what stands there now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.domain import Citation, Stale, StaleCause
from assistant.ui.components import Payload

if TYPE_CHECKING:
    from assistant.api import Assistant


def by_citation(assistant: Assistant, citations: tuple[Citation, ...]) -> dict[Citation, Stale]:
    """What is out of date among some citations. Raises NoSnapshot."""
    found = {(one.citation.document, one.citation.span): one for one in assistant.desk.stale(citations)}
    keyed = ((one, found.get((one.document, one.span))) for one in citations)
    return {one: stale for one, stale in keyed if stale is not None}


def row(stale: Stale) -> Payload:
    """One passage for the components."""
    then = stale.citation
    return {
        "badge": "Out of date",
        "kind": "gone",
        "message": _message(stale),
        "then": then.cited_text,
        "then_title": f"As it was quoted: {then.title}, page {then.page_label or then.page}",
        "now": stale.text,
        "now_title": _now_title(stale),
        "nothing": "Nothing in it comes near these words."
        if stale.document
        else "There is nothing to compare it with.",
    }


def _message(stale: Stale) -> str:
    if stale.cause is StaleCause.SUPERSEDED:
        same = " These words stand unchanged in it." if stale.same_words else ""
        return f"A later version ({stale.version}) is in the corpus.{same}"
    return stale.cause.message


def _now_title(stale: Stale) -> str:
    if not stale.document:
        return "Now"
    version = f" {stale.version}" if stale.version else ""
    place = f", page {stale.span.page} of the file" if stale.span else ""
    return f"Now: {stale.title}{version}{place}"
