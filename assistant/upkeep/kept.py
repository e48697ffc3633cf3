"""Whether what people made and what was answered is whole."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.desk.records import Records
from assistant.desk.store.papers import PaperStore
from assistant.errors import StoreBroken
from assistant.settings import Settings
from assistant.upkeep.finding import Finding, fault, note, well

_RESTORE = "Restore it from a backup (docs/upkeep.md)."


def check(settings: Settings) -> Iterator[Finding]:
    """The chain of records, and the store of sheets and positions."""
    audit = Records(settings.workspace, settings={}, versions={}).audit()
    chains = {"": audit, **{f"people/{name}/": one for name, one in audit.people.items()}}
    broken = [(folder, link) for folder, one in chains.items() for link in one.broken]
    records = sum(one.records for one in chains.values())
    if broken:
        folder, first = broken[0]
        text = f"{folder}{first.file}, line {first.line}: {first.reason} Places: {len(broken)}."
        yield fault("records", text, f"'python -m assistant audit' lists them all. {_RESTORE}")
    elif records:
        yield well("records", f"Records: {records}, none changed, taken out or added.")
    else:
        yield note("records", "There are none." if settings.records else "None are kept: the settings want none.")
    yield from _store(settings)


def _store(settings: Settings) -> Iterator[Finding]:
    if not settings.store and not (settings.workspace / "desk.sqlite").is_file():
        yield well("store", "Nothing is kept in it yet.")
        return
    try:
        store = PaperStore(settings.store or f"sqlite:///{settings.workspace / 'desk.sqlite'}")
        damage = store.damage()
        store.close()
    except StoreBroken as error:
        yield fault("store", str(error), _RESTORE)
        return
    if damage:
        yield fault("store", f"The database of sheets and positions is damaged: {damage}.", _RESTORE)
    else:
        yield well("store", "The database of sheets and positions is whole.")
