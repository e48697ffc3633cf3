"""The shipped corpus: what it holds, what it must say of itself, and that the sources still give its files."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DIGESTS = {"digest-council-note-8027-25.md", "digest-strategic-partners.html"}
LABEL = "exercise text written for the rapporteur project; its figures are invented"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# Every web address of the corpus stands in the Council note that one of the digests retells.
ALLOWED = {
    "https://www.thesun.co.uk/news/26480066/southampton-seaside-drugs-cartels-cocaine-battle-control/",
    "https://www.theguardian.com/business/2024/dec/04/"
    "global-investigation-exposes-alleged-billion-dollar-russian-money-laundering-network",
    "https://www.nationalcrimeagency.gov.uk/news/nca-and-border-force-make-record-breaking-5-7-tonne-cocaine-seizure",
    "https://www.ban.org/news/2024/4/16/uk-firm-to-pay-over-1m-for-illegal-waste-exports-to-poland",
    "https://www.wsj.com/world/americas/canada-fentanyl-increase-organized-crime-00886863",
    "https://www.cbp.gov/newsroom/local-media-release/"
    "3-shipments-containing-3165-counterfeit-items-worth-over-31m-seized",
    "https://www.eurojust.europa.eu/news/33-arrests-action-against-globally-active-money-laundering-network",
    "https://apnews.com/article/drug-seizures-justice-bondi-florida-coast-guard-044497148e47400c32575ed583b74032",
    "https://www.theguardian.com/world/2023/jan/26/colon-panama-counterfeiting-contraband-cocaine",
    "https://dialogo-americas.com/articles/cocaine-trafficking-from-latin-america-to-europe-on-the-rise",
    "https://insightcrime.org/wp-content/uploads/2025/02/Mapping-and-profiling-HRCN%20LAC.pdf",
    "https://www.politico.eu/article/europe-drug-gangs-torture-rooms-arm-kids-kalashnikov-eu-agency-emcdda-warn/",
}


def documents(corpus: Path) -> list[Path]:
    return sorted(path for path in corpus.iterdir() if path.name != "README.md" and not path.name.startswith("."))


def word_text(path: Path, part: str) -> str:
    tree = ElementTree.fromstring(zipfile.ZipFile(path).read(part))
    return "\n".join("".join(paragraph.itertext()) for paragraph in tree.iter(f"{WORD}p"))


def pdf_addresses(path: Path) -> set[str]:
    annotations = [note.get_object() for page in pypdf.PdfReader(path).pages for note in page.get("/Annots", ())]
    return {note["/A"]["/URI"] for note in annotations}


def first_page(path: Path) -> str:
    """The words of the first page, with plain spaces."""
    if path.suffix == ".pdf":
        text = pypdf.PdfReader(path).pages[0].extract_text()
    elif path.suffix == ".docx":
        text = word_text(path, "word/document.xml")
    else:
        text = re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))
    return " ".join(text[:2000].split())


def addresses(path: Path) -> set[str]:
    """Every web address that a reader of the document can see or follow."""
    if path.suffix == ".pdf":
        return pdf_addresses(path)
    if path.suffix == ".docx":
        text = word_text(path, "word/document.xml") + word_text(path, "word/footnotes.xml")
    else:
        text = unescape(path.read_text(encoding="utf-8"))
    return {found.rstrip(".,;") for found in re.findall(r"https?://[^\s<>\"')]+", text)}


@pytest.fixture(scope="module")
def typeset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the sources have just been typeset."""
    folder = tmp_path_factory.mktemp("typeset")
    subprocess.run([sys.executable, "-m", "scripts.typeset", str(folder)], cwd=ROOT, check=True, capture_output=True)
    return folder


def test_it_holds_documents_of_every_kind(corpus: Path) -> None:
    kinds = [path.suffix for path in documents(corpus)]
    assert len(kinds) >= 8
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {".pdf": 3, ".html": 2, ".md": 2, ".docx": 1, ".txt": 2}


def test_every_exercise_text_says_on_its_first_page_that_it_is_one(corpus: Path) -> None:
    unlabelled = {path.name for path in documents(corpus) if LABEL not in first_page(path).lower()}
    assert unlabelled == DIGESTS


def test_every_digest_says_on_its_first_page_what_it_is_a_digest_of(corpus: Path) -> None:
    assert all("Digest written for this project of" in first_page(corpus / name) for name in DIGESTS)


def test_every_web_address_comes_from_the_council_note(corpus: Path) -> None:
    printed = {path.name: addresses(path) - ALLOWED for path in documents(corpus)}
    assert {name: found for name, found in printed.items() if found} == {}


def test_the_digest_gives_every_address_of_the_council_note(corpus: Path) -> None:
    assert addresses(corpus / "digest-council-note-8027-25.md") == ALLOWED


def test_every_call_of_a_markdown_note_has_its_note(corpus: Path) -> None:
    for path in corpus.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert sorted(re.findall(r"(?<!^)\[\^(\d+)\]", text, re.M)) == sorted(re.findall(r"^\[\^(\d+)\]:", text, re.M))


def test_the_sources_typeset_to_the_very_files_of_the_corpus(corpus: Path, typeset: Path) -> None:
    made = {path.name: path.read_bytes() for path in typeset.iterdir()}
    shipped = {path.name: path.read_bytes() for path in documents(corpus) if path.suffix in {".pdf", ".docx"}}
    assert set(made) == set(shipped)
    assert [name for name in made if made[name] != shipped[name]] == []


def test_the_report_has_one_word_footnote_for_each_reference(corpus: Path) -> None:
    package = zipfile.ZipFile(corpus / "report-joint-training.docx")
    body = ElementTree.fromstring(package.read("word/document.xml"))
    notes = ElementTree.fromstring(package.read("word/footnotes.xml"))
    called = [reference.get(f"{WORD}id") for reference in body.iter(f"{WORD}footnoteReference")]
    written = [note.get(f"{WORD}id") for note in notes.iter(f"{WORD}footnote") if note.get(f"{WORD}type") is None]
    assert called == written
    assert len(called) >= 5


def test_the_revision_bears_its_number_and_names_what_it_revises(corpus: Path) -> None:
    words = first_page(corpus / "note-ex-101-26-rev-1.pdf")
    assert "EX 101/26 REV 1" in words
    assert "revises document EX 101/26 of 12 January 2026" in words
    assert "9 February 2026" in words


@pytest.mark.parametrize(("name", "marked"), [("note-ex-101-26.pdf", True), ("note-ex-114-26.pdf", False)])
def test_the_marking_stands_on_every_page_of_a_marked_note_only(corpus: Path, name: str, marked: bool) -> None:
    pages = pypdf.PdfReader(corpus / name).pages
    assert [bool(re.search(r"^LIMITE\b", page.extract_text(), re.M)) for page in pages] == [marked] * len(pages)


def small_numbers(page: pypdf.PageObject) -> list[int]:
    """The numbers set smaller than any text: the calls in the body, then the numbers of the notes."""
    found: list[int] = []

    def visit(text: str, _now: object, _matrix: object, _font: object, size: float) -> None:
        if size < 8 and text.strip().isdigit():
            found.append(int(text))

    page.extract_text(visitor_text=visit)
    return found


def test_footnotes_of_a_note_restart_on_each_page(corpus: Path) -> None:
    pages = [small_numbers(page) for page in pypdf.PdfReader(corpus / "note-ex-101-26.pdf").pages]
    called = [numbers for numbers in pages if numbers]
    assert len(called) >= 3
    for numbers in called:
        assert numbers == [*range(1, len(numbers) // 2 + 1)] * 2
