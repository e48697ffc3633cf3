"""Domain types as text for a terminal, and as JSON."""

from __future__ import annotations

import dataclasses
import json
import shutil
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.domain import (
    Answer,
    Citation,
    Document,
    Hit,
    IndexStatus,
    IngestOutcome,
    IngestReport,
    Mentions,
    ModelStanding,
    Replay,
    Sentence,
    Span,
    Stated,
    Support,
    TextMatch,
    marked_text,
    seen_name,
)


def as_json(value: Any) -> str:
    """A dataclass, or a collection of them, as indented JSON with the field names of the domain.

    An answer also gets its ``text`` and ``message``, mentions their ``total``, a replay ``same``.
    A document is printed without its page geometry.
    """
    return json.dumps(_plain(value), ensure_ascii=False, indent=2)


def _plain(value: Any) -> Any:
    if isinstance(value, Document):
        value = dataclasses.replace(value, layouts=())
    if isinstance(value, Answer):
        return {"text": value.text, "message": value.message, **dataclasses.asdict(value)}
    if isinstance(value, Mentions):
        return {"total": value.total, **dataclasses.asdict(value)}
    if isinstance(value, Replay):
        return {"same": value.same, **dataclasses.asdict(value)}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def answer_text(answer: Answer, *, told: int = 0) -> str:
    """An answer with its sources below, what has no answer and why, what was withheld, and the id of its record.

    Without a sentence: what was searched, and the nearest passages, which are no answer.

    ``told`` is how many of its sentences were printed already, while it was being written.
    """
    lines: list[str] = [answer.fallback, ""] if answer.fallback else []
    group = ""
    for sentence in answer.sentences[told:]:
        if sentence.group != group:
            group = sentence.group
            lines += ["", group]
        lines.append(sentence_text(sentence, indent="  " if group else ""))
    if answer.sentences:
        lines += ["", *(_source(citation) for citation in answer.citations), *_declined(answer)]
    else:
        lines += [answer.message, *_declined(answer), "", searched(answer), *_nearest(answer.hits)]
    kept = [f"Marking: {answer.marking}"] if answer.marking else []
    kept += [f"Record {answer.id}"] if answer.id else []
    return "\n".join([*lines, *_left_out(answer), *([""] if kept else []), *kept]).strip("\n")


def sentence_text(sentence: Sentence, *, indent: str = "") -> str:
    """A sentence with its markers, and in brackets what is amiss with it when it is only partly supported."""
    amiss = f" ({sentence.support} supported: {sentence.reason})" if sentence.support is Support.PARTLY else ""
    return _wrapped(marked_text(sentence) + amiss, indent=indent)


def _declined(answer: Answer) -> list[str]:
    """Each part without an answer: what was asked and why it got none, what shows that, and what to ask instead.

    Where the whole question is declined for one reason, the answer's message has said it already.
    """
    whole = not answer.sentences and len(answer.declines) == 1
    lines: list[str] = []
    for decline in answer.declines:
        if not whole:
            lines += ["", _wrapped(f"Not answered: {decline.question}", indent="")]
            lines.append(_wrapped(decline.reason.message, indent="  "))
        for citation in decline.evidence:
            shown = f"“{' '.join(citation.cited_text.split())}” ({citation.title}, page {citation.page})"
            lines.append(_wrapped(shown, indent="  "))
        if decline.suggestion:
            lines.append(_wrapped(decline.suggestion, indent="" if whole else "  "))
    return lines


def _left_out(answer: Answer) -> list[str]:
    """What a model wrote that could not be proved, and how much of what was found it did not read."""
    lines = []
    if answer.withheld:
        lines += ["", f"Withheld: {_counted(len(answer.withheld), 'sentence')}"]
        lines += [_wrapped(f"{one.text} ({one.reason})", indent="  ") for one in answer.withheld]
    if answer.not_read:
        read = "sentence that was found was" if answer.not_read == 1 else "sentences that were found were"
        lines += ["", f"{answer.not_read} {read} not read by the model: they did not fit."]
    return lines


def searched(answer: Answer) -> str:
    """What was searched, in a sentence."""
    passages, documents = answer.searched_chunks, answer.searched_documents
    return f"Searched {passages} passage{'s' * (passages != 1)} in {documents} document{'s' * (documents != 1)}."


def hits_text(hits: Iterable[Hit]) -> str:
    """Passages with where they stand, best first."""
    blocks = []
    for hit in hits:
        place = _marked(" · ".join((hit.chunk.title, *hit.chunk.headings)), hit.marking)
        where = f"   {hit.chunk.document}, {_pages(hit.chunk.spans)}"
        blocks.append(f"{hit.rank}. {place}\n{where}\n{_wrapped(hit.chunk.text, indent='   ')}")
    return "\n\n".join(blocks) or "Nothing was found."


def mentions_text(mentions: Mentions) -> str:
    """Every mention in its words, by document; what was searched, and near words, when there is none."""
    if not mentions.documents:
        near = f" Words of the corpus that are near: {', '.join(mentions.near)}." if mentions.near else ""
        return f"No mention of “{mentions.words}” in {_counted(mentions.searched_documents, 'document')}.{near}"
    lines = [
        f"{_counted(mentions.total, 'mention')} in {len(mentions.documents)} of "
        f"{_counted(mentions.searched_documents, 'document')}"
    ]
    for document in mentions.documents:
        named = _marked(f"{document.title} ({document.document})", document.marking)
        lines += ["", f"{named}: {_counted(len(document.matches), 'mention')}"]
        lines += [_mention(match) for match in document.matches]
    return "\n".join(lines)


def _marked(text: str, marking: str | None) -> str:
    return f"[{marking}] {text}" if marking else text


def _mention(match: TextMatch) -> str:
    before, matched, after = (" ".join(text.split()) for text in (match.before, match.matched, match.after))
    gaps = [" " if text[:1].isspace() else "" for text in (match.before[::-1], match.after)]
    return _wrapped(f"page {match.span.page}: …{before}{gaps[0]}[{matched}]{gaps[1]}{after}…", indent="  ")


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' * (count != 1)}"


def report_text(report: IngestReport) -> str:
    """An ingest report: every file that changed or was refused, then the sums."""
    lines = [
        f"{row.outcome:<9} {seen_name(row.path)}" + (f": {row.reason}" if row.reason else "")
        for row in report.rows
        if row.outcome is not IngestOutcome.UNCHANGED
    ]
    counts = {outcome: sum(row.outcome is outcome for row in report.rows) for outcome in IngestOutcome}
    sums = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count) or "no files"
    work = f"{report.embedded_chunks} passages embedded in {report.seconds_s:.1f} s"
    lines.append(f"{sums}; {work}; snapshot {report.snapshot}")
    return "\n".join(lines)


def models_text(models: Iterable[ModelStanding]) -> str:
    """The models that run inside the program, one block each: licence, size, where it is or what to do."""
    blocks = []
    for model in models:
        state = "ready" if model.ready else "not ready"
        if model.whole is not None:
            state += ", checksums right" if model.whole else ", NOT the file that was checked: delete it"
        size = [f"{model.size_bytes / 1e6:.0f} MB"] if model.size_bytes else []
        lines = [f"{model.name}: {state}", f"  {', '.join([model.title, model.licence, *size])}"]
        blocks.append("\n".join([*lines, f"  {model.where if model.ready else model.to_do}"]))
    return "\n\n".join(blocks)


def status_text(status: IndexStatus) -> str:
    """The index, the folders and the versions."""
    rows = {
        "snapshot": status.snapshot or "none yet: run 'python -m assistant ingest'",
        "published": status.published or "never",
        "documents": status.documents,
        "pages": status.pages,
        "passages": status.chunks,
        "size": f"{status.size_bytes / 1e6:.1f} MB",
        "embedder": status.embedder,
        "corpus": status.corpus,
        "index": status.index,
        "workspace": status.workspace,
        **status.versions,
    }
    lines = [status.damage] if status.damage else []
    lines += table(rows)
    lines += [f"refused: {seen_name(row.path)}: {row.reason}" for row in status.refused]
    return "\n".join(lines)


def document_text(document: Document, page: int | None) -> str:
    """What a document says of itself, and its pages (or one of them)."""
    lines = table({name: stated(getattr(document, field)) for name, field in SELF_DESCRIPTION.items()})
    for shown in document.pages:
        if page is None or shown.number == page:
            label = f" (printed {shown.label})" if shown.label and shown.label != str(shown.number) else ""
            lines += ["", f"--- page {shown.number}{label}", shown.text]
    return "\n".join(lines)


# What is shown of a document's self-description: the name for people, and the field.
SELF_DESCRIPTION = {
    "title": "title",
    "number": "document_number",
    "kind": "kind",
    "date": "date",
    "issuer": "issuer",
    "authors": "authors",
    "marking": "marking",
    "language": "language",
}


def table(rows: Mapping[str, object]) -> list[str]:
    """Names and values in two columns."""
    width = max(map(len, rows))
    return [f"{name:<{width}}  {value}" for name, value in rows.items()]


def stated(value: Stated | tuple[Stated, ...] | None) -> str:
    """The value, or the values with commas; "not stated" when the document does not say."""
    if isinstance(value, tuple):
        return ", ".join(item.value for item in value) or "not stated"
    return value.value if value else "not stated"


def _source(citation: Citation) -> str:
    details = [citation.title, *citation.headings[-1:], f"page {citation.page}"]
    details += [citation.date] if citation.date else []
    details += [citation.marking] if citation.marking else []
    details += ["read by OCR"] if citation.ocr else []
    lines = [f"[{citation.marker}] {', '.join(details)} ({citation.document})"]
    lines += [f"    {citation.caution}"] if citation.caution else []
    for note in citation.footnotes:
        inferred = "" if note.link == "printed" else f" ({note.link}: {note.reason})"
        lines.append(f"    note {note.number} on “{note.phrase}”{inferred}: {note.text}")
    return "\n".join(lines)


def _nearest(hits: Iterable[Hit]) -> list[str]:
    nearest = [
        f"  {hit.chunk.title}, {_pages(hit.chunk.spans)}: {textwrap.shorten(hit.chunk.text, 160)}" for hit in hits
    ][:3]
    return ["Nearest passages (not an answer):", *nearest] if nearest else []


def _pages(spans: Iterable[Span]) -> str:
    pages = sorted({span.page for span in spans})
    return f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]}–{pages[-1]}"


def _wrapped(text: str, *, indent: str) -> str:
    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
