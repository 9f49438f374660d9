"""The company that is measured: its people, pipelines and fields. Made once per database, then found again."""

import time

from msgspec import Struct

from bench import words
from voronka.base.secrets import Secrets
from voronka.domain.access import SYSTEM
from voronka.domain.facts import Facts
from voronka.domain.fields.defining import FieldChange, Owner
from voronka.domain.fields.definition import Field
from voronka.domain.fields.options import OptionWrite
from voronka.domain.kinds import Kind
from voronka.domain.pipelines import CLOSED, PipelineWrite
from voronka.domain.records import Tag
from voronka.domain.statuses import StatusWrite
from voronka.domain.users import UserDraft
from voronka.services import custom_fields, pipelines, subscriptions, tagging, tokens, users
from voronka.services.access_tokens import Address
from voronka.services.accounts import create_account
from voronka.services.subscriptions import Subscription
from voronka.services.work import Connection, Database, Work
from voronka.store import accounts

KEY = "62656e63686d61726b73206861766520746869732c206e6f626f647920656c73"  # 64 hex digits
SECRETS = Secrets(bytes.fromhex(KEY))
SUBDOMAIN = "romashka"
USERS = 20
TAGS = 40
NOWHERE = "http://127.0.0.1:9/"  # subscribed, so that POSTs write what a receiver will be told; nobody delivers

FIELDS = (
    ("SOURCE", "Источник", "select", words.SOURCES),
    ("QUANTITY", "Количество", "numeric", ()),
    ("CITY", "Город", "text", ()),
    ("CONTRACT", "Номер договора", "text", ()),
    ("DELIVERY", "Дата доставки", "date", ()),
    ("COMMENT", "Комментарий", "textarea", ()),
)


class Company(Struct, frozen=True):
    users: list[int]
    groups: dict[int, int]  # by user
    pipelines: list[int]
    stages: dict[int, list[int]]  # by pipeline: the stages that leads pass through, in their order
    fields: dict[str, Field]  # by code, of leads
    phone: Field
    email: Field


def create(connection: Connection, database: Database) -> Work:
    """Work of the new account, done by the system."""
    made = create_account(
        connection,
        database,
        subdomain=SUBDOMAIN,
        name="Ромашка",
        admin_email="irina@romashka.example",
        admin_password="Romashka-2026",
        now=int(time.time()),
    )
    work = made.work.as_actor(SYSTEM)
    groups = users.add_groups(work, ["Магазины", "Розница", "Опт"])
    drafts = [
        UserDraft(name=words.person(place), email=f"user{place}@romashka.example", group_id=groups[place % 3].id)
        for place in range(USERS)
    ]
    users.add(work, drafts)
    stages = [StatusWrite(name=name) for name in words.STAGES]
    pipelines.add(work, [PipelineWrite(name=name, statuses=stages) for name in ("Опт", "Свадьбы")])
    custom_fields.add(work, Owner(Kind.LEAD), [_field(*row) for row in FIELDS])
    return work


def _field(code: str, name: str, type_: str, options: tuple[str, ...]) -> FieldChange:
    change = FieldChange(code=code, name=name, type=type_)
    if options:
        change.enums = [OptionWrite(value=option) for option in options]
    return change


def directory(work: Work) -> list[Tag]:
    return tagging.create(work, Kind.LEAD, [f"{words.PRODUCTS[place % 12]} {place}" for place in range(TAGS)])


def subscribe(work: Work) -> None:
    subscriptions.subscribe(work, Subscription(destination=NOWHERE, settings=["add_lead", "update_lead"]))


def unsubscribe(work: Work) -> None:
    for webhook in subscriptions.listed(work):
        subscriptions.unsubscribe(work, webhook.destination)


def work_in(connection: Connection, database: Database) -> Work:
    account = accounts.by_subdomain(connection, SUBDOMAIN)
    assert account, "the database was filled by bench.loading"
    return Work(database, connection, account, SYSTEM, int(time.time()))


def token(work: Work) -> str:
    address = Address(f"{SUBDOMAIN}.localhost", "localhost")
    return tokens.create_long_lived(work, user_id=users.administrator(work).id, days=30, address=address).jwt


def of_facts(facts: Facts) -> Company:
    contact_fields = facts.fields_of(Kind.CONTACT).by_code
    held = {id: facts.pipelines[id] for id in sorted(facts.pipelines)}
    return Company(
        users=sorted(facts.users),
        groups={id: facts.group_of(id) for id in facts.users},
        pipelines=list(held),
        stages={
            id: [status.id for status in pipeline.statuses if status.id not in CLOSED and status.is_editable]
            for id, pipeline in held.items()
        },
        fields=dict(facts.fields_of(Kind.LEAD).by_code),
        phone=contact_fields["PHONE"],
        email=contact_fields["EMAIL"],
    )
