"""Writing files so that a crash at any moment leaves what was there, and the new content whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_durably(file: Path, content: bytes) -> None:
    """Put a file in place whole; it is on the disk when this returns. Raises OSError when it cannot be written.

    What a crash leaves behind is a hidden ``.NAME.part``, which the next write of the same file takes over. Call with
    the file to oneself.
    """
    part = file.with_name(f".{file.name}.part")
    try:
        _write(part, content)
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


def write_new(file: Path, content: bytes) -> bool:
    """Put a file in place whole, unless one of that name is there: whether it was put. Raises OSError.

    Of several who write the same name at once, one puts it there. All that a crash leaves behind is a hidden part.
    """
    part = file.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _write(part, content)
        _name(part, file)
    except FileExistsError:
        return False
    finally:
        part.unlink(missing_ok=True)
    sync_folder(file.parent)
    return True


def _write(file: Path, content: bytes) -> None:
    with file.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def _name(part: Path, file: Path) -> None:
    try:
        file.hardlink_to(part)  # unlike a rename, this refuses a name that is taken
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if file.exists():
            raise FileExistsError(file) from None
        part.rename(file)


def append_line(file: Path, line: str) -> None:
    """Add a line to a file; it is on the disk when this returns. Raises OSError when it cannot be written.

    A line that a crash cut short stays as it is: the new one starts afresh behind it. Call with the file to oneself.
    """
    with file.open("ab") as handle:
        size = handle.tell()
        try:
            handle.write(b"\n" if size and not _ends_with_newline(file) else b"")
            handle.write(line.encode() + b"\n")
            handle.flush()
            os.fsync(handle.fileno())
        except OSError:
            os.truncate(file, size)
            raise
    if not size:
        sync_folder(file.parent)


def _ends_with_newline(file: Path) -> bool:
    with file.open("rb") as handle:
        handle.seek(-1, os.SEEK_END)
        return handle.read(1) == b"\n"


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk: a rename is only as lasting as the folder that it happened in."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
