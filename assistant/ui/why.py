"""Why a passage was found: what the searches and the judge made of it, in words and never as a score."""

from __future__ import annotations

from assistant.domain import Hit, Query
from assistant.ui.components import Payload
from assistant.ui.query_view import chips
from assistant.ui.wording import found_by


def reasons(hit: Hit, query: Query | None) -> list[Payload]:
    """Labels and values for the disclosure *Why this passage*; empty where nothing is known of it."""
    rows = {
        "Matched words": ", ".join(hit.matched),
        "Found": found_by(hit.dense_rank, hit.lexical_rank),
        "Judged": hit.verdict,
    }
    if not any(rows.values()):
        return []
    if query and len(query.parts) > 1 and 0 <= hit.part < len(query.parts):
        rows["For the part"] = query.parts[hit.part]
    if query and query.filters:
        rows["Searched only"] = ", ".join(chips(query))
    return [{"label": label, "value": value} for label, value in rows.items() if value]
