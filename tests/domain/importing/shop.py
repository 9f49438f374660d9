"""«Ромашка» as facts alone: what the pure part of an import needs to know of an account."""

from typing import Any

from voronka.domain.access import full_rights
from voronka.domain.catalogs import Catalog
from voronka.domain.facts import Facts
from voronka.domain.fields.definition import Enum, Field, FieldSet
from voronka.domain.kinds import Kind
from voronka.domain.loss_reasons import LossReason
from voronka.domain.pipelines import LOST, WON, Pipeline
from voronka.domain.statuses import UNSORTED_TYPE, Status
from voronka.domain.users import Group, User

MAPPING = """source = "shop"
[[tables]]
into = "leads"
file = "deals.csv"
key = "id"
decimal = ","
set.name = { text = "{title}, {id}" }
set.price = "sum"
set.status = "stage"
set.loss_reason = { column = "reason", missing = "skip" }
set.responsible = { column = "seller", required = true }
set.created_at = { column = "opened", format = "%d.%m.%Y" }
set.closed_at = { column = "closed", format = "%d.%m.%Y" }
set.tags = "tags"
fields = [
    { name = "Сорт", column = "kind", type = "select" },
    { name = "Телефоны", column = "phones", type = "text" },
]
links = [
    { to = "companies", column = "client", by = "name" },
    { to = "elements", catalog = "Товары", column = "rose", quantity = "n" },
]
values.kind = { "Розочки" = "Розы", "-" = "" }
"""


def facts() -> Facts:
    people = [user(1, "Ирина Волкова"), user(2, "Анна Соколова"), user(3, "Иван Петров"), user(4, "Иван Петров")]
    fields = [field(31, "Сорт", "select", Enum(id=311, value="Розы", sort=1)), field(32, "Телефоны", "text")]
    reason = LossReason(id=41, name="Дорого", sort=1, created_at=0, updated_at=0)
    return Facts(
        users={each.id: each for each in people},
        roles={},
        groups={0: Group(id=0, name="Отдел продаж", sort=0)},
        pipelines={10: pipeline()},
        loss_reasons={41: reason},
        fields={(Kind.LEAD, 0): FieldSet.of(fields)},
        field_groups=[],
        catalogs={1501: catalog(1501, "Товары")},
        customer_statuses={},
        segments={},
        webhooks=[],
    )


def user(id: int, name: str) -> User:
    return User(
        id=id,
        name=name,
        email=f"user{id}@romashka.example",
        lang="ru",
        group_id=None,
        role_id=None,
        is_admin=id == 1,
        is_free=False,
        is_active=True,
        rights=full_rights(),
        uuid="",
        amojo_id=None,
        phone_number=None,
        user_rank=None,
    )


def pipeline() -> Pipeline:
    stages = [(11, "Неразобранное", UNSORTED_TYPE), (12, "Переговоры", 0), (WON, "Успех", 0), (LOST, "Провал", 0)]
    return Pipeline(
        id=10,
        name="Воронка",
        sort=1,
        is_main=True,
        is_unsorted_on=True,
        is_archive=False,
        statuses=tuple(status(id, name, type, sort) for sort, (id, name, type) in enumerate(stages)),
    )


def status(id: int, name: str, type: int, sort: int) -> Status:
    return Status(
        id=id, pipeline_id=10, name=name, sort=sort, color="", type=type, is_editable=id == 12, descriptions=[]
    )


def field(id: int, name: str, type: str, *enums: Enum) -> Field:
    blank: dict[str, Any] = dict.fromkeys(("is_api_only", "is_predefined", "is_required"), False)
    return Field(
        id=id,
        entity_type=Kind.LEAD,
        catalog_id=0,
        name=name,
        code=None,
        type=type,
        sort=id,
        group_id=None,
        **blank,
        is_deletable=True,
        is_visible=True,
        enums=enums,
        nested=(),
        required_statuses=[],
        hidden_statuses=[],
        settings={},
        created_at=0,
        updated_at=0,
    )


def catalog(id: int, name: str) -> Catalog:
    can = ("can_add_elements", "can_show_in_cards", "can_link_multiple", "can_be_deleted")
    flags = dict.fromkeys((*can, "is_enabled"), True)
    times = dict.fromkeys(("created_by", "updated_by", "created_at", "updated_at"), 0)
    return Catalog(id=id, name=name, type="regular", sort=1, **flags, **times)
