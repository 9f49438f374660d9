"""One transaction's worth of work: connection, account, actor, time. Every store function and service takes it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Connection, update

from voronka.base.secrets import Secrets
from voronka.domain.access import NOBODY, SYSTEM, Actor
from voronka.domain.accounts import Account
from voronka.domain.facts import Facts
from voronka.store.dialects import Dialect
from voronka.store.tables import accounts

if TYPE_CHECKING:
    from voronka.store.database import Database

__all__ = ["Connection", "Work"]


class Work:
    def __init__(self, database: "Database", connection: Connection, account: Account, actor: Actor, now: int) -> None:
        self.database = database
        self.connection = connection
        self.account = account
        self.actor = actor
        self.now = now
        self._facts: Facts | None = None
        self._facts_changed = False
        self.is_quiet = False  # nobody subscribed is told of what is done here; the journal keeps it all the same
        self.owed: list[str] = []  # addresses that are to be called (GET) once all of this is committed

    @property
    def dialect(self) -> Dialect:
        return self.database.dialect

    @property
    def secrets(self) -> Secrets:
        return self.database.secrets

    @property
    def account_id(self) -> int:
        return self.account.id

    @property
    def facts(self) -> Facts:
        """The account's users, pipelines, fields …: from the cache while nobody has changed them."""
        if self._facts is None:
            cache = self.database.facts
            load: Callable[[Work], Facts] = cache.load if self._facts_changed else cache.get
            self._facts = load(self)
        return self._facts

    def facts_change(self) -> None:
        """Call after writing anything that `facts` shows: every process then reads it anew."""
        bump = (
            update(accounts).where(accounts.c.id == self.account_id).values(facts_version=accounts.c.facts_version + 1)
        )
        self.connection.execute(bump)
        self._facts, self._facts_changed = None, True

    def lock_facts(self) -> None:
        """Call before reading what is to be changed: of two who write the second waits, and sees what the first did."""
        self.facts_change()

    def new_ids(self, name: str, count: int) -> list[int]:
        return self.database.ids.take(self.connection, self.account_id, name, count) if count else []

    def new_id(self, name: str) -> int:
        return self.new_ids(name, 1)[0]

    def as_actor(self, actor: Actor) -> "Work":
        """The same transaction in another user's name."""
        work = Work(self.database, self.connection, self.account, actor, self.now)
        work._facts, work._facts_changed, work.is_quiet = self._facts, self._facts_changed, self.is_quiet
        work.owed = self.owed
        return work

    def as_nobody_in(self, account: Account) -> "Work":
        """The same transaction in another account, of which nothing has been read yet."""
        work = Work(self.database, self.connection, account, NOBODY, self.now)
        work.owed = self.owed
        return work

    def as_system(self) -> "Work":
        return self.as_actor(SYSTEM)

    @contextmanager
    def attempt(self) -> Iterator["Work"]:
        """Undone alone when it fails: what the transaction did before stays."""
        work = self.as_actor(self.actor)
        work.owed = []
        with self.connection.begin_nested():
            yield work
        self._facts, self._facts_changed = work._facts, work._facts_changed
        self.owed += work.owed
