"""Answers, answer sheets and papers as files of any kind."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assistant.access.policy import AS_IT_COMES, Policy
from assistant.desk.export.bibliography import bibtex_file, csl_json_file
from assistant.desk.export.comparison_paper import comparison_citations, paper_of_comparison
from assistant.desk.export.grid_csv import csv_file
from assistant.desk.export.markdown import markdown_file
from assistant.desk.export.pack_paper import paper_of_pack
from assistant.desk.export.papers import all_citations, documents_named, paper_of_answer
from assistant.desk.export.sheet_paper import paper_of_sheet, sheet_citations
from assistant.domain import Answer, AnswerSheet, Comparison, Document, PositionPack
from assistant.domain.paper import ExportKind, Paper
from assistant.errors import ExportFailed


def exported(
    what: Answer | AnswerSheet | PositionPack | Comparison | Paper,
    kind: ExportKind,
    load: Callable[[str], Document],
    template: str | Path | None,
    policy: Policy = AS_IT_COMES,
) -> bytes:
    """Something as a file made now; ``load`` gives a cited document or raises UnknownDocument.

    Raises ExportFailed, also where the ``policy`` on markings wants no file of it.
    """
    paper = _paper(what, load, datetime.now(UTC))
    allowed = policy.may_export(frozenset(paper.markings or (paper.marking,)))
    if not allowed.allowed:
        raise ExportFailed(f"{allowed.reason}: the markings policy of this installation does not allow it.")
    return file_of(paper, kind, Path(template).expanduser() if template else None)


def _paper(
    what: Answer | AnswerSheet | PositionPack | Comparison | Paper, load: Callable[[str], Document], made: datetime
) -> Paper:
    if isinstance(what, Answer):
        return paper_of_answer(what, documents_named((one.document for one in all_citations(what)), load), made=made)
    if isinstance(what, AnswerSheet):
        own = [what.document] if what.document else []
        named = itertools.chain(own, (one.document for one in sheet_citations(what)))
        return paper_of_sheet(what, documents_named(named, load), made=made)
    if isinstance(what, PositionPack):
        own = [what.note] if what.note else []
        return paper_of_pack(what, documents_named((*own, *(one.document for one in what.citations)), load), made=made)
    if isinstance(what, Comparison):
        named = itertools.chain(what.documents, (one.document for one in comparison_citations(what)))
        return paper_of_comparison(what, documents_named(named, load), made=made)
    return what


def file_of(paper: Paper, kind: ExportKind, template: Path | None = None) -> bytes:
    """The paper as a file; ``template`` is a .docx whose styles a Word file and a PDF take. Raises ExportFailed."""
    if kind in (ExportKind.WORD, ExportKind.PDF):
        from assistant.desk.export.word.writer import word_file  # python-docx takes a fifth of a second to import

        word = word_file(paper, template)
        if kind is ExportKind.WORD:
            return word
        from assistant.desk.export.pdf import pdf_file

        return pdf_file(word)
    writers = {
        ExportKind.MARKDOWN: markdown_file,
        ExportKind.CSV: csv_file,
        ExportKind.BIBTEX: bibtex_file,
        ExportKind.CSL_JSON: csl_json_file,
    }
    return writers[kind](paper)
