import pytest

from assistant.domain import Document
from assistant.reading.raw import RawDocument, RawPage
from tests.unit.raw_lines import PITCH, block, page, paragraph, pdf, printed, read, sentences, text_document

TEXT = "The ports were opened in the spring and small parcels were counted by hand."
NOTE = ("Brussels, 3 March 2021 (OR. en)", "1234/21", "LIMITE", "ENFOPOL 12", "COTRA 3", "EUROPOL", "NOTE")
LABELS = ("From: Presidency", "To: Delegations", "Subject: Small parcels in ports")


@pytest.fixture
def note() -> Document:
    return read(text_document(*(block(line) for line in (*NOTE, *LABELS, TEXT, "1234/21 LIMITE JAI.1"))))


def test_a_council_header_is_read(note: Document) -> None:
    said = (note.title, note.issuer, note.document_number, note.kind, note.date, note.marking, note.language)
    assert [one.value if one else None for one in said] == [
        "Small parcels in ports",
        "Presidency",
        "1234/21",
        "NOTE",
        "2021-03-03",
        "LIMITE",
        "en",
    ]


def test_every_value_stands_at_its_span(note: Document) -> None:
    for stated in (note.title, note.issuer, note.document_number, note.kind, note.marking, note.language):
        assert stated is not None
        assert stated.span is not None
        assert note.text_of(stated.span) == stated.value
    assert note.date is not None
    assert note.date.span is not None
    assert note.text_of(note.date.span) == "3 March 2021"


def test_subject_codes_are_codes_and_no_sentences(note: Document) -> None:
    assert [code.value for code in note.subject_codes] == ["ENFOPOL 12", "COTRA 3", "EUROPOL"]
    assert sentences(note) == [TEXT]


def test_a_disclaimer_before_the_header_block_does_not_end_it() -> None:
    remark = "This text was written as an exercise and nothing that it says is true of any port."
    document = read(text_document(*(block(line) for line in (remark, *NOTE, *LABELS, TEXT))))
    assert document.title.value == "Small parcels in ports"
    assert sentences(document) == [TEXT]


def test_labels_in_one_paragraph_are_told_apart() -> None:
    document = read(
        text_document(block("Small parcels"), block("From: Port Board To: Delegations Date: 3 May 2020"), block(TEXT))
    )
    assert document.issuer is not None
    assert document.issuer.value == "Port Board"
    assert document.date is not None
    assert document.date.value == "2020-05-03"


def test_numbers_of_other_series_and_their_revisions() -> None:
    lines = ("PX 101/26 REV 1", "NOTE", *LABELS, TEXT)
    document = read(text_document(*(block(line) for line in lines)))
    assert document.document_number is not None
    assert document.document_number.value == "PX 101/26"
    assert [(one.kind, one.target) for one in document.relations] == [("revises", "PX 101/26")]


def test_a_word_in_capitals_elsewhere_in_the_header_is_no_code() -> None:
    lines = ("EXERCISE", "3 March 2021", "ENFOPOL 12", "COTRA 3", "EUROPOL", "NOTE", *LABELS, TEXT)
    document = read(text_document(*(block(line) for line in lines)))
    assert [code.value for code in document.subject_codes] == ["ENFOPOL 12", "COTRA 3", "EUROPOL"]


def test_nothing_is_invented() -> None:
    document = read(text_document(block("Small parcels in ports"), block(TEXT)))
    assert document.title.value == "Small parcels in ports"
    unknown = (document.issuer, document.document_number, document.kind, document.date, document.marking)
    assert unknown == (None,) * 5
    assert (document.authors, document.subject_codes, document.relations) == ((), (), ())


def test_a_byline_names_an_author_and_running_text_does_not() -> None:
    document = read(
        text_document(block("Small parcels"), block("By Ada Example (Port Board)"), block("By hand. " + TEXT))
    )
    assert [author.value for author in document.authors] == ["Ada Example (Port Board)"]


def test_a_marking_in_running_text_is_none() -> None:
    document = read(
        text_document(block("Small parcels"), block("Notes marked LIMITE or SECRET were counted in the spring."))
    )
    assert document.marking is None


def test_a_marking_of_the_foot_alone_is_kept_with_its_source() -> None:
    feet = [f"1234/21 {n} JAI.1 LIMITE EN" for n in (1, 2)]
    lines = [block("Small parcels"), block(TEXT), block(feet[0]), block(TEXT), block(feet[1])]
    document = read(text_document(*lines))
    assert document.marking is not None
    assert (document.marking.value, document.marking.source) == ("LIMITE", "running foot")
    assert document.document_number is not None
    assert document.document_number.value == "1234/21"


def test_a_stamp_on_the_page_leaves_the_text() -> None:
    stamp = printed("PUBLIC", 0.5, size=48)
    document = read(pdf(page(1, printed("Small parcels", 0.1, size=18), *paragraph([TEXT], 0.3), stamp)))
    assert "PUBLIC" not in document.pages[0].text
    assert document.marking is not None
    assert document.marking.value == "PUBLIC"


def test_the_largest_print_is_the_title_and_the_letterhead_is_not() -> None:
    lines = [
        printed("European Commission", 0.06, size=20),
        printed("Rules for small", 0.12, size=18, bold=True),
        printed("parcels in ports", 0.12 + 1.6 * PITCH, size=18, bold=True),
        printed("May 2020", 0.2),
        *paragraph([TEXT, TEXT], 0.3),
    ]
    document = read(pdf(page(1, *lines)))
    assert document.title.value == "Rules for small parcels in ports"
    assert document.issuer is not None
    assert document.issuer.value == "European Commission"
    assert document.date is None


def test_a_pdfs_own_metadata_says_nothing_of_author_and_date() -> None:
    hints = {"author": "user1", "date": "2020-01-01", "title": "Microsoft Word - draft.doc"}
    raw = RawDocument(media_type="application/pdf", pages=(page(1, *paragraph([TEXT], 0.3)),), paged=True, hints=hints)
    document = read(raw)
    assert (document.authors, document.date) == ((), None)
    assert (document.title.value, document.title.source) == ("a note", "file name")


def test_html_metadata_is_used_and_named_as_the_source() -> None:
    hints = {"author": "Ada Example", "date": "2020-02-01", "site": "Port News", "language": "en"}
    lines = (block("Small parcels", heading_level=1), block(TEXT))
    raw = RawDocument(media_type="text/html", pages=(RawPage(number=1, lines=lines),), paged=False, hints=hints)
    document = read(raw)
    assert document.authors[0].source == "file metadata"
    assert document.date is not None
    assert document.date.value == "2020-02-01"
    assert document.issuer is not None
    assert document.issuer.value == "Port News"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("DIRECTIVE 2019/12/EU ON PORTS", "2019/12/EU"),
        ("PE123.456", "PE123.456"),
        ("Case C-12/19", "C-12/19"),
        ("No. 19-1234", "No. 19-1234"),
        ("COM(2020) 123 final", "COM(2020) 123 final"),
        ("A/RES/55/25", "A/RES/55/25"),
    ],
)
def test_document_numbers_of_many_kinds(line: str, number: str) -> None:
    document = read(text_document(block("Small parcels in ports"), block(line), block(TEXT)))
    assert document.document_number is not None
    assert document.document_number.value == number


def test_a_case_is_named_after_its_parties() -> None:
    lines = [
        printed("UNITED STATES COURT OF APPEALS", 0.06, size=14),
        printed("ADA EXAMPLE,", 0.12),
        printed("v.", 0.15),
        printed("PORT BOARD,", 0.18),
        *paragraph([TEXT, TEXT], 0.3),
    ]
    assert read(pdf(page(1, *lines))).title.value == "ADA EXAMPLE, v. PORT BOARD,"


def test_revisions_and_replacements_are_relations() -> None:
    lines = ("1234/21 REV 2", "NOTE", "Subject: Small parcels", TEXT, "This note supersedes document 1111/20 on ports.")
    document = read(text_document(*(block(line) for line in lines)))
    assert [(one.kind, one.target) for one in document.relations] == [("revises", "1234/21"), ("supersedes", "1111/20")]


def test_a_promised_attachment_is_reported() -> None:
    sentence = "The tables are in the annexes (to be added)."
    document = read(text_document(block("Small parcels"), block(f"{TEXT} {sentence}")))
    assert [document.text_of(span) for span in document.attachments_missing] == [sentence]
