"""Word files, read back with zipfile and lxml, with python-docx, and by a validator that nobody here wrote."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from assistant.desk.export.papers import paper_of_answer
from assistant.desk.export.word.house_style import REQUIRED
from assistant.desk.export.word.writer import word_file
from assistant.domain import Paper, Sourced
from assistant.domain.paper import DRAFTED
from assistant.errors import ExportFailed
from tests.outcomes import outcomes
from tests.papers import MADE, answer_of, documents, pack
from tests.word_file import Parts

HOSTILE = "\x00\x0b\ud800\ufffe]]>&<w:p/>\u202eabc\u200f “x” \U000e0041 " + "long " * 4000


def answer_paper() -> Paper:
    return paper_of_answer(answer_of(), documents(), made=MADE)


def faults(content: bytes, folder: Path) -> list[str]:
    """What the validator finds."""
    file = folder / "paper.docx"
    file.write_bytes(content)
    return [str(one) for one in OpenXmlValidator().validate(file).errors]


def test_as_many_footnotes_as_citations_each_called_once_and_in_order() -> None:
    parts = Parts.of(word_file(answer_paper()))
    citations = answer_of().citations
    assert parts.calls == [1, 2, 3]
    assert len(parts.notes) == len(citations)
    for note, citation in zip(parts.notes, citations, strict=True):
        assert f"“{citation.cited_text}”" in note
        assert note.startswith("Threats on the ferry line, X 101/25, 3 March 2025, p. ")
    assert "citing: Exercise report, table 4" in parts.notes[1]


def test_python_docx_reads_the_sentences_without_numbers_in_the_text() -> None:
    document = docx.Document(io.BytesIO(word_file(answer_paper())))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:2] == ["Answer", answer_of().question]
    body = " ".join(texts)
    assert all(f"“{sentence.text}”" in body for sentence in answer_of().sentences)
    assert "[1]" not in body
    own = document.core_properties
    assert (own.title, own.language, own.author) == (answer_of().question, "en-GB", "Rapporteur")
    assert own.created is not None
    assert own.created.replace(tzinfo=None) == MADE.replace(tzinfo=None)


def test_the_marking_is_in_head_and_foot_and_the_paper_says_how_it_was_made() -> None:
    parts = Parts.of(word_file(pack()))
    assert parts.surroundings("header") == ["LIMITE"]
    (foot,) = parts.surroundings("footer")
    assert foot.startswith(DRAFTED)
    assert foot.endswith("LIMITE")
    assert DRAFTED in parts.paragraphs
    assert any("r-1, r-2" in line for line in parts.paragraphs)
    footer = next(name for name in parts.trees if name.startswith("word/footer"))
    assert parts.find(footer, "//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


def test_a_paper_without_a_marking_has_none_in_its_head() -> None:
    cited = {one.id: one for one in documents().values() if not one.marking}
    paper = paper_of_answer(answer_of("Would brokers shorten checks?"), cited, made=MADE)
    parts = Parts.of(word_file(paper))
    assert paper.marking is None
    assert parts.surroundings("header") == [""]


def test_own_lines_look_different_and_carry_no_footnote() -> None:
    parts = Parts.of(word_file(pack(hostile="Ask for figures.")))
    own = parts.find("word/document.xml", "//w:r[w:rPr/w:rStyle/@w:val='OwnLine']")
    assert ["".join(one.itertext()).strip() for one in own] == ["Ask for figures. [own line]"] * 2
    for one in own:
        following = one.getnext()
        assert following is None or not following.findall(".//{*}footnoteReference")


def test_two_calls_in_a_row_are_parted() -> None:
    first, *_ = answer_paper().blocks[2].runs  # type: ignore[union-attr]
    assert isinstance(first, Sourced)
    paper = pack()
    both = Sourced(text="Twice.", references=first.references * 2)
    block = type(answer_paper().blocks[2])(runs=(both,))  # type: ignore[call-arg]
    parts = Parts.of(word_file(Paper(title="T", kind="K", blocks=(block,), snapshot="s", made=paper.made)))
    raised = parts.find("word/document.xml", "//w:r[w:rPr/w:rStyle/@w:val='FootnoteReference']")
    assert ["".join(one.itertext()) for one in raised] == ["", ",", ""]
    assert parts.calls == [1, 2]


@pytest.mark.parametrize("name", outcomes())
def test_every_outcome_is_a_valid_file(name: str, tmp_path: Path) -> None:
    paper = paper_of_answer(outcomes()[name], documents(), made=MADE)
    content = word_file(paper)
    assert faults(content, tmp_path) == []
    assert len(Parts.of(content).notes) == len(paper.references)


@pytest.mark.parametrize("columns", [3, 6])
def test_a_pack_with_a_grid_is_valid_and_a_wide_one_lies_on_its_side(columns: int, tmp_path: Path) -> None:
    content = word_file(pack(columns=columns))
    assert faults(content, tmp_path) == []
    (page,) = docx.Document(io.BytesIO(content)).sections
    assert page.page_width is not None
    assert page.page_height is not None
    assert (page.page_width > page.page_height) is (columns == 6)
    (table,) = docx.Document(io.BytesIO(content)).tables
    assert table.rows[0].cells[0].text == "Document"
    assert len(Parts.of(content).notes) == 4


def test_the_validator_would_notice_a_wrong_order(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(word_file(pack())))
    settings_part = document.settings.element
    settings_part.append(settings_part.find("{*}footnotePr"))
    held = io.BytesIO()
    document.save(held)
    assert faults(held.getvalue(), tmp_path)


def test_hostile_text_breaks_nothing_and_is_kept_as_far_as_it_can_be_seen(tmp_path: Path) -> None:
    content = word_file(pack(hostile=HOSTILE))
    assert faults(content, tmp_path) == []
    body = "".join(Parts.of(content).paragraphs)
    assert "]]>&<w:p/>abc\u200f “x” long long" in body


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_gives_well_formed_parts(text: str) -> None:
    assert len(Parts.of(word_file(pack(hostile=text))).notes) == 4


def _template(folder: Path, **changes: Any) -> Path:
    """A house's own template: styles under other ids, a head, a first page, text and footnotes of its own."""
    document = docx.Document()
    for name in ("footnote text", "footnote reference"):
        if name != changes.get("without"):
            kind = WD_STYLE_TYPE.CHARACTER if "reference" in name else WD_STYLE_TYPE.PARAGRAPH
            document.styles.add_style(name, kind, builtin=True).element.set(
                "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", f"Haus{name[-4:]}"
            )
    document.add_paragraph("Text that the template came with")
    first = document.sections[0]
    first.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    first.header.paragraphs[0].text = "Ministry of Examples"
    first.first_page_header.paragraphs[0].text = "Letterhead"
    document.add_section()
    document.sections[1].header.is_linked_to_previous = True
    file = folder / "house.docx"
    document.save(str(file))
    return file


def test_a_template_keeps_its_heads_gets_the_marking_everywhere_and_loses_its_text(tmp_path: Path) -> None:
    content = word_file(pack(), _template(tmp_path))
    assert faults(content, tmp_path) == []
    parts = Parts.of(content)
    assert sorted(parts.surroundings("header")) == ["LIMITE", "LIMITELetterhead", "LIMITEMinistry of Examples"]
    feet = parts.surroundings("footer")
    assert len(feet) == 3
    assert all(DRAFTED in foot and foot.endswith("LIMITE") for foot in feet)
    assert not any("template came with" in line for line in parts.paragraphs)
    used = set(parts.find("word/document.xml", "//w:r[w:footnoteReference]/w:rPr/w:rStyle/@w:val"))
    assert used == {"Hausence"}
    (note_style,) = set(parts.find("word/footnotes.xml", "//w:footnote[not(@w:type)]/w:p/w:pPr/w:pStyle/@w:val"))
    assert note_style == "Haustext"


def test_a_paper_can_itself_be_a_template(tmp_path: Path) -> None:
    file = tmp_path / "first.docx"
    file.write_bytes(word_file(pack()))
    content = word_file(answer_paper(), file)
    assert faults(content, tmp_path) == []
    assert len(Parts.of(content).notes) == 3


def test_an_unusable_template_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="has no style 'footnote text'"):
        word_file(pack(), _template(tmp_path, without="footnote text"))
    with pytest.raises(ExportFailed, match="is not there"):
        word_file(pack(), tmp_path / "nothing.docx")
    broken = tmp_path / "broken.docx"
    broken.write_bytes(word_file(pack())[:2000])
    with pytest.raises(ExportFailed):
        word_file(pack(), broken)
    assert len(REQUIRED) == 8
