"""A façade with the shape of ``assistant.api.Assistant`` over two tiny documents, for the tests of the app."""

from __future__ import annotations

import io
import itertools
import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw

from assistant.answering.verify.judge import Judge
from assistant.desk.desk import Desk
from assistant.desk.export.files import exported
from assistant.domain import (
    Answer,
    AnswerStatus,
    Chunk,
    Citation,
    CitedFootnote,
    Conversation,
    ConversationSummary,
    DiscussionQuestion,
    Document,
    DocumentSummary,
    Dropped,
    ExportKind,
    Filter,
    FilterKind,
    Footnote,
    FootnoteLink,
    Hit,
    IndexStatus,
    IngestOutcome,
    IngestReport,
    IngestRow,
    Mentions,
    MentionsInDocument,
    Page,
    PageLayout,
    PageRefusal,
    Progress,
    Query,
    Section,
    Sentence,
    SourceSentence,
    Span,
    Stated,
    Style,
    Support,
    TextMatch,
    Turn,
    Url,
    WordBox,
)
from assistant.domain.marking import Markings
from assistant.errors import NoSnapshot, UnknownDocument, UnknownFilter
from assistant.settings import Settings
from tests.unit.verify_fakes import letter_judge

SNAPSHOT = "3f2a9c7d51"
SINCE = (Filter(kind=FilterKind.SINCE, value="2024", label="since 2024", words="since 2024"),)
NASTY = "<b>bold</b> costs $5 and $6 :red[now] :material/delete: **loud** [link](javascript:alert(1))"

_NOTE_SENTENCES = (
    "Smugglers hide cigarettes in lorries on the northern ferry line.",
    "Forged transit papers were found in forty consignments.",
    "The partners share no common list of seized seals.",
    f"A witness wrote {NASTY} on the form.",
)
_NOTE_QUESTION = "Which controls should the partners put first on the ferry line?"
_BLOG_SENTENCES = (
    "Customs officers in the south check one container in fifty.",
    "A shared register of brokers would shorten the checks.",
)


def note_document() -> Document:
    """A marked note of two pages with geometry, a footnote and a question."""
    text = " ".join(_NOTE_SENTENCES[:2])
    second = " ".join((*_NOTE_SENTENCES[2:], _NOTE_QUESTION))
    pages = (Page(number=1, label="1", text=text), Page(number=2, label="2", text=second))
    sentences = (*_sentences(1, text, _NOTE_SENTENCES[:2], 0), *_sentences(2, second, _NOTE_SENTENCES[2:], 1))
    question = second.index(_NOTE_QUESTION)
    call = text.index("consignments") + len("consignments")
    return Document(
        id="notes/ferry.pdf",
        sha256="a" * 64,
        media_type="application/pdf",
        title=Stated(value="Threats on the ferry line", span=Span(page=1, start=0, end=9)),
        pages=pages,
        sections=(
            Section(number="I", headings=("I. The ferry line",), spans=(Span(page=1, start=0, end=len(text)),)),
            Section(number="II", headings=("II. Gaps",), spans=(Span(page=2, start=0, end=len(second)),)),
        ),
        sentences=sentences,
        footnotes=(
            Footnote(
                page=1,
                number="1",
                text="Exercise report, table 4, https://example.org/report.pdf",
                urls=(
                    Url(value="https://example.org/report.pdf"),
                    Url(value="javascript:alert(1)", doubtful="not a web address"),
                ),
                span=None,
                calls=(Span(page=1, start=call, end=call),),
                phrases=(Span(page=1, start=text.index("Forged"), end=call),),
                link=FootnoteLink.INFERRED,
                reason="the printed number is missing; taken from the order of the notes",
            ),
        ),
        questions=(
            DiscussionQuestion(
                number="1",
                text=_NOTE_QUESTION,
                span=Span(page=2, start=question, end=question + len(_NOTE_QUESTION)),
                section=1,
            ),
        ),
        issuer=Stated(value="Exercise Council", span=Span(page=1, start=0, end=9)),
        document_number=Stated(value="X 101/25", span=None, source="running foot"),
        kind=Stated(value="Note", span=None, source="running foot"),
        date=Stated(value="3 March 2025", span=Span(page=1, start=0, end=9)),
        marking=Stated(value="LIMITE", span=None, source="running foot"),
        language=Stated(value="en", span=None, source="file metadata"),
        dropped=(Dropped(page=1, text="X 101/25 LIMITE EN", reason="running foot"),),
        refused_pages=(PageRefusal(page=2, reason="half of the page is a picture without text"),),
        layouts=tuple(_layout(page) for page in pages),
    )


def blog_document() -> Document:
    """An article of one page without geometry."""
    text = "\n".join(_BLOG_SENTENCES)
    return Document(
        id="articles/checks.md",
        sha256="b" * 64,
        media_type="text/markdown",
        title=Stated(value=f"Checks that scale {NASTY}", span=None, source="HTML metadata"),
        pages=(Page(number=1, label=None, text=text),),
        sections=(
            Section(number=None, headings=("Checks that scale",), spans=(Span(page=1, start=0, end=len(text)),)),
        ),
        sentences=_sentences(1, text, _BLOG_SENTENCES, 0),
    )


def _sentences(page: int, text: str, sentences: Sequence[str], section: int) -> tuple[SourceSentence, ...]:
    spans = (Span(page=page, start=text.index(one), end=text.index(one) + len(one)) for one in sentences)
    return tuple(SourceSentence(spans=(span,), section=section, paragraph=section) for span in spans)


def _layout(page: Page) -> PageLayout:
    """Six words to a line, as they are drawn by ``page_picture``; a call stands after "consignments"."""
    words, start = [], 0
    for order, word in enumerate(page.text.split(" ")):
        row, column = divmod(order, 6)
        left, top = 0.1 + column * 0.13, 0.1 + row * 0.03
        box = WordBox(start=start, end=start + len(word), left=left, top=top, right=left + 0.12, bottom=top + 0.02)
        words.append(box)
        start += len(word) + 1
    return PageLayout(page=page.number, width_pt=595.0, height_pt=842.0, words=tuple(words))


class FakeConversations:
    """Turns by conversation, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Turn]] = {}

    def summaries(self) -> tuple[ConversationSummary, ...]:
        """What was kept, in order."""
        return tuple(
            ConversationSummary(id=name, title=turns[0].question, updated="2025-03-04T10:00:00+00:00", turns=len(turns))
            for name, turns in self.kept.items()
        )

    def conversation(self, conversation_id: str) -> Conversation:
        """The kept turns; none when unknown."""
        return Conversation(turns=tuple(self.kept.get(conversation_id, ())))

    def keep(self, conversation_id: str, turn: Turn) -> None:
        """Appends a turn."""
        self.kept.setdefault(conversation_id, []).append(turn)

    def draft(
        self,
        conversation_id: str,
        question: str,
        sentences: Sequence[Sentence],
        *,
        snapshot: str,
        model: str | None,
        markings: Markings,
    ) -> None:
        """Keeps nothing: these conversations end with the test."""

    def forget(self, conversation_id: str) -> None:
        """Drops a conversation."""
        self.kept.pop(conversation_id, None)


class FakeAssistant:
    """Answers with every sentence that shares a word of four letters or more with the question."""

    may_change = True

    def __init__(self, *documents: Document, snapshot: str | None = SNAPSHOT) -> None:
        self.settings = Settings()
        self.held = {document.id: document for document in documents or (note_document(), blog_document())}
        self.snapshot = snapshot
        self.conversations = FakeConversations()
        self.kept = self.conversations.kept
        self.asked: list[tuple[str, int, tuple[str, ...]]] = []
        self.queries: list[Query] = []
        self.styles: list[Style | None] = []
        self.looked_up: list[tuple[str, tuple[str, ...]]] = []
        self.recognised: tuple[Filter, ...] = SINCE
        self.failure: Exception | None = None
        self.refused: tuple[IngestRow, ...] = ()
        self.damage = ""
        self._store = tempfile.TemporaryDirectory()
        self.desk = self.opened_desk(f"sqlite:///{self._store.name}/desk.sqlite")

    def opened_desk(self, store_url: str, judge: Judge | None = None) -> Desk:
        """A desk over the two documents, with a judge that compares letters unless one is given."""
        return Desk(
            store_url,
            ask=self.ask,
            search=self.search,
            load=self.document,
            summaries=self.documents,
            judge=lambda _: judge or letter_judge(),
            understand=self.understand,
            snapshot=lambda: self.snapshot or "",
        )

    def understand(self, question: str, turns: Sequence[Turn] = ()) -> Query:
        """Takes out the words of ``recognised`` filters; "And …" continues; " and who " makes two parts."""
        filters = tuple(one for one in self.recognised if one.words in question)
        asked = question
        for one in filters:
            asked = " ".join(asked.replace(one.words, "").split()).replace(" ?", "?")
        continues = bool(turns) and asked.startswith("And ")
        standalone = f"{turns[-1].question.rstrip('?')}: {asked[4:]}" if continues else asked
        return Query(
            question=question,
            asked=asked,
            standalone=standalone,
            parts=_parts(standalone),
            reason="continues the last question" if continues else "",
            filters=filters,
        )

    def rephrase(self, query: Query, standalone: str) -> Query:
        """The query in other words, its filters kept."""
        return replace(query, asked=standalone, standalone=standalone, parts=_parts(standalone), reason="")

    def ask(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        *,
        documents: Collection[str] = (),
        query: Query | None = None,
        style: Style | None = None,
        on_sentence: Callable[[Sentence, Markings], None] = lambda _, __: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Answer:
        """The sentences that share a word with what is searched for, cited, each told until it is stopped."""
        if self.failure:
            raise self.failure
        if self.snapshot is None:
            raise NoSnapshot("Nothing has been ingested yet.")
        understood = query or self.understand(question, turns)
        self.asked.append((question, len(turns), tuple(documents)))
        self.queries.append(understood)
        wanted = {word.strip("?.,").lower() for word in understood.standalone.split() if len(word) > 3}
        markers = itertools.count(1)
        sentences = tuple(
            self._cited(document, source, next(markers))
            for document in self.held.values()
            if not documents or document.id in documents
            for source in document.sentences
            if wanted & {word.strip(".").lower() for word in document.text_of(source.spans[0]).split()}
        )
        self.styles.append(style)
        arrived = []
        for sentence in sentences:
            if stopped():
                break
            on_sentence(sentence, frozenset(one.marking for one in sentence.citations))
            arrived.append(sentence)
        return Answer(
            question=question,
            query=understood.standalone,
            sentences=tuple(arrived),
            status=AnswerStatus.ANSWERED if sentences else AnswerStatus.NO_EVIDENCE,
            hits=self.search(question, turns, documents=documents, query=understood),
            snapshot=self.snapshot,
            seconds_s={"retrieve": 0.11, "answer": 0.02},
            searched_documents=len(self.held),
            searched_chunks=4,
            understood=understood,
            style=style,
        )

    def _cited(self, document: Document, source: SourceSentence, marker: int) -> Sentence:
        span, section = source.spans[0], document.sections[source.section]
        text = document.text_of(span)
        notes = tuple(
            CitedFootnote(
                number=note.number,
                text=note.text,
                urls=note.urls,
                link=note.link,
                reason=note.reason,
                phrase=document.text_of(note.phrases[0]),
            )
            for note in document.footnotes
            if note.calls[0].page == span.page and span.start < note.calls[0].start <= span.end
        )
        citation = Citation(
            marker=marker,
            document=document.id,
            title=document.title.value,
            page=span.page,
            page_label=document.page(span.page).label,
            headings=section.headings,
            cited_text=text,
            span=span,
            start_index=0,
            end_index=len(text),
            footnotes=notes,
            date=document.date.value if document.date else None,
            marking=document.marking.value if document.marking else None,
        )
        group = f"{document.title.value} · {section.headings[0]}"
        return Sentence(text=text, support=Support.QUOTED, citations=(citation,), group=group)

    def search(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        *,
        documents: Collection[str] = (),
        where: Iterable[str | Filter] = (),
        query: Query | None = None,
        limit: int = 10,
    ) -> tuple[Hit, ...]:
        """One hit per document: the first found by both searches and well judged, the others by meaning alone."""
        asked = query or self.understand(question, turns)
        named = tuple(word.strip("?.,") for word in asked.standalone.split() if len(word) > 3)
        return tuple(
            Hit(
                chunk=_chunk(document, order),
                rank=order + 1,
                score=1.0 / (order + 1),
                dense_rank=3 + order,
                lexical_rank=None if order else 1,
                rerank_score=1.5 - order,
                probability=0.61 if order == 0 else 0.07,
                matched=() if order else named[:2],
                part=min(order, len(asked.parts) - 1),
            )
            for order, document in enumerate(self.held.values())
            if not documents or document.id in documents
        )[:limit]

    def filters(self, where: Iterable[str | Filter]) -> tuple[Filter, ...]:
        """Those that are filters already. Raises UnknownFilter for one that is typed."""
        given = tuple(where)
        typed = [one for one in given if isinstance(one, str)]
        if typed:
            raise UnknownFilter(f"There is nothing to filter by '{typed[0]}'.")
        return tuple(one for one in given if isinstance(one, Filter))

    def mentions(self, words: str, *, documents: Collection[str] = (), where: Iterable[str | Filter] = ()) -> Mentions:
        """The first place on each page where the words stand; "ferry" resembles whatever is not found."""
        self.looked_up.append((words, tuple(documents)))
        searched = [document for document in self.held.values() if not documents or document.id in documents]
        found = [
            MentionsInDocument(document=one.id, title=one.title.value, matches=matches)
            for one in searched
            if (matches := self.find_in(one.id, words))
        ]
        near = () if found else ("ferry",)
        return Mentions(words=words, documents=tuple(found), searched_documents=len(searched), near=near)

    def document(self, document_id: str) -> Document:
        """The document with this id. Raises UnknownDocument."""
        if document_id not in self.held:
            raise UnknownDocument(f"There is no document '{document_id}'.")
        return self.held[document_id]

    def documents(self) -> tuple[DocumentSummary, ...]:
        """A summary of each document."""
        if self.snapshot is None:
            raise NoSnapshot("Nothing has been ingested yet.")
        return tuple(_summary(document) for document in self.held.values())

    def find_in(self, document_id: str, words: str) -> tuple[TextMatch, ...]:
        """Every place where the words stand, whatever their case."""
        found = []
        for page in self.document(document_id).pages:
            start = page.text.lower().find(words.lower())
            if start >= 0:
                end = start + len(words)
                found.append(
                    TextMatch(
                        document=document_id,
                        span=Span(page=page.number, start=start, end=end),
                        before=page.text[max(0, start - 40) : start],
                        matched=page.text[start:end],
                        after=page.text[end : end + 40],
                    )
                )
        return tuple(found)

    def page_picture(self, document_id: str, page: int, *, width_px: int = 1400) -> bytes | None:
        """The page drawn word by word; None for a document without geometry."""
        document = self.document(document_id)
        layout = next((one for one in document.layouts if one.page == page), None)
        if layout is None:
            return None
        height = round(width_px * layout.height_pt / layout.width_pt)
        picture = Image.new("RGB", (width_px, height), "white")
        draw = ImageDraw.Draw(picture)
        for word in layout.words:
            place = (word.left * width_px, word.top * height)
            draw.text(place, document.page(page).text[word.start : word.end], fill="black")
        held = io.BytesIO()
        picture.save(held, format="PNG")
        return held.getvalue()

    def ingest(self, *, progress: Callable[[Progress], None] | None = None) -> IngestReport:
        """Publishes what is held."""
        if self.failure:
            raise self.failure
        if progress:
            progress(Progress(stage="reading", done=1, total=2, detail="notes/ferry.pdf"))
        self.snapshot = SNAPSHOT
        rows = tuple(IngestRow(path=name, outcome=IngestOutcome.UNCHANGED, pages=2, chunks=2) for name in self.held)
        return IngestReport(snapshot=SNAPSHOT, rows=rows, embedded_chunks=0, seconds_s=0.1)

    def add(
        self, files: Iterable[tuple[str, bytes]], *, progress: Callable[[Progress], None] | None = None
    ) -> IngestReport:
        """Takes files that begin with "%PDF" and refuses the others."""
        rows = []
        for name, content in files:
            if content.startswith(b"%PDF"):
                self.held[name] = replace(note_document(), id=name)
                rows.append(IngestRow(path=name, outcome=IngestOutcome.ADDED, pages=2, chunks=2))
            else:
                rows.append(IngestRow(path=name, outcome=IngestOutcome.REFUSED, reason="The file is empty."))
        return IngestReport(snapshot=SNAPSHOT, rows=tuple(rows), embedded_chunks=len(rows), seconds_s=0.1)

    def remove(self, document_id: str, *, progress: Callable[[Progress], None] | None = None) -> IngestReport:
        """Forgets one document."""
        self.held.pop(self.document(document_id).id)
        row = IngestRow(path=document_id, outcome=IngestOutcome.REMOVED)
        return IngestReport(snapshot=SNAPSHOT, rows=(row,), embedded_chunks=0, seconds_s=0.1)

    def status(self) -> IndexStatus:
        """Counts of what is held."""
        return IndexStatus(
            snapshot=self.snapshot,
            published="2025-03-04T10:00:00+00:00" if self.snapshot else None,
            documents=len(self.held) if self.snapshot else 0,
            chunks=4,
            pages=3,
            refused=self.refused,
            embedder="fake-embedder",
            corpus="corpus",
            index="index",
            workspace="workspace",
            size_bytes=123_456,
            versions={"python": "3.11"},
            damage=self.damage,
        )

    def suggestions(self, limit: int = 4) -> tuple[str, ...]:
        """The questions of the documents."""
        return tuple(question.text for one in self.held.values() for question in one.questions)[:limit]

    def export(self, what: Answer, kind: ExportKind, template: Path | None = None) -> bytes:
        """A real file of the answer."""
        return exported(what, kind, self.document, template)

    def warm_up(self) -> None:
        """Nothing to load."""


def _parts(standalone: str) -> tuple[str, ...]:
    first, found, second = standalone.partition(" and who ")
    return (first, f"who {second}") if found else (standalone,)


def _chunk(document: Document, order: int) -> Chunk:
    source = document.sentences[0]
    return Chunk(
        id=f"chunk-{order}",
        document=document.id,
        title=document.title.value,
        section=0,
        headings=document.sections[0].headings,
        text=document.text_of(source.spans[0]),
        spans=source.spans,
        sentences=(0,),
        order=0,
        tokens=12,
    )


def _summary(document: Document) -> DocumentSummary:
    return DocumentSummary(
        id=document.id,
        title=document.title.value,
        media_type=document.media_type,
        pages=len(document.pages),
        chunks=2,
        issuer=document.issuer.value if document.issuer else None,
        document_number=document.document_number.value if document.document_number else None,
        kind=document.kind.value if document.kind else None,
        date=document.date.value if document.date else None,
        marking=document.marking.value if document.marking else None,
        language=document.language.value if document.language else None,
        footnotes=len(document.footnotes),
        questions=len(document.questions),
        refused_pages=len(document.refused_pages),
        size_bytes=2048,
    )
