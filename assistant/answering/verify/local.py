"""The local judge: exact comparisons that nothing outweighs, and a small fitted model for the rest."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.verify.alignment import Aligner, Alignment, nothing_compared
from assistant.answering.verify.exact import Missing, is_dateline, missing, overstated, said_instead, turned_round
from assistant.answering.verify.features import CLOSE, claim_features, on_the_matter, sentence_features
from assistant.answering.verify.judge import Verdict
from assistant.answering.verify.names import missing_names
from assistant.answering.verify.tokens import content_stems, plain_claim, tokens
from assistant.answering.verify.typography import fold
from assistant.answering.verify.weights import Weights, load_weights
from assistant.domain import Support

# As many sentences as are ever shown for one claim.
MOST_EVIDENCE = 4
_EDGES = " .,;:!?\"'“”‘’«»"
_NOTHING = "the source does not speak of this"


class LocalJudge:
    """Judges claims on this machine. Deterministic: the same claim and evidence give the same verdict."""

    def __init__(self, aligner: Aligner, weights: Weights | None = None) -> None:
        self._aligner = aligner
        self._weights = weights or load_weights()

    def judge(self, claim: str, evidence: Sequence[str]) -> Verdict:
        """The verdict on a claim. Raises ModelMissing when a model is not installed."""
        claim = plain_claim(claim)
        if standing_as_it_is(claim, evidence) is not None:  # no model is needed for that
            return weigh(nothing_compared(claim, evidence), self._weights)
        return weigh(self._aligner.align(claim, evidence), self._weights)


def weigh(alignment: Alignment, weights: Weights) -> Verdict:
    """The verdict on a claim that was compared with its evidence."""
    verbatim = standing_as_it_is(alignment.claim, alignment.evidence)
    if verbatim is not None:
        return Verdict(support=Support.QUOTED, score=1.0, evidence=(verbatim,))
    if not alignment.candidates or not content_stems(alignment.claim):
        return Verdict(support=Support.UNSUPPORTED, score=0.0, reason=_NOTHING)
    chosen = choose(alignment, weights)
    score = float(weights.claim.probability(claim_features(alignment, chosen)))
    return label(alignment, chosen, score, weights)


def standing_as_it_is(claim: str, evidence: Sequence[str]) -> int | None:
    """The index of the sentence that is the claim, but for typography and marks at its ends; None without one."""
    wanted = _bare(claim)
    if not wanted:
        return None
    return next((index for index, sentence in enumerate(evidence) if _bare(plain_claim(sentence)) == wanted), None)


def choose(alignment: Alignment, weights: Weights) -> list[int]:
    """The sentences that the claim is to be judged by, the likeliest first: as few as it needs.

    A sentence that gives a number or a date which the others lack is taken along, or the line that dates the source.
    """
    ranked, chosen = likely_sentences(alignment, weights)
    datelines = [index for index, line in enumerate(alignment.evidence) if is_dateline(line)]
    for index in (*ranked, *datelines):
        if len(chosen) >= MOST_EVIDENCE:
            break
        if index not in chosen and _fills(alignment, chosen, index):
            chosen.append(index)
    return chosen


def likely_sentences(alignment: Alignment, weights: Weights) -> tuple[list[int], list[int]]:
    """All candidates, the likeliest first, and those of them that are likely enough; at least the first."""
    likely = weights.sentence.probability(sentence_features(alignment))
    order = sorted(range(len(likely)), key=lambda at: (-likely[at], at))
    ranked = [alignment.candidates[at].index for at in order]
    chosen = [alignment.candidates[at].index for at in order if likely[at] >= weights.chosen_from][:MOST_EVIDENCE]
    return ranked, chosen or ranked[:1]


def _fills(alignment: Alignment, chosen: Sequence[int], index: int) -> bool:
    """Whether a sentence gives a number or date that the chosen lack, and speaks of something else of the claim too."""
    texts = [alignment.evidence[at] for at in chosen]
    before = missing(alignment.claim, texts)
    if not (before.numbers or before.dates):
        return False
    after = missing(alignment.claim, [*texts, alignment.evidence[index]])
    fewer = len(after.numbers) + len(after.dates) < len(before.numbers) + len(before.dates)
    if fewer and is_dateline(alignment.evidence[index]):
        return True
    words = alignment.weights.keys() & content_stems(alignment.evidence[index])
    return fewer and any(not word[0].isdigit() for word in words)


def label(alignment: Alignment, chosen: Sequence[int], score: float, weights: Weights) -> Verdict:
    """What the exact comparisons leave of a score, whoever gave it, with the reason in words."""
    claim, evidence = alignment.claim, alignment.evidence
    lacking = missing(claim, [evidence[index] for index in chosen])
    same = on_the_matter(alignment, chosen)
    capped = min(score, weights.supported_from - 0.01)
    if lacking.numbers or lacking.dates:
        return _without_figures(alignment, chosen, same, lacking, capped)
    turned = {index: turned_round(claim, evidence[index]) for index in same}
    if same and all(turned.values()):
        return Verdict(
            support=Support.CONTRADICTED, score=capped, reason=turned[same[0]], evidence=_first(same[0], chosen)
        )
    over = [overstated(claim, evidence[index]) for index in on_the_matter(alignment, chosen, CLOSE)]
    doubts = [reason for reason in (_another_name(alignment), over[0] if over and all(over) else "") if reason]
    if score >= weights.supported_from and not doubts:
        return Verdict(support=Support.SUPPORTED, score=score, evidence=tuple(chosen))
    reason = "; ".join(doubts) or _unspoken(alignment, chosen)
    if score >= weights.partly_from:
        return Verdict(support=Support.PARTLY, score=capped, reason=reason, evidence=tuple(chosen))
    return Verdict(support=Support.UNSUPPORTED, score=capped, reason=reason, evidence=tuple(chosen))


def _another_name(alignment: Alignment) -> str:
    """The names that no evidence has, where a sentence says nearly the same of somebody else; empty where none does.

    Where no sentence comes so near, a missing name is one sign among others: the claim may describe what it names.
    """
    claim, evidence = alignment.claim, alignment.evidence
    nowhere = Missing(numbers=(), dates=(), names=tuple(missing_names(claim, evidence)))
    named = frozenset[str]().union(*(content_stems(name) for name in nowhere.names))
    others = alignment.weights.keys() - named
    if not nowhere.names or not others:
        return ""
    nearest = max(len(others & content_stems(evidence[item.index])) for item in alignment.candidates)
    return nowhere.reason if nearest >= CLOSE * len(others) else ""


def _without_figures(
    alignment: Alignment, chosen: Sequence[int], same: Sequence[int], lacking: Missing, score: float
) -> Verdict:
    """A number or a date that the source does not give: contradicted where it gives another one, else unsupported."""
    for index in same:
        if reason := said_instead(lacking, alignment.evidence[index]):
            return Verdict(support=Support.CONTRADICTED, score=score, reason=reason, evidence=_first(index, chosen))
    return Verdict(support=Support.UNSUPPORTED, score=score, reason=lacking.reason, evidence=tuple(chosen))


def _first(index: int, chosen: Sequence[int]) -> tuple[int, ...]:
    return (index, *(other for other in chosen if other != index))


def _unspoken(alignment: Alignment, chosen: Sequence[int]) -> str:
    """Which words of the claim no chosen sentence has, in words for a person."""
    there = frozenset[str]().union(*(content_stems(alignment.evidence[index]) for index in chosen))
    words = [token.text for token in tokens(alignment.claim) if token.content and token.stem not in there]
    if not words:
        return "the source says this only in part"
    listed = list(dict.fromkeys(f"'{word}'" for word in words))[:3]
    return (
        f"the source does not say {' or '.join(listed)}"
        if len(listed) < 3
        else (f"the source does not say {', '.join(listed[:-1])} or {listed[-1]}")
    )


def _bare(text: str) -> str:
    bare = fold(text.replace("\n", " ")).text.strip(_EDGES)
    return bare[:1].lower() + bare[1:]
