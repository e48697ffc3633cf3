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
    target = workspace / "removed" / document_id
    number = 2
    while target.exists():
        target = target.with_name(f"{file.stem} ({number}){file.suffix}")
        number += 1
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(file, target)
    except OSError as error:
        raise NotWritten(
            f"{document_id} could not be moved to {target.parent} ({error}), so it stays. Make room on the disk or "
            "correct the permissions of both folders, and remove it again."
        ) from error
    return target
