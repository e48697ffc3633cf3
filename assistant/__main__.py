"""The command line: ``python -m assistant COMMAND``. Exit codes: 0 done, 1 failed, 2 wrong use."""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain import Length, Register, Style
from assistant.errors import AssistantError
from assistant.progress_bars import ProgressBars
from assistant.settings import load_settings

if TYPE_CHECKING:
    from assistant.api import Assistant
    from assistant.domain import Answer, AnswerSheet, Comparison, ExportKind, IngestReport, PositionPack, Sentence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give back its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Nothing that was published or written is lost.", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--corpus", type=Path, help="folder with the documents (default: corpus)")
    common.add_argument("--index", type=Path, help="folder for the index (default: index)")
    common.add_argument("--workspace", type=Path, help="folder for what you make (default: workspace)")
    common.add_argument("--json", action="store_true", help="print JSON")
    parser = argparse.ArgumentParser(
        prog="python -m assistant",
        description="Answers questions about policy documents; every sentence opens its page.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_, description=help_, parents=[common])
        sub.set_defaults(run=run)
        return sub

    ingest = command("ingest", _ingest, "Bring the index up to date with the corpus folder.")
    add = command("add", _add, "Copy files into the corpus folder and ingest.")
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders of files")
    for reads in (ingest, add):
        reads.add_argument("--password", help="opens the encrypted files among them; it is kept nowhere")
    remove = command("remove", _remove, "Take a document out of the corpus (it is kept in workspace/removed).")
    remove.add_argument("document", metavar="DOCUMENT", help="its path below the corpus folder")
    ask = command("ask", _ask, "Answer a question with cited sentences.")
    ask.add_argument("question")
    ask.add_argument("--document", action="append", default=[], help="search this document only (may be repeated)")
    ask.add_argument("--model", metavar="PROVIDER:NAME", help="have this language model write it (docs/models.md)")
    ask.add_argument("--language", help="the language to write in (default: English)")
    ask.add_argument("--length", type=Length, choices=[*Length], help="how much to write (default: normal)")
    ask.add_argument("--register", type=Register, choices=[*Register], help="the form to write in (default: brief)")
    search = command("search", _search, "Find passages.")
    search.add_argument("query")
    search.add_argument("--document", action="append", default=[], help="search this document only (may be repeated)")
    search.add_argument("--all", action="store_true", help="every mention of these very words, counted by document")
    search.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="narrow by document, section, marking, since, until or author (may be repeated)",
    )
    search.add_argument("--explain", action="store_true", help="say why each passage was found")
    search.add_argument("--limit", type=_positive, default=10, help="how many passages (default: 10)")
    show = command("show", _show, "Print what a document says of itself and its pages.")
    show.add_argument("document", metavar="DOCUMENT", help="its path below the corpus folder")
    show.add_argument("--page", type=_positive, metavar="N", help="this page only")
    questions = command("questions", _questions, "Print the questions that a document puts to its readers.")
    questions.add_argument("document", metavar="DOCUMENT", help="its path below the corpus folder")
    sheet = command("sheet", _sheet, "Answer the questions of a document, and keep the answer sheet.")
    sheet.add_argument("document", metavar="DOCUMENT", help="its path below the corpus folder")
    position = command("position", _position, "Make a position pack from the answers to a document's questions.")
    position.add_argument("document", metavar="DOCUMENT", help="its path below the corpus folder")
    position.add_argument("--delegation", help="whose position it is (default: the setting 'delegation')")
    position.add_argument("--meeting", default="", help="the meeting that it is for")
    position.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="the day of the meeting")
    compare = command("compare", _compare, "Put questions to several documents, and see where they disagree.")
    compare.add_argument(
        "--document", action="append", required=True, help="may be repeated; one alone is compared by its sections"
    )
    compare.add_argument("--question", action="append", required=True, help="a question or a theme (may be repeated)")
    compare.add_argument("--out", type=_new_grid_file, metavar="FILE", help="write FILE.csv, .docx, .md or .pdf too")
    compare.add_argument("--template", type=Path, metavar="FILE.docx", help="a Word file whose styles it takes")
    for makes in (ask, sheet, position):
        makes.add_argument(
            "--out", type=_new_file, metavar="FILE", help="write FILE.docx, .md, .pdf, .bib or .json too"
        )
        makes.add_argument("--template", type=Path, metavar="FILE.docx", help="a Word file whose styles it takes")
    replay = command("replay", _replay, "Ask a recorded question again and say 'same' or what differs (exit code 1).")
    replay.add_argument("id", metavar="ID", help="the id of a record, as it stands below an answer")
    records = command("records", _records, "List the records of answers, the latest first.")
    records.add_argument("--check", action="store_true", help="say whether any was changed or taken out since")
    command("status", _status, "Show the index, the folders and the versions.")
    models = command("models", _models, "List, check and prepare the models that run inside the program.")
    models.add_argument("do", nargs="?", choices=("list", "check", "prepare"), default="list")
    models.add_argument("name", nargs="?", metavar="NAME", help="the language model to prepare")
    read = command("read", _read, "Read one file, indexed or not, and print what was understood.")
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--password", help="the password of an encrypted file")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _day(text: str) -> str:
    """An ISO date."""
    return datetime.date.fromisoformat(text).isoformat()


def _new_grid_file(text: str) -> tuple[Path, ExportKind]:
    """As ``_new_file``, for what has a table."""
    return _new_file(text, with_table=True)


def _new_file(text: str, *, with_table: bool = False) -> tuple[Path, ExportKind]:
    """A file that is not there yet, and the kind that its ending names."""
    from assistant.domain import ExportKind

    path = Path(text)
    kinds = [kind for kind in ExportKind if with_table or kind is not ExportKind.CSV]
    kind = next((kind for kind in kinds if path.suffix.lower() == f".{kind}"), None)
    if kind is None:
        raise argparse.ArgumentTypeError(f"the name must end in {', '.join(f'.{one}' for one in kinds)}")
    if path.exists():
        raise argparse.ArgumentTypeError(f"{path} is there already and is not overwritten; give another name")
    return path, kind


def _open(options: argparse.Namespace, **other: str) -> Assistant:
    """The assistant over the folders of the command line; ``other`` are settings that it states."""
    from assistant.api import Assistant

    settings = dataclasses.replace(load_settings(), **other)  # type: ignore[arg-type]
    return Assistant.open(corpus=options.corpus, index=options.index, workspace=options.workspace, settings=settings)


def _ingest(options: argparse.Namespace) -> int:
    with ProgressBars() as report:
        return _print_report(options, _open(options).ingest(progress=report, password=options.password))


def _add(options: argparse.Namespace) -> int:
    missing = [path for path in options.paths if not path.exists()]
    if missing:
        print(f"There is no file or folder {missing[0]}. Nothing was added.", file=sys.stderr)
        return 1
    files = [(path.name, path.read_bytes()) for path in _files(options.paths)]
    with ProgressBars() as report:
        return _print_report(options, _open(options).add(files, progress=report, password=options.password))


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from (p for p in sorted(path.rglob("*")) if p.is_file()) if path.is_dir() else (path,)


def _remove(options: argparse.Namespace) -> int:
    with ProgressBars() as report:
        return _print_report(options, _open(options).remove(options.document, progress=report))


def _print_report(options: argparse.Namespace, report: IngestReport) -> int:
    from assistant.console import as_json, report_text

    print(as_json(report) if options.json else report_text(report))
    return 0


def _ask(options: argparse.Namespace) -> int:
    from assistant.console import answer_text, as_json, sentence_text

    told: list[Sentence] = []

    def tell(sentence: Sentence) -> None:
        told.append(sentence)
        if not options.json:
            print(sentence_text(sentence), flush=True)

    wished = {name: getattr(options, name) for name in ("language", "length", "register") if getattr(options, name)}
    assistant = _open(options, **({"model": options.model} if options.model else {}))
    answer = assistant.ask(
        options.question, documents=options.document, style=Style(**wished) if wished else None, on_sentence=tell
    )
    print(as_json(answer) if options.json else answer_text(answer, told=len(told)))
    _write_out(options, assistant, answer)
    return 0


def _write_out(
    options: argparse.Namespace, assistant: Assistant, what: Answer | AnswerSheet | PositionPack | Comparison
) -> None:
    """Writes what --out asks for, if it asks for anything."""
    if options.out:
        path, kind = options.out
        path.write_bytes(assistant.export(what, kind, options.template))
        print(f"Wrote {path}.", file=sys.stderr)


def _search(options: argparse.Namespace) -> int:
    from assistant.console import as_json, hits_text, mentions_text
    from assistant.explained import hits_explained

    assistant = _open(options)
    if options.all:
        mentions = assistant.mentions(options.query, documents=options.document, where=options.where)
        print(as_json(mentions) if options.json else mentions_text(mentions))
        return 0
    query = assistant.understand(options.query)
    hits = assistant.search(
        options.query, documents=options.document, where=options.where, query=query, limit=options.limit
    )
    if options.json:
        print(as_json({"query": query, "hits": hits} if options.explain else hits))
    else:
        print(hits_explained(query, hits) if options.explain else hits_text(hits))
    return 0


def _show(options: argparse.Namespace) -> int:
    from assistant.console import as_json, document_text

    document = _open(options).document(options.document)
    if options.page and options.page not in {page.number for page in document.pages}:
        print(f"{options.document} has pages 1 to {document.pages[-1].number}.", file=sys.stderr)
        return 1
    print(as_json(document) if options.json else document_text(document, options.page))
    return 0


def _questions(options: argparse.Namespace) -> int:
    from assistant.console import as_json
    from assistant.console_desk import questions_text

    sheet = _open(options).desk.sheet(options.document)
    print(as_json(sheet.questions) if options.json else questions_text(sheet))
    return 0


def _sheet(options: argparse.Namespace) -> int:
    from assistant.console import as_json
    from assistant.console_desk import entry_text, questions_text

    assistant = _open(options)
    desk = assistant.desk
    asked = sheet = desk.sheet(options.document)
    if not asked.questions:
        print(questions_text(asked), file=sys.stderr)
        return 1
    for sheet in desk.answered(asked):
        if not options.json:  # each answer as soon as it is there
            print(entry_text(sheet.entries[-1]), flush=True)
    desk.sheets.put(sheet)
    _write_out(options, assistant, sheet)
    if options.json:
        print(as_json(sheet))
    return 0


def _replay(options: argparse.Namespace) -> int:
    from assistant.console import as_json
    from assistant.replayed import replay_text

    replay = _open(options).replay(options.id)
    print(as_json(replay) if options.json else replay_text(replay))
    return 0 if replay.same else 1


def _records(options: argparse.Namespace) -> int:
    from assistant.console import as_json
    from assistant.replayed import broken_text, records_text

    records = _open(options).records
    summaries = records.summaries()
    if not options.check:
        print(as_json(summaries) if options.json else records_text(summaries))
        return 0
    broken = records.broken()
    print(as_json(broken) if options.json else broken_text(broken, records=len(summaries)))
    return 1 if broken else 0


def _position(options: argparse.Namespace) -> int:
    from assistant.console import as_json
    from assistant.console_desk import pack_text, questions_text

    assistant = _open(options)
    desk = assistant.desk
    sheet = desk.sheet_answered(options.document).value
    if not sheet.questions:
        print(questions_text(sheet), file=sys.stderr)
        return 1
    delegation = options.delegation or assistant.settings.delegation
    pack = desk.pack(sheet, delegation=delegation, meeting=options.meeting, date=options.date or "")
    desk.packs.put(pack)
    print(as_json(pack) if options.json else pack_text(pack))
    _write_out(options, assistant, pack)
    return 0


def _compare(options: argparse.Namespace) -> int:
    from assistant.console import as_json
    from assistant.console_compare import cell_text, disagreements_text

    assistant = _open(options)
    asked = comparison = assistant.desk.comparison(options.document, options.question)
    for comparison in assistant.desk.compared(asked):
        if not options.json:  # each cell as soon as it is there
            print(cell_text(comparison, comparison.cells[-1]), flush=True)
    if len(comparison.documents) > 1:
        found = assistant.desk.disagreements(comparison.documents)
        comparison = replace(comparison, disagreements=found)
        if not options.json:
            print(disagreements_text(found))
    assistant.desk.comparisons.put(comparison)
    _write_out(options, assistant, comparison)
    if options.json:
        print(as_json(comparison))
    return 0


def _status(options: argparse.Namespace) -> int:
    from assistant.console import as_json, status_text

    status = _open(options).status()
    print(as_json(status) if options.json else status_text(status))
    return 0


def _models(options: argparse.Namespace) -> int:
    from assistant.console import as_json, models_text

    assistant = _open(options)
    if options.do == "prepare":
        if not options.name:
            print("Name the model: python -m assistant models prepare NAME", file=sys.stderr)
            return 2
        with ProgressBars() as report:
            print(f"Ready: {assistant.prepare_model(options.name, progress=report)}")
        return 0
    models = assistant.models(check=options.do == "check")
    print(as_json(models) if options.json else models_text(models))
    return 1 if any(model.whole is False for model in models) else 0


def _read(options: argparse.Namespace) -> int:
    from assistant.console import as_json
    from assistant.domain import ReadFailure
    from assistant.understood import understood_text

    if not options.file.is_file():
        print(f"There is no file {options.file}.", file=sys.stderr)
        return 1
    with ProgressBars() as report:
        understood = _open(options).read(options.file, password=options.password, progress=report)
    if isinstance(understood, ReadFailure):
        print(understood.reason, file=sys.stderr)
        return 1
    print(as_json(understood) if options.json else understood_text(understood))
    return 0


if __name__ == "__main__":
    sys.exit(main())
