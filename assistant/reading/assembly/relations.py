"""What a document says of others (it revises, corrects, adds to, supersedes one), and what it promises but lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.domain import Relation, Span
from assistant.reading.assembly.blocks import Block
from assistant.reading.assembly.sentences import split_sentences

_VERSION = re.compile(
    r"(?P<number>(?:[A-Z]{2,4}\s)?\d{2,5}/(?:\d/)?\d{2})\s+(?P<kind>REV|COR|ADD)\s?(?P<version>\d{1,2})?\b"
)
_LONE_VERSION = re.compile(r"(?P<kind>REV|COR|ADD)\s?(?P<version>\d{1,2})")
_SUPERSEDES = re.compile(
    r"\b(?:supersedes|replaces|repeals|repealing|annule et remplace|ersetzt)\s+(?:document\s+|doc\.\s+|Directive\s+|"
    r"Regulation\s+|Decision\s+)?"
    r"(?P<target>(?:\([A-Z]{2,3}\)\s)?(?:No\s)?\d{2,5}/\d{1,4}(?:/[A-Z]{2,4})?(?:\s(?:REV|COR|ADD)\s?\d+)?)"
)
_KINDS = {"REV": "revises", "COR": "corrects", "ADD": "adds to"}
_ATTACHMENT = re.compile(r"\b(?:attachments?|annex(?:es)?|appendi(?:x|ces)|enclosures?)\b", re.IGNORECASE)
_PROMISED = re.compile(
    r"\((?:to be added|to follow|to be completed|to be issued|not included|not attached)\)|"
    r"\b(?:attachments?|annex(?:es)?)(?:\(e?s\))? (?:will follow|to follow|(?:is|are|will be|"
    r"to be) (?:to be )?added)\b",
    re.IGNORECASE,
)


def find_relations(header: Sequence[Block], body: Iterable[Block], number: str | None) -> tuple[Relation, ...]:
    """The relations printed in the header block, and the "supersedes …" of the text."""
    found: list[Relation] = []
    for block in header:
        version = _VERSION.search(block.text)
        lone = _LONE_VERSION.fullmatch(block.text.strip())
        if version and version["number"] == number:
            found.append(
                Relation(kind=_KINDS[version["kind"]], target=version["number"], span=block.span(*version.span()))
            )
        elif lone and number:
            found.append(Relation(kind=_KINDS[lone["kind"]], target=number, span=block.span()))
    for block in [*header, *body]:
        for match in _SUPERSEDES.finditer(block.text):
            found.append(Relation(kind="supersedes", target=match["target"], span=block.span(*match.span())))
    unique = {(relation.kind, relation.target): relation for relation in reversed(found)}
    return tuple(reversed(unique.values()))


def find_missing_attachments(body: Iterable[Block]) -> tuple[Span, ...]:
    """The sentences that promise an attachment "to be added"."""
    spans: list[Span] = []
    for block in body:
        promises = [match.start() for match in _PROMISED.finditer(block.text)]
        for start, end in split_sentences(block.text) if promises else []:
            if any(start <= at < end for at in promises) and _ATTACHMENT.search(block.text, start, end):
                spans.append(block.span(start, end))
    return tuple(spans)
