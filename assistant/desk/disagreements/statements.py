"""The statements of documents as they are compared: their words without figures, and their figures apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.verify.moments import Moment, moments
from assistant.answering.verify.names import names
from assistant.answering.verify.quantities import Quantity, quantities
from assistant.answering.verify.tokens import Token, content_stems, tokens
from assistant.domain import Document, SentenceKind

# What stands for a figure or a date among the words of a statement.
FIGURE, DATE = "#", "@"
_LEAST_WORDS = 4
_COMPARED = (SentenceKind.PROSE, SentenceKind.ITEM)
_NAMELESS = re.compile(r"\W*(they|it|he|she|this|these|those|that|such|both|the latter|the former|its|their)\b", re.I)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A sentence of a document. ``headings`` are those of its section; ``before`` is the sentence in front of it in
    its paragraph, or empty."""

    document: str
    index: int
    text: str
    headings: tuple[str, ...]
    before: str

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands: document id and the index of the sentence."""
        return (self.document, self.index)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its figures, those of dates and identifiers left out."""
        return quantities(self.text)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Its dates."""
        return moments(self.text)

    @cached_property
    def masked(self) -> tuple[str, ...]:
        """Its words in lower case, every figure and every date replaced by a sign; punctuation left out."""
        return tuple(word for word, _ in self._masked)

    @cached_property
    def slots(self) -> dict[int, Quantity | Moment]:
        """The figure or date at each place of ``masked`` that holds a sign."""
        return {at: value for at, (_, value) in enumerate(self._masked) if value is not None}

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words of meaning, figures and dates left out."""
        return frozenset(
            token.stem for token in tokens(self.text) if token.content and not self._covered(token) and token.stem
        )

    @cached_property
    def topic(self) -> frozenset[str]:
        """The stems of the headings that it stands under."""
        return content_stems(" ".join(self.headings))

    @cached_property
    def named(self) -> frozenset[str]:
        """The stems of what it names, in its own words or its innermost heading."""
        return frozenset(stem for name in names(self.text) for stem in content_stems(name))

    @property
    def nameless(self) -> bool:
        """Whether it begins with a word that stands for something said before."""
        return bool(_NAMELESS.match(self.text))

    @cached_property
    def _masked(self) -> list[tuple[str, Quantity | Moment | None]]:
        found: list[tuple[str, Quantity | Moment | None]] = []
        last: Quantity | Moment | None = None
        for token in tokens(self.text):
            value = self._covered(token)
            if value is None and token.stem:
                found.append((token.word, None))
            elif value is not None and value is not last:
                found.append((FIGURE if isinstance(value, Quantity) else DATE, value))
            last = value or last
        return found

    def _covered(self, token: Token) -> Quantity | Moment | None:
        values: Iterable[Quantity | Moment] = (*self.quantities, *self.moments)
        return next((one for one in values if one.start < token.end and token.start < one.end), None)


def statements_of(document: Document) -> list[Statement]:
    """The sentences of a document that state something: prose and list items, questions and tables left out."""
    found = []
    texts = [" ".join(document.text_of(span) for span in sentence.spans) for sentence in document.sentences]
    for index, sentence in enumerate(document.sentences):
        text = texts[index]
        if sentence.kind not in _COMPARED or text.rstrip().endswith("?") or len(text.split()) < _LEAST_WORDS:
            continue
        together = index > 0 and document.sentences[index - 1].paragraph == sentence.paragraph
        found.append(
            Statement(
                document=document.id,
                index=index,
                text=text,
                headings=document.sections[sentence.section].headings,
                before=texts[index - 1] if together else "",
            )
        )
    return found
