"""Whether the folders can be read and written by this user, not by everybody, and have room."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assistant.indexing.publishing import folder_bytes, readable_folder
from assistant.settings import Settings
from assistant.upkeep.finding import Finding, fault, note, well

# Beside the copy of a snapshot that an ingest makes; and what a workspace should have at least.
_SPARE_BYTES = 200_000_000


def check(settings: Settings) -> Iterator[Finding]:
    """The corpus, the index and the workspace."""
    yield from _corpus(settings.corpus)
    snapshot = readable_folder(settings.index)
    copy = folder_bytes(snapshot) if snapshot else 0
    for name, folder, needed in (
        ("index", settings.index, 2 * copy + _SPARE_BYTES),
        ("workspace", settings.workspace, _SPARE_BYTES),
    ):
        yield from _own(name, folder)
        yield _room(name, folder, needed)


def _corpus(folder: Path) -> Iterator[Finding]:
    if not folder.is_dir():
        yield fault("folder corpus", f"There is no folder {folder}.", "Create it and put documents in it.")
        return
    closed = [file for file in sorted(folder.rglob("*")) if not os.access(file, os.R_OK)]
    if closed or not os.access(folder, os.R_OK | os.X_OK):
        first = closed[0] if closed else folder
        yield fault("folder corpus", f"{first} may not be read.", f"Let this user read it: chmod u+r '{first}'")
    else:
        yield well("folder corpus", f"{folder} and everything in it can be read.")


def _own(name: str, folder: Path) -> Iterator[Finding]:
    subject = f"folder {name}"
    place = _existing(folder)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        to_do = f"Let this user write there, or set '{name}' to another folder."
        yield fault(subject, f"{place} cannot be written ({error.strerror}).", to_do)
        return
    if place != folder.absolute():
        yield well(subject, f"{folder} is not there yet and can be made.")
    elif folder.stat().st_mode & (stat.S_IRWXO | stat.S_IRWXG):
        mode = stat.S_IMODE(folder.stat().st_mode)
        text = f"{folder} can be written. Others on this machine may look into it too (mode {mode:o})."
        yield note(subject, text, f"If they should not: chmod 700 '{folder}'")
    else:
        yield well(subject, f"{folder} can be written, and is open to this user only.")


def _room(name: str, folder: Path, needed: int) -> Finding:
    free = shutil.disk_usage(_existing(folder)).free
    text = f"{free / 1e9:.1f} GB are free for {folder}"
    if free < needed:
        to_do = f"Make room, or set '{name}' to a folder on another disk."
        return fault(f"room {name}", f"{text}; {needed / 1e9:.1f} GB are needed to go on safely.", to_do)
    return well(f"room {name}", f"{text}.")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.is_dir())
