"""A corpus of any size: the passages of judged sets, and beyond them copies of their documents with changed words.

A changed word is replaced by another of the same length, as common as words of the sets are, so that every place in a
copy is where it was in the original. The vectors of copies are not encoded, which would take an hour for 100,000: each
is the original's with noise, as far from it as the encoder puts a sample of copies.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.domain import Abbreviation, Chunk, Document, Span, Stated
from assistant.evaluation.judged import Passage, load_passages
from assistant.evaluation.passages import passage_chunks
from assistant.evaluation.vector_cache import VectorCache
from assistant.indexing.chunks import embedded_text
from assistant.models.embedder import Embedder, Vectors

# Passages of a set that names no documents are put together, as policy papers have about ten.
_TOGETHER = 10
_CHANGED_SHARE = 0.3
_SAMPLE = 100
_FIRST_NAMES = ("Ada", "Boris", "Clara", "Dimitri", "Elena", "Farid", "Greta", "Henrik")
_KINDS = ("note", "report", "briefing", "opinion", "statement", "communication")
# Shorter words are mostly those that hold sentences together.
_WORD = re.compile(r"[A-Za-z]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A document of a judged set, its chunks and their vectors."""

    document: Document
    chunks: tuple[Chunk, ...]
    vectors: Vectors


def originals(
    folders: Sequence[Path], embedder: Embedder, *, chunk_tokens: int, most: int, cache: Path
) -> list[Original]:
    """The documents of the sets in a mixed order, until they have ``most`` chunks."""
    found: list[tuple[Document, tuple[Chunk, ...]]] = []
    count = 0
    for id_, members in _documents(folders):
        if count >= most:
            break
        document, chunks = passage_chunks(id_, members, embedder, chunk_tokens=chunk_tokens)
        found.append((document, tuple(chunk for chunk, _ in chunks)))
        count += len(chunks)
    texts = [embedded_text(chunk) for _, chunks in found for chunk in chunks]
    vectors = VectorCache(cache / "vectors", embedder).encode(texts, progress=lambda _done, _total: None)
    ends = list(itertools.accumulate(len(chunks) for _, chunks in found))
    return [
        Original(document=document, chunks=chunks, vectors=vectors[end - len(chunks) : end])
        for (document, chunks), end in zip(found, ends, strict=True)
    ]


def _documents(folders: Sequence[Path]) -> list[tuple[str, list[Passage]]]:
    found: dict[str, list[Passage]] = {}
    for folder in folders:
        for number, passage in enumerate(load_passages(folder / "corpus.jsonl")):
            alone = passage.document == passage.id
            name = f"{number // _TOGETHER}" if alone else passage.document
            found.setdefault(f"{folder.resolve().name}/{name}.txt", []).append(passage)
    mixed = sorted(found.items())
    random.Random(0).shuffle(mixed)  # noqa: S311 - no secret hangs on it
    return mixed


class Copies:
    """Makes copies of documents with changed words. The same number always gives the same copy."""

    def __init__(self, of: Sequence[Original], embedder: Embedder) -> None:
        self._words: dict[int, list[str]] = {}
        for original in of:
            for page in original.document.pages:
                for word in _WORD.findall(page.text):
                    self._words.setdefault(len(word), []).append(word.lower())
        self.similarity = 1.0
        self.similarity, self.encoded_per_s = self._measured(of, embedder)

    def _measured(self, of: Sequence[Original], embedder: Embedder) -> tuple[float, float]:
        """The mean cosine between passages and copies of them, by the encoder, and how many it reads a second."""
        texts, vectors = [], []
        for original in of[:: max(1, len(of) // _SAMPLE)][:_SAMPLE]:
            texts.append(embedded_text(self.copy(original, 1).chunks[0]))
            vectors.append(original.vectors[0])
        start = time.perf_counter()
        encoded = embedder.encode_documents(texts)
        took = time.perf_counter() - start
        return float(np.mean(np.sum(encoded * np.stack(vectors), axis=1))), len(texts) / took

    def copy(self, original: Original, number: int) -> Original:
        """The copy of this number; 0 is the original."""
        if number == 0:
            return original
        id_ = f"copy {number}/{original.document.id}"
        seed = int(hashlib.sha256(id_.encode()).hexdigest()[:12], 16)
        chance = random.Random(seed)  # noqa: S311
        title = replace(original.document.title, value=self._changed(original.document.title.value, chance))
        pages = tuple(replace(page, text=self._changed(page.text, chance)) for page in original.document.pages)
        sha256 = hashlib.sha256("\x1f".join(page.text for page in pages).encode()).hexdigest()
        document = replace(original.document, id=id_, sha256=sha256, title=title, pages=pages)
        chunks = tuple(
            replace(
                chunk,
                id=hashlib.sha256(f"{number}\x1f{chunk.id}".encode()).hexdigest(),
                document=id_,
                title=title.value,
                text=" ".join(document.text_of(span) for span in chunk.spans),
            )
            for chunk in original.chunks
        )
        size = original.vectors.shape
        noise = np.random.default_rng(seed).standard_normal(size, dtype=np.float32) / np.sqrt(size[1])
        strength = np.float32((1 / self.similarity**2 - 1) ** 0.5)
        moved = original.vectors + strength * noise.astype(np.float32)
        return Original(document=document, chunks=chunks, vectors=moved / np.linalg.norm(moved, axis=1, keepdims=True))

    def _changed(self, text: str, chance: random.Random) -> str:
        def other(match: re.Match[str]) -> str:
            word = match.group()
            alike = self._words.get(len(word))
            if not alike or chance.random() >= _CHANGED_SHARE:
                return word
            drawn = alike[int(chance.random() * len(alike))]
            return drawn.capitalize() if word[0].isupper() else drawn

        return _WORD.sub(other, text)


def of_size(originals: Sequence[Original], copies: Copies, passages: int) -> Iterator[Original]:
    """The originals, then copies of them all, until there are so many passages."""
    count = 0
    for number in itertools.count():
        for original in originals:
            if count >= passages:
                return
            count += len(original.chunks)
            copy = copies.copy(original, number)
            yield replace(copy, document=_described(copy.document))


def _described(document: Document) -> Document:
    """The document with what policy papers say of themselves, which judged sets leave out; all of it made up."""
    chance = random.Random(document.id)  # noqa: S311
    words = _WORD.findall(document.pages[0].text)[:3]
    return replace(
        document,
        document_number=_made_up(f"{chance.randrange(1000, 30000)}/{chance.randrange(10, 27)}"),
        date=_made_up(f"20{chance.randrange(10, 27)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"),
        issuer=_made_up(f"Office {chance.randrange(200)} for {words[0] if words else 'Papers'}"),
        authors=(_made_up(f"{chance.choice(_FIRST_NAMES)} {chance.choice(words or ['Author']).capitalize()}"),),
        kind=_made_up(chance.choice(_KINDS)),
        abbreviations=(
            Abbreviation(
                short="".join(word[0].upper() for word in words),
                long=" ".join(words),
                span=Span(page=document.pages[0].number, start=0, end=1),
            ),
        ),
    )


def _made_up(value: str) -> Stated:
    return Stated(value=value, span=None, source="made up")
