"""What there is to say about an answer beside its sentences: what got none and why, what was withheld, what failed."""

from __future__ import annotations

from assistant.domain import Answer, Citation, Decline, Sentence, Support
from assistant.ui.components import Payload
from assistant.ui.wording import count, place

_VERDICTS = {
    Support.UNSUPPORTED: "The passages found do not say this.",
    Support.CONTRADICTED: "The passages found say otherwise.",
    Support.UNVERIFIED: "It could not be checked.",
}


def payload(answer: Answer) -> Payload:
    """The notice of a model that failed, the parts without an answer, and the sentences that were withheld."""
    return {"notices": _notices(answer), "declined": _declined(answer), "withheld": _withheld(answer)}


def nothing() -> Payload:
    """The payload of an answer about which there is nothing more to say."""
    return {"notices": [], "declined": [], "withheld": None}


def evidence(answer: Answer) -> list[Citation]:
    """The sentences that show why parts of a question got no answer, in the order in which they are numbered."""
    return [citation for decline in answer.declines for citation in decline.evidence]


def _notices(answer: Answer) -> list[str]:
    found = [answer.fallback] if answer.fallback else []
    if answer.not_read:
        verb = "was" if answer.not_read == 1 else "were"
        found.append(
            f"{count(answer.not_read, 'sentence')} found {verb} left out, for want of room in the model's window."
        )
    return found


def _declined(answer: Answer) -> list[Payload]:
    whole = not answer.sentences and len(answer.declines) == 1
    rows, number = [], 0
    for decline in answer.declines:
        lines = []
        for citation in decline.evidence:
            number += 1
            lines.append({"n": number, "text": citation.cited_text, "place": f"{citation.title}, {place(citation)}"})
        rows.append(_row(decline, whole=whole, lines=lines))
    return [row for row in rows if any(row.values())]


def _row(decline: Decline, *, whole: bool, lines: list[Payload]) -> Payload:
    """Where the whole question is declined, the answer's message gives the reason already."""
    return {
        "question": "" if whole else decline.question,
        "message": "" if whole else decline.reason.message,
        "evidence": lines,
        "suggestion": decline.suggestion,
    }


def _withheld(answer: Answer) -> Payload | None:
    if not answer.withheld:
        return None
    return {
        "title": f"{count(len(answer.withheld), 'sentence')} withheld",
        "sentences": [{"text": one.text, "reason": _reason(one)} for one in answer.withheld],
    }


def _reason(sentence: Sentence) -> str:
    """The verdict, and the judge's own words for it."""
    verdict = _VERDICTS.get(sentence.support, "")
    own = sentence.reason[:1].upper() + sentence.reason[1:]
    if own and own[-1] not in ".!?":
        own += "."
    return " ".join(part for part in (verdict, own) if part)
