"""The manifest of a snapshot: what it is made of and the seals of its files. It is written last."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.durable import write_durably
from assistant.errors import SnapshotBroken
from assistant.indexing.integrity import FileSeal, damage
from assistant.indexing.records import from_json, to_json

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a snapshot is made of. ``recipe`` and ``embedding`` are the fingerprints of ``recipe``.

    ``files`` are the seals of its files by path; ``seal`` is the SHA-256 of the manifest itself without this field.
    """

    id: str
    published: str
    recipe: str
    embedding: str
    embedder: str
    documents: int
    chunks: int
    pages: int
    files: dict[str, FileSeal]
    seal: str = ""


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot folder. Raises SnapshotBroken when it cannot be read or was changed."""
    try:
        manifest = from_json(Manifest, (folder / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise _broken(folder, "its manifest cannot be read, or an earlier version wrote it") from error
    if manifest.seal != _seal(manifest):
        raise _broken(folder, "the content of its manifest has changed")
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a snapshot's manifest, its last file."""
    write_durably(folder / MANIFEST, to_json(replace(manifest, seal=_seal(manifest))).encode())


def is_complete(folder: Path) -> bool:
    """Whether a folder holds a finished snapshot: the manifest is written last."""
    return (folder / MANIFEST).is_file()


def check_snapshot(folder: Path, *, whole: bool = False) -> Manifest:
    """The manifest of a snapshot whose files are those that were published. Raises SnapshotBroken for any other.

    ``whole`` reads every file (a second for 1.5 GB); otherwise only those whose time has changed.
    """
    manifest = read_manifest(folder)
    found = damage(folder, manifest.files, whole=whole)
    if found:
        raise _broken(folder, found)
    return manifest


def is_intact(folder: Path, *, whole: bool = False) -> bool:
    """Whether a folder holds a finished snapshot whose files are those that were published."""
    try:
        check_snapshot(folder, whole=whole)
    except SnapshotBroken:
        return False
    return True


def _broken(folder: Path, reason: str) -> SnapshotBroken:
    return SnapshotBroken(
        f"The snapshot {folder.name} is damaged: {reason}. Run 'python -m assistant ingest' to build it anew; "
        "no document and nothing you wrote is in it."
    )


def _seal(manifest: Manifest) -> str:
    return hashlib.sha256(to_json(replace(manifest, seal="")).encode()).hexdigest()
