"""The sources that the footnotes of a corpus name, each once, with everything that rests on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.domain import Document, Footnote, FootnoteSource, SourceUse

# "Ibid.", "See note 5": names no source of its own.
_REFERS_BACK = re.compile(r"\W*(ibid|idem|op\.? ?cit|supra|loc\.? ?cit|see (?:foot)?note)\b", re.IGNORECASE)
_SCHEME = re.compile(r"^https?://(www\.)?", re.IGNORECASE)


def footnote_sources(documents: Iterable[Document]) -> tuple[FootnoteSource, ...]:
    """The sources, the one that most documents cite first, then by number of notes, then as printed."""
    notes: list[tuple[Document, Footnote]] = [
        (document, note)
        for document in documents
        for note in document.footnotes
        if (note.text or note.urls) and not _REFERS_BACK.match(note.text)
    ]
    groups: dict[str, list[tuple[Document, Footnote]]] = {}
    first_key: dict[str, str] = {}  # every key of a note leads to the group of the first note that has it
    for document, note in notes:
        keys = list(_keys(note))
        known = next((first_key[key] for key in keys if key in first_key), keys[0])
        first_key.update((key, known) for key in keys if key not in first_key)
        groups.setdefault(known, []).append((document, note))
    found = [_source(group) for group in groups.values()]
    return tuple(sorted(found, key=lambda one: (-len(one.documents), -len(one.uses), one.text.casefold())))


def _keys(note: Footnote) -> Iterator[str]:
    """What a note can be known by: each of its addresses, or its words where it has none."""
    for url in note.urls:
        if url.doubtful is None:
            yield _SCHEME.sub("", url.value).rstrip("/").casefold()
    if not any(url.doubtful is None for url in note.urls):
        yield " ".join(re.findall(r"\w+", note.text.casefold())) or note.urls[0].value


def _source(group: list[tuple[Document, Footnote]]) -> FootnoteSource:
    longest = max((note for _, note in group), key=lambda note: len(note.text))
    urls = {url.value: url for _, note in group for url in note.urls}
    # A note with an address of its own may name a document of the corpus only in passing.
    held = next((note.source_document for _, note in group if note.source_document and not note.urls), None)
    return FootnoteSource(
        text=longest.text,
        urls=tuple(urls.values()),
        uses=tuple(
            SourceUse(
                document=document.id,
                title=document.title.value,
                page=note.page,
                number=note.number,
                phrase=" … ".join(document.text_of(span) for span in note.phrases),
            )
            for document, note in group
        ),
        held_as=held,
    )
