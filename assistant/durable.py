"""Writing files so that a crash at any moment leaves the old content or the new, never half of one."""

from __future__ import annotations

import os
from pathlib import Path


def write_durably(file: Path, content: bytes) -> None:
    """Put a file in place whole; it is on the disk when this returns. Raises OSError when it cannot be written.

    What a crash leaves behind is a hidden ``.NAME.part``, which the next write of the same file takes over.
    """
    part = file.with_name(f".{file.name}.part")
    try:
        with part.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk: a rename is only as lasting as the folder that it happened in."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
