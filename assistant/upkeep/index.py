"""Whether the snapshots are as they were published, and in step with the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.errors import NoSnapshot, SnapshotBroken
from assistant.indexing import publishing
from assistant.indexing.corpus_files import corpus_files, difference
from assistant.indexing.manifest import is_intact, read_manifest
from assistant.indexing.texts import TextStore
from assistant.settings import Settings
from assistant.upkeep.finding import Finding, fault, note, well

_INGEST = "Run: python -m assistant ingest"


def check(settings: Settings) -> Iterator[Finding]:
    """The published snapshot and the one before it, every file read whole; what is new in the corpus; leavings."""
    try:
        found = publishing.answering(settings.index, whole=True)
    except NoSnapshot:
        yield note("snapshot", "Nothing has been ingested yet.", _INGEST)
        return
    except SnapshotBroken as error:
        yield fault("snapshot", str(error), _INGEST)
        return
    if found.damage:
        yield fault("snapshot", found.damage, _INGEST)
    manifest = read_manifest(found.folder)
    text = f"{manifest.id}, {manifest.documents} documents: all {len(manifest.files)} files are as they were published."
    yield well("snapshot", text)
    yield from _before(settings.index, found.folder)
    yield from _step(settings, found.folder)
    yield from _leavings(settings.index)


def _before(index: Path, answering: Path) -> Iterator[Finding]:
    name = publishing.before_id(index)
    if name is None or index / name == answering:
        return
    if is_intact(index / name, whole=True):
        yield well("snapshot before", f"{name} is whole, and would answer should the published one be damaged.")
    else:
        to_do = "Nothing: it does not answer. The next ingest that finds something new replaces it."
        yield note("snapshot before", f"{name} is damaged or gone.", to_do)


def _step(settings: Settings, folder: Path) -> Iterator[Finding]:
    texts = TextStore(publishing.texts_file(folder))
    try:
        known, refused = texts.hashes(), len(texts.refused())
    finally:
        texts.close()
    if settings.corpus.is_dir():
        change = difference(corpus_files(settings.corpus), known)
        counts = {"added": change.added, "changed": change.changed, "removed": change.removed}
        changed = ", ".join(f"{len(files)} {how}" for how, files in counts.items() if files)
        if changed:
            yield note("corpus", f"Since the last ingest: {changed}.", _INGEST)
        else:
            yield well("corpus", f"The index is in step with all {len(known)} files.")
    if refused:
        yield note("refused files", f"{refused} could not be read.", "'python -m assistant status' lists them and why.")


def _leavings(index: Path) -> Iterator[Finding]:
    found = [entry.name for entry in index.iterdir() if entry.name.startswith(publishing.BUILDING)]
    if found:
        text = f"An ingest is running, or was ended before it was done ({', '.join(sorted(found))})."
        yield note("unfinished snapshot", text, "Nothing: the next ingest goes on with it, or clears it away.")
