"""Publishing snapshots: immutable folders under ``index/``, published by renaming one small file.

::

    index/
      current.json            names the published snapshot; replaced in one step
      <snapshot id>/          chroma/ (vectors), texts.sqlite, manifest.json
      building-<process id>/  a snapshot in the making; swept away when nobody is making it
      ingest.lock             held while one is made

A snapshot is never written again once it is published. The one before it is kept, so that readers
that still hold it open go on undisturbed.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import NoSnapshot, SnapshotBroken

CURRENT = "current.json"
MANIFEST = "manifest.json"
BUILDING = "building-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a snapshot is made of. ``recipe`` and ``embedding`` are the fingerprints of ``recipe``."""

    id: str
    published: str
    recipe: str
    embedding: str
    embedder: str
    documents: int
    chunks: int
    pages: int


def current_id(index: Path) -> str | None:
    """The id of the published snapshot, or None before the first ingest."""
    return _pointer(index).get("snapshot")


def _pointer(index: Path) -> dict[str, str | None]:
    try:
        pointer = json.loads((index / CURRENT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return pointer if isinstance(pointer, dict) else {}


def current_folder(index: Path) -> Path:
    """The folder of the published snapshot. Raises NoSnapshot before the first ingest."""
    snapshot = current_id(index)
    if snapshot is None or not is_complete(index / snapshot):
        raise NoSnapshot("There is no index yet. Run 'python -m assistant ingest' to build it from the corpus folder.")
    return index / snapshot


def readable_folder(index: Path) -> Path | None:
    """The folder of the published snapshot if there is one and its manifest can be read."""
    try:
        folder = current_folder(index)
        read_manifest(folder)
    except (NoSnapshot, SnapshotBroken):
        return None
    return folder


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot folder. Raises SnapshotBroken when it cannot be read."""
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise SnapshotBroken(
            f"The manifest of snapshot {folder.name} cannot be read ({error}). "
            "Delete the index folder and run 'python -m assistant ingest'."
        ) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a snapshot's manifest, its last file."""
    values = {name: getattr(manifest, name) for name in Manifest.__slots__}
    _write_durably(folder / MANIFEST, json.dumps(values, indent=1))


def publish(index: Path, building: Path, snapshot_id: str) -> None:
    """Give a finished folder its name and make it the current snapshot. Call with the lock held."""
    target = index / snapshot_id
    if target.exists():  # the leavings of something that was never finished
        shutil.rmtree(target)
    building.rename(target)
    _sync_folder(index)
    point_at(index, snapshot_id)


def point_at(index: Path, snapshot_id: str) -> None:
    """Make a complete snapshot the current one, keep the one before it, remove the rest. Call with the lock held."""
    before = current_id(index)
    if before != snapshot_id:
        temporary = index / f"{CURRENT}.{os.getpid()}"
        _write_durably(temporary, json.dumps({"snapshot": snapshot_id, "before": before}))
        temporary.replace(index / CURRENT)
        _sync_folder(index)
    sweep(index, keep={snapshot_id, _pointer(index).get("before") or snapshot_id})


def is_complete(folder: Path) -> bool:
    """Whether a folder holds a finished snapshot: the manifest is written last."""
    return (folder / MANIFEST).is_file()


def sweep(index: Path, *, keep: set[str]) -> None:
    """Remove snapshots that are not kept and the leavings of ingests that were killed. Call with the lock held."""
    for entry in index.iterdir():
        if entry.is_dir() and entry.name not in keep and (entry.name.startswith(BUILDING) or _is_snapshot(entry)):
            shutil.rmtree(entry, ignore_errors=True)


def _is_snapshot(folder: Path) -> bool:
    return is_complete(folder) or texts_file(folder).is_file()


def texts_file(folder: Path) -> Path:
    """Where a snapshot keeps its text."""
    return folder / "texts.sqlite"


def vectors_folder(folder: Path) -> Path:
    """Where a snapshot keeps its vectors."""
    return folder / "chroma"


def folder_bytes(folder: Path) -> int:
    """The size of everything in a folder."""
    return sum(entry.stat().st_size for entry in folder.rglob("*") if entry.is_file())


def _write_durably(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
