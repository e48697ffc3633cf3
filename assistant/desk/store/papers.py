"""What people make, kept in a database with every version: nothing is overwritten, and nothing is lost in silence.

Any URL that SQLAlchemy takes works; the default is one SQLite file in the workspace folder.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command  # noqa: TID251
from alembic.config import Config  # noqa: TID251
from sqlalchemy import Connection, Engine, create_engine, event, func, insert, select, text, update  # noqa: TID251
from sqlalchemy.exc import DBAPIError, SQLAlchemyError  # noqa: TID251

from assistant.desk.store.tables import PAPERS, VERSIONS
from assistant.errors import NotWritten, StoreBroken

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_S = 15
_MIGRATING = Lock()
_LOCK = 0x72617070  # any number will do, as long as nothing else in the database locks it


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One thing that a person made, at one version. ``body`` is JSON; ``kind`` says of what type."""

    id: str
    kind: str
    title: str
    body: str
    version: int
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A save that was refused because somebody else saved first: what is there now."""

    current: Paper


class PaperStore:
    """Papers and their versions. Opening it makes the tables, or brings old ones up to date."""

    def __init__(self, url: str) -> None:
        """Open the database. Raises StoreBroken when it cannot be opened or brought up to date."""
        try:
            self._engine = _engine(url)
            # Alembic holds one migration at a time, and two programs may open a fresh database at once.
            with _MIGRATING, self._engine.begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
                _migrate(connection)
        except (SQLAlchemyError, OSError, ImportError) as error:
            raise StoreBroken(
                f"The workspace store at {_shown(url)} cannot be opened ({_first_line(error)}). "
                "Check the setting 'store', the permissions of the folder, and that the database is running."
            ) from error

    def create(self, kind: str, title: str, body: str, *, words: str = "") -> Paper:
        """Keep something new; its first version is 1. ``words`` is what a search looks in beside the title."""
        now = _now()
        paper = Paper(id=uuid.uuid4().hex, kind=kind, title=title, body=body, version=1, updated=now)
        with self._writing() as connection:
            connection.execute(
                insert(PAPERS).values(
                    id=paper.id,
                    kind=kind,
                    title=title,
                    body=body,
                    words=_searched(title, words),
                    version=1,
                    created=now,
                    updated=now,
                    removed=False,
                )
            )
            _keep_version(connection, paper)
        return paper

    def save(self, paper: Paper, *, title: str, body: str, words: str = "") -> Paper | Conflict:
        """The next version of a paper, or a Conflict when ``paper`` is no longer the newest one.

        Raises KeyError when there is no such paper.
        """
        saved = Paper(id=paper.id, kind=paper.kind, title=title, body=body, version=paper.version + 1, updated=_now())
        with self._writing() as connection:
            # One statement compares and writes, so that of two who save at once only one can win.
            done = connection.execute(
                update(PAPERS)
                .where(PAPERS.c.id == paper.id, PAPERS.c.version == paper.version)
                .values(
                    title=title,
                    body=body,
                    words=_searched(title, words),
                    version=saved.version,
                    updated=saved.updated,
                    removed=False,
                )
            )
            if done.rowcount == 1:
                _keep_version(connection, saved)
                return saved
        return Conflict(current=self.paper(paper.id))

    def paper(self, paper_id: str) -> Paper:
        """A paper at its newest version. Raises KeyError when there is none, or it was removed."""
        with self._reading() as connection:
            row = connection.execute(
                select(PAPERS).where(PAPERS.c.id == paper_id, PAPERS.c.removed.is_(False))
            ).one_or_none()
        if row is None:
            raise KeyError(paper_id)
        return _paper(row)

    def papers(self, kind: str, *, words: str = "") -> tuple[Paper, ...]:
        """The papers of a kind, the one saved last first; only those that hold every one of some words."""
        asked = select(PAPERS).where(PAPERS.c.kind == kind, PAPERS.c.removed.is_(False))
        for word in words.lower().split():
            asked = asked.where(PAPERS.c.words.contains(word, autoescape=True))
        with self._reading() as connection:
            rows = connection.execute(asked.order_by(PAPERS.c.updated.desc(), PAPERS.c.id)).all()
        return tuple(_paper(row) for row in rows)

    def history(self, paper_id: str) -> tuple[Paper, ...]:
        """Every version of a paper, the newest first; none when there is no such paper."""
        asked = (
            select(VERSIONS, PAPERS.c.kind)
            .join(PAPERS, PAPERS.c.id == VERSIONS.c.paper)
            .where(VERSIONS.c.paper == paper_id)
            .order_by(VERSIONS.c.version.desc())
        )
        with self._reading() as connection:
            rows = connection.execute(asked).all()
        return tuple(
            Paper(
                id=row.paper,
                kind=row.kind,
                title=row.title,
                body=row.body,
                version=row.version,
                updated=_aware(row.saved),
            )
            for row in rows
        )

    def remove(self, paper_id: str) -> None:
        """Take a paper out of every list. Its versions stay; saving it again brings it back."""
        with self._writing() as connection:
            connection.execute(update(PAPERS).where(PAPERS.c.id == paper_id).values(removed=True))

    def damage(self) -> str:
        """What is wrong with the database file, in the database's words; empty when nothing is. Reads it whole."""
        if self._engine.dialect.name != "sqlite":
            return ""
        with self._reading() as connection:
            found = connection.execute(text("PRAGMA integrity_check(1)")).scalar_one()
        return "" if found == "ok" else str(found)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction: all of it is kept or nothing. Raises NotWritten."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise NotWritten(
                f"It could not be saved in the workspace store ({_first_line(error.orig or error)}). Make room on its "
                "disk or correct its permissions, and save again. What was saved before is untouched."
            ) from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection to read with. Raises StoreBroken."""
        try:
            with self._engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise StoreBroken(
                f"The workspace store cannot be read ({_first_line(error.orig or error)}). Check that the database is "
                "running; a file that is damaged is restored from a backup (docs/upkeep.md)."
            ) from error


def _engine(url: str) -> Engine:
    engine = create_engine(url, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        if engine.url.database:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)

        @event.listens_for(engine, "connect")
        def _durable(connection: Any, _: Any) -> None:
            # A save is on the disk before it is told; a second writer waits instead of failing.
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_BUSY_S * 1000}"):
                connection.execute(f"PRAGMA {pragma}")

    return engine


def _migrate(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _keep_version(connection: Connection, paper: Paper) -> None:
    connection.execute(
        insert(VERSIONS).values(
            paper=paper.id, version=paper.version, title=paper.title, body=paper.body, saved=paper.updated
        )
    )


def _paper(row: Any) -> Paper:
    return Paper(
        id=row.id, kind=row.kind, title=row.title, body=row.body, version=row.version, updated=_aware(row.updated)
    )


def _searched(title: str, words: str) -> str:
    return f"{title}\n{words}".lower()


def _now() -> datetime:
    return datetime.now(UTC)


def _aware(moment: datetime) -> datetime:
    """SQLite forgets the time zone; everything is stored in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _shown(url: str) -> str:
    """The address without a password."""
    head, at, tail = url.rpartition("@")
    return f"{head.partition('://')[0]}://…@{tail}" if at else url


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
