"""Work and what it is made of, for the rings that may not look into the store."""

from voronka.store.database import Database
from voronka.store.work import Connection, Work

__all__ = ["Connection", "Database", "Work"]
