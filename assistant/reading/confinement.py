"""A process that reads hostile files gives up the network, and the right to change anything outside its own folder.

Three locks on the same door, for good. A network namespace of its own and Landlock hold against C libraries that were
taken over; where the system has neither, what runs in Python is still stopped by an audit hook.
"""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.reading import landlock

_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
_NOWHERE = "/dev/null"
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = frozenset(
    "os.remove os.rename os.rmdir os.mkdir os.link os.symlink os.truncate os.chmod os.chown os.utime os.setxattr "
    "sqlite3.connect".split()
)
_PROGRAMS = frozenset("subprocess.Popen os.system os.exec os.posix_spawn os.spawn os.fork os.forkpty".split())
REFUSED = "The process that reads files may not do this: {event}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Confinement:
    """What holds a process: a network namespace of its own, the version of Landlock (0 for none), the audit hook."""

    namespace: bool
    landlock: int
    hook: bool = True


def confine(folder: Path, *, programs: frozenset[str] = frozenset()) -> Confinement:
    """Give up the network, and writing anywhere but in ``folder``; only ``programs`` can be started. For good.

    To be called before threads are started, since a system gives a new namespace to a single thread only.
    """
    own = folder.resolve()
    held = Confinement(
        namespace=_leave_network(),
        landlock=landlock.give_up_writing([own, Path(_NOWHERE)]) if sys.platform == "linux" else 0,
    )
    watch(own, programs)
    return held


def watch(own: Path, programs: frozenset[str] = frozenset()) -> None:
    """Refuse, from now on, what Python code may not do in this process."""

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith("socket."):
            allowed = False
        elif event == "open":
            allowed = not (arguments[2] or 0) & _WRITES or _is_inside(arguments[0], own)
        elif event in _CHANGES:
            allowed = all(_is_inside(path, own) for path in arguments if isinstance(path, str | bytes))
        elif event in _PROGRAMS:
            allowed = bool(arguments) and Path(os.fsdecode(arguments[0] or "")).name in programs
        else:
            return
        if not allowed:
            raise PermissionError(REFUSED.format(event=event))

    sys.addaudithook(refuse)


def _is_inside(path: Any, own: Path) -> bool:
    if isinstance(path, int) or path == _NOWHERE:  # what is open already was allowed when it was opened
        return True
    return Path(os.path.realpath(os.fsdecode(path))).is_relative_to(own)


def _leave_network() -> bool:
    """Move to a network namespace with nothing in it; with one of users too where only that is allowed."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return any(libc.unshare(flags) == 0 for flags in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))
