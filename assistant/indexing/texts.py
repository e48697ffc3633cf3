"""The one place that knows SQLite: the documents, chunks and words of a snapshot.

Words are searched with FTS5: Porter stems, accents folded, BM25 ranking. ``text_tables`` says what is stored and how.
"""

from __future__ import annotations

import json
import sqlite3  # noqa: TID251
import zlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from assistant.domain import Chunk, Document, DocumentSummary, IngestRow, PageLayout
from assistant.errors import SnapshotBroken
from assistant.indexing.layouts import pack, unpack
from assistant.indexing.records import from_json, to_json
from assistant.indexing.scope import EVERYTHING, Scope
from assistant.indexing.text_tables import SCHEMA, closed_up, whole_text

# A word in a heading says what a passage is about; a title repeats in every chunk of its document. That a word of the
# text counts 1.6 times makes repetition count less: FTS5 has k1 = 1.2 built in, this is as k1 = 0.75 (docs/quality.md).
_BM25 = "bm25(1.6, 1.0, 0.3, 1.6)"
# The best are cut off by score alone, which takes half the time; of equals at the cut so many more are looked at by id.
_EQUALS = 50
_EARLIER = "The index was built by an earlier version. Run 'python -m assistant ingest' to bring it up to date."


class TextStore:
    """Documents, chunks and their words in one SQLite file. ``broken`` makes of an error the one that is raised."""

    def __init__(
        self, file: Path, *, create: bool = False, broken: Callable[[Exception], Exception] = lambda error: error
    ) -> None:
        self._broken = broken
        self._connection = sqlite3.connect(file, check_same_thread=False)
        # Only a snapshot in the making is written, and that is brought to the disk whole when it is sealed.
        self._connection.execute("PRAGMA synchronous = OFF")
        self._lock = Lock()
        if create:
            self._connection.executescript(SCHEMA)

    # ------------------------------------------------------------ writing (while a snapshot is built)

    def add(self, document: Document, summary: DocumentSummary, chunks: Sequence[Chunk]) -> None:
        """Store one document with its chunks."""
        with self._connection as connection:
            connection.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?)",
                (document.id, document.sha256, to_json(summary), _packed(document)),
            )
            connection.executemany(
                "INSERT INTO layouts VALUES (?, ?, ?, ?, ?)",
                [(document.id, page.page, page.width_pt, page.height_pt, pack(page)) for page in document.layouts],
            )
            connection.executemany(
                "INSERT INTO authors VALUES (?, ?)", [(document.id, author.value) for author in document.authors]
            )
            connection.executemany(
                "INSERT INTO abbreviations VALUES (?, ?, ?, ?)",
                [(document.id, found.short, found.long, found.long.lower()) for found in document.abbreviations],
            )
            connection.executemany(
                "INSERT INTO relations VALUES (?, ?)", [(document.id, one.target) for one in document.relations]
            )
            connection.executemany(
                "INSERT INTO questions VALUES (?, ?)", [(document.id, asked.text) for asked in document.questions]
            )
            connection.execute("INSERT INTO whole_texts VALUES (?, ?)", (document.id, whole_text(document)))
            for chunk in chunks:
                cursor = connection.execute(
                    "INSERT INTO chunks (id, document, body) VALUES (?, ?, ?)",
                    (chunk.id, chunk.document, to_json(chunk)),
                )
                connection.execute(
                    "INSERT INTO words (rowid, text, headings, title, closed_up) VALUES (?, ?, ?, ?, ?)",
                    (cursor.lastrowid, chunk.text, " ".join(chunk.headings), chunk.title, closed_up(chunk.text)),
                )

    def refuse(self, row: IngestRow, sha256: str) -> None:
        """Remember a file that could not be read, so that it is not tried again until it changes."""
        with self._connection as connection:
            connection.execute("INSERT OR REPLACE INTO refused VALUES (?, ?, ?)", (row.path, sha256, to_json(row)))

    def delete(self, *paths: str) -> None:
        """Remove documents (or refused files) with everything of them."""
        named, of = (json.dumps(paths),), "document IN (SELECT value FROM json_each(?))"
        with self._connection as connection:
            connection.execute(f"DELETE FROM words WHERE rowid IN (SELECT number FROM chunks WHERE {of})", named)  # noqa: S608
            for table in ("chunks", "layouts", "authors", "abbreviations", "relations", "questions", "whole_texts"):
                connection.execute(f"DELETE FROM {table} WHERE {of}", named)  # noqa: S608
            connection.execute("DELETE FROM documents WHERE id IN (SELECT value FROM json_each(?))", named)
            connection.execute("DELETE FROM refused WHERE path IN (SELECT value FROM json_each(?))", named)

    # ------------------------------------------------------------ reading

    def document(self, document_id: str) -> Document | None:
        """The document with this id, without its page geometry; or None."""
        rows = self._rows("SELECT body FROM documents WHERE id = ?", (document_id,))
        try:
            return from_json(Document, zlib.decompress(rows[0][0])) if rows else None
        except (zlib.error, ValueError) as error:
            raise self._broken(error) from error

    def layouts(self, document_id: str) -> tuple[PageLayout, ...]:
        """The page geometry of one document, in the order of its pages; empty for kinds that have none."""
        rows = self._rows(
            "SELECT page, width, height, words FROM layouts WHERE document = ? ORDER BY page", (document_id,)
        )
        return tuple(unpack(*row) for row in rows)

    def summaries(self) -> tuple[DocumentSummary, ...]:
        """What a list shows of each document, by id."""
        return tuple(
            from_json(DocumentSummary, row[0]) for row in self._rows("SELECT summary FROM documents ORDER BY id")
        )

    def markings_of(self, documents: Collection[str]) -> dict[str, str | None]:
        """The markings of some documents, by id."""
        named = (json.dumps(sorted(documents)),)
        within = "WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self._rows(f"SELECT id, json_extract(summary, '$.marking') FROM documents {within}", named))  # noqa: S608

    def refused(self) -> tuple[IngestRow, ...]:
        """The files that could not be read, by path."""
        return tuple(from_json(IngestRow, row[0]) for row in self._rows("SELECT row FROM refused ORDER BY path"))

    def hashes(self) -> dict[str, str]:
        """SHA-256 of every known file, read or refused, by path."""
        return dict(self._rows("SELECT id, sha256 FROM documents UNION ALL SELECT path, sha256 FROM refused"))

    def chunks(self, ids: Sequence[str]) -> tuple[Chunk, ...]:
        """The chunks with these ids, in the order asked for; unknown ids are left out."""
        marks = ",".join("?" * len(ids))
        rows = self._rows(f"SELECT id, body FROM chunks WHERE id IN ({marks})", tuple(ids))  # noqa: S608
        bodies = dict(rows)
        return tuple(_chunk(bodies[id_]) for id_ in ids if id_ in bodies)

    def chunks_of(self, document: str) -> tuple[Chunk, ...]:
        """All chunks of one document, in reading order."""
        rows = self._rows("SELECT body FROM chunks WHERE document = ? ORDER BY number", (document,))
        return tuple(_chunk(row[0]) for row in rows)

    def places_of(self, ids: Sequence[str]) -> dict[str, tuple[str, int]]:
        """Where these chunks stand, by chunk id: the document, and a number that counts on from chunk to chunk."""
        rows = self._rows(
            "SELECT id, document, number FROM chunks WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
        )
        return {id_: (document, number) for id_, document, number in rows}

    def ids_of(self, documents: Sequence[str]) -> tuple[str, ...]:
        """The ids of all chunks of some documents."""
        within = "document IN (SELECT value FROM json_each(?))"
        return tuple(row[0] for row in self._rows(f"SELECT id FROM chunks WHERE {within}", (json.dumps(documents),)))  # noqa: S608

    def title_of(self, document: str) -> str | None:
        """The title of a document; None for one that is not there."""
        rows = self._rows("SELECT json_extract(summary, '$.title') FROM documents WHERE id = ?", (document,))
        return rows[0][0] if rows else None

    def count(self) -> int:
        """How many chunks there are."""
        return int(self._rows("SELECT count(*) FROM chunks")[0][0])

    def authors(self) -> dict[str, tuple[str, ...]]:
        """The authors that documents name, by document; those that name none are left out."""
        found: dict[str, tuple[str, ...]] = {}
        for document, name in self._rows("SELECT document, name FROM authors ORDER BY rowid"):
            found[document] = (*found.get(document, ()), name)
        return found

    def related_to(self, number: str) -> tuple[str, ...]:
        """The documents that say of a document with this number that they change or replace it, by id."""
        rows = self._rows("SELECT DISTINCT document FROM relations WHERE target = ? ORDER BY document", (number,))
        return tuple(row[0] for row in rows)

    def abbreviations(self, shorts: Collection[str], longs: Collection[str]) -> dict[str, tuple[str, ...]]:
        """What abbreviations of the documents stand for ("OCG": "organised crime group"), the commonest meaning first.

        Only those that are one of ``shorts``, or stand for one of ``longs``, which are in lower case.
        """
        found: dict[str, tuple[str, ...]] = {}
        rows = self._rows(
            "SELECT short, long FROM abbreviations WHERE short IN (SELECT value FROM json_each(?)) "
            "OR lower IN (SELECT value FROM json_each(?)) "
            "GROUP BY short, long COLLATE NOCASE ORDER BY short, count(*) DESC, long",
            (json.dumps(sorted(shorts)), json.dumps(sorted(longs))),
        )
        for short, long in rows:
            found[short] = (*found.get(short, ()), long)
        return found

    def questions(self) -> tuple[tuple[str, str], ...]:
        """The questions that documents put to their readers, each with its document."""
        return tuple(self._rows("SELECT text, document FROM questions ORDER BY rowid"))

    def headings(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Of every chunk that stands under a heading: its id, its document and the headings, outermost first."""
        rows = self._rows("SELECT id, document, json_extract(body, '$.headings') FROM chunks ORDER BY number")
        return tuple((id_, document, tuple(json.loads(path))) for id_, document, path in rows if path != "[]")

    def best(
        self, match: str, *, limit: int, documents: Collection[str] = (), scope: Scope = EVERYTHING
    ) -> list[tuple[str, float]]:
        """The chunk ids that best match an FTS5 expression with their BM25 score, best first; ties by id.

        ``documents`` is short for ``scope=Scope.of(documents)``.
        """
        scope = Scope.of(documents) if documents else scope
        if not match or scope.is_empty:
            return []
        column, allowed = ("id", scope.chunks) if scope.chunks is not None else ("document", scope.documents)
        inside = f"SELECT number FROM chunks WHERE {column} IN (SELECT value FROM json_each(?))"  # noqa: S608
        # With the plus SQLite looks for the words first; without it, it would look for them in each allowed chunk.
        within = "" if allowed is None else f"AND +rowid IN ({inside})"
        values = () if allowed is None else (json.dumps(sorted(allowed)),)
        rows = self._rows(
            "SELECT id, -rank FROM ("  # noqa: S608
            f"SELECT rowid AS number, rank FROM words WHERE words MATCH ? AND rank MATCH ? {within} "
            "ORDER BY rank LIMIT ?) JOIN chunks USING (number) ORDER BY rank, id LIMIT ?",
            (match, _BM25, *values, limit + _EQUALS, limit),
        )
        return [(id_, score) for id_, score in rows]

    def documents_with(self, match: str) -> frozenset[str]:
        """The documents whose whole text matches an FTS5 expression of single words."""
        return frozenset(
            row[0] for row in self._rows("SELECT document FROM whole_texts WHERE whole_texts MATCH ?", (match,))
        )

    def vocabulary(self, start: str, *, limit: int) -> tuple[tuple[str, int], ...]:
        """Words of the corpus that begin so, with the number of documents that have them; the commonest first."""
        rows = self._rows(
            "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ? ORDER BY doc DESC, term LIMIT ?",
            (start, start + "\U0010ffff", limit),
        )
        return tuple((term, documents) for term, documents in rows)

    def knows(self, word: str) -> bool:
        """Whether a lower-case word stands anywhere in the corpus, in this very form."""
        return bool(self._rows("SELECT 1 FROM vocabulary WHERE term = ? LIMIT 1", (word,)))

    def words_like(self, word: str) -> tuple[str, ...]:
        """Words of the corpus with the same first letter and about the same length, the commonest first."""
        start = word[:1]
        rows = self._rows(
            "SELECT term FROM vocabulary WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ? "
            "ORDER BY doc DESC, term",
            (start, start + "\U0010ffff", len(word) - 2, len(word) + 2),
        )
        return tuple(row[0] for row in rows)

    def chunks_with(self, match: str) -> int:
        """How many chunks match an FTS5 expression."""
        return int(self._rows("SELECT count(*) FROM words WHERE words MATCH ?", (match,))[0][0])

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _rows(self, statement: str, values: Iterable[Any] = ()) -> list[Any]:
        try:
            with self._lock:
                return self._connection.execute(statement, tuple(values)).fetchall()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and str(error).startswith("no such"):  # table or column
                raise SnapshotBroken(_EARLIER) from error
            raise self._broken(error) from error


def _packed(document: Document) -> bytes:
    """A document without its page geometry, which is large and rarely needed."""
    return zlib.compress(to_json(replace(document, layouts=())).encode(), 3)


@lru_cache(maxsize=4096)
def _chunk(body: str) -> Chunk:
    return from_json(Chunk, body)
