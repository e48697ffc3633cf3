"""The models that the program runs itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelStanding:
    """A model and whether it can be used. ``where`` is its file or folder; ``to_do`` what to run when it is not ready.

    ``whole`` is whether its checksums are the ones that were checked for this program, None when nobody looked.
    """

    name: str
    title: str
    licence: str
    size_bytes: int
    where: str
    ready: bool
    to_do: str = ""
    whole: bool | None = None
