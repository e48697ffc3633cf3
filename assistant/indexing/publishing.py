"""Publishing snapshots: immutable folders under ``index/``, published by renaming one small file.

::

    index/
      current.json            names the published snapshot; replaced in one step
      <snapshot id>/          chroma/ (vectors), texts.sqlite, manifest.json
      building-now/           a snapshot in the making, with building-embedded/ (see ``unfinished``)
      building-…-<id>/        a snapshot on its way out
      ingest.lock             held while one is made

A snapshot is never written again once it is published. The one before it is kept, so that readers
that still hold it open go on undisturbed, and to answer from should the published one be damaged.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.durable import sync_folder, write_durably
from assistant.errors import NoSnapshot, SnapshotBroken
from assistant.indexing.manifest import check_snapshot, is_complete, is_intact

CURRENT = "current.json"
BUILDING = "building-"
_NO_INDEX = "There is no index yet. Run 'python -m assistant ingest' to build it from the corpus folder."


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """The snapshot that answers. ``damage`` says what is wrong with the published one when it is not that."""

    folder: Path
    damage: str = ""


def current_id(index: Path) -> str | None:
    """The id of the published snapshot, or None before the first ingest."""
    return _pointer(index).get("snapshot")


def before_id(index: Path) -> str | None:
    """The id of the snapshot that was published before the current one, if it is kept."""
    return _pointer(index).get("before")


def _pointer(index: Path) -> dict[str, str | None]:
    try:
        pointer = json.loads((index / CURRENT).read_bytes())
    except (OSError, ValueError):
        return {}
    named = pointer.items() if isinstance(pointer, dict) else ()
    return {key: name for key, name in named if isinstance(name, str) and name == Path(name).name}


def stamp(index: Path) -> tuple[int, int] | None:
    """What is another after each publication; None before the first."""
    try:
        found = (index / CURRENT).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


def current_folder(index: Path) -> Path:
    """The folder of the published snapshot. Raises NoSnapshot before the first ingest."""
    snapshot = current_id(index)
    if snapshot is None or not is_complete(index / snapshot):
        raise NoSnapshot(_NO_INDEX)
    return index / snapshot


def answering(index: Path, *, whole: bool = False) -> Answering:
    """The published snapshot, or the one before it when that is damaged; ``whole`` reads every file.

    Raises NoSnapshot before the first ingest, SnapshotBroken when no snapshot is as it was published.
    """
    while True:
        before = stamp(index)
        try:
            found = _answering(index, whole=whole)
        except (NoSnapshot, SnapshotBroken):
            if stamp(index) == before:
                raise
            continue
        if not found.damage or stamp(index) == before:  # else what was looked at has been swept away meanwhile
            return found


def _answering(index: Path, *, whole: bool) -> Answering:
    broken: SnapshotBroken | None = None
    for folder in _candidates(index):
        try:
            check_snapshot(folder, whole=whole)
        except SnapshotBroken as error:
            broken = broken or error
            continue
        if broken is None and folder.name == current_id(index):
            return Answering(folder=folder)
        what = str(broken) if broken else f"The file {CURRENT} in {index} is damaged; the next ingest mends it."
        return Answering(folder=folder, damage=f"{what} Until then the snapshot {folder.name} answers.")
    raise broken or NoSnapshot(_NO_INDEX)


def _candidates(index: Path) -> Iterator[Path]:
    """The snapshots that may answer, the best first: the published one, the one before it, whatever else is there."""
    pointer = _pointer(index)
    named = [index / name for key in ("snapshot", "before") if (name := pointer.get(key))]
    yield from (folder for folder in named if folder.is_dir())
    others = sorted(index.glob("*/"), key=lambda folder: folder.stat().st_mtime, reverse=True)
    yield from (one for one in others if one not in named and is_complete(one) and not one.name.startswith(BUILDING))


def readable_folder(index: Path, *, whole: bool = False) -> Path | None:
    """The folder of the snapshot that answers, if there is one."""
    try:
        return answering(index, whole=whole).folder
    except (NoSnapshot, SnapshotBroken):
        return None


def publish(index: Path, building: Path, snapshot_id: str) -> None:
    """Give a finished folder its name and make it the current snapshot. Call with the lock held."""
    target = index / snapshot_id
    if target.exists():  # damaged, or the leavings of something that was never finished
        _set_aside(target)
    building.rename(target)
    sync_folder(index)
    _point_at(index, snapshot_id)


def point_at(index: Path, snapshot_id: str) -> None:
    """Make a complete snapshot the current one, keep the one before it, remove the rest. Call with the lock held."""
    if current_id(index) == snapshot_id:
        sweep(index, keep={snapshot_id, _pointer(index).get("before") or snapshot_id})
    else:
        _point_at(index, snapshot_id)


def _point_at(index: Path, snapshot_id: str) -> None:
    pointer = _pointer(index)
    earlier = (name for key in ("snapshot", "before") if (name := pointer.get(key)) and name != snapshot_id)
    before = next((name for name in earlier if is_intact(index / name)), None)
    write_durably(index / CURRENT, json.dumps({"snapshot": snapshot_id, "before": before}).encode())
    sweep(index, keep={snapshot_id, before or snapshot_id})


def sweep(index: Path, *, keep: set[str]) -> None:
    """Remove snapshots that are not kept and the leavings of ingests that were killed. Call with the lock held."""
    for entry in list(index.iterdir()):
        if entry.is_dir() and entry.name not in keep and (entry.name.startswith(BUILDING) or _is_snapshot(entry)):
            shutil.rmtree(_set_aside(entry), ignore_errors=True)


def _set_aside(folder: Path) -> Path:
    """A snapshot's folder under a name that is no snapshot's: half removed, it would be known for nothing any more."""
    if folder.name.startswith(BUILDING):
        return folder
    return folder.rename(folder.with_name(f"{BUILDING}{secrets.token_hex(4)}-{folder.name}"))


def _is_snapshot(folder: Path) -> bool:
    return is_complete(folder) or texts_file(folder).is_file()


def texts_file(folder: Path) -> Path:
    """Where a snapshot keeps its text."""
    return folder / "texts.sqlite"


def vectors_folder(folder: Path) -> Path:
    """Where a snapshot keeps its vectors."""
    return folder / "chroma"


def published_bytes(index: Path) -> int:
    """The size of the published snapshot; 0 before the first ingest."""
    name = current_id(index)
    try:
        return folder_bytes(index / name) if name else 0
    except FileNotFoundError:  # swept away meanwhile, since another was published
        return 0


def folder_bytes(folder: Path) -> int:
    """The size of everything in a folder."""
    return sum(entry.stat().st_size for entry in folder.rglob("*") if entry.is_file())
