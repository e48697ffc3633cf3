"""The systems to compare: each in an environment of its own, each job in a process of its own."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_TOLD = ("langchain-core", "langchain-chroma", "haiku.rag-slim", "lancedb", "chromadb", "torch", "pypdf")


class Failed(Exception):
    """A system that could not be run; says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A module of this folder, the file of the packages that it needs (none for this program), and its Pythons."""

    module: str
    packages: str = ""
    pythons: tuple[str, ...] = ("python3.11", "python3.12", "python3.13", "python3")


SYSTEMS = (
    System(module="ours"),
    System(module="langchain_recipe", packages="langchain.txt"),
    System(module="haiku_rag", packages="haiku.txt", pythons=("python3.12", "python3.13")),
)


def environment(system: System, cache: Path) -> Path | None:
    """The Python of a system's own environment, made when it is not there; None without a Python that can run it."""
    if not system.packages:
        return Path(sys.executable)
    wanted = (HERE / system.packages).read_bytes()
    folder = cache.absolute() / f"{Path(system.packages).stem}-{hashlib.sha256(wanted).hexdigest()[:12]}"
    python, finished = folder / "bin" / "python", folder / "done"
    if finished.is_file():
        return python
    base = next((found for name in system.pythons if (found := shutil.which(name))), None)
    if base is None:
        return None
    print(f"Making an environment for {system.module} in {folder} (some minutes)", file=sys.stderr)
    shutil.rmtree(folder, ignore_errors=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "-r", str(HERE / system.packages)]
    try:
        subprocess.run([base, "-m", "venv", str(folder)], check=True)
        subprocess.run(install, check=True)
    except subprocess.CalledProcessError as error:
        raise Failed(f"its packages could not be installed ({error})") from error
    finished.touch()
    return python


def done(system: System, told: dict[str, Any], cache: Path) -> dict[str, Any]:
    """The result of a job, with the most memory that any of its processes held. Raises Failed."""
    python = environment(system, cache)
    if python is None:
        raise Failed(f"it needs {' or '.join(system.pythons)}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told = {**told, "work": str(folder / "work")}
        (folder / "work").mkdir()
        if "folder" in told:
            (folder / "documents").mkdir()
            for file in told["folder"]:
                shutil.copy(file, folder / "documents")
            told["folder"] = str(folder / "documents")
        job, result = folder / "job.json", folder / "result.json"
        job.write_text(json.dumps(told), encoding="utf-8")
        command = [str(python), "-m", f"{__package__}.{system.module}", str(job), str(result)]
        with (folder / "errors").open("w+", encoding="utf-8") as errors:
            child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, cwd=HERE.parents[1])
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode:
                errors.seek(0)
                raise Failed((errors.read().strip().splitlines() or ["no reason given"])[-1])
        return {**json.loads(result.read_text(encoding="utf-8")), "peak_bytes": used.ru_maxrss * 1024}


def versions(python: Path) -> list[str]:
    """The versions of the packages that a reader of the table wants to know."""
    listed = subprocess.run([str(python), "-m", "pip", "list", "--format", "json"], check=True, capture_output=True)
    found = {one["name"].lower(): one["version"] for one in json.loads(listed.stdout)}
    return [f"{name} {found[name]}" for name in _TOLD if name in found]
