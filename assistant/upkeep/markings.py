"""What the policy on markings means for the model that is configured and the documents that are indexed."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.access.policy import UNMARKED
from assistant.domain.marking import level, normal
from assistant.indexing.publishing import readable_folder, texts_file
from assistant.indexing.texts import TextStore
from assistant.models.whereabouts import provider_of
from assistant.settings import Settings
from assistant.upkeep.finding import Finding, note, well

_STRONGEST = "Documents that bear it are treated as the strongest. Is it spelt as the documents do (docs/access.md)?"


def check(settings: Settings) -> Iterator[Finding]:
    """The policy in force, what it means for the model, and markings that nobody knows."""
    policy = settings.markings
    stated = f"Policy: {policy}." if policy.rules else "No policy is stated: LIMITE and above stay on this machine."
    yield well("markings", stated)
    bear = _markings(settings)
    if settings.model != "none":
        refused = [
            one for one in bear if not policy.may_read(provider_of(settings.model, settings), frozenset([one])).allowed
        ]
        if refused:
            listed = ", ".join(one or "no marking" for one in refused)
            to_do = "Nothing, if that is as it should be; else state a rule or use a model on this machine."
            yield note("markings and model", f"{settings.model} will not be shown texts with: {listed}.", to_do)
        else:
            yield well("markings and model", f"{settings.model} may see every document that is indexed.")
    names = [name for name, _ in policy.rules if normal(name) != normal(UNMARKED)]
    for name in sorted({*(one for one in bear if one), *names}):
        if level(name) is None:
            yield note(f"marking {name}", "It is not a marking that the program knows.", _STRONGEST)


def _markings(settings: Settings) -> tuple[str | None, ...]:
    folder = readable_folder(settings.index)
    if folder is None:
        return ()
    texts = TextStore(texts_file(folder))
    try:
        found = {summary.marking for summary in texts.summaries()}
    finally:
        texts.close()
    return tuple(sorted(found, key=lambda one: one or ""))
