"""The search by words for one question, whose whole is looked for beside each of its parts."""

from __future__ import annotations

from assistant.indexing.scope import Scope
from assistant.indexing.snapshot import Snapshot
from assistant.retrieval.query import match_expression
from assistant.retrieval.wording import other_wordings


class WordSearch:
    """Searches the chunks of a scope by words, the best ``limit`` for each text, and no text twice."""

    def __init__(self, snapshot: Snapshot, scope: Scope, *, limit: int) -> None:
        self.snapshot, self.scope = snapshot, scope
        self._limit = limit
        self._found: dict[str, list[tuple[str, float]]] = {}

    def best(self, text: str) -> list[tuple[str, float]]:
        """The chunk ids that have most of the words of a text or of their other wordings, each with its BM25 score."""
        if text not in self._found:
            match = match_expression(text, other_wordings(text, self.snapshot.texts))
            self._found[text] = self.snapshot.texts.best(match, limit=self._limit, scope=self.scope)
        return self._found[text]
