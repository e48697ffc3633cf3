"""Commands that ask, search, and look at what was answered."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from assistant.domain import Style
from assistant.terminal.opening import open_assistant, write_out

if TYPE_CHECKING:
    from assistant.domain import Sentence
    from assistant.domain.marking import Markings


def ask(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    from assistant.terminal.texts import answer_text, as_json, sentence_text

    told: list[Sentence] = []

    def tell(sentence: Sentence, _: Markings) -> None:
        told.append(sentence)
        if not options.json:
            print(sentence_text(sentence), flush=True)

    wished = {name: getattr(options, name) for name in ("language", "length", "register") if getattr(options, name)}
    assistant = open_assistant(options, **({"model": options.model} if options.model else {}))
    assistant.warm_up()  # while the index is opened
    answer = assistant.ask(
        options.question, documents=options.document, style=Style(**wished) if wished else None, on_sentence=tell
    )
    print(as_json(answer) if options.json else answer_text(answer, told=len(told)))
    write_out(options, assistant, answer)
    return 0


def search(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    from assistant.terminal.explained import hits_explained
    from assistant.terminal.texts import as_json, hits_text, mentions_text

    assistant = open_assistant(options)
    if options.all:
        mentions = assistant.mentions(options.query, documents=options.document, where=options.where)
        print(as_json(mentions) if options.json else mentions_text(mentions))
        return 0
    query = assistant.understand(options.query)
    hits = assistant.search(
        options.query, documents=options.document, where=options.where, query=query, limit=options.limit
    )
    if options.json:
        print(as_json({"query": query, "hits": hits} if options.explain else hits))
    else:
        print(hits_explained(query, hits) if options.explain else hits_text(hits))
    return 0


def replay(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    from assistant.terminal.replayed import replay_text
    from assistant.terminal.texts import as_json

    replay = open_assistant(options).replay(options.id)
    print(as_json(replay) if options.json else replay_text(replay))
    return 0 if replay.same else 1


def records(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    from assistant.terminal.replayed import records_text
    from assistant.terminal.texts import as_json

    if options.check:
        return audit(options)
    summaries = open_assistant(options).records.summaries()
    print(as_json(summaries) if options.json else records_text(summaries))
    return 0


def audit(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    from assistant.terminal.replayed import audit_text
    from assistant.terminal.texts import as_json

    found = open_assistant(options).records.audit(getattr(options, "noted", ""))
    print(as_json(found) if options.json else audit_text(found))
    return 0 if found.holds else 1
