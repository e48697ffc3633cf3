"""Answers of the shipped corpus as files: every footnote read back and compared with the page that it names."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from openxml_audit import OpenXmlValidator

from assistant import Answer, Assistant
from assistant.__main__ import main
from assistant.desk.export.pdf import office
from assistant.domain import ExportKind
from assistant.domain.paper import DRAFTED
from tests.word_file import Parts

QUESTIONS = (
    "What threats to the EU come through the United Kingdom?",
    "Compare the cost of options A, B and C over five years",
)
_NOTE = re.compile(
    r"(?:p\. (?P<label>\S+?)|page (?P<page>\d+) of the file)(?:, section “[^”]*”)?: “(?P<quote>.*?)”(?=[.;]|$)"
)


@pytest.fixture(scope="module", params=QUESTIONS)
def answer(request: pytest.FixtureRequest, assistant: Assistant) -> Answer:
    return assistant.ask(request.param)


def folded(text: str) -> str:
    return " ".join(text.split())


def bare(text: str) -> str:
    """Letters and digits alone: a PDF breaks lines and words where it likes."""
    return "".join(character for character in text if character.isalnum())


def test_each_footnote_quotes_the_very_page_that_it_names(assistant: Assistant, answer: Answer, tmp_path: Path) -> None:
    file = tmp_path / "answer.docx"
    file.write_bytes(assistant.export(answer, ExportKind.WORD))
    assert [str(one) for one in OpenXmlValidator().validate(file).errors] == []
    parts = Parts.of(file.read_bytes())
    assert len(parts.calls) == len(parts.notes) == len(answer.citations) > 0
    for note, citation in zip(parts.notes, answer.citations, strict=True):
        found = _NOTE.search(note)
        assert found, note
        document = assistant.document(citation.document)
        assert note.startswith(folded(document.title.value))
        (page,) = [one for one in document.pages if found["label"] == one.label or found["page"] == str(one.number)]
        assert found["quote"] in folded(page.text)


def test_the_marking_of_what_is_cited_is_in_every_head_and_foot(assistant: Assistant) -> None:
    answer = assistant.ask("What does note EX 101/26 say about the United Kingdom corridor?")
    parts = Parts.of(assistant.export(answer, ExportKind.WORD))
    assert "LIMITE" in {citation.marking for citation in answer.citations}
    heads, feet = parts.surroundings("header"), parts.surroundings("footer")
    assert heads
    assert len(heads) == len(feet) == len(parts.find("word/document.xml", "//w:sectPr"))
    assert all(text.startswith("LIMITE") for text in heads)
    assert all(text.endswith("LIMITE") for text in feet)


def test_a_question_without_an_answer_has_no_footnote(assistant: Assistant) -> None:
    parts = Parts.of(assistant.export(assistant.ask("What is the capital of Australia?"), ExportKind.WORD))
    assert parts.notes == []
    assert any("Searched" in line for line in parts.paragraphs)


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
def test_libreoffice_shows_every_footnote_on_its_pages(assistant: Assistant, answer: Answer) -> None:
    content = assistant.export(answer, ExportKind.PDF)
    with pypdfium2.PdfDocument(content) as made:
        pages = [page.get_textpage().get_text_range() for page in made]
    assert len(pages) > 0
    whole = bare("".join(pages))
    for citation in answer.citations:
        # A note may go on on the next page, behind the foot of this one; its beginning stands together.
        assert bare(citation.cited_text)[:60] in whole
    assert all(bare(DRAFTED) in bare(page) for page in pages)
    assert f"Page {len(pages)} of {len(pages)}" in folded(pages[-1])


def test_the_command_line_writes_a_file_and_never_over_one(
    assistant: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [f"--corpus={assistant.settings.corpus}", f"--index={assistant.settings.index}"]
    file = tmp_path / "threats.md"
    assert main(["ask", QUESTIONS[0], f"--out={file}", *folders]) == 0
    assert f"Wrote {file}." in capsys.readouterr().err
    assert "\n[^1]: " in file.read_text(encoding="utf-8")
    for name, complaint in ((file, "is there already"), (tmp_path / "threats.odt", "must end in .docx, .md")):
        with pytest.raises(SystemExit) as stop:
            main(["ask", QUESTIONS[0], f"--out={name}", *folders])
        assert stop.value.code == 2
        assert complaint in capsys.readouterr().err


def test_a_template_that_is_not_there_is_one_sentence(
    assistant: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [f"--corpus={assistant.settings.corpus}", f"--index={assistant.settings.index}"]
    out, template = tmp_path / "a.docx", tmp_path / "none.docx"
    assert main(["ask", QUESTIONS[0], f"--out={out}", f"--template={template}", *folders]) == 1
    assert "is not there" in capsys.readouterr().err
    assert not out.exists()
