"""``python -m tests.fuzzing TARGET [OPTION…]``: a target under atheris, with any options of libFuzzer.

What was found to reach new code is kept in ``.fuzzing/TARGET`` and gone on with the next time; what breaks a promise is
written there too, under a name that begins with ``crash-``, ``oom-`` or ``timeout-``.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import sys
from pathlib import Path

import atheris

FOUND = Path(".fuzzing")


def main() -> None:
    """Fuzz until an option ends it, or something is found."""
    with atheris.instrument_imports(include=["assistant"]):
        from tests.fuzzing import targets

        _import_all("assistant.reading", "assistant.retrieval", "assistant.answering")
    names = (*targets.KINDS, targets.QUESTION)
    if len(sys.argv) < 2 or sys.argv[1] not in names:
        sys.exit(f"Say what is to be fuzzed: {', '.join(names)}.")
    name, options = sys.argv[1], sys.argv[2:]
    folder = FOUND / name
    folder.mkdir(parents=True, exist_ok=True)
    for seed in targets.seeds(name):
        (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    atheris.Setup([sys.argv[0], f"-artifact_prefix={folder}/", *options, str(folder)], targets.target(name))
    atheris.Fuzz()


def _import_all(*packages: str) -> None:
    """Import everything below some packages now, so that all of it is watched."""
    for package in packages:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if not module.name.endswith(("_child", ".ocr")):
                importlib.import_module(module.name)


if __name__ == "__main__":
    main()
