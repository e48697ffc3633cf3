"""The recipe of a snapshot: everything besides the files that decides what is in it.

When the recipe changes (another embedder, another chunk size, a better reader) every file is read
again. The reader's own source is part of it, so nobody has to remember to raise a version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from assistant.indexing.corpus_files import CorpusFile
from assistant.settings import Settings

PACKAGE = Path(__file__).resolve().parent.parent
# Only what decides a vector or a stored text: what is changed elsewhere must not have ten thousand documents read anew.
EMBEDDING = (
    "indexing/chunks.py",
    *(f"models/{name}.py" for name in ("embedder", "location", "onnx", "recent", "transformer")),
)
READING = (
    "reading/**/*.py",
    "reading/**/*.toml",
    *(f"indexing/{name}.py" for name in ("layouts", "records", "text_tables", "texts", "vectors")),
    *(f"domain/{name}.py" for name in ("document", "index")),
)


def recipe(settings: Settings) -> str:
    """A fingerprint of the reader, the chunking and the embedder."""
    return _fingerprint(f"{embedding_recipe(settings)}\x1f{settings.chunk_tokens}", READING)


def embedding_recipe(settings: Settings) -> str:
    """A fingerprint of what turns a chunk into a vector: while it stays, so does the vector of an unchanged chunk."""
    return _fingerprint(settings.embedder, EMBEDDING)


def _fingerprint(start: str, patterns: Iterable[str]) -> str:
    digest = hashlib.sha256(start.encode())
    for pattern in patterns:
        for source in sorted(PACKAGE.glob(pattern)):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def snapshot_id(recipe_id: str, files: Iterable[CorpusFile]) -> str:
    """The id of the snapshot that this recipe makes of these files: the same files give the same id."""
    digest = hashlib.sha256(recipe_id.encode())
    for file in files:
        digest.update(f"{file.id}\x1f{file.sha256}\x1e".encode())
    return digest.hexdigest()[:16]
