"""The façade: one object that does everything, over the parts that ``working_parts`` constructs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.desk.conversations import Conversations
from assistant.desk.corpus_folder import put, take_out
from assistant.domain import (
    Answer,
    AnswerSheet,
    Comparison,
    Document,
    DocumentSummary,
    ExportKind,
    Filter,
    Hit,
    IndexStatus,
    IngestReport,
    Mentions,
    ModelStanding,
    Paper,
    PositionPack,
    Progress,
    Query,
    ReadFailure,
    Replay,
    Sentence,
    Style,
    TextMatch,
    Turn,
)
from assistant.domain.marking import Markings
from assistant.errors import UnknownDocument
from assistant.indexing.standing import index_status
from assistant.published import Published
from assistant.retrieval.mentions import every_mention, find_words
from assistant.retrieval.where import parse_where
from assistant.settings import Settings, load_settings
from assistant.working_parts import WorkingParts

if TYPE_CHECKING:  # chromadb and torch take seconds to import, so they are imported when first used
    from assistant.answer_records import AnswerRecords
    from assistant.desk.desk import Desk
    from assistant.indexing.opened import OpenSnapshot
    from assistant.models.language_model import ChatModel

Report = Callable[[Progress], None]


class Assistant:
    """Ingests a corpus, answers questions over it, and shows what it cites.

    ``conversations`` keeps what was said, turn by turn. One object may be shared by threads. It follows the published
    snapshot: after an ingest, its own or another process's, the next question is answered from the new one.
    """

    def __init__(self, settings: Settings, *, chat_model: ChatModel | None = None) -> None:
        self.settings = settings
        self.conversations = Conversations(settings.workspace)
        self.may_change = True  # the corpus
        self._parts = WorkingParts(settings, chat_model)
        self._published = Published(settings.index)

    @classmethod
    def open(
        cls,
        *,
        corpus: str | Path | None = None,
        index: str | Path | None = None,
        workspace: str | Path | None = None,
        settings: Settings | None = None,
    ) -> Assistant:
        """An assistant over these folders; what is not given comes from the settings.

        Nothing is read or built yet. Raises SettingsError when a setting cannot be used.
        """
        chosen = settings or load_settings()
        return cls(
            replace(
                chosen,
                corpus=Path(corpus or chosen.corpus),
                index=Path(index or chosen.index),
                workspace=Path(workspace or chosen.workspace),
            )
        )

    # ------------------------------------------------------------ asking

    def understand(self, question: str, turns: Sequence[Turn] = ()) -> Query:
        """What a question is taken to ask: how it reads alone, its parts, and the filters in its words.

        Raises NoSnapshot before the first ingest.
        """
        from assistant.retrieval.understand import understand

        query, rewriter = understand(question, turns, self._published.facets()), self._parts.rewriter
        return rewriter.rewritten(query, turns) if rewriter else query

    def rephrase(self, query: Query, standalone: str) -> Query:
        """The query as a person has reworded it: it stands alone now, its filters stay."""
        from assistant.retrieval.understand import rephrased

        return rephrased(query, standalone)

    def ask(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        *,
        documents: Collection[str] = (),
        query: Query | None = None,
        style: Style | None = None,
        on_sentence: Callable[[Sentence, Markings], None] = lambda *_: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Answer:
        """Answer a question that may lean on earlier turns, over all documents or only those named.

        ``query`` says how the question is to be understood, when a person has corrected that. A language model writes
        in the wished ``style``; ``on_sentence`` is told each sentence that passes the gate, and the markings of what
        was looked at; ``stopped`` is asked whether to go on. Raises NoSnapshot before the first ingest.
        """
        from assistant.answering.composing import Asked

        def answered(opened: OpenSnapshot) -> tuple[Query, Answer]:
            meant = self.understand(question, turns)
            asked = Asked(
                snapshot=opened.snapshot,
                query=query or meant,
                load=opened.document,
                turns=turns,
                style=style,
                on_sentence=on_sentence,
                stopped=stopped,
            )
            scope = self._published.scope(asked.query.filters, documents)
            return meant, self._parts.answerer.answer(asked, scope)

        meant, answer = self._published.over(answered)
        return self.records.keep(answer, turns=turns, documents=documents, corrected=query if query != meant else None)

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
        """The passages that speak to a question, best first; a filter may be typed ("marking=LIMITE").

        Raises NoSnapshot before the first ingest, UnknownFilter.
        """

        def found(opened: OpenSnapshot) -> tuple[Hit, ...]:
            asked = query or self.understand(question, turns)
            scope = self._published.scope((*asked.filters, *self.filters(where)), documents)
            return self._parts.retriever.find(opened.snapshot, asked, limit=limit, scope=scope)

        return self._published.over(found)

    def suggestions(self, limit: int = 4) -> tuple[str, ...]:
        """Questions that the documents themselves put to their readers, to start from."""
        return self._published.opened().questions(limit)

    def warm_up(self) -> None:
        """Open the index and load the models in the background, so that the first question need not wait for it."""
        self._published.warm_up()
        self._parts.load_models()

    # ------------------------------------------------------------ the documents

    def documents(self) -> tuple[DocumentSummary, ...]:
        """What the index holds, by id. Raises NoSnapshot before the first ingest."""
        return self._published.opened().snapshot.summaries

    def document(self, document_id: str) -> Document:
        """One document, whole. Raises UnknownDocument, and NoSnapshot before the first ingest."""
        return self._published.opened().document_with_layouts(document_id)

    def find_in(self, document_id: str, words: str) -> tuple[TextMatch, ...]:
        """Every place of one document where some words stand. Raises UnknownDocument."""
        return find_words(self._published.opened().document(document_id), words)

    def mentions(self, words: str, *, documents: Collection[str] = (), where: Iterable[str | Filter] = ()) -> Mentions:
        """Every mention of some words, over all documents or only those named and those that pass the filters.

        A filter may be typed ("marking=LIMITE"). Raises NoSnapshot before the first ingest, UnknownFilter.
        """
        opened, scope = self._published.opened(), self._published.scope(self.filters(where), documents)
        held = opened.snapshot
        return every_mention(words, texts=held.texts, load=opened.document, summaries=held.summaries, scope=scope)

    def filters(self, where: Iterable[str | Filter]) -> tuple[Filter, ...]:
        """Filters that may be typed as KEY=VALUE. Raises UnknownFilter, and NoSnapshot before the first ingest."""
        return tuple(one if isinstance(one, Filter) else parse_where(one, self._published.facets()) for one in where)

    def page_picture(self, document_id: str, page: int, *, width_px: int = 1400) -> bytes | None:
        """A PDF page as PNG; None for other kinds, and when the file is no longer the one that was indexed."""
        from assistant.indexing.page_pictures import page_picture

        return page_picture(self.settings.corpus, self._published.opened().document(document_id), page, width_px)

    def read(
        self, path: Path, *, password: str | None = None, progress: Report | None = None
    ) -> Document | ReadFailure:
        """Read one file, in the corpus or not, as an ingest would, without indexing it."""
        return self._parts.read(path, password=password, progress=progress)

    # ------------------------------------------------------------ the corpus

    def ingest(self, *, progress: Report | None = None, password: str | None = None) -> IngestReport:
        """Bring the index up to date with the corpus folder. Raises IndexBusy while another ingest runs.

        ``password`` opens the encrypted files among those that are read; it is kept nowhere.
        """
        from assistant.indexing.ingest import ingest

        return ingest(self.settings, self._parts.embedder, self._parts.reader(password), progress)

    def add(
        self, files: Iterable[tuple[str, bytes]], *, progress: Report | None = None, password: str | None = None
    ) -> IngestReport:
        """Copy files (name, content) into the corpus and ingest. Nothing that is there is overwritten."""
        for name, content in files:
            put(self.settings.corpus, name, content)
        return self.ingest(progress=progress, password=password)

    def remove(self, document_id: str, *, progress: Report | None = None) -> IngestReport:
        """Move a document's file to ``workspace/removed`` and ingest. Raises UnknownDocument."""
        if take_out(self.settings.corpus, self.settings.workspace, document_id) is None:
            raise UnknownDocument(f"There is no file '{document_id}' in the corpus folder {self.settings.corpus}.")
        return self.ingest(progress=progress)

    def status(self) -> IndexStatus:
        """The index, the folders and the versions as they stand; works before the first ingest too."""
        return index_status(self.settings)

    # ------------------------------------------------------------ the models

    def models(self, *, check: bool = False) -> tuple[ModelStanding, ...]:
        """The models that run inside the program; ``check`` reads them whole and compares their checksums."""
        from assistant.models.inventory import inventory

        return inventory(self.settings.models, check=check)

    def prepare_model(self, name: str, *, progress: Report = lambda _: None) -> Path:
        """Join the pieces of a language model into one file. Raises ModelMissing, ModelFailed; may be run again."""
        from assistant.models.embedded import prepare

        return prepare(name.removeprefix("gguf:"), self.settings.models, progress)

    # ------------------------------------------------------------ the desk

    def export(
        self,
        what: Answer | AnswerSheet | PositionPack | Comparison | Paper,
        kind: ExportKind,
        template: Path | None = None,
    ) -> bytes:
        """Something as a file in the styles of ``template`` (a .docx). Raises ExportFailed, NoSnapshot."""
        from assistant.desk.export.files import exported

        load, styles = self._published.opened().document, template or self.settings.word_template
        return exported(what, kind, load, styles, self.settings.markings)

    @cached_property
    def desk(self) -> Desk:
        """Answer sheets, position packs and comparisons: what is made with answers, and kept."""
        from assistant.desk.desk import Desk

        return Desk(
            self.settings.store or f"sqlite:///{self.settings.workspace / 'desk.sqlite'}",
            ask=self.ask,
            search=self.search,
            load=lambda id_: self._published.opened().document(id_),
            summaries=self.documents,
            judge=lambda markings: self._parts.sentence_judge(markings),
            understand=self.understand,
            snapshot=lambda: self._published.opened().snapshot.id,
        )

    # ------------------------------------------------------------ the records

    @cached_property
    def records(self) -> AnswerRecords:
        """The records of all answers: listed, checked for changes."""
        from assistant.answer_records import AnswerRecords

        return AnswerRecords(self.settings, self._parts, self._published.opened)

    def replay(self, record_id: str) -> Replay:
        """A recorded question asked again and compared. Raises StoreBroken, and NoSnapshot before the first ingest."""
        return self.records.replay(record_id)
