"""The tables of the text store, and what is indexed of a document's words.

A hyphenated word is also indexed closed up ("e-commerce" as "ecommerce"), so that either spelling finds the other. The
whole text of each document, notes and tables included, is indexed a second time by plain words: that says which
documents can hold a phrase at all, and which words the corpus knows.
"""

from __future__ import annotations

import re

from assistant.domain import Document

SCHEMA = """
CREATE TABLE documents (id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, summary TEXT NOT NULL, body BLOB NOT NULL);
CREATE TABLE layouts (document TEXT, page INTEGER, width REAL, height REAL, words BLOB, PRIMARY KEY (document, page));
CREATE TABLE refused (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, row TEXT NOT NULL);
CREATE TABLE chunks (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX chunks_by_document ON chunks (document);
CREATE VIRTUAL TABLE words USING fts5 (
    text, headings, title, closed_up, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TABLE authors (document TEXT NOT NULL, name TEXT NOT NULL);
CREATE TABLE abbreviations (document TEXT NOT NULL, short TEXT NOT NULL, long TEXT NOT NULL, lower TEXT NOT NULL);
CREATE INDEX abbreviations_by_short ON abbreviations (short);
CREATE INDEX abbreviations_by_long ON abbreviations (lower);
CREATE TABLE relations (document TEXT NOT NULL, target TEXT NOT NULL);
CREATE INDEX relations_by_target ON relations (target);
CREATE TABLE questions (document TEXT NOT NULL, text TEXT NOT NULL);
CREATE VIRTUAL TABLE whole_texts USING fts5(
    document UNINDEXED, text, detail = 'none', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(whole_texts, row);
"""
_HYPHENS = ("-", "\u2010", "\u2011", "\u00ad")
_HYPHENATED = re.compile(r"\b\w+(?:[-\u2010\u2011]\w+)+\b")


def closed_up(text: str) -> str:
    """The hyphenated words of a text without their hyphens: "e-commerce" gives "ecommerce"."""
    return " ".join(re.sub(r"[-\u2010\u2011]", "", word) for word in _HYPHENATED.findall(text))


def whole_text(document: Document) -> str:
    """All pages; and once more, closed up, the sentences in which a page end cuts a word."""
    pieces = [page.text for page in document.pages]
    for sentence in document.sentences:
        texts = [document.text_of(span) for span in sentence.spans]
        if any(text.endswith(_HYPHENS) for text in texts[:-1]):
            pieces.append("".join(text.rstrip("".join(_HYPHENS)) for text in texts))
    return "\n".join(pieces)
