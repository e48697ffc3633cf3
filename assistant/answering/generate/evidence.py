"""Evidence as a model sees it: sentences with short tokens, inside delimiters that no document can close."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.candidates import Candidate
from assistant.prompts import harmless
from assistant.reading.instructions.finding import why_suspicious

OPEN, CLOSE = "<evidence>", "</evidence>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A sentence of evidence and the token that stands for it ("S1")."""

    token: str
    candidate: Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceBlock:
    """The evidence of one call: its sentences, the text that is put into the prompt, and how many did not fit."""

    numbered: tuple[Numbered, ...]
    text: str
    left_out: int


def evidence_block(ranked: Sequence[Candidate], *, budget_tokens: int, count: Callable[[str], int]) -> EvidenceBlock:
    """As many of the candidates, best first, as the budget holds, written down in the order of the documents.

    A sentence that would not fit is left out and the next one is tried, so that one long sentence hides no short ones.
    """
    chosen: list[Candidate] = []
    spent = count(f"{OPEN}\n{CLOSE}")
    headed: set[str] = set()
    for candidate in ranked:
        name = _name(candidate)
        cost = count(f"S00 {_line(candidate)}\n") + (0 if name in headed else count(f"# {name}\n"))
        if spent + cost <= budget_tokens:
            chosen.append(candidate)
            headed.add(name)
            spent += cost
    numbered = tuple(
        Numbered(token=f"S{place}", candidate=candidate) for place, candidate in enumerate(_in_order(chosen), start=1)
    )
    return EvidenceBlock(numbered=numbered, text=_written(numbered), left_out=len(ranked) - len(chosen))


def may_be_read(candidate: Candidate) -> bool:
    """Whether a model may be given a sentence: not where it stands in a passage that is written for models."""
    document = candidate.document
    return not any(document.instruction_at(span) for span in document.sentences[candidate.sentence].spans)


def _in_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    """By document, the one with the best candidate first, and as printed within it."""
    documents = list(dict.fromkeys(candidate.document.id for candidate in chosen))
    return sorted(chosen, key=lambda candidate: (documents.index(candidate.document.id), candidate.sentence))


def _written(numbered: Sequence[Numbered]) -> str:
    lines = [OPEN]
    name = ""
    for item in numbered:
        if _name(item.candidate) != name:
            name = _name(item.candidate)
            lines.append(f"# {name}")
        lines.append(f"{item.token} {_line(item.candidate)}")
    return "\n".join((*lines, CLOSE))


def _name(candidate: Candidate) -> str:
    """What a person would call the place: the document's number or title, and the section's heading."""
    document = candidate.document
    short = document.document_number.value if document.document_number else document.title.value
    return harmless(" · ".join(part for part in (short, *candidate.headings[-1:]) if not why_suspicious(part)))


def _line(candidate: Candidate) -> str:
    opens = candidate.lead_in and not why_suspicious(candidate.lead_in)
    opening = f"({harmless(candidate.lead_in)}) " if opens else ""
    return opening + harmless(candidate.text)
