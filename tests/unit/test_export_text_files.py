"""Markdown, CSV, BibTeX and CSL-JSON: nothing from a document acts in them, and nothing is lost."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.desk.export import pdf
from assistant.desk.export.bibliography import bibtex_file, csl_json_file, entries
from assistant.desk.export.clean import clean
from assistant.desk.export.files import file_of
from assistant.desk.export.grid_csv import cell, csv_file
from assistant.desk.export.markdown import escaped, markdown_file
from assistant.desk.export.papers import paper_of_answer
from assistant.domain import ExportKind, Paper
from assistant.domain.paper import DRAFTED
from assistant.errors import ExportFailed
from tests.fakes import NASTY
from tests.outcomes import outcomes
from tests.papers import MADE, answer_of, documents, pack

_TRICKS = (
    NASTY,
    "# Heading",
    "- item",
    "1. first",
    "12) twelfth",
    "+ plus",
    "= = =",
    "---",
    "> quoted",
    "    code",
    "```\ncode\n```",
    "![x](http://example.org/x.png)",
    "<img src=x onerror=alert(1)>",
    "<https://example.org>",
    "[^1]: a note of its own",
    "[^1]",
    "[a]: http://example.org",
    "a | b | c",
    "C #",
    "~~gone~~ and ==marked== and H~2~O",
    "$x^2$ &copy; &#60;b&#62;",
    "back\\slash \\* \\",
    "www.example.org, https://example.org/a_b_c, someone@example.org",
    "{{ template }} {: .class }",
    "*",
    "2026. A year",
)


def _shown(markdown: str) -> str:
    """What a reader sees of one paragraph of Markdown; it must hold plain text alone."""
    (opening, inline, closing) = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    assert (opening.type, closing.type) == ("paragraph_open", "paragraph_close")
    kinds = {child.type for child in inline.children or ()}
    assert kinds <= {"text", "text_special"}, kinds
    return "".join(child.content for child in inline.children or ())


@pytest.mark.parametrize("text", _TRICKS)
def test_escaped_text_shows_itself_and_does_nothing(text: str) -> None:
    assert _shown(escaped(text)) == clean(text)


@given(st.text(alphabet=st.sampled_from("ab1 \n\\`*_[](){}<>#+-.!|~&$^=:@;\"'/%"), min_size=1, max_size=30))
def test_any_text_shows_itself(text: str) -> None:
    if clean(text):
        assert _shown(escaped(text)) == clean(text)


def test_markdown_has_a_note_for_each_call_and_the_marking_above_and_below() -> None:
    paper = pack()
    text = markdown_file(paper).decode()
    calls = [int(n) for n in re.findall(r"(?<!^)\[\^(\d+)\](?!:)", text)]
    notes = re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE)
    assert calls == [int(number) for number, _ in notes] == [1, 2, 3, 4]
    assert all(
        clean(one.quote) in note for one, (_, note) in zip(paper.references, notes, strict=True) if "$" not in note
    )
    assert text.startswith("**LIMITE**\n")
    assert text.count("**LIMITE**") == 2
    assert DRAFTED in text
    assert "*Ask for figures by port.* \\[own line\\]" in text
    (table,) = re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE)
    assert len(table.splitlines()) == 3


def test_what_a_document_says_acts_nowhere_in_markdown() -> None:
    paper = paper_of_answer(answer_of("What did the witness write?"), documents(), made=MADE)
    tokens = MarkdownIt("commonmark").parse(markdown_file(paper).decode().partition("[^1]:")[0])
    inside = [child.type for token in tokens for child in token.children or ()]
    assert {"link_open", "html_inline", "image"} & set(inside) == set()
    assert "html_block" not in {token.type for token in tokens}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "＝", " ="])
def test_no_cell_is_a_formula(start: str) -> None:
    assert cell(f"{start}cmd|' /C calc'!A0").startswith("'")
    assert cell("10 = ten") == "10 = ten"


def test_csv_has_the_grid_its_references_and_its_marking() -> None:
    content = csv_file(pack(hostile='=HYPERLINK("http://example.org")'))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["Document", "Seals", "Own"]
    assert rows[1][0] == "The note"
    assert "[Threats on the ferry line, X 101/25, 3 March 2025, p. 1" in rows[1][1]
    assert rows[1][2] == '\'=HYPERLINK("http://example.org") [own line]'
    assert [DRAFTED] in rows
    assert rows[-1] == ["Marking: LIMITE"]


def test_a_paper_without_a_grid_is_no_csv() -> None:
    with pytest.raises(ExportFailed, match="no table"):
        csv_file(paper_of_answer(answer_of(), documents(), made=MADE))


def _answer_paper() -> Paper:
    return paper_of_answer(answer_of(), documents(), made=MADE)


def test_the_bibliography_has_the_documents_and_the_sources_of_their_notes() -> None:
    document, source = entries(_answer_paper())
    assert (document.number, document.issuer, document.date) == ("X 101/25", "Exercise Council", "3 March 2025")
    assert source.title == "Exercise report, table 4, https://example.org/report.pdf"
    assert source.url == "https://example.org/report.pdf"
    assert source.note == "Cited in note 1 (inferred) of X 101/25, p. 1"


def test_keys_are_the_same_whatever_else_is_exported() -> None:
    alone = {entry.key for entry in entries(_answer_paper())}
    together = {entry.key for entry in entries(replace(pack(), title="Another"))}
    assert alone <= together
    assert len(alone) == 2
    assert all(re.fullmatch(r"[a-z0-9-]+-[0-9a-f]{6}", key) for key in alone)


def test_bibtex_is_balanced_and_its_specials_are_escaped() -> None:
    paper = _answer_paper()
    nasty = replace(paper.documents[0], title="100 % of {A} & \\b_c #1 ~ ^ $5\n@misc{x,")
    text = bibtex_file(replace(paper, documents=(nasty,))).decode()
    bare = re.sub(r"\\[{}%&$#_]", "", text)
    assert bare.count("{") == bare.count("}")
    assert len(re.findall(r"^@misc\{", text, re.MULTILINE)) == 2
    assert r"100 \% of \{A\} \& \textbackslash{}b\_c \#1 \textasciitilde{} \textasciicircum{} \$5 @misc\{x," in text


def test_csl_json_is_what_reference_managers_read() -> None:
    paper = _answer_paper()
    dated = replace(paper.documents[0], date="2026-03-02")
    items = json.loads(csl_json_file(replace(paper, documents=(dated,))))
    assert [item["type"] for item in items] == ["report", "document"]
    assert items[0]["issued"] == {"date-parts": [[2026, 3, 2]]}
    assert items[0]["author"] == [{"literal": "Exercise Council"}]
    assert items[1]["URL"] == "https://example.org/report.pdf"
    assert len({item["id"] for item in items}) == 2


@pytest.mark.parametrize("name", outcomes())
@pytest.mark.parametrize("kind", [ExportKind.MARKDOWN, ExportKind.BIBTEX, ExportKind.CSL_JSON])
def test_every_outcome_can_be_written(name: str, kind: ExportKind) -> None:
    paper = paper_of_answer(outcomes()[name], documents(), made=MADE)
    assert file_of(paper, kind).decode() or not paper.references


def test_a_pdf_without_libreoffice_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "office", lambda: None)
    with pytest.raises(ExportFailed, match="libreoffice-writer-nogui"):
        file_of(_answer_paper(), ExportKind.PDF)


def _program(folder: Path, script: str) -> str:
    file = folder / "soffice"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return str(file)


def test_a_libreoffice_that_hangs_is_ended_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = _program(tmp_path, f"sleep 61 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setattr(pdf, "office", lambda: program)
    with pytest.raises(ExportFailed, match="did not finish within 1 s"):
        pdf.pdf_file(b"", timeout_s=0.7)
    child = (tmp_path / "child").read_text().strip()
    state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, text=True).stdout.strip()
    assert state in {"", "Z"} or state.startswith("Z")


def test_a_libreoffice_that_fails_is_quoted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = _program(tmp_path, "echo 'Error: source file could not be loaded'")
    monkeypatch.setattr(pdf, "office", lambda: program)
    with pytest.raises(ExportFailed, match="source file could not be loaded"):
        pdf.pdf_file(b"")
