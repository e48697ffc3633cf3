"""What is in the corpus folder, and what has changed there since a snapshot was made."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusFile:
    """A file of the corpus: its id (path below the corpus, with forward slashes), where it is, its SHA-256."""

    id: str
    path: Path
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How the corpus differs from what is indexed; all by id, in order."""

    added: tuple[CorpusFile, ...]
    changed: tuple[CorpusFile, ...]
    unchanged: tuple[CorpusFile, ...]
    removed: tuple[str, ...]


def corpus_files(corpus: Path) -> tuple[CorpusFile, ...]:
    """Every document file below the corpus folder, by id.

    Left out: hidden files, the locks that office programs leave, links that lead out of the folder,
    and the README that explains the folder itself.
    """
    root = corpus.resolve()
    found = (path for path in sorted(root.rglob("*")) if path.is_file() and _is_document(path, root))
    return tuple(corpus_file(path, root) for path in found)


def difference(files: tuple[CorpusFile, ...], indexed: Mapping[str, str]) -> Difference:
    """Compare the corpus with what is indexed (SHA-256 by id)."""
    present = {file.id for file in files}
    return Difference(
        added=tuple(file for file in files if file.id not in indexed),
        changed=tuple(file for file in files if file.id in indexed and indexed[file.id] != file.sha256),
        unchanged=tuple(file for file in files if indexed.get(file.id) == file.sha256),
        removed=tuple(sorted(id_ for id_ in indexed if id_ not in present)),
    )


def _is_document(path: Path, root: Path) -> bool:
    relative = path.relative_to(root)
    if any(part.startswith((".", "~$")) for part in relative.parts) or relative.as_posix() == "README.md":
        return False
    return path.resolve().is_relative_to(root)


def corpus_file(path: Path, root: Path) -> CorpusFile:
    """A file of the corpus folder ``root`` as it is now."""
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    return CorpusFile(id=path.relative_to(root).as_posix(), path=path, sha256=digest, size_bytes=path.stat().st_size)
