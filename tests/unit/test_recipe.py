"""The recipe of a snapshot covers all the source that decides what is in it, and not the whole program."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from assistant.indexing.recipe import EMBEDDING, PACKAGE, READING

# What their users import of these says how a file is written safely, what went wrong and what was set.
_NOTHING_STORED = frozenset({"durable.py", "errors.py", "settings.py", "temporary.py"})
# The part of a corpus that is asked about: no matter of what is stored.
_ASKED_ABOUT = frozenset({"indexing/scope.py"})


def test_all_that_the_reader_and_the_embedder_import_is_in_the_recipe() -> None:
    covered = _files(*EMBEDDING, *READING)
    imported = {module for file in covered for module in _imported(PACKAGE / file)}
    assert imported - covered == _NOTHING_STORED & imported | _ASKED_ABOUT
    assert {"domain/document.py", "models/onnx.py", "indexing/records.py", "reading/read.py"} <= imported | covered


def test_what_decides_no_vector_does_not_have_everything_embedded_anew() -> None:
    embedding = _files(*EMBEDDING)
    assert not {"models/gguf.py", "models/chat.py", "models/cross_encoder.py", "reading/read.py"} & embedding
    assert not {"domain/position.py", "domain/sheet.py", "indexing/ingest.py"} & _files(*READING)


def test_each_pattern_stands_for_a_file() -> None:
    assert all(_files(pattern) for pattern in (*EMBEDDING, *READING))


def _files(*patterns: str) -> frozenset[str]:
    return frozenset(file.relative_to(PACKAGE).as_posix() for pattern in patterns for file in PACKAGE.glob(pattern))


def _imported(file: Path) -> Iterator[str]:
    """The files of the package in which what a file imports is written, wherever it imports it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("assistant."):
            for name in node.names:
                yield _written_in(str(node.module), name.name)


def _written_in(module: str, name: str) -> str:
    folder = PACKAGE.parent.joinpath(*module.split("."))
    if (folder / f"{name}.py").is_file():
        return (folder / f"{name}.py").relative_to(PACKAGE).as_posix()
    home = str(getattr(getattr(import_module(module), name), "__module__", module))
    file = PACKAGE.parent.joinpath(*(home if home.startswith("assistant.") else module).split("."))
    found = file.with_suffix(".py") if file.with_suffix(".py").is_file() else file / "__init__.py"
    return found.relative_to(PACKAGE).as_posix()
