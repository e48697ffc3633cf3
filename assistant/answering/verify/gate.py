"""The gate: every sentence that a model wrote is judged against the evidence, bound to what proves it, or withheld."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.verify.judge import Judge, Verdict
from assistant.answering.verify.quotes import QuoteMatch, QuoteOutcome, check_quote, quotations
from assistant.answering.verify.tokens import plain_claim
from assistant.domain import Support

_SHOWN = (Support.QUOTED, Support.SUPPORTED, Support.PARTLY)
_RANK = {Support.QUOTED: 3, Support.SUPPORTED: 2, Support.PARTLY: 1}
BROKEN_JUDGE = "it could not be checked, because the judge failed"
_NO_EVIDENCE = "nothing in the documents was given for it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence of a document, verbatim. ``id`` is the short name that the model knows it by ("E3").

    ``document`` is the id of the document; ``order`` the sentence's place in it, so that a quotation may run over two
    sentences that follow each other.
    """

    id: str
    text: str
    document: str
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A sentence that a model wrote, and the ids of the evidence that it claims for it (they are not trusted)."""

    text: str
    claimed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A drafted sentence after the gate.

    ``text`` is what may be shown: words in quotation marks are those of the source, typography included, and citation
    markers that the model wrote are gone. ``evidence`` are the ids of the sentences that prove it (or contradict it),
    the best first, whatever the model claimed. ``reason`` is empty when it is wholly supported.
    """

    text: str
    support: Support
    score: float
    reason: str
    evidence: tuple[str, ...]
    quotes: tuple[QuoteMatch, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether it may be shown: quoted, supported, or partly supported (and then marked)."""
        return self.support in _SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Gated:
    """What passed the gate and what did not, each in the order of the draft."""

    shown: tuple[Checked, ...]
    withheld: tuple[Checked, ...]


def gate(draft: Sequence[Drafted], evidence: Sequence[Evidence], judge: Judge) -> Gated:
    """Judge every sentence of a draft. It fails closed: what a judge raises at is unverified, and withheld."""
    checked = [check(sentence, evidence, judge) for sentence in draft]
    return Gated(
        shown=tuple(sentence for sentence in checked if sentence.shown),
        withheld=tuple(sentence for sentence in checked if not sentence.shown),
    )


def check(sentence: Drafted, evidence: Sequence[Evidence], judge: Judge) -> Checked:
    """Judge one sentence, as soon as it is written: first by what it claims, then by all the evidence there is."""
    text = plain_claim(sentence.text)
    if not evidence:
        return _checked(text, Verdict(support=Support.UNSUPPORTED, score=0.0, reason=_NO_EVIDENCE), evidence)
    claimed = [index for index, item in enumerate(evidence) if item.id in sentence.claimed]
    text, quotes = _with_quotes(text, evidence, claimed)
    try:
        verdict = _judged(text, evidence, claimed, judge)
    except Exception:  # whatever a judge fails with, its sentence is not shown
        return _checked(text, Verdict(support=Support.UNVERIFIED, score=0.0, reason=BROKEN_JUDGE), evidence, quotes)
    return _checked(text, _after_quotes(verdict, quotes, evidence, claimed), evidence, quotes)


def _judged(text: str, evidence: Sequence[Evidence], claimed: Sequence[int], judge: Judge) -> Verdict:
    """The better of two verdicts: by the claimed evidence, if that suffices, else by all of it."""
    by_claimed: Verdict | None = None
    if claimed and len(claimed) < len(evidence):
        found = judge.judge(text, [evidence[index].text for index in claimed])
        by_claimed = Verdict(
            support=found.support,
            score=found.score,
            reason=found.reason,
            evidence=tuple(claimed[index] for index in found.evidence),
        )
        if _RANK.get(by_claimed.support, 0) >= _RANK[Support.SUPPORTED]:
            return by_claimed
    by_all = judge.judge(text, [item.text for item in evidence])
    if by_claimed and _RANK.get(by_claimed.support, 0) > _RANK.get(by_all.support, 0):
        return by_claimed
    return by_all


def _with_quotes(text: str, evidence: Sequence[Evidence], claimed: Sequence[int]) -> tuple[str, tuple[QuoteMatch, ...]]:
    """The text with the verbatim words of the sources in its quotation marks, and what became of each quotation."""
    sources, first = _runs(evidence)
    cited = {run for run, members in enumerate(first) if any(index in claimed for index, _ in members)}
    matches: list[QuoteMatch] = []
    for start, end in reversed(quotations(text)):
        match = check_quote(text[start:end], sources, cited or range(len(sources)))
        matches.append(match)
        if match.outcome in (QuoteOutcome.FOUND, QuoteOutcome.ELSEWHERE):
            inside = text[start:end]
            tail = inside[len(inside.rstrip(" .,;:!?")) :]
            verbatim = re.sub(r"\s+", " ", match.slices[0].text)
            text = text[:start] + verbatim + ("" if verbatim.endswith(tail.strip() or "\0") else tail) + text[end:]
    return text, tuple(reversed(matches))


def _runs(evidence: Sequence[Evidence]) -> tuple[list[str], list[list[tuple[int, int]]]]:
    """The evidence with sentences that follow each other joined; for each run, its members and where each begins."""
    order = sorted(range(len(evidence)), key=lambda index: (evidence[index].document, evidence[index].order))
    texts: list[str] = []
    members: list[list[tuple[int, int]]] = []
    previous: Evidence | None = None
    for index in order:
        item = evidence[index]
        if previous and (item.document, item.order) == (previous.document, previous.order + 1):
            members[-1].append((index, len(texts[-1]) + 1))
            texts[-1] += " " + item.text
        else:
            members.append([(index, 0)])
            texts.append(item.text)
        previous = item
    return texts, members


def _after_quotes(
    verdict: Verdict, quotes: Sequence[QuoteMatch], evidence: Sequence[Evidence], claimed: Sequence[int]
) -> Verdict:
    """The verdict lowered by what became of the quotations, and bound to the sentences that they stand in."""
    reasons: list[str] = []
    support = verdict.support
    for quote in quotes:
        if quote.outcome is QuoteOutcome.NOT_FOUND:
            support, reason = Support.UNSUPPORTED, f"the quoted words “{quote.quote}” are not in the documents"
        elif quote.outcome is QuoteOutcome.STITCHED:
            support, reason = Support.UNSUPPORTED, f"“{quote.quote}” is put together from separate passages"
        elif quote.outcome is QuoteOutcome.ELSEWHERE and not _same_document(quote, evidence, claimed):
            support = Support.PARTLY if support in _SHOWN else support
            reason = f"“{quote.quote}” stands in another document than the one named"
        else:
            continue
        reasons.append(reason)
    bound = [index for quote in quotes for index in _standing_in(quote, evidence)]
    return Verdict(
        support=support,
        score=verdict.score if support is not Support.UNSUPPORTED else min(verdict.score, 0.0 if reasons else 1.0),
        reason="; ".join([*reasons, *([verdict.reason] if verdict.reason else [])]),
        evidence=tuple(dict.fromkeys([*bound, *verdict.evidence])),
    )


def _standing_in(quote: QuoteMatch, evidence: Sequence[Evidence]) -> list[int]:
    """The evidence that a found quotation touches."""
    _, members = _runs(evidence)
    found: list[int] = []
    for piece in quote.slices:
        for index, begin in members[piece.source]:
            if piece.start < begin + len(evidence[index].text) and begin < piece.end:
                found.append(index)
    return found


def _same_document(quote: QuoteMatch, evidence: Sequence[Evidence], claimed: Sequence[int]) -> bool:
    named = {evidence[index].document for index in claimed}
    return any(evidence[index].document in named for index in _standing_in(quote, evidence))


def _checked(text: str, verdict: Verdict, evidence: Sequence[Evidence], quotes: tuple[QuoteMatch, ...] = ()) -> Checked:
    return Checked(
        text=text,
        support=verdict.support,
        score=verdict.score,
        reason=verdict.reason,
        evidence=tuple(evidence[index].id for index in verdict.evidence),
        quotes=quotes,
    )
