"""Models in pieces: joined once, gone on with after a stop, and never taken for whole when they are not."""

from __future__ import annotations

import hashlib
import importlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.domain import Progress
from assistant.errors import ModelFailed, ModelMissing
from assistant.models import embedded
from assistant.models.embedded import GgufCard, gguf_file, is_whole, prepare, standing

PIECES = (b"GGUF first, ", b"second, ", b"and third.")
WHOLE = b"".join(PIECES)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Three little packages that carry a model; the folder for what is joined."""
    for number, piece in enumerate(PIECES, start=1):
        folder = tmp_path / "packages" / f"little_model_part{number}" / "data"
        folder.mkdir(parents=True)
        (folder.parent / "__init__.py").write_text("raise RuntimeError('imported')")
        (folder / f"part{number:02}.bin").write_bytes(piece)
    card = GgufCard(
        name="little",
        title="A little model",
        licence="MIT",
        size_bytes=len(WHOLE),
        sha256=hashlib.sha256(WHOLE).hexdigest(),
        package="little_model_part",
        version="1",
        parts=len(PIECES),
    )
    monkeypatch.setattr(embedded, "KNOWN", {"little": card})
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    importlib.invalidate_caches()
    yield tmp_path / "models"


def test_the_pieces_are_joined_with_progress(installed: Path) -> None:
    seen: list[Progress] = []
    file = prepare("little", installed, seen.append)
    assert file.read_bytes() == WHOLE
    assert {progress.stage for progress in seen} == {"joining", "checking"}
    assert gguf_file("little", installed) == file
    assert is_whole("little", installed)
    assert [(model.name, model.ready) for model in standing(installed)] == [("gguf:little", True)]


def test_a_second_run_finds_it_ready(installed: Path) -> None:
    file = prepare("little", installed)
    before = file.stat().st_mtime_ns
    assert prepare("little", installed).stat().st_mtime_ns == before


def test_a_stopped_run_is_gone_on_with(installed: Path) -> None:
    installed.mkdir()
    (installed / "little.gguf.part").write_bytes(WHOLE[:15])
    assert not standing(installed)[0].ready
    assert prepare("little", installed).read_bytes() == WHOLE
    assert not (installed / "little.gguf.part").exists()


def test_what_does_not_have_the_checksum_is_deleted(installed: Path) -> None:
    installed.mkdir()
    (installed / "little.gguf.part").write_bytes(b"something else")
    with pytest.raises(ModelMissing, match="do not make the file that was checked"):
        prepare("little", installed)
    assert [file.name for file in installed.glob("*.gguf*") if file.suffix != ".lock"] == []


def test_a_missing_piece_says_what_to_install(installed: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "packages" / "little_model_part2")
    importlib.invalidate_caches()
    with pytest.raises(ModelMissing, match=r"Piece 2 .* pip install -r requirements-llm\.txt"):
        prepare("little", installed)


def test_a_full_disk_is_told_before_anything_is_written(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    with pytest.raises(ModelFailed, match="Make room"):
        prepare("little", installed)
    assert not list(installed.glob("*.part"))


def test_a_file_that_is_not_whole_or_not_there_is_not_loaded(installed: Path) -> None:
    with pytest.raises(ModelMissing, match="models prepare little"):
        gguf_file("little", installed)
    installed.mkdir()
    (installed / "little.gguf").write_bytes(WHOLE[:9])
    with pytest.raises(ModelMissing, match="not whole"):
        gguf_file("little", installed)
    with pytest.raises(ModelMissing, match="no model 'big'"):
        prepare("big", installed)


def test_any_other_file_is_named_by_its_path(installed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.gguf"
    with pytest.raises(ModelMissing, match="Known by name: little"):
        gguf_file(str(other), installed)
    other.write_bytes(b"GGUF")
    assert gguf_file(str(other), installed) == other
