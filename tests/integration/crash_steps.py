"""Pieces of work to be killed, each in a process of its own: what they tell through the pipe is promised to be kept.

They are started from a server that has imported everything already, so that a kill costs milliseconds.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import chromadb  # noqa: F401

from assistant.desk.conversations import Conversations
from assistant.desk.corpus_folder import put, take_out
from assistant.desk.records import Records
from assistant.desk.store.papers import Paper, PaperStore
from assistant.domain import Document, ExportKind, ReadFailure, Turn
from assistant.errors import AssistantError
from assistant.indexing import build
from assistant.indexing.corpus_files import CorpusFile
from assistant.indexing.ingest import ingest
from assistant.models import embedded
from assistant.models.embedded import GgufCard
from assistant.models.embedder import Vectors
from assistant.published import Published
from assistant.settings import Settings
from assistant.terminal.opening import write_out
from tests.fakes import FakeAssistant
from tests.makers import WordEmbedder
from tests.unit.test_ingest import read

Tell = Callable[[Any], None]
BODY = "A line of a paper that fills some room. " * 50
_WRITES = frozenset(["os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.truncate", "sqlite3.connect"])


def ingesting(folder: Path, tell: Tell) -> None:
    """One ingest, with a reader and an embedder that need no model."""
    settings = Settings(corpus=folder / "corpus", index=folder / "index", chunk_tokens=24)
    tell(ingest(settings, WordEmbedder(), read).snapshot)  # type: ignore[arg-type]


def ingesting_in_small_batches(folder: Path, tell: Tell) -> None:
    """The same in batches of two passages; tells each file that is read, and the texts that are embedded."""

    class Telling(WordEmbedder):
        def encode_documents(self, texts: Sequence[str], **options: Any) -> Vectors:
            for text in texts:
                tell(("embedded", text))
            return super().encode_documents(texts, **options)

    def telling(files: Iterable[CorpusFile], **options: Any) -> Iterator[tuple[CorpusFile, Document | ReadFailure]]:
        for file, outcome in read(files, **options):
            tell(("read", file.id))
            yield file, outcome

    build.FLUSH_CHUNKS = 2
    settings = Settings(corpus=folder / "corpus", index=folder / "index", chunk_tokens=24)
    ingest(settings, Telling(), telling)  # type: ignore[arg-type]


def saving(folder: Path, tell: Tell) -> None:
    """Everything that a workspace keeps, over and over."""
    workspace, corpus = folder / "workspace", folder / "added"
    answer = FakeAssistant().ask("Which consignments and seals came on the ferry?")
    conversations = Conversations(workspace)
    records = Records(workspace, settings={}, versions={})
    store = PaperStore(f"sqlite:///{workspace / 'desk.sqlite'}")
    start = len(conversations.conversation("one").turns)
    for number in count(start):
        conversations.keep("one", Turn(question=f"Question {number}?", answer=answer))
        tell(("turn", f"Question {number}?"))
        tell(("record", records.keep(answer, corrected=None).id))
        paper = store.create("sheet", f"Paper {number}", BODY)
        tell(("paper", (paper.id, 1)))
        saved = store.save(paper, title=paper.title, body=f"{BODY}{number}")
        assert isinstance(saved, Paper)
        tell(("paper", (saved.id, 2)))
        tell(("file", put(corpus, f"note {number}.txt", f"{BODY}{number}".encode()).name))
        if number % 3 == 2:
            name = f"note {number - 1}.txt"
            if take_out(corpus, workspace, name):  # a kill may have come before it was put there
                tell(("removed", name))


def exporting(folder: Path, tell: Tell) -> None:
    """An answer as a Word file and as JSON, over and over."""
    assistant: Any = FakeAssistant()
    answer = assistant.ask("Which consignments and seals came on the ferry?")
    for number in count(len(list(folder.glob("*.json")))):
        for kind in (ExportKind.CSL_JSON, ExportKind.WORD):
            path = folder / f"{os.getpid()}-{number}.{kind}"
            with contextlib.redirect_stderr(None):
                write_out(argparse.Namespace(out=(path, kind), template=None), assistant, answer)
            tell(path.name)


def preparing(folder: Path, tell: Tell) -> None:
    """A model is joined from the pieces in ``packages``; see ``pieces``."""
    sys.path.insert(0, str(folder / "packages"))
    embedded.KNOWN["little"] = little_model(folder)
    tell(str(embedded.prepare("little", folder / "models")))


def little_model(folder: Path) -> GgufCard:
    """A model of some megabytes in three packages, made when it is not there."""
    import hashlib

    parts = [bytes([number]) * 3_000_000 for number in (1, 2, 3)]
    for number, part in enumerate(parts, start=1):
        place = folder / "packages" / f"little_crash_part{number}" / "data"
        if not place.exists():
            place.mkdir(parents=True)
            (place.parent / "__init__.py").touch()
            (place / f"part{number:02}.bin").write_bytes(part)
    whole = b"".join(parts)
    return GgufCard(
        name="little",
        title="A little model",
        licence="MIT",
        size_bytes=len(whole),
        sha256=hashlib.sha256(whole).hexdigest(),
        package="little_crash_part",
        version="1",
        parts=3,
    )


def attempt(step: Callable[[Path, Tell], None], folder: Path, pipe: Any, limit_bytes: int, user: int) -> None:
    """Do a piece of work until it fails, and tell the sentence with which it does.

    No file may grow over ``limit_bytes`` (0: any may), and the work is done as ``user`` (0: as who runs the test).
    """
    if limit_bytes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))
    if user:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    try:
        step(folder, pipe.send)
    except AssistantError as error:
        pipe.send(error)
    pipe.close()


def asking(folder: Path, tell: Tell) -> None:
    """Opens the published snapshot and looks a word up in it, by meaning and as written."""
    opened = Published(folder / "index").opened()  # held: it closes when nobody holds it
    tell(len(opened.snapshot.vectors.nearest(WordEmbedder().encode_query("customs"), limit=3)))
    tell(len(opened.snapshot.texts.best('"customs"', limit=3)))


def run(step: Callable[[Path, Tell], None], folder: Path, pipe: Any, die_at: int, die_from: str) -> None:
    """Do a piece of work, and die just before its ``die_at``-th write (0: never); tells their number at the end.

    They are counted from the first one to a file whose path holds ``die_from``.
    """
    writes = 0

    def on_event(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal writes
        opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (event in _WRITES or opened) and str(folder) in str(arguments[0]):
            writes += bool(writes) or die_from in str(arguments[0])
            if die_at and writes == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(on_event)
    step(folder, pipe.send)
    pipe.send(writes)
    pipe.close()
