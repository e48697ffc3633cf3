"""The tables of the workspace store, as its newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import (  # noqa: TID251
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

# What a person makes: the newest version of each. ``words`` is what a search looks in, in lower case.
PAPERS = Table(
    "papers",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created", DateTime(timezone=True), nullable=False),
    Column("updated", DateTime(timezone=True), nullable=False),
    Column("removed", Boolean, nullable=False),
    Index("papers_by_kind", "kind", "updated"),
)

# Every version that was ever saved, the newest included.
VERSIONS = Table(
    "versions",
    METADATA,
    Column("paper", String(32), ForeignKey("papers.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("saved", DateTime(timezone=True), nullable=False),
    UniqueConstraint("paper", "version", name="one_body_per_version"),
)
