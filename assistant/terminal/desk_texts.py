"""What the desk makes as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import (
    AnswerChanges,
    AnswerSheet,
    CitedFootnote,
    OwnLine,
    PositionPack,
    PositionPart,
    Sentence,
    SheetEntry,
    Strand,
    UsedPassage,
)
from assistant.terminal.texts import answer_text


def questions_text(sheet: AnswerSheet) -> str:
    """The questions of a document with their pages."""
    lines = [
        f"{one.number or order}. {one.text}" + (f" (page {one.span.page})" if one.span else "")
        for order, one in enumerate(sheet.questions, start=1)
    ]
    return "\n".join(lines) or f"{sheet.title} puts no question to its readers."


def entry_text(entry: SheetEntry) -> str:
    """A question with its answer, strand by strand, the sources it cites, and what its own footnotes rest on."""
    head = f"\n{entry.question.number}. {entry.question.text}".replace("\n. ", "\n")
    if entry.answer is None:
        return f"{head}\n  {entry.failure}"
    if not entry.answer.sentences:
        return f"{head}\n{answer_text(entry.answer)}"
    lines = [head]
    for strand in Strand:
        if not (sentences := entry.of(strand)):
            continue
        lines += ["", strand.value]
        for one in sentences:
            markers = "".join(f"[{citation.marker}]" for citation in one.citations)
            lines.append(f"  {' '.join(one.text.split())} {markers}")
    if entry.sources:
        lines += ["", "What the note's own footnotes rest on", *(f"  {_source(note)}" for note in entry.sources)]
    for decline in entry.answer.declines:
        lines += ["", f"Not covered: {decline.question} {decline.reason.message}"]
    places = [f"  [{one.marker}] {one.title}, page {one.page_label or one.page}" for one in entry.answer.citations]
    return "\n".join([*lines, "", *places])


def used_text(every: Sequence[UsedPassage]) -> str:
    """The passages of a document that something kept cites, each with what cites it."""
    lines = []
    for one in every:
        lines += ["", f"Page {one.span.page}: {' '.join(one.text.split())}"]
        lines += [f"  {use.kind.value} “{use.title}”, source {use.number}: {use.question}" for use in one.uses]
    return "\n".join(lines).strip("\n") or "No kept answer, sheet, pack or comparison cites this document yet."


def changes_text(every: Sequence[AnswerChanges]) -> str:
    """What changed in each answer since an earlier snapshot gave one."""
    if not every:
        return "\nThere is nothing to compare with: no kept answer to these questions is from earlier documents."
    lines = []
    for one in every:
        counted = f" ({one.counted})" if one.counted else ""
        lines += ["", f"{one.verdict.value.capitalize()}{counted}: {one.question.text}"]
        for then, now in one.reworded:
            lines += [f"  - {_folded(then)}", f"  + {_folded(now)}"]
        lines += [f"  - {_folded(gone)}" for gone in one.gone]
        lines += [f"  + {_folded(new)}" for new in one.new]
    return "\n".join(["", "What changed since the answers before", *lines])


def _folded(sentence: Sentence) -> str:
    places = "; ".join(f"{one.title}, page {one.page_label or one.page}" for one in sentence.citations)
    return f"{' '.join(sentence.text.split())} ({places})"


def pack_text(pack: PositionPack) -> str:
    """A position pack: per question its lists; a line without a source says that it is a person's own."""
    facts = (pack.delegation, pack.meeting, pack.date)
    lines, marker, places = [pack.title, " · ".join(one for one in facts if one)], 0, []
    for order, point in enumerate(pack.points, start=1):
        lines += ["", f"{point.question.number or order}. {point.question.text}"]
        for part in PositionPart:
            lines += ["", part.value] if point.of(part) else []
            for line in point.of(part):
                text = " ".join(line.text.split())
                if isinstance(line, OwnLine):
                    lines.append(f"  {text} (own line)")
                    continue
                for one in line.sentence.citations:
                    marker += 1
                    text += f" [{marker}]"
                    places.append(f"  [{marker}] {one.title}, page {one.page_label or one.page}")
                lines.append(f"  {text}{' (suggested)' if line.suggested else ''}")
    return "\n".join([*lines, "", *places])


def _source(note: CitedFootnote) -> str:
    return f"{note.number} {' '.join(note.text.split())}"
