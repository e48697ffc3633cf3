"""Commands that make something of answers: sheets, positions, comparisons."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from assistant.terminal.opening import open_assistant, write_out


def questions(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    from assistant.terminal.desk_texts import questions_text
    from assistant.terminal.texts import as_json

    sheet = open_assistant(options).desk.sheet(options.document)
    print(as_json(sheet.questions) if options.json else questions_text(sheet))
    return 0


def cited(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    from assistant.terminal.desk_texts import used_text
    from assistant.terminal.texts import as_json

    assistant = open_assistant(options)
    used = assistant.desk.used_passages(assistant.document(options.document), assistant.conversations)
    print(as_json(used) if options.json else used_text(used))
    return 0


def sheet(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    from assistant.terminal.desk_texts import changes_text, entry_text, questions_text
    from assistant.terminal.texts import as_json

    assistant = open_assistant(options)
    desk = assistant.desk
    kept = desk.sheet_of(options.document) if options.again else None
    asked = sheet = kept.value if kept else desk.sheet(options.document)
    if not asked.questions:
        print(questions_text(asked), file=sys.stderr)
        return 1
    for question in asked.questions:
        sheet = desk.answered_one(sheet, question)
        entry = sheet.entry(question.id)
        if entry and not options.json:  # each answer as soon as it is there
            print(entry_text(entry), flush=True)
    desk.keep_sheet(kept, sheet)
    changes = desk.sheet_changes(sheet) if options.again else ()
    write_out(options, assistant, sheet)
    if options.json:
        print(as_json({"sheet": sheet, "changes": changes} if options.again else sheet))
    elif options.again:
        print(changes_text(changes))
    return 0


def position(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    from assistant.terminal.desk_texts import pack_text, questions_text
    from assistant.terminal.texts import as_json

    assistant = open_assistant(options)
    desk = assistant.desk
    sheet = desk.sheet_answered(options.document).value
    if not sheet.questions:
        print(questions_text(sheet), file=sys.stderr)
        return 1
    delegation = options.delegation or assistant.settings.delegation
    pack = desk.pack(sheet, delegation=delegation, meeting=options.meeting, date=options.date or "")
    desk.packs.put(pack)
    print(as_json(pack) if options.json else pack_text(pack))
    write_out(options, assistant, pack)
    return 0


def compare(options: argparse.Namespace) -> int:
    """The command of this name; its exit code."""
    from assistant.terminal.comparison_texts import cell_text, disagreements_text
    from assistant.terminal.texts import as_json

    assistant = open_assistant(options)
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
    write_out(options, assistant, comparison)
    if options.json:
        print(as_json(comparison))
    return 0
