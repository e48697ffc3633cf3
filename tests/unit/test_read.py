"""The front door: every file ends in a Document or in one sentence."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from assistant.domain import Document, ReadFailure
from assistant.reading import read, read_file

PARAGRAPH = "The harbour office counts every container that leaves the northern quay, month after month."


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.txt", f"Ports\n\n{PARAGRAPH}\n", "text/plain"),
        ("a.md", f"# Ports\n\n{PARAGRAPH}\n", "text/markdown"),
        ("a.txt", f"<!doctype html><html><body><h1>Ports</h1><p>{PARAGRAPH}</p></body></html>", "text/html"),
    ],
)
def test_each_kind_finds_its_reader(tmp_path: Path, name: str, content: str, media_type: str) -> None:
    path = written(tmp_path, name, content.encode())
    document = read_file(path, document_id="folder/a")
    assert isinstance(document, Document), document
    assert (document.id, document.media_type) == ("folder/a", media_type)
    assert document.sha256 == hashlib.sha256(content.encode()).hexdigest()
    assert PARAGRAPH in document.pages[0].text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"{\\rtf1 text}", "RTF"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"<html><body><script>x</script></body></html>", "no text"),
    ],
)
def test_refusals_carry_the_document_s_path(tmp_path: Path, content: bytes, words: str) -> None:
    failure = read_file(written(tmp_path, "a.bin", content), document_id="folder/a.bin")
    assert isinstance(failure, ReadFailure)
    assert failure.path == "folder/a.bin"
    assert words in failure.reason


def test_a_missing_file_and_a_folder_are_failures(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.txt", tmp_path):
        failure = read_file(path, document_id="x")
        assert isinstance(failure, ReadFailure)
        assert "could not be opened" in failure.reason


def test_whatever_a_reader_raises_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(kind: object) -> object:
        raise RecursionError

    monkeypatch.setattr(read, "_reader", broken)
    failure = read_file(written(tmp_path, "a.txt", b"text"), document_id="a.txt")
    assert isinstance(failure, ReadFailure)
    assert failure.reason == "The file is damaged and could not be read (RecursionError)."


def test_a_file_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "LARGEST_FILE_BYTES", 10)
    failure = read_file(written(tmp_path, "a.txt", b"more than ten bytes"), document_id="a.txt")
    assert isinstance(failure, ReadFailure)
    assert "larger than" in failure.reason
