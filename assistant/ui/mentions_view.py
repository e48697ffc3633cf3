"""Every mention of some words: looked up instead of asked, and on the screen until the next question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.domain import IndexStatus, MentionsInDocument, TextMatch
from assistant.ui import components, passage, session
from assistant.ui.components import Payload
from assistant.ui.wording import around, count

if TYPE_CHECKING:
    from assistant.api import Assistant

_ALL_OPEN = 60
_KEY = "mentions"


def look_up(assistant: Assistant, words: str, documents: tuple[str, ...]) -> None:
    """Finds every mention of the words in these documents, or in all, and puts them on the screen."""
    snapshot = assistant.status().snapshot
    found = assistant.mentions(words, documents=documents)
    session.close_passage()
    session.show_look_up(session.LookUp(words, documents, snapshot, found))


def refresh(assistant: Assistant, status: IndexStatus) -> None:
    """Looks the same words up again when the index is no longer the one that they were found in."""
    held = session.look_up()
    if held and held.snapshot != status.snapshot:
        look_up(assistant, held.words, held.documents)


def passages(look_up: session.LookUp) -> list[tuple[int, passage.Passage]]:
    """The passage of each mention, numbered from 1 in the order in which they are listed."""
    every = [passage.of_mention(match, one.title) for one in look_up.found.documents for match in one.matches]
    return list(enumerate(every, 1))


def show(assistant: Assistant, held: session.LookUp) -> None:
    """Draws the mentions, by document."""

    def choose(number: str) -> None:
        session.show_passage(session.OpenPassage(-1, "mention", int(number)))

    def clear(_: bool) -> None:
        session.forget_look_up()

    opened = session.open_passage()
    active = opened.number if opened and opened.kind == "mention" else None
    components.mentions(
        payload(held, active=active),
        key=_KEY,
        on_choose=choose,
        on_look=lambda words: look_up(assistant, words, held.documents),
        on_clear=clear,
    )


def payload(held: session.LookUp, *, active: int | None) -> Payload:
    """The mentions for the component; ``active`` is the number of the one whose passage is open."""
    found = held.found
    groups: list[Payload] = []
    number = 1
    for document in found.documents:
        is_open = found.total <= _ALL_OPEN or not groups or _holds(document, number, active)
        groups.append(_group(document, number, active, is_open=is_open))
        number += len(document.matches)
    return {
        "words": found.words,
        "summary": _summary(held),
        "groups": groups,
        "near": list(found.near),
        "active": active,
        "fresh": f"{held.words}|{held.snapshot}|{held.documents}",
    }


def _holds(document: MentionsInDocument, first: int, active: int | None) -> bool:
    return active is not None and first <= active < first + len(document.matches)


def _summary(held: session.LookUp) -> str:
    """What was found and where it was looked for: "7 mentions in 2 of 11 documents"."""
    found, chosen = held.found, " chosen" if held.documents else ""
    searched = f"{count(found.searched_documents, 'document')}{chosen}"
    if found.total:
        return f"{count(found.total, 'mention')} in {len(found.documents):,} of {searched}"
    return (
        f"No mention in {searched}. Searched for these words next to each other, whatever their case and hyphens, "
        "in the text, headings and notes."
    )


def _group(document: MentionsInDocument, first: int, active: int | None, *, is_open: bool) -> Payload:
    return {
        "id": document.document,
        "marking": document.marking,
        "title": document.title,
        "count": count(len(document.matches), "mention"),
        "open": is_open,
        "items": [_item(match, number, active) for number, match in enumerate(document.matches, first)],
    }


def _item(match: TextMatch, number: int, active: int | None) -> Payload:
    before, after = around(match.before, match.after)
    return {
        "id": str(number),
        "segments": [
            {"text": before, "mark": None},
            {"text": match.matched, "mark": "match"},
            {"text": after, "mark": None},
        ],
        "meta": f"p. {match.span.page}",
        "active": number == active,
    }
