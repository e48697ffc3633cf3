"""Runs the migrations over the connection that the store hands in."""

from alembic import context  # noqa: TID251

from assistant.desk.store.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
