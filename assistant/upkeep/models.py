"""Whether the models that the settings name are there, and are the files that were checked for this program."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import ModelStanding
from assistant.errors import ModelMissing
from assistant.models import late_interaction
from assistant.models.inventory import inventory
from assistant.models.language_model import EMBEDDED
from assistant.models.location import locate
from assistant.settings import Settings
from assistant.upkeep.finding import Finding, fault, note, well

_NO_MODEL = ("none", "")


def check(settings: Settings) -> Iterator[Finding]:
    """Every model that the settings name, its checksums compared; the others where they are installed."""
    needed = {settings.embedder, settings.reranker, settings.model, late_interaction.NAME}
    known = {model.name: model for model in inventory(settings.models, check=True)}
    for name, model in known.items():
        if name in needed or model.ready:
            yield _standing(model, name in needed)
    for name in sorted(needed - known.keys()):
        if name not in _NO_MODEL:
            yield _other(name, settings)


def _standing(model: ModelStanding, needed: bool) -> Finding:
    subject = f"model {model.name}"
    if not model.ready:
        return fault(subject, "It is not installed, or not the one that was checked.", model.to_do)
    if model.whole is False:
        to_do = f"Delete {model.where} and run: python -m assistant models prepare {model.name.partition(':')[2]}"
        return (fault if needed else note)(subject, "Its checksum is not that of the model that was checked.", to_do)
    return well(subject, f"{model.title}: its checksums are right.")


def _other(name: str, settings: Settings) -> Finding:
    """A model that the program has no checksum for."""
    subject = f"model {name}"
    if name == settings.model and name.partition(":")[0] != EMBEDDED:
        return note(
            subject, "It runs on a server, which the doctor does not ask.", "docs/models.md says how to try it."
        )
    if name.partition(":")[0] == EMBEDDED:
        return note(subject, "No checksum of it is known, so it is used as it is.")
    try:
        where = locate(name)
    except ModelMissing as error:
        return fault(subject, "It is not installed.", str(error))
    if isinstance(where, str):
        return note(subject, "It is not on this machine: it would be fetched from the model hub when first used.")
    return note(subject, f"It is at {where}. No checksum of it is known, so it is used as it is.")
