"""A Word file as PDF, through LibreOffice where it is installed.

Each conversion has a profile folder of its own, so that an office program that a person has open is left alone, and no
two conversions meet. The profile forbids macros and the loading of anything that a template links to elsewhere.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

from assistant.errors import ExportFailed
from assistant.temporary import OwnFolder

_ON_A_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
_TIMEOUT_S = 120.0
_FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
_MISSING = (
    "A PDF is made by LibreOffice, which is not installed on this computer. Install it (Debian: apt-get install "
    "libreoffice-writer-nogui), or export a Word file instead."
)


def _forbid(path: str, name: str) -> str:
    return (
        f'<item oor:path="/org.openoffice.Office.Common/{path}"><prop oor:name="{name}" oor:op="fuse">'
        "<value>true</value></prop></item>"
    )


_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    f"{_forbid('Security/Scripting', 'DisableMacrosExecution')}"
    f"{_forbid('Security/Scripting', 'BlockUntrustedRefererLinks')}</oor:items>"
)


def office() -> str | None:
    """The path of LibreOffice, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice") or (_ON_A_MAC if Path(_ON_A_MAC).is_file() else None)


def pdf_file(word: bytes, *, timeout_s: float = _TIMEOUT_S) -> bytes:
    """The Word file as a tagged PDF. Raises ExportFailed without LibreOffice, or when it fails or takes too long."""
    program = office()
    if program is None:
        raise ExportFailed(_MISSING)
    with OwnFolder("pdf") as name:
        folder = Path(name)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        (folder / "paper.docx").write_bytes(word)
        said = _convert(program, folder, timeout_s)
        made = folder / "paper.pdf"
        if not made.is_file():
            raise ExportFailed(f"LibreOffice made no PDF. Export a Word file instead. It said: {said or 'nothing'}")
        return made.read_bytes()


def _convert(program: str, folder: Path, timeout_s: float) -> str:
    """Runs the program until it ends, with everything that it starts; what it said. Raises ExportFailed."""
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--nolockcheck", "--convert-to", _FILTER, "--outdir", str(folder), str(folder / "paper.docx")]
    environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp"}
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # it starts a second program, which must end with it
        text=True,
        errors="replace",
    ) as process:
        try:
            said, _ = process.communicate(timeout=timeout_s)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)
            raise ExportFailed(
                f"LibreOffice did not finish within {timeout_s:.0f} s. Try again, or export a Word file instead."
            ) from error
    return " ".join(said.split())
