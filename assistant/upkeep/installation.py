"""Whether the packages are those that the program was tested with, and which outside programs are there."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from assistant.desk.export.pdf import office
from assistant.reading.pdf.ocr import available as can_read_scans
from assistant.settings import Settings
from assistant.upkeep.finding import Finding, fault, note, well

LOCK = Path(__file__).resolve().parents[2] / "requirements.lock"
_LOCKED = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)
_INSTALL = "Run scripts/run, or: .venv/bin/python -m pip install -r requirements.lock"


def check(settings: Settings) -> Iterator[Finding]:
    """Python, the locked packages, and the programs that some functions need."""
    yield well("python", platform.python_version())
    yield _packages(LOCK)
    if office() is None:
        yield note(
            "LibreOffice", "It is not installed, so nothing can be exported as PDF.", "Install it if you need that."
        )
    else:
        yield well("LibreOffice", "It is installed: papers can be exported as PDF.")
    if settings.ocr and not can_read_scans():
        to_do = "If you need them: pip install -r requirements-ocr.txt, and the program tesseract."
        yield note("Tesseract", "It is not installed, so scans are refused.", to_do)
    elif settings.ocr:
        yield well("Tesseract", "It is installed: scans can be read.")


def _packages(lock: Path) -> Finding:
    if not lock.is_file():
        return note("packages", f"There is no {lock.name} beside the program to compare the packages with.")
    wanted: dict[str, str] = dict(_LOCKED.findall(lock.read_text(encoding="utf-8")))
    found = {name: _version(name) for name in wanted}
    missing = [name for name, version in found.items() if version is None]
    if missing:
        return fault("packages", f"Not installed: {', '.join(missing)}.", _INSTALL)
    # A local build ("2.13.0+cpu") is the same release.
    others = [name for name, version in found.items() if (version or "").partition("+")[0] != wanted[name]]
    if others:
        listed = ", ".join(f"{name} {found[name]} (tested: {wanted[name]})" for name in others)
        return note("packages", f"Of other versions than were tested: {listed}.", _INSTALL)
    return well("packages", f"All {len(wanted)} are of the versions that were tested.")


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
