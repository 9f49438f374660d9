"""Reads the account's facts in fourteen small statements and keeps them until their version changes."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import structs
from sqlalchemy import Select, Table, select

from voronka.domain.catalogs import Catalog
from voronka.domain.customer_statuses import CustomerStatus
from voronka.domain.facts import Facts
from voronka.domain.fields.definition import Enum, Field, FieldGroup, FieldSet
from voronka.domain.kinds import Kind
from voronka.domain.loss_reasons import LossReason
from voronka.domain.pipelines import Pipeline
from voronka.domain.roles import Role
from voronka.domain.segments import Segment
from voronka.domain.statuses import Status
from voronka.domain.task_types import TaskType, built_in
from voronka.domain.users import Group, User
from voronka.domain.webhooks import Webhook
from voronka.store import tables, triggers

if TYPE_CHECKING:
    from voronka.store.work import Work


T = TypeVar("T")


class FactsCache:
    """By account: the version of the facts and the facts. Racing loaders do the same work twice, nothing worse."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[int, Facts]] = {}

    def get(self, work: "Work") -> Facts:
        version, facts = self._held.get(work.account_id, (None, None))
        if facts is None or version != work.account.facts_version:
            facts = self.load(work)
            self._held[work.account_id] = work.account.facts_version, facts
        return facts

    def load(self, work: "Work") -> Facts:
        catalogs = {row["id"]: _pick(Catalog, row) for row in _rows(work, tables.catalogs, "sort", "id")}
        roles = {row["id"]: _role(row) for row in _rows(work, tables.roles, "id")}
        return Facts(
            users={row["id"]: _user(row, roles) for row in _rows(work, tables.users, "id")},
            groups={row["id"]: _pick(Group, row) for row in _rows(work, tables.groups, "sort", "id")},
            roles=roles,
            pipelines=_pipelines(work),
            loss_reasons={row["id"]: _pick(LossReason, row) for row in _rows(work, tables.loss_reasons, "sort", "id")},
            fields=_fields(work),
            field_groups=[_group(row) for row in _rows(work, tables.field_groups, "sort", "id")],
            catalogs={id: catalog for id, catalog in catalogs.items() if catalog.is_enabled},
            hidden_catalogs={id: catalog for id, catalog in catalogs.items() if not catalog.is_enabled},
            customer_statuses=_customer_statuses(work),
            segments={row["id"]: _segment(row) for row in _rows(work, tables.segments, "id")},
            task_types=_task_types(work),
            webhooks=[_pick(Webhook, row) for row in _rows(work, tables.webhooks, "sort", "id")],
            triggers=triggers.everything(work),
        )


def _rows(work: "Work", table: Table, *order: str) -> list[dict[str, Any]]:
    statement: Select[Any] = select(table).where(table.c.account_id == work.account_id)
    ordered = statement.order_by(*(table.c[name] for name in order))
    return [dict(row) for row in work.connection.execute(ordered).mappings()]


def _pick(type_: type[T], row: dict[str, Any]) -> T:
    return type_(**{name: row[name] for name in type_.__struct_fields__})  # type: ignore[attr-defined]  # msgspec's own


def _task_types(work: "Work") -> dict[int, TaskType]:
    """The built-in ones have a row when the account calls them otherwise."""
    held = built_in()
    own = {row["id"]: TaskType(row["id"], row["name"]) for row in _rows(work, tables.task_types, "id")}
    return held | {id: structs.replace(held.get(id, kind), name=kind.name) for id, kind in own.items()}


def _role(row: dict[str, Any]) -> Role:
    return _pick(Role, row | {"rights": row["rights"] or {}})


def _user(row: dict[str, Any], roles: dict[int, Role]) -> User:
    role = roles.get(row["role_id"] or 0)
    return _pick(User, row | {"rights": role.rights if role else row["rights"] or {}})


def _group(row: dict[str, Any]) -> FieldGroup:
    return _pick(FieldGroup, row | {"entity_type": Kind(row["entity_type"])})


def _customer_statuses(work: "Work") -> dict[int, CustomerStatus]:
    return {row["id"]: _pick(CustomerStatus, row) for row in _rows(work, tables.customer_statuses, "sort", "id")}


def _segment(row: dict[str, Any]) -> Segment:
    prices = row["available_products_price_types"] or []
    return _pick(Segment, row | {"available_products_price_types": prices, "custom_fields": row["custom_fields"] or {}})


def _pipelines(work: "Work") -> dict[int, Pipeline]:
    statuses: dict[int, list[Status]] = defaultdict(list)
    for row in _rows(work, tables.statuses, "sort", "id"):
        statuses[row["pipeline_id"]].append(_pick(Status, row | {"descriptions": row["descriptions"] or []}))
    rows = _rows(work, tables.pipelines, "sort", "id")
    return {row["id"]: _pick(Pipeline, row | {"statuses": tuple(statuses[row["id"]])}) for row in rows}


def _fields(work: "Work") -> dict[tuple[Kind, int], FieldSet]:
    owned: dict[tuple[Kind, int], list[Field]] = defaultdict(list)
    for row in _rows(work, tables.custom_fields, "sort", "id"):
        field = _field(row)
        owned[field.entity_type, field.catalog_id].append(field)
    return {owner: FieldSet.of(fields) for owner, fields in owned.items()}


def _field(row: dict[str, Any]) -> Field:
    return _pick(
        Field,
        row
        | {
            "entity_type": Kind(row["entity_type"]),
            "enums": tuple(Enum(**option) for option in row["enums"] or ()),
            "nested": tuple(Enum(**option) for option in row["nested"] or ()),
            "required_statuses": row["required_statuses"] or [],
            "hidden_statuses": row["hidden_statuses"] or [],
            "settings": row["settings"] or {},
        },
    )
