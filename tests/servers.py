"""Two servers on one database, and what people do in them at once."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from anyio.from_thread import BlockingPortal
from sqlalchemy import select

from tests.world import Cast, World
from voronka.domain.fields.defining import FieldChange, Owner
from voronka.domain.fields.definition import Field
from voronka.domain.fields.writes import FieldWrite, ValueWrite
from voronka.domain.kinds import Kind
from voronka.domain.leads import Lead, LeadChange
from voronka.domain.links import End, LinkWrite
from voronka.domain.users import User
from voronka.services import custom_fields, leads
from voronka.services.work import Connection, Work
from voronka.store import accounts, tables
from voronka.store.database import Database

WAIT = 20.0  # a deadline, not a duration
LEADS = Owner(Kind.LEAD)

Unit = Callable[[Work], Any]


class Servers:
    """Two processes as far as the database can tell: each with its own connections, caches and blocks of ids."""

    def __init__(self, databases: list[Database], portal: BlockingPortal, cast: Cast) -> None:
        self.databases = databases
        self.worlds = [World(database, portal, cast) for database in databases]
        self.world = self.worlds[0]
        self._portal = portal

    @property
    def is_postgresql(self) -> bool:
        return self.databases[0].dialect.name == "postgresql"

    def at_once(self, units: list[Unit], who: User | None = None, *, write: bool = True) -> list[Any]:
        """Each unit is begun before the first one ends, in one server after the other."""
        return self.all_at_once([(unit, who or self.world.irina) for unit in units], write=write)

    def all_at_once(self, units: list[tuple[Unit, User]], *, write: bool = True) -> list[Any]:
        """The same, each in somebody's name and in his company."""
        return self._portal.call(self._gather, units, write)

    async def _gather(self, units: list[tuple[Unit, User]], write: bool) -> list[Any]:
        running = [
            self.databases[place % len(self.databases)].run(self.bound(place, unit, who), write=write)
            for place, (unit, who) in enumerate(units)
        ]
        async with asyncio.timeout(WAIT):
            return await asyncio.gather(*running)

    def bound(self, place: int, unit: Unit, who: User) -> Callable[[Connection], Any]:
        database = self.databases[place % len(self.databases)]
        company = self.world.veter if who == self.world.egor else self.world.romashka

        def run(connection: Connection) -> Any:
            now_is = accounts.by_id(connection, company.id)
            assert now_is
            return unit(Work(database, connection, now_is, who.actor(), int(time.time())))

        return run


def add_lead(world: World, name: str = "Букет") -> int:
    return world.do_as(world.anna, leads.add, [LeadChange(name=name)])[0].id


def updating(change: LeadChange) -> Unit:
    return lambda work: leads.update(work, [change])


def adding(change: Any, verbs: Any = leads) -> Unit:
    return lambda work: verbs.add(work, [change])


def lead_of(world: World, id: int) -> Lead:
    return world.do(leads.get, id).record


def add_field(world: World, name: str = "Повод", type: str = "text") -> Field:
    return world.do_as(world.irina, custom_fields.add, LEADS, [FieldChange(type=type, name=name)])[0]


def text(field: Field) -> FieldWrite:
    return FieldWrite(field_id=field.id, values=[ValueWrite(value=field.name)])


def all_tags(work: Work) -> list[str]:
    c = tables.tags.c
    return list(work.connection.execute(select(c.name).where(c.account_id == work.account_id)).scalars())


def link(lead: int, kind: Kind, id: int, *, is_main: bool | None = None) -> LinkWrite:
    return LinkWrite(here=End(Kind.LEAD, lead), there=End(kind, id), is_main=is_main)
