"""Small documents and a small embedder, so that unit tests need neither files nor a model."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from assistant.access.policy import AS_IT_COMES, Policy, Provider
from assistant.domain import Document, Footnote, Page, Section, SentenceKind, SourceSentence, Span, Stated
from assistant.models.embedder import Vectors
from assistant.models.guarded import GuardedModel
from assistant.models.language_model import ChatModel


def make_document(
    id_: str, sections: Mapping[str, Sequence[str]], *, title: str = "A title", footnotes: tuple[Footnote, ...] = ()
) -> Document:
    """A document with one page per call: headings with their sentences, one paragraph per section."""
    text, spans, sentences = "", [], []
    for index, lines in enumerate(sections.values()):
        start = len(text)
        for line in lines:
            kind = SentenceKind.QUESTION if line.endswith("?") else SentenceKind.PROSE
            span = Span(page=1, start=len(text), end=len(text) + len(line))
            sentences.append(SourceSentence(spans=(span,), section=index, paragraph=index, kind=kind))
            text += line + " "
        spans.append(Span(page=1, start=start, end=len(text)))
        text += "\n\n"
    return Document(
        id=id_,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        title=Stated(value=title, span=None),
        pages=(Page(number=1, label=None, text=text),),
        sections=tuple(
            Section(number=None, headings=(heading,) if heading else (), spans=(span,))
            for heading, span in zip(sections, spans, strict=True)
        ),
        sentences=tuple(sentences),
        footnotes=footnotes,
    )


def guarded(model: ChatModel, policy: Policy = AS_IT_COMES, *, here: bool = True) -> GuardedModel:
    """A model as the program hands it out, on this machine or elsewhere."""
    return GuardedModel(model, policy, Provider(name=model.name, here=here))


class WordEmbedder:
    """An embedder whose vectors are hashed bags of words: alike texts share words. Counts what it encodes."""

    name = "words"

    def __init__(self, dimensions: int = 64) -> None:
        self.dimensions = dimensions
        self.encoded = 0

    def encode_documents(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> Vectors:
        self.encoded += len(texts)
        if progress:
            progress(len(texts))
        return np.array([self._vector(text) for text in texts], np.float32).reshape(len(texts), self.dimensions)

    def encode_query(self, text: str) -> Vectors:
        return self._vector(text)

    def token_counts(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def _vector(self, text: str) -> Vectors:
        vector = np.full(self.dimensions, 1e-3, np.float32)
        for word in re.findall(r"\w+", text.lower()):
            vector[int(hashlib.sha256(word.encode()).hexdigest(), 16) % self.dimensions] += 1
        return vector / np.linalg.norm(vector)
