"""A real PostgreSQL for the tests of the workspace store: one that is named, or one started from Debian's programs."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

URL = "ASSISTANT_TEST_POSTGRESQL"
_USER = "nobody"  # PostgreSQL does not run as root


class Absent(Exception):
    """There is no PostgreSQL to test with; the message says what to do."""


@contextmanager
def postgresql() -> Iterator[str]:
    """The SQLAlchemy URL of an empty database, which lasts until the end of the block. Raises Absent."""
    if given := os.environ.get(URL):
        yield given
        return
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a short path: a socket's may have 107 bytes
    if os.geteuid() == 0:
        shutil.chown(folder, _USER)
    port = _free_port()
    options = f"-c listen_addresses=localhost -c unix_socket_directories={folder} -c fsync=off -p {port}"
    try:
        _run(programs / "initdb", "-D", folder / "held", "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync")
        _run(programs / "pg_ctl", "-D", folder / "held", "-l", folder / "log", "-w", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://tests@localhost:{port}/postgres"
        finally:
            _run(programs / "pg_ctl", "-D", folder / "held", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder with PostgreSQL's programs, the newest version first."""
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), reverse=True)]
    on_path = shutil.which("pg_ctl")
    if not found and on_path is None:
        raise Absent(f"there is no PostgreSQL here (Debian: apt-get install postgresql), and {URL} names none")
    return (found[0] if found else Path(str(on_path))).parent


def _run(*command: object) -> None:
    own = {}
    if os.geteuid() == 0:
        user = pwd.getpwnam(_USER)
        own = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    done = subprocess.run(
        list(map(str, command)), cwd="/tmp", env={**os.environ, "LC_ALL": "C.UTF-8"}, timeout=60, **own,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    if done.returncode:
        raise Absent(f"PostgreSQL did not start: {done.stdout[-400:]}")


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("localhost", 0))
        port: int = held.getsockname()[1]
        return port
