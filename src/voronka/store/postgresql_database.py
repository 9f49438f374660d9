"""The database on PostgreSQL: asyncpg under SQLAlchemy's run_sync, one hop per unit of work."""

from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from voronka.base.attempts import Attempts
from voronka.base.secrets import Secrets
from voronka.domain.errors import Overtaken
from voronka.store.database import Unit
from voronka.store.dialects import Dialect, postgresql
from voronka.store.disk import Disk
from voronka.store.facts import FactsCache
from voronka.store.ids import Blocks, Ids

T = TypeVar("T")

TRIES = 3


class PostgresqlDatabase:
    """A lost race between two writers is run again: the unit has no effect outside its transaction."""

    dialect: Dialect = postgresql.DIALECT
    writers = 2  # one is made ready here while the other is stored there

    def __init__(self, url: str, secrets: Secrets, files: Path | None) -> None:
        self._engine = postgresql.make_engine(url, 10)
        self._counters = postgresql.make_engine(url, 2)
        self.ids: Ids = Blocks(self._counters)
        self.facts = FactsCache()
        self.secrets = secrets
        self.failed_logins = Attempts()
        self.disk = Disk(files)

    async def run(self, unit: Unit[T], *, write: bool = True, one_moment: bool = False) -> T:
        for attempt in range(1, TRIES + 1):
            try:
                return await self._run(unit, write, one_moment)
            except (DBAPIError, Overtaken) as error:
                if attempt == TRIES or not postgresql.lost_a_race(error):
                    raise
        raise AssertionError("unreachable")

    async def _run(self, unit: Unit[T], write: bool, one_moment: bool) -> T:
        async with self._engine.connect() as connection:
            if not write:  # around statements that read, a transaction would be two more trips and change nothing
                level = "REPEATABLE READ" if one_moment else "AUTOCOMMIT"
                await connection.execution_options(isolation_level=level)
            result = await connection.run_sync(unit)
            await (connection.commit() if write else connection.rollback())
            return result

    async def close(self) -> None:
        await self._engine.dispose()
        await self._counters.dispose()
