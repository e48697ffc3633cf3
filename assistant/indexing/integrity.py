"""Whether the files of a snapshot are still those that were published.

``sealed`` takes their sizes, times and checksums when a snapshot is finished; ``damage`` compares. At every opening a
file is told by its size and its time, and one whose time has changed by its checksum: that notices whatever a program
or a broken copy did, and costs nothing. A whole check reads everything, and notices what the disk itself got wrong.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3  # noqa: TID251
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.durable import sync_folder

_CHROMA_FILE = "chroma.sqlite3"
_HNSW_COMPLETE = "index_metadata.pickle"
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSeal:
    """A file as it was when its snapshot was finished; ``modified_ns`` as the file system counts."""

    size_bytes: int
    modified_ns: int
    sha256: str


def sealed(folder: Path) -> dict[str, FileSeal]:
    """The seals of a finished snapshot's files, by path below its folder; they are on the disk when this returns.

    From here on opening the snapshot does not write to it any more.
    """
    for file in folder.rglob(_CHROMA_FILE):
        _keep_openings_out(file)
    files = sorted(_lasting(folder))
    seals = {file.relative_to(folder).as_posix(): _seal(file) for file in files}
    for parent in {file.parent for file in files}:
        sync_folder(parent)
    return seals


def damage(folder: Path, seals: Mapping[str, FileSeal], *, whole: bool = False) -> str:
    """What is wrong with a snapshot's files, as the end of a sentence; empty when nothing is. ``whole`` reads all."""
    for name, seal in seals.items():
        file = folder / name
        try:
            found = file.stat()
            if found.st_size != seal.size_bytes:
                return f"the file {name} has {found.st_size:,} bytes and should have {seal.size_bytes:,}"
            if (whole or found.st_mtime_ns != seal.modified_ns) and _sha256(file) != seal.sha256:
                return f"the content of the file {name} has changed"
        except FileNotFoundError:
            return f"the file {name} is missing"
        except OSError as error:
            return f"the file {name} cannot be read ({error.strerror})"
    return ""


def _lasting(folder: Path) -> Iterator[Path]:
    """The files that hold something: Chroma makes the others anew from its database at every opening."""
    for file in folder.rglob("*"):
        passing = file.suffix == ".bin" and not (file.parent / _HNSW_COMPLETE).exists()
        if file.is_file() and file.name != _MANIFEST and not passing:
            yield file


def _keep_openings_out(file: Path) -> None:
    """Chroma takes a write lock at every opening by adding a row that nothing reads; the lock does without the row."""
    connection = sqlite3.connect(file)
    try:
        connection.execute(
            "CREATE TRIGGER IF NOT EXISTS openings_leave_no_row BEFORE INSERT ON acquire_write "
            "BEGIN SELECT RAISE(IGNORE); END"
        )
        connection.commit()
    finally:
        connection.close()


def _seal(file: Path) -> FileSeal:
    with file.open("rb") as handle:
        os.fsync(handle.fileno())
    found = file.stat()
    return FileSeal(size_bytes=found.st_size, modified_ns=found.st_mtime_ns, sha256=_sha256(file))


def _sha256(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
