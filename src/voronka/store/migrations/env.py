"""Alembic calls this file; the connection and its transaction are the caller's."""

from alembic import context
from sqlalchemy import Connection

from voronka.store.tables import metadata

connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
