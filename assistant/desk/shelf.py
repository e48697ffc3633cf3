"""The shelf: domain types in the workspace store, checked against their types when they are taken out again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

from assistant.desk.store.papers import Conflict, Paper, PaperStore
from assistant.domain import Kept, Overtaken
from assistant.errors import StoreBroken
from assistant.indexing.records import from_json, to_json


class Titled(Protocol):
    """What can stand on a shelf."""

    @property
    def title(self) -> str:
        """What a list shows of it."""
        ...

    @property
    def words(self) -> str:
        """What a search looks in."""
        ...


T = TypeVar("T", bound=Titled)
_NOTHING = "Nothing is kept under '{id}'. It may have been removed in another window."


class Shelf(Generic[T]):
    """Everything of one type that people have made. ``seen`` says what of it may be shown."""

    def __init__(
        self, store: PaperStore, kind: str, type_: type[T], seen: Callable[[T], bool] = lambda _: True
    ) -> None:
        self._store, self._kind, self._type, self._seen = store, kind, type_, seen

    def put(self, value: T) -> Kept[T]:
        """Keep something new."""
        return self._kept(self._store.create(self._kind, value.title, to_json(value), words=value.words))

    def save(self, kept: Kept[T], value: T) -> Kept[T] | Overtaken[T]:
        """Keep the next version, unless another was saved since ``kept`` was taken out. Raises StoreBroken."""
        paper = self._paper(kept.id)
        held = Paper(
            id=paper.id, kind=paper.kind, title=paper.title, body="", version=kept.version, updated=paper.updated
        )
        saved = self._store.save(held, title=value.title, body=to_json(value), words=value.words)
        if isinstance(saved, Conflict):
            return Overtaken(current=self._kept(saved.current))
        return self._kept(saved)

    def take(self, id_: str) -> Kept[T]:
        """The newest version. Raises StoreBroken when there is none."""
        kept = self._kept(self._paper(id_))
        if not self._seen(kept.value):
            raise StoreBroken(_NOTHING.format(id=id_))
        return kept

    def everything(self, words: str = "") -> tuple[Kept[T], ...]:
        """All that is kept, the one saved last first; only what holds every one of some words."""
        return self._shown(self._store.papers(self._kind, words=words))

    def history(self, id_: str) -> tuple[Kept[T], ...]:
        """Every version, the newest first."""
        return self._shown(self._store.history(id_))

    def remove(self, id_: str) -> None:
        """Take it off the shelf. Its versions stay in the store."""
        self._store.remove(id_)

    def _shown(self, papers: Iterable[Paper]) -> tuple[Kept[T], ...]:
        return tuple(kept for paper in papers if self._seen((kept := self._kept(paper)).value))

    def _paper(self, id_: str) -> Paper:
        try:
            return self._store.paper(id_)
        except KeyError as error:
            raise StoreBroken(_NOTHING.format(id=id_)) from error

    def _kept(self, paper: Paper) -> Kept[T]:
        try:
            value = from_json(self._type, paper.body)
        except ValueError as error:
            raise StoreBroken(
                f"What is kept under '{paper.id}' does not fit this version of the program. It was left as it is."
            ) from error
        return Kept(
            id=paper.id, version=paper.version, updated=paper.updated.isoformat(timespec="seconds"), value=value
        )
