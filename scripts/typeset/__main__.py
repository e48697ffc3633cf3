"""``python -m scripts.typeset [FOLDER]``: typeset every source into the corpus, or into another folder."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.typeset.note_pdf import write_note
from scripts.typeset.report_docx import write_report
from scripts.typeset.source import read

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "corpus"


def main(arguments: list[str]) -> int:
    """Write one document for each source; the result is the exit code."""
    folder = Path(arguments[0]) if arguments else CORPUS
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((HERE / "sources").glob("*.md")):
        source = read(path)
        if source.fields["kind"] == "NOTE":
            target = folder / f"{path.stem}.pdf"
            write_note(source, target)
        else:
            target = folder / f"{path.stem}.docx"
            write_report(source, target)
        sys.stdout.write(f"{target.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
