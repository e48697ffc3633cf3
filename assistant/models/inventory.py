"""The models that the program can run itself, and whether they are there and are the ones that were checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.domain import ModelStanding
from assistant.errors import ModelMissing
from assistant.models import embedded, location


def inventory(folder: Path, *, check: bool = False) -> tuple[ModelStanding, ...]:
    """Every known model; ``folder`` is where the language models are. ``check`` compares all checksums (seconds)."""
    packaged = [_packaged(name) for name in location.CARDS]
    written = embedded.standing(folder)
    if check:
        written = tuple(replace(one, whole=_is_whole(one, folder)) if one.ready else one for one in written)
    return (*packaged, *written)


def _packaged(name: str) -> ModelStanding:
    """A model that a package carries. Finding it compares its checksums, so these are always known."""
    card = location.CARDS[name]
    try:
        where = Path(location.locate(name))
    except ModelMissing as error:
        return ModelStanding(
            name=name, title=card.title, licence=card.licence, size_bytes=0, where="", ready=False, to_do=str(error)
        )
    return ModelStanding(
        name=name,
        title=card.title,
        licence=card.licence,
        size_bytes=sum((where / file).stat().st_size for file in card.checksums),
        where=str(where),
        ready=True,
        whole=True,
    )


def _is_whole(model: ModelStanding, folder: Path) -> bool:
    return embedded.is_whole(model.name.partition(":")[2], folder)
