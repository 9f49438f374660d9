"""The small believable company that tests live in.

«Ромашка» sells flowers and is the installation's default account: Ирина Волкова administers it, Анна Соколова sells
to shops, Олег Сомов to people, Борис Кротов has left and is blocked. «Ветер» is another company on the same server.
"""

import time
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from anyio.from_thread import BlockingPortal
from msgspec import Struct

from voronka.domain.access import SYSTEM, Actor
from voronka.domain.accounts import Account
from voronka.domain.facts import Facts
from voronka.domain.users import Group, User, UserDraft
from voronka.services import tokens, users
from voronka.services.access_tokens import Address
from voronka.services.accounts import create_account
from voronka.store import accounts
from voronka.store.database import Connection, Database
from voronka.store.work import Work

P = ParamSpec("P")
T = TypeVar("T")

ZONE = "voronka.test"
PASSWORD = "Romashka-2026"

EVERYTHING = {"view": "A", "edit": "A", "add": "A", "delete": "A", "export": "A"}
OWN_ONLY = {"view": "M", "edit": "M", "add": "A", "delete": "D", "export": "D"}
OWN_GROUP = {"view": "G", "edit": "G", "add": "A", "delete": "M", "export": "D"}


class Cast(Struct, frozen=True):
    """Who is who; the same in every copy of the database."""

    romashka: Account
    veter: Account
    irina: User  # administrator
    anna: User  # sells to shops; full rights
    oleg: User  # sells to people; full rights
    boris: User  # blocked
    egor: User  # administrator of «Ветер»
    shops: Group
    people: Group
    tokens: dict[str, str]  # by the user's uuid: everybody who may sign in has one


class World:
    """One database with the cast in it. Work is done by `do`, seen by `facts`, called over HTTP by `token`."""

    def __init__(self, database: Database, portal: BlockingPortal, cast: Cast) -> None:
        self.database = database
        self.cast = cast
        self.romashka, self.veter = cast.romashka, cast.veter
        self.irina, self.anna, self.oleg, self.boris, self.egor = (
            cast.irina,
            cast.anna,
            cast.oleg,
            cast.boris,
            cast.egor,
        )
        self.shops, self.people = cast.shops, cast.people
        self._portal = portal

    def do(self, unit: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """One unit of work in «Ромашка» by the system: `world.do(leads.get, 5)`."""
        return self.do_as(SYSTEM, unit, *args, **kwargs)

    def do_as(self, who: User | Actor, unit: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same in a user's name; a user of «Ветер» works in his own account."""
        account = self.veter if who == self.egor else self.romashka
        return self.do_in(account, who, unit, *args, **kwargs)

    def do_in(
        self,
        account: Account,
        who: User | Actor,
        unit: Callable[Concatenate[Work, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        actor = who if isinstance(who, Actor) else who.actor()

        def in_account(connection: Connection) -> T:
            now_is = accounts.by_id(connection, account.id)
            assert now_is
            return unit(Work(self.database, connection, now_is, actor, int(time.time())), *args, **kwargs)

        return self._portal.call(self._run, in_account)

    async def _run(self, unit: Callable[[Connection], T]) -> T:
        return await self.database.run(unit)

    @property
    def facts(self) -> Facts:
        return self.do(lambda work: work.facts)

    def token(self, user: User | None = None, days: int | None = None) -> str:
        """A long-lived token, of Ирина unless told otherwise; a new one when its days are named."""
        user = user or self.irina
        if days is None and user.uuid in self.cast.tokens:
            return self.cast.tokens[user.uuid]
        account = self.veter if user == self.egor else self.romashka
        return self.do_in(account, SYSTEM, _token, user, days or 30)

    def host(self, account: Account | None = None) -> str:
        return f"{(account or self.romashka).subdomain}.{ZONE}"


def _token(work: Work, user: User, days: int = 30) -> str:
    address = Address(f"{work.account.subdomain}.{ZONE}", ZONE)
    return tokens.create_long_lived(work, user_id=user.id, days=days, address=address).jwt


def settle(connection: Connection, database: Database) -> Cast:
    """Makes the cast in an empty database."""
    now = int(time.time())
    made = create_account(
        connection,
        database,
        subdomain="romashka",
        name="Ромашка",
        admin_email="irina@romashka.example",
        admin_name="Ирина Волкова",
        admin_password=PASSWORD,
        now=now,
    )
    work = made.work
    shops, people = users.add_groups(work, ["Магазины", "Розница"])
    anna, oleg, boris = users.add(
        work,
        [
            UserDraft(name="Анна Соколова", email="anna@romashka.example", password=PASSWORD, group_id=shops.id),
            UserDraft(name="Олег Сомов", email="oleg@romashka.example", group_id=people.id),
            UserDraft(name="Борис Кротов", email="boris@romashka.example", password=PASSWORD, is_active=False),
        ],
    )
    other = create_account(
        connection,
        database,
        subdomain="veter",
        name="Ветер",
        admin_email="egor@veter.example",
        admin_name="Егор Ветров",
        admin_password=PASSWORD,
        now=now,
    )
    return Cast(
        romashka=work.account,
        veter=other.work.account,
        irina=made.administrator,
        anna=anna,
        oleg=oleg,
        boris=boris,
        egor=other.administrator,
        shops=shops,
        people=people,
        tokens={user.uuid: _token(work, user) for user in (made.administrator, anna, oleg)}
        | {other.administrator.uuid: _token(other.work, other.administrator)},
    )
