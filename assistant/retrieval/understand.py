"""A typed question becomes a query: narrowed by the filters in its words, made to stand alone, taken apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain import Answer, Filter, Query, Turn
from assistant.retrieval.condense import Condensed, condense, earlier_texts, leans, points_back
from assistant.retrieval.facets import Facets
from assistant.retrieval.filters import recognise
from assistant.retrieval.naming import documents_in
from assistant.retrieval.parts import question_parts


def understand(question: str, turns: Sequence[Turn] = (), facets: Facets | None = None) -> Query:
    """What to search for when this is asked after those turns; without ``facets`` no filter is looked for.

    A question that cannot be understood alone keeps the filters of the one before it, save those of a kind that it
    states anew: after "… in note 8027/25?", "why?" is still asked of that note.
    """
    before: Query | None = None
    said: list[Turn] = []  # the turns without the words of their filters, which are no names to talk about
    for turn in turns if facets else ():
        # What a person has corrected stays corrected for what is asked next.
        corrected = turn.answer.understood if turn.answer else None
        before = corrected or _understood(turn.question, said, before, facets)
        said.append(replace(turn, question=before.asked))
    return replace(_understood(question, said or turns, before, facets), in_focus=_in_focus(turns, facets))


def _in_focus(turns: Sequence[Turn], facets: Facets | None) -> tuple[str, ...]:
    """The documents that the last answer with any citation cites, also where it declines; the most cited first.

    Where an answer cites none, the one that its question names.
    """
    for turn in reversed(turns):
        cited = _cited(turn.answer) if turn.answer else Counter()
        if cited:
            return tuple(document for document, _ in cited.most_common())
        named = documents_in(turn.question, facets) if facets else []
        if named:
            return tuple(summary.id for summary in named)
    return ()


def _cited(answer: Answer) -> Counter[str]:
    shown = Counter(citation.document for citation in answer.citations)
    return shown + Counter(citation.document for decline in answer.declines for citation in decline.evidence)


def _understood(question: str, turns: Sequence[Turn], before: Query | None, facets: Facets | None) -> Query:
    """One question, given the turns before it and how the last of them was understood."""
    stated, asked = recognise(question.strip(), facets) if facets else ((), question.strip())
    nothing_else = bool(stated) and not asked  # "and in the Council note?"
    filters = stated
    if before and (nothing_else or (asked and leans(asked))):
        filters = _carried(before.filters, stated)
    if nothing_else:
        asked = before.standalone if before else question.strip()
        return Query(
            question=question,
            asked=asked,
            standalone=asked,
            parts=question_parts(asked),
            filters=filters,
            reason="asks the last question of another part of the documents" if before else "",
        )
    if stated and not points_back(asked):  # it says itself where to look, so it is about something of its own
        condensed = Condensed(standalone=asked, earlier=earlier_texts(asked, turns))
    else:
        condensed = condense(asked, turns)
    # What is only taken along from the last question is not asked again.
    parts = question_parts(asked if condensed.earlier else condensed.standalone)
    return Query(
        question=question,
        asked=asked,
        standalone=condensed.standalone,
        parts=parts if len(parts) > 1 else (condensed.standalone,),
        reason=condensed.reason,
        earlier=condensed.earlier,
        filters=filters,
        asked_in=facets.asked_in(question) if facets else None,
    )


def rephrased(query: Query, standalone: str) -> Query:
    """The query as a person has reworded it: it stands alone now, its filters stay."""
    return replace(
        query, asked=standalone, standalone=standalone, parts=question_parts(standalone), reason="", earlier=()
    )


def _carried(before: Sequence[Filter], stated: Sequence[Filter]) -> tuple[Filter, ...]:
    kinds = {one.kind for one in stated}
    return (*(one for one in before if one.kind not in kinds), *stated)
