"""How far each word of a question stands in a sentence, in whatever words: token vectors in context, compared.

For each word of the question its nearest token in the sentence counts: the late interaction of Khattab and Zaharia
("ColBERT", SIGIR 2020) with the vectors of the embedder. "Gangs" is near to "organised crime groups" without a letter
in common; and of a question that a passage does not answer, often one word is near to nothing in it.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Protocol

import numpy as np

from assistant.models.embedder import ReadText
from assistant.retrieval.query import content_words

# A sentence of 40 tokens takes some 60 kB.
_KEPT = 512


class Reader(Protocol):
    """What gives texts the vectors of their tokens: the embedder."""

    def read_all(self, texts: Sequence[str]) -> list[ReadText]:
        """Each text with its vector and those of its tokens."""
        ...


class WordPresence:
    """Compares the words of a question with sentences; what was read is kept for the next question."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._read: OrderedDict[str, ReadText] = OrderedDict()
        self._lock = Lock()

    def nearest(self, question: str, sentences: Sequence[str]) -> list[tuple[float, ...]]:
        """For each sentence the cosines of its tokens that are nearest to the question's content words, in their order.

        Words that the model reads as none of its tokens are left out.
        """
        asked, *there = self.read([question, *sentences])
        groups = [group for word in content_words(question) if (group := _tokens_of(word, question, asked))]
        found = []
        for sentence in there:
            cosines = (asked.tokens @ sentence.tokens.T).max(axis=1, initial=-1.0)
            found.append(tuple(float(np.mean(cosines[group])) for group in groups))
        return found

    def read(self, texts: Sequence[str]) -> list[ReadText]:
        """Each text as the model reads it."""
        with self._lock:
            found = {text: self._read[text] for text in texts if text in self._read}
        missing = [text for text in dict.fromkeys(texts) if text not in found]
        found.update(zip(missing, self._reader.read_all(missing), strict=True))
        with self._lock:
            for text in texts:
                self._read[text] = found[text]
                self._read.move_to_end(text)
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return [found[text] for text in texts]


def _tokens_of(word: str, text: str, read: ReadText) -> list[int]:
    """The tokens that a word is read as, wherever it stands in the text."""
    places = [match.span() for match in re.finditer(re.escape(word), text.lower())]
    return [
        index
        for index, (start, end) in enumerate(read.spans)
        if any(first <= start and end <= last for first, last in places)
    ]
