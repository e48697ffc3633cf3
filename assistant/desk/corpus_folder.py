"""Putting files into the corpus folder and taking them out, so that nothing is ever overwritten or lost."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path, PurePosixPath

from assistant.durable import write_new
from assistant.errors import NotWritten

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/]')
_MAX_NAME = 120


def safe_name(name: str) -> str:
    """A file name without folders, control characters, invisible formatting or a leading dot; never empty."""
    last = PurePosixPath(name.replace("\\", "/")).name
    visible = "".join(character for character in unicodedata.normalize("NFC", last) if character.isprintable())
    cleaned = _UNSAFE.sub("_", visible).strip().lstrip(".~$").strip() or "document"
    suffix = PurePosixPath(cleaned).suffix[:16]
    return cleaned.removesuffix(suffix)[: _MAX_NAME - len(suffix)] + suffix


def put(corpus: Path, name: str, content: bytes) -> Path:
    """Store a file in the corpus; the same content under the same name is not stored twice.

    A name that is taken by other content gets a number: "note (2).pdf". Raises NotWritten.
    """
    wanted = corpus / safe_name(name)
    target, number = wanted, 2
    try:
        corpus.mkdir(parents=True, exist_ok=True)
        while not (target.is_file() and target.read_bytes() == content) and not write_new(target, content):
            target = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
            number += 1
    except OSError as error:
        raise NotWritten(
            f"{wanted.name} could not be put into {corpus} ({error}). Make room on the disk or correct the folder's "
            "permissions, and add it again."
        ) from error
    return target


def take_out(corpus: Path, workspace: Path, document_id: str) -> Path | None:
    """Move a file from the corpus to ``workspace/removed``, whence it can be put back; None when it is not there.

    Raises NotWritten when it cannot be moved; it is then still in the corpus.
    """
    file = corpus / document_id
    if not file.is_file() or not file.resolve().is_relative_to(corpus.resolve()):
        return None
    wanted = target = workspace / "removed" / document_id
    number = 2
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        while not _move(file, target):
            target = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
            number += 1
    except FileNotFoundError:  # taken out by somebody else at this moment
        return None
    except OSError as error:
        raise NotWritten(
            f"{document_id} could not be moved to {target.parent} ({error}), so it stays. Make room on the disk or "
            "correct the permissions of both folders, and remove it again."
        ) from error
    return target


def _move(file: Path, target: Path) -> bool:
    """Move a file to a name that nothing has, or say that something has it."""
    try:
        target.hardlink_to(file)  # unlike a rename, this overwrites nothing
        file.unlink()
    except FileExistsError:
        return False
    except FileNotFoundError:
        raise
    except OSError:  # another disk, or a file system without links
        if target.exists():
            return False
        shutil.move(file, target)
    return True
