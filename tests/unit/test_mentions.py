"""Every mention: whole words, however a line or page breaks them, counted by document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain import Document, Mentions, Page, SourceSentence, Span
from assistant.indexing.scope import Scope
from assistant.indexing.texts import TextStore
from assistant.retrieval.mentions import every_mention
from assistant.terminal.texts import mentions_text
from tests.makers import make_document
from tests.unit.test_filters import summary


def paged(id_: str, *texts: str, cut: bool = False) -> Document:
    """A document with these pages; with ``cut``, one sentence runs over all of them."""
    spans = tuple(Span(page=number, start=0, end=len(text)) for number, text in enumerate(texts, 1))
    sentences = (SourceSentence(spans=spans, section=0, paragraph=0),) if cut else ()
    pages = tuple(Page(number=number, label=None, text=text) for number, text in enumerate(texts, 1))
    return replace(make_document(id_, {"": ["x"]}), pages=pages, sentences=sentences)


class Corpus:
    """Documents in a text store."""

    def __init__(self, folder: Path, *documents: Document) -> None:
        self.texts = TextStore(folder / "t.sqlite", create=True)
        self.documents = {document.id: document for document in documents}
        for document in documents:
            self.texts.add(document, summary(document.id, f"Title of {document.id}"), ())

    def mentions(self, words: str, scope: Scope = Scope()) -> Mentions:  # noqa: B008
        return every_mention(
            words,
            texts=self.texts,
            load=self.documents.__getitem__,
            summaries=self.texts.summaries(),
            scope=scope,
        )


def count(tmp_path: Path, words: str, *texts: str, cut: bool = False) -> int:
    corpus = Corpus(tmp_path, paged("a", *texts, cut=cut))
    try:
        return corpus.mentions(words).total
    finally:
        corpus.texts.close()


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("liaison officers", "Liaison officers met. A liaison\nofficer left; the LIAISON OFFICER'S desk.", 3),
        ("liaison officer", "The liaison officers’ desk", 1),
        ("officers liaison", "Liaison officers", 0),
        ("port", "A report on ports, the port and the transport.", 2),
        ("country", "Two countries, one country, a country's border, countryside.", 3),
        ("countries", "Two countries, one country.", 2),
        ("taxes", "A tax and taxes, no taxi.", 2),
        ("skies", "One sky.", 1),
        ("e-commerce", "E-commerce, e commerce and ecommerce", 3),
        ("ecommerce", "ecommerce", 1),
        ("anti-money-laundering rule", "anti-money laundering rules", 1),
        ("the EU's partner", "the EU’s partners", 0 + 1),
        ("EU", "the EU, the EU’s, EU-wide, Europe", 3),
        ("OCG", "OCGs and an OCG", 2),
        ("“joint team”", "a 'joint team'", 1),
        ("4711/25", "see 4711/25, not 14711/25", 1),
        ("café", "Le CAFÉ", 1),
        ("関税", "新しい関税 関税", 1),
        ('a " OR b* NEAR(', "nothing", 0),
        ("?", "?", 0),
        ("", "nothing", 0),
    ],
)
def test_mentions_are_whole_words_next_to_each_other(tmp_path: Path, words: str, text: str, expected: int) -> None:
    assert count(tmp_path, words, text) == expected


def test_words_that_a_page_end_parts_are_one_mention_on_the_first_page(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path, paged("a", "They sent liaison", "officers to three ports.", cut=True))
    (document,) = corpus.mentions("liaison officers").documents
    (match,) = document.matches
    assert (match.span.page, match.matched, match.before) == (1, "liaison officers", "They sent ")
    assert match.after == " to three ports."
    assert corpus.documents["a"].text_of(match.span) == "liaison"


def test_a_word_that_a_page_end_cuts_is_found(tmp_path: Path) -> None:
    assert count(tmp_path, "liaison officers", "They sent liai-", "son officers to ports.", cut=True) == 1


def test_a_mention_on_each_side_of_a_page_end_is_counted_once(tmp_path: Path) -> None:
    assert count(tmp_path, "seals", "They sent seals", "seals were forged.", cut=True) == 2


def test_the_document_with_most_mentions_comes_first_and_all_searched_are_counted(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path, paged("a", "one seal"), paged("b", "a seal", "two seals"), paged("c", "none"))
    mentions = corpus.mentions("seal")
    assert [(one.document, len(one.matches)) for one in mentions.documents] == [("b", 2), ("a", 1)]
    assert (mentions.total, mentions.searched_documents) == (3, 3)
    assert mentions_text(mentions).startswith("3 mentions in 2 of 3 documents\n\nTitle of b (b): 2 mentions\n")
    assert "page 2: …two [seals]…" in mentions_text(mentions)


def test_a_scope_narrows_what_is_searched(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path, paged("a", "one seal"), paged("b", "a seal"))
    mentions = corpus.mentions("seal", Scope.of(["b"]))
    assert (mentions.total, mentions.searched_documents) == (1, 1)
    nothing = corpus.mentions("seal", Scope(documents=frozenset()))
    assert (nothing.total, nothing.searched_documents) == (0, 0)


def test_nothing_found_names_near_words_of_the_corpus(tmp_path: Path) -> None:
    mentions = Corpus(tmp_path, paged("a", "Fentanyl precursors were seized.")).mentions("fentanil")
    assert mentions.near == ("fentanyl",)
    assert mentions_text(mentions) == (
        "No mention of “fentanil” in 1 document. Words of the corpus that are near: fentanyl."
    )


def test_a_removed_document_is_mentioned_no_more(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path, paged("a", "one seal"))
    corpus.texts.delete("a")
    assert corpus.texts.documents_with('"seal"') == frozenset()
    assert corpus.mentions("seal") == Mentions(words="seal", documents=(), searched_documents=0)
