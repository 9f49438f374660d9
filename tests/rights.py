"""The rights of a seller, level by level, and an office in which they matter: whose record is it?"""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from msgspec import Struct, structs
from sqlalchemy import select

from tests.world import EVERYTHING, World
from voronka.contract.operation import Operation
from voronka.domain.access import Actor, Letter
from voronka.domain.companies import CompanyChange
from voronka.domain.contacts import ContactChange
from voronka.domain.customers import CustomerChange
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.domain.users import User, UserDraft
from voronka.services import companies, contacts, customers, leads, users
from voronka.services.work import Work
from voronka.store.tables import metadata
from voronka.store.tables import users as users_table

LETTERS: tuple[Letter, ...] = ("A", "G", "M", "D")

OWN, MATES, OTHERS, FOREIGN = "own", "of a colleague in the group", "of somebody else", "of another company"
HERE = (OWN, MATES, OTHERS)

# How far a level reaches among the records of the company.
REACH: dict[Letter, tuple[str, ...]] = {"A": HERE, "G": (OWN, MATES), "M": (OWN,), "D": ()}


class Noun(Struct, frozen=True):
    kind: Kind
    verbs: Any
    change: Callable[..., Any]

    @property
    def path(self) -> str:
        return f"/api/v4/{self.kind.plural}"


NOUNS = (
    Noun(Kind.LEAD, leads, LeadChange),
    Noun(Kind.CONTACT, contacts, ContactChange),
    Noun(Kind.COMPANY, companies, CompanyChange),
    Noun(Kind.CUSTOMER, customers, CustomerChange),
)
LEAD, CONTACT, COMPANY, CUSTOMER = NOUNS

ANY_NOUN = pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.kind.plural)
ANY_LEVEL = pytest.mark.parametrize("level", LETTERS)


def rights_with(**actions: Letter) -> dict[str, Any]:
    """All rights on all kinds of records, but these."""
    return {"catalog_access": True, **{noun.kind.plural: EVERYTHING | actions for noun in NOUNS}}


def give(work: Work, user: User, rights: dict[str, Any], **beside: bool) -> None:
    """As if an administrator had said so, though the API has no way to change what a user may do."""
    row = {"account_id": work.account_id, "id": user.id, "rights": rights, **beside}
    work.dialect.update_many(work.connection, users_table, [row], ("account_id", "id"))
    work.facts_change()


class Office:
    """«Ромашка» with Вера, who sells to shops as Анна does; and «Ветер», whose ids nobody in «Ромашка» has."""

    def __init__(self, world: World) -> None:
        self.world = world
        draft = UserDraft(name="Вера Лаптева", email="vera@romashka.example", group_id=world.shops.id)
        [self.vera] = world.do(users.add, [draft])
        self.owners: dict[str, User] = {OWN: world.anna, MATES: self.vera, OTHERS: world.oleg}

    def anna(self, **actions: Letter) -> Actor:
        """Анна, with full rights but these."""
        return structs.replace(self.world.anna.actor(), rights=rights_with(**actions))

    def records(self, noun: Noun) -> dict[str, int]:
        """One record of everybody, by whose it is."""
        drafts = [noun.change(name=whose, responsible_user_id=user.id) for whose, user in self.owners.items()]
        made = self.world.do_as(self.world.irina, noun.verbs.add, drafts)
        far = self.world.do_as(self.world.egor, noun.verbs.add, [noun.change(name=FOREIGN) for _ in range(9)])
        return {whose: record.id for whose, record in zip(self.owners, made, strict=True)} | {FOREIGN: far[-1].id}


def refused(office: Office, error: type[Exception], who: Actor, unit: Callable[..., Any], *arguments: Any) -> Any:
    """It fails, and everything stays as it was."""
    before = contents(office.world)
    with pytest.raises(error) as caught:
        office.world.do_as(who, unit, *arguments)
    assert contents(office.world) == before
    return caught.value


def contents(world: World) -> dict[str, list[str]]:
    """Everything that the company has stored, to be compared; the counters only follow the others."""

    def read(work: Work) -> dict[str, list[str]]:
        tables = [table for table in metadata.sorted_tables if table.name not in ("counters", "search_texts")]
        ours = [table for table in tables if "account_id" in table.c]
        rows = {
            table.name: work.connection.execute(select(table).where(table.c.account_id == work.account_id))
            for table in ours
        }
        return {name: sorted(map(repr, found)) for name, found in rows.items()}

    return world.do(read)


def called(client: httpx2.Client, operation: Operation) -> httpx2.Response:
    """With an id that nobody has and a body that says nothing."""
    parts = ["999999999" if part.startswith("{") else part for part in operation.path.split("/")]
    one = operation.body is not None and getattr(operation.body, "__origin__", None) is not list
    nothing: Any = {} if one else []
    return client.request(operation.method, "/".join(parts), json=None if operation.body is None else nothing)
