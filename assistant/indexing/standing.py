"""How the index stands: what the status page and command show."""

from __future__ import annotations

import platform
from importlib import metadata

from assistant.domain import IndexStatus, IngestRow
from assistant.errors import NoSnapshot, SnapshotBroken
from assistant.indexing.manifest import read_manifest
from assistant.indexing.publishing import answering, folder_bytes, texts_file
from assistant.indexing.texts import TextStore
from assistant.settings import Settings

_PACKAGES = ("chromadb", "langchain", "pypdf", "pypdfium2", "sentence-transformers", "streamlit", "torch")


def index_status(settings: Settings) -> IndexStatus:
    """The published snapshot, if any, with the folders and versions in use."""
    folder, damage = None, ""
    try:
        found = answering(settings.index)
        folder, damage = found.folder, found.damage
    except NoSnapshot:
        pass
    except SnapshotBroken as error:
        damage = str(error)
    manifest = read_manifest(folder) if folder else None
    refused: tuple[IngestRow, ...] = ()
    if folder:
        texts = TextStore(texts_file(folder))
        refused = texts.refused()
        texts.close()
    return IndexStatus(
        snapshot=manifest.id if manifest else None,
        published=manifest.published if manifest else None,
        documents=manifest.documents if manifest else 0,
        chunks=manifest.chunks if manifest else 0,
        pages=manifest.pages if manifest else 0,
        refused=refused,
        embedder=settings.embedder,
        corpus=str(settings.corpus),
        index=str(settings.index),
        workspace=str(settings.workspace),
        size_bytes=folder_bytes(folder) if folder else 0,
        versions=versions(),
        damage=damage,
    )


def versions() -> dict[str, str]:
    """The versions of Python and of the libraries that a result may depend on."""
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "not installed"
    return found
