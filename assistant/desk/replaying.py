"""An answer as it was given beside the same question asked again: what differs, and what may be behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.domain import Answer, Change, Difference, Hit, Record, Replay, Sentence, Support

# Scores are sums of floating-point numbers: another processor may round the last digits otherwise.
SCORE_TOLERANCE = 1e-4
_SHOWN = frozenset([Support.QUOTED, Support.SUPPORTED, Support.PARTLY])


def compare(
    record: Record,
    now: Answer,
    *,
    settings: Mapping[str, str],
    versions: Mapping[str, str],
    rechecked: Sequence[tuple[Sentence, Support]] = (),
) -> Replay:
    """The record beside the same question asked again.

    ``rechecked`` has the sentences of the record that a judge has read anew, each with what it says of them now.
    """
    then = record.answer
    return Replay(
        id=record.id,
        snapshot=now.snapshot,
        snapshot_gone=now.snapshot != then.snapshot,
        differences=(
            *_understood(then, now),
            *_ended(then, now),
            *_said(then.sentences, now.sentences),
            *_judged(rechecked),
            *_declined(then, now),
            *_withheld(then, now),
            *_found(then.hits, now.hits),
        ),
        remarks=(*_changed("setting", record.settings, settings), *_changed("version of", record.versions, versions)),
        rechecked=len(rechecked),
    )


def _understood(then: Answer, now: Answer) -> Iterator[Difference]:
    if then.query != now.query:
        yield Difference(change=Change.QUERY, then=then.query, now=now.query)
    elif then.understood and now.understood and then.understood.filters != now.understood.filters:
        labels = [", ".join(one.label for one in query.filters) for query in (then.understood, now.understood)]
        yield Difference(change=Change.QUERY, then=labels[0], now=labels[1])


def _ended(then: Answer, now: Answer) -> Iterator[Difference]:
    if then.status != now.status:
        yield Difference(change=Change.STATUS, then=then.message, now=now.message)


def _said(then: Sequence[Sentence], now: Sequence[Sentence]) -> Iterator[Difference]:
    """Sentences that are gone or new; a sentence is the same when its words, its support and its places are."""
    before, after = [_identity(one) for one in then], [_identity(one) for one in now]
    for sentence, identity in zip(then, before, strict=True):
        if identity not in after:
            yield Difference(change=Change.SENTENCE_GONE, then=_placed(sentence), now="")
    for sentence, identity in zip(now, after, strict=True):
        if identity not in before:
            yield Difference(change=Change.SENTENCE_NEW, then="", now=_placed(sentence))


def _identity(sentence: Sentence) -> tuple[object, ...]:
    places = tuple((citation.document, citation.span, citation.cited_text) for citation in sentence.citations)
    return sentence.text, sentence.support, sentence.group, places


def _placed(sentence: Sentence) -> str:
    places = "; ".join(f"{citation.document}, page {citation.page}" for citation in sentence.citations)
    return f"{sentence.text} ({places or 'no source'})"


def _judged(rechecked: Sequence[tuple[Sentence, Support]]) -> Iterator[Difference]:
    """Sentences that would not be shown today. Between wholly and partly supported, the judge may waver: it reads fewer
    sentences now than when the answer was made."""
    for sentence, support in rechecked:
        if support not in _SHOWN:
            now = f"{support.value}: {sentence.text}"
            yield Difference(change=Change.SUPPORT, then=f"{sentence.support.value}: {sentence.text}", now=now)


def _declined(then: Answer, now: Answer) -> Iterator[Difference]:
    before, after = (
        "; ".join(f"{decline.reason.value}: {decline.question}" for decline in answer.declines)
        for answer in (then, now)
    )
    if before != after:
        yield Difference(change=Change.DECLINE, then=before, now=after)


def _withheld(then: Answer, now: Answer) -> Iterator[Difference]:
    before, after = ("; ".join(sentence.text for sentence in answer.withheld) for answer in (then, now))
    if before != after:
        yield Difference(change=Change.WITHHELD, then=before, now=after)


def _found(then: Sequence[Hit], now: Sequence[Hit]) -> Iterator[Difference]:
    """Other passages, or the same in another order; else other scores."""
    before, after = ([hit.chunk.id for hit in hits] for hits in (then, now))
    if before != after:
        gone = [_passage(hit) for hit in then if hit.chunk.id not in after]
        new = [_passage(hit) for hit in now if hit.chunk.id not in before]
        yield Difference(
            change=Change.HITS,
            then="; ".join(gone) or "the same, in another order",
            now="; ".join(new) or "the same, in another order",
        )
        return
    pairs = zip(then, now, strict=True)
    moved = [(one, other) for one, other in pairs if abs(one.score - other.score) > SCORE_TOLERANCE]
    if moved:
        scores = ["; ".join(f"rank {hit.rank}: {hit.score:.4f}" for hit in hits) for hits in zip(*moved, strict=True)]
        yield Difference(change=Change.SCORES, then=scores[0], now=scores[1])


def _passage(hit: Hit) -> str:
    page = hit.chunk.spans[0].page if hit.chunk.spans else 1
    return f"rank {hit.rank}: {hit.chunk.document}, page {page}"


def _changed(what: str, then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted({*then, *now}):
        before, after = then.get(name, "none"), now.get(name, "none")
        if before != after:
            yield f"The {what} {name} was {before} and is {after}."
