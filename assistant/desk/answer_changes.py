"""What changed between an answer and the one that an earlier snapshot gave to the same question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assistant.domain import AnswerChanges, AnswerSheet, Sentence

# A sentence as like as this to one that is gone is shown as its new wording, and not as something else.
_ALIKE = 0.6


def sheet_changes(sheet: AnswerSheet) -> Iterator[AnswerChanges]:
    """What changed in each of the answers that an earlier snapshot answered otherwise, or alike."""
    for entry in sheet.entries:
        if entry.answer is not None and entry.earlier is not None:
            before, after = list(entry.earlier.sentences), list(entry.answer.sentences)
            known = {_words(one) for one in before}
            kept = {_words(one) for one in after}
            reworded, gone, new = _matched(
                [one for one in before if _words(one) not in kept],
                [one for one in after if _words(one) not in known],
            )
            yield AnswerChanges(
                question=entry.question,
                then=entry.earlier,
                now=entry.answer,
                same=tuple(one for one in after if _words(one) in known),
                reworded=reworded,
                gone=gone,
                new=new,
            )


def _words(sentence: Sentence) -> str:
    """A sentence is the same when its words are, wherever they stand now."""
    return " ".join(sentence.text.split())


def _matched(
    gone: Sequence[Sentence], new: Sequence[Sentence]
) -> tuple[tuple[tuple[Sentence, Sentence], ...], tuple[Sentence, ...], tuple[Sentence, ...]]:
    """The pairs that are one sentence in two wordings, the likest first taken; then what is left on each side."""
    likeness = sorted(
        (
            (-SequenceMatcher(None, one.text, other.text, autojunk=False).ratio(), i, j)
            for i, one in enumerate(gone)
            for j, other in enumerate(new)
        ),
    )
    pairs: dict[int, int] = {}
    for unlike, i, j in likeness:
        if -unlike >= _ALIKE and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return (
        tuple((gone[i], new[j]) for i, j in sorted(pairs.items())),
        tuple(one for i, one in enumerate(gone) if i not in pairs),
        tuple(one for j, one in enumerate(new) if j not in pairs.values()),
    )
