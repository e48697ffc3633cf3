"""Landlock, with which a process of Linux gives up rights for good: here, to change files and to open connections.

The numbers are those of linux/landlock.h; system calls have the same numbers on every machine. Older kernels know fewer
rights, and none before 5.13.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION, _BENEATH = 1, 1
_NO_NEW_PRIVILEGES = 38
_WRITE_FILE = 1 << 1
_REMOVE_AND_MAKE = sum(1 << bit for bit in range(4, 13))
_MOVE, _TRUNCATE = 1 << 13, 1 << 14  # since versions 2 and 3
_BIND, _CONNECT = 1 << 0, 1 << 1  # TCP, since version 4
_SINCE_MOVE, _SINCE_TRUNCATE, _SINCE_NETWORK = 2, 3, 4


class _Rules(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """The version of Landlock that the kernel offers; 0 where there is none."""
    try:
        return max(0, int(_libc().syscall(_CREATE, None, ctypes.c_size_t(0), _ASK_VERSION)))
    except (OSError, AttributeError):
        return 0


def give_up_writing(except_in: Sequence[Path]) -> int:
    """Give up changing files outside these folders (or files), and TCP; the version in force, 0 where it cannot be."""
    known = version()
    if not known:
        return 0
    in_files = _WRITE_FILE | (_TRUNCATE if known >= _SINCE_TRUNCATE else 0)
    writing = in_files | _REMOVE_AND_MAKE | (_MOVE if known >= _SINCE_MOVE else 0)
    has_network = known >= _SINCE_NETWORK
    rules = _Rules(files=writing, network=_BIND | _CONNECT if has_network else 0)
    size = ctypes.sizeof(_Rules) if has_network else ctypes.sizeof(ctypes.c_uint64)
    libc = _libc()
    handle = libc.syscall(_CREATE, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    if handle < 0:
        return 0
    try:
        for place in except_in:
            folder = os.open(place, os.O_PATH | os.O_CLOEXEC)
            beneath = _Beneath(allowed=writing if place.is_dir() else in_files, folder=folder)
            refused = libc.syscall(_ADD, handle, _BENEATH, ctypes.byref(beneath), 0)
            os.close(folder)
            if refused:
                return 0
        given_up = not libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) and not libc.syscall(_RESTRICT, handle, 0)
        return known if given_up else 0
    finally:
        os.close(handle)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
