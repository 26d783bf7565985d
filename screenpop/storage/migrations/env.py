"""Alembic's entrance: runs the steps on the connection, and in the transaction, that `upgrade` holds."""

from alembic import context

from screenpop.storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can, once sqlite3 does not begin transactions by itself (see engines)
)
with context.begin_transaction():
    context.run_migrations()
