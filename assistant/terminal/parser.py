"""What can be typed: the commands and their arguments."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from assistant.domain import Length, Register
from assistant.terminal import answer_commands, corpus_commands, desk_commands, upkeep_commands
from assistant.terminal.arguments import day, new_file, new_grid_file, positive

Run = Callable[[argparse.Namespace], int]
# Adds a command: its name, what runs it, and what it does in a sentence.
Add = Callable[[str, Run, str], argparse.ArgumentParser]


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; what runs the command that was typed is in ``run``."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--corpus", type=Path, help="folder with the documents (default: corpus)")
    common.add_argument("--index", type=Path, help="folder for the index (default: index)")
    common.add_argument("--workspace", type=Path, help="folder for what you make (default: workspace)")
    common.add_argument("--json", action="store_true", help="print JSON")
    whole = argparse.ArgumentParser(
        prog="python -m assistant",
        description="Answers questions about policy documents; every sentence opens its page.",
    )
    commands = whole.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Run, help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_, description=help_, parents=[common])
        sub.set_defaults(run=run)
        return sub

    _add_corpus(add)
    _add_asking(add)
    _add_desk(add)
    _add_records(add)
    add(
        "doctor",
        upkeep_commands.doctor,
        "Check the installation, models, index, folders and markings (exit 1: a fault).",
    )
    return whole


def _add_corpus(add: Add) -> None:
    """Commands on the corpus, the index and the models."""
    ingest = add("ingest", corpus_commands.ingest, "Bring the index up to date with the corpus folder.")
    copy = add("add", corpus_commands.add, "Copy files into the corpus folder and ingest.")
    copy.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders of files")
    for reads in (ingest, copy):
        reads.add_argument("--password", help="opens the encrypted files among them; it is kept nowhere")
    remove = add("remove", corpus_commands.remove, "Take a document out (it is kept in workspace/removed).")
    show = add("show", corpus_commands.show, "Print what a document says of itself and its pages.")
    for one in (remove, show):
        _add_document(one)
    show.add_argument("--page", type=positive, metavar="N", help="this page only")
    read = add("read", corpus_commands.read, "Read one file, indexed or not, and print what was understood.")
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--password", help="the password of an encrypted file")
    add("status", corpus_commands.status, "Show the index, the folders and the versions.")
    models = add("models", corpus_commands.models, "List, check and prepare the models inside the program.")
    models.add_argument("do", nargs="?", choices=("list", "check", "prepare"), default="list")
    models.add_argument("name", nargs="?", metavar="NAME", help="the language model to prepare")


def _add_asking(add: Add) -> None:
    """Asking and searching."""
    ask = add("ask", answer_commands.ask, "Answer a question with cited sentences.")
    ask.add_argument("question")
    ask.add_argument("--model", metavar="PROVIDER:NAME", help="have this language model write it (docs/models.md)")
    ask.add_argument("--language", help="the language to write in (default: English)")
    ask.add_argument("--length", type=Length, choices=[*Length], help="how much to write (default: normal)")
    ask.add_argument("--register", type=Register, choices=[*Register], help="the form to write in (default: brief)")
    _add_files(ask)
    search = add("search", answer_commands.search, "Find passages.")
    search.add_argument("query")
    search.add_argument("--all", action="store_true", help="every mention of these very words, counted by document")
    where = "narrow by document, section, marking, since, until or author (may be repeated)"
    search.add_argument("--where", action="append", default=[], metavar="KEY=VALUE", help=where)
    search.add_argument("--explain", action="store_true", help="say why each passage was found")
    search.add_argument("--limit", type=positive, default=10, help="how many passages (default: 10)")
    for one in (ask, search):
        one.add_argument("--document", action="append", default=[], help="search this document only (may be repeated)")


def _add_desk(add: Add) -> None:
    """Making something of answers."""
    questions = add("questions", desk_commands.questions, "Print the questions that a document puts to its readers.")
    cited = add("cited", desk_commands.cited, "List the passages of a document that kept answers cite, and which do.")
    sheet = add("sheet", desk_commands.sheet, "Answer the questions of a document, and keep the answer sheet.")
    position = add("position", desk_commands.position, "Make a position pack from the answers to a note's questions.")
    for one in (questions, cited, sheet, position):
        _add_document(one)
    again = "ask the questions of its kept sheet once more, and say what changed since"
    sheet.add_argument("--again", action="store_true", help=again)
    position.add_argument("--delegation", help="whose position it is (default: the setting 'delegation')")
    position.add_argument("--meeting", default="", help="the meeting that it is for")
    position.add_argument("--date", type=day, metavar="YYYY-MM-DD", help="the day of the meeting")
    for one in (sheet, position):
        _add_files(one)
    compare = add("compare", desk_commands.compare, "Put questions to several documents, and see where they disagree.")
    documents = "may be repeated; one alone is compared by its sections"
    compare.add_argument("--document", action="append", required=True, help=documents)
    compare.add_argument("--question", action="append", required=True, help="a question or a theme (may be repeated)")
    compare.add_argument("--out", type=new_grid_file, metavar="FILE", help="write FILE.csv, .docx, .md or .pdf too")
    compare.add_argument("--template", type=Path, metavar="FILE.docx", help="a Word file whose styles it takes")


def _add_records(add: Add) -> None:
    """What was answered before."""
    replay = add("replay", answer_commands.replay, "Ask a recorded question again: same, or what differs (exit 1).")
    replay.add_argument("id", metavar="ID", help="the id of a record, as it stands below an answer")
    records = add("records", answer_commands.records, "List the records of answers, the latest first.")
    records.add_argument("--check", action="store_true", help="the same as audit")
    audit = add("audit", answer_commands.audit, "Say whether any record was changed, taken out or added (exit 1).")
    audit.add_argument(
        "--noted", default="", metavar="SHA256", help="one that an earlier audit printed: does it still stand?"
    )


def _add_document(command: argparse.ArgumentParser) -> None:
    command.add_argument("document", metavar="DOCUMENT", help="its path below the corpus folder")


def _add_files(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=new_file, metavar="FILE", help="write FILE.docx, .md, .pdf, .bib or .json too")
    command.add_argument("--template", type=Path, metavar="FILE.docx", help="a Word file whose styles it takes")
