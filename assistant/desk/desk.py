"""The desk: what an officer makes with answers. The façade hands it the means to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from assistant.answering.verify.judge import JudgeFor
from assistant.desk.answer_changes import sheet_changes
from assistant.desk.comparing import (
    Understand,
    comparison_title,
    fill,
    fill_one,
    own_column,
    rows_of_documents,
    rows_of_sections,
)
from assistant.desk.conversations import Conversations
from assistant.desk.disagreements.finding import find_disagreements
from assistant.desk.footnote_sources import footnote_sources
from assistant.desk.positions import make_pack, of_delegation, own_line, quoted_line
from assistant.desk.proof import Find, proved, reworded
from assistant.desk.sheets import Ask, answer_all, answer_one, own_question, questions_in, questions_of
from assistant.desk.shelf import Shelf
from assistant.desk.staleness import stale_citations
from assistant.desk.store.papers import PaperStore
from assistant.desk.uses import (
    used_passages,
    uses_in_comparisons,
    uses_in_conversations,
    uses_in_packs,
    uses_in_sheets,
    uses_of,
)
from assistant.domain import (
    AnswerChanges,
    AnswerSheet,
    Citation,
    Comparison,
    Disagreements,
    Document,
    DocumentSummary,
    FootnoteSource,
    GridColumn,
    Kept,
    OwnLine,
    PositionPack,
    PositionPart,
    SheetQuestion,
    Span,
    Stale,
    Use,
    UsedPassage,
)


class Desk:
    """Answer sheets, position packs and comparisons, made and kept, and what the corpus rests on.

    The database is opened when something is first kept or looked for, the judge when something is first judged.
    ``seen`` says whether something that was kept may be shown.
    """

    def __init__(
        self,
        store_url: str,
        *,
        ask: Ask,
        understand: Understand,
        search: Find,
        load: Callable[[str], Document],
        summaries: Callable[[], Sequence[DocumentSummary]],
        judge: JudgeFor,
        snapshot: Callable[[], str],
    ) -> None:
        self._url, self._ask, self._search, self._load = store_url, ask, search, load
        self._summaries, self._judge = summaries, judge
        self._understand, self._snapshot = understand, snapshot
        self.seen: Callable[[object], bool] = lambda _: True

    def sheet(self, document_id: str) -> AnswerSheet:
        """A fresh sheet with the questions that a document puts to its readers. Raises UnknownDocument."""
        document = self._load(document_id)
        return AnswerSheet(title=document.title.value, document=document.id, questions=questions_of(document))

    def sheet_of_text(self, text: str) -> AnswerSheet:
        """A fresh sheet with the questions of a pasted text: one for each question mark, or for each line."""
        return AnswerSheet(title="Pasted questions", document=None, questions=questions_in(text))

    def answered(self, sheet: AnswerSheet) -> Iterator[AnswerSheet]:
        """The sheet after each of its questions, answered in order. Raises NoSnapshot before the first ingest."""
        return answer_all(sheet, ask=self._ask, load=self._load, everything=self._everything())

    def answered_one(self, sheet: AnswerSheet, question: SheetQuestion) -> AnswerSheet:
        """The sheet with one of its questions answered, anew if it was before."""
        return sheet.answered(
            answer_one(sheet, question, ask=self._ask, load=self._load, everything=self._everything())
        )

    def sheet_changes(self, sheet: AnswerSheet) -> tuple[AnswerChanges, ...]:
        """What changed in each answer since an earlier snapshot gave one to the same question, where one did."""
        return tuple(sheet_changes(sheet))

    def own_question(self, text: str) -> SheetQuestion:
        """A question in a person's own words, to be put on a sheet."""
        return own_question(text)

    def footnote_sources(self) -> tuple[FootnoteSource, ...]:
        """What the footnotes of the whole corpus rest on. Raises NoSnapshot before the first ingest."""
        return footnote_sources(self._load(id_) for id_ in self._everything())

    def pack(self, sheet: AnswerSheet, *, delegation: str = "", meeting: str = "", date: str = "") -> PositionPack:
        """A fresh position pack with the sheet's questions, and what its answers suggest. ``date`` is ISO."""
        return make_pack(sheet, load=self._load, delegation=delegation, meeting=meeting, date=date)

    def sheet_answered(self, document_id: str) -> Kept[AnswerSheet]:
        """The sheet of a document that was kept last, or a fresh one; what was not answered yet is, and is kept.

        Raises UnknownDocument, and NoSnapshot before the first ingest.
        """
        kept = self.sheet_of(document_id)
        sheet = kept.value if kept else self.sheet(document_id)
        missing = [one for one in sheet.questions if not (entry := sheet.entry(one.id)) or entry.answer is None]
        for question in missing:
            sheet = self.answered_one(sheet, question)
        return kept if kept and not missing else self.keep_sheet(kept, sheet)

    def sheet_of(self, document_id: str) -> Kept[AnswerSheet] | None:
        """The sheet of a document that was kept last; None when there is none."""
        return next((one for one in self.sheets.everything() if one.value.document == document_id), None)

    def keep_sheet(self, kept: Kept[AnswerSheet] | None, sheet: AnswerSheet) -> Kept[AnswerSheet]:
        """Keeps a sheet, as the next version of ``kept`` where there is one; what another kept meanwhile stands."""
        saved = self.sheets.save(kept, sheet) if kept else self.sheets.put(sheet)
        return saved if isinstance(saved, Kept) else saved.current

    def of_delegation(self, pack: PositionPack, delegation: str) -> PositionPack:
        """The pack for another delegation, which is no ally or opponent of its own."""
        return of_delegation(pack, delegation)

    def own_line(self, text: str) -> OwnLine:
        """A line in a person's own words, to be put in a pack."""
        return own_line(text)

    def with_quote(self, pack: PositionPack, question_id: str, quote: int, part: PositionPart) -> PositionPack:
        """The pack with a sentence that a question's answer quotes (counted from 0) at the end of one of its lists."""
        point = next((one for one in pack.points if one.question.id == question_id), None)
        if point is None or not 0 <= quote < len(point.evidence):
            return pack
        return pack.with_line(question_id, part, quoted_line(point.evidence[quote]))

    def reworded(self, pack: PositionPack, line_id: str, text: str) -> PositionPack:
        """The pack with a line in other words: judged anew where it has, or had, a source."""
        line, point = pack.line(line_id), pack.point_of(line_id)
        if line is None or point is None or not text.strip():
            return pack
        return pack.with_changed(reworded(line, text, point.evidence, self._judge))

    def proved(self, pack: PositionPack, line_id: str) -> PositionPack:
        """The pack with a person's own line sourced, if a document bears it out. Raises NoSnapshot."""
        line, point = pack.line(line_id), pack.point_of(line_id)
        if point is None or not isinstance(line, OwnLine):
            return pack
        found = proved(line, point.evidence, search=self._search, load=self._load, judge=self._judge)
        return pack.with_changed(found)

    def stale(self, citations: Iterable[Citation]) -> tuple[Stale, ...]:
        """Those of some citations whose passage changed or vanished since, or whose document has a later version."""
        return stale_citations(citations, load=self._load, summaries=self._summaries())

    @cached_property
    def packs(self) -> Shelf[PositionPack]:
        """The position packs that were kept. Raises StoreBroken when the database cannot be opened."""
        return Shelf(self._store, "pack", PositionPack, self.seen)

    def _everything(self) -> list[str]:
        return [summary.id for summary in self._summaries()]

    @cached_property
    def sheets(self) -> Shelf[AnswerSheet]:
        """The answer sheets that were kept. Raises StoreBroken when the database cannot be opened."""
        return Shelf(self._store, "sheet", AnswerSheet, self.seen)

    def comparison(self, documents: Sequence[str], questions: Sequence[str]) -> Comparison:
        """A fresh comparison of some documents, or of the sections of a single one. Raises UnknownDocument."""
        loaded = [self._load(id_) for id_ in dict.fromkeys(documents)]
        rows = rows_of_sections(loaded[0]) if len(loaded) == 1 else rows_of_documents(loaded)
        columns = tuple(self.own_column(text) for text in dict.fromkeys(questions))
        return Comparison(title=comparison_title(rows), rows=rows, columns=columns)

    def own_column(self, text: str) -> GridColumn:
        """A question or a theme, to be put to every row."""
        return own_column(text)

    def compared(self, comparison: Comparison) -> Iterator[Comparison]:
        """The comparison after each of its cells, column by column. Raises NoSnapshot before the first ingest."""
        return fill(comparison, ask=self._ask, understand=self._understand)

    def compared_one(self, comparison: Comparison, row: str, column: str) -> Comparison:
        """The comparison with one of its cells filled, anew if it was before."""
        return fill_one(comparison, row, column, ask=self._ask, understand=self._understand)

    def disagreements(self, documents: Sequence[str]) -> Disagreements:
        """Where documents disagree; the same in whatever order they are named. Raises UnknownDocument."""
        return find_disagreements((self._load(id_) for id_ in documents), snapshot=self._snapshot())

    @cached_property
    def comparisons(self) -> Shelf[Comparison]:
        """The comparisons that were kept. Raises StoreBroken when the database cannot be opened."""
        return Shelf(self._store, "comparison", Comparison, self.seen)

    def cited_in(self, document: Document, spans: Sequence[Span], conversations: Conversations) -> tuple[Use, ...]:
        """The answers, sheets, packs and comparisons that cite a passage of a document."""
        return uses_of(self._uses(conversations), document, spans)

    def used_passages(self, document: Document, conversations: Conversations) -> tuple[UsedPassage, ...]:
        """The passages of a document that something kept cites, in reading order."""
        return used_passages(self._uses(conversations), document)

    def _uses(self, conversations: Conversations) -> Iterator[Use]:
        yield from uses_in_conversations(conversations)
        yield from uses_in_sheets(self.sheets.everything())
        yield from uses_in_packs(self.packs.everything())
        yield from uses_in_comparisons(self.comparisons.everything())

    @cached_property
    def _store(self) -> PaperStore:
        return PaperStore(self._url)
