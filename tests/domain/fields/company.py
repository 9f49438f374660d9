"""Fields of «Ромашка», made without a database: one of every type, with options where the type has them."""

from typing import Any

from voronka.domain.errors import Invalid, Problem, Problems
from voronka.domain.fields.definition import Enum, Field, FieldSet
from voronka.domain.fields.predefined import ADDRESS_PARTS
from voronka.domain.fields.resolving import resolve
from voronka.domain.fields.types import TYPES
from voronka.domain.fields.writes import FieldWrite, ValueWrite
from voronka.domain.kinds import Kind

MOSCOW = "Europe/Moscow"

SOURCES = (
    Enum(id=880011, value="Выставка", sort=10),
    Enum(id=880012, value="Рекомендация", sort=20, code="FRIEND"),
    Enum(id=880013, value="2024", sort=30),
)
KINDS = (
    Enum(id=560027, value="WORK", sort=1, code="WORK"),
    Enum(id=560031, value="MOB", sort=2, code="MOB"),
)
BRANCHES = (
    Enum(id=990001, value="Чай", sort=10),
    Enum(id=990002, value="Зелёный", sort=20, parent_id=990001),
)
OPTIONS = {
    "multitext": KINDS,
    "smart_address": ADDRESS_PARTS,
    **dict.fromkeys(("select", "multiselect", "radiobutton"), SOURCES),
}

CODES = {"multitext": "PHONE", "select": "APPLY_SOURCE"}
LEVELS: list[dict[str, Any]] = [
    {"title": "Страна", "catalog_id": 5001, "parent_catalog_id": None},
    {"title": "Город", "catalog_id": 5002, "parent_catalog_id": 5001},
]


def field(type: str, id: int = 0, **changed: Any) -> Field:
    values: dict[str, Any] = {
        "id": id or 700200 + TYPES[type].legacy_id,
        "entity_type": Kind.LEAD,
        "catalog_id": 0,
        "name": f"Поле {type}",
        "code": CODES.get(type),
        "type": type,
        "sort": 10,
        "group_id": None,
        "is_api_only": False,
        "is_deletable": True,
        "is_predefined": False,
        "is_visible": True,
        "is_required": False,
        "enums": OPTIONS.get(type, ()),
        "nested": BRANCHES if type == "category" else (),
        "required_statuses": [],
        "hidden_statuses": [],
        "settings": {"chained_lists": LEVELS} if type == "chained_list" else {},
        "created_at": 1_700_000_000,
        "updated_at": 1_700_000_000,
    }
    return Field(**values | changed)


def field_set(*fields: Field) -> FieldSet:
    return FieldSet.of(list(fields))


def value(sent: Any) -> ValueWrite:
    """`value({"enum_id": 5})`; anything else is the value itself."""
    names = set(ValueWrite.__struct_fields__)
    return ValueWrite(**sent) if isinstance(sent, dict) and sent and set(sent) <= names else ValueWrite(value=sent)


def written(type: str, *sent: Any, timezone: str = MOSCOW) -> list[Any]:
    """What is stored after the values are written into a field of the type."""
    made = field(type)
    problems = Problems()
    writes = [FieldWrite(field_id=made.id, values=[value(each) for each in sent])]
    stored = resolve(field_set(made), writes, 0, problems, timezone=timezone)
    problems.check()
    return stored.get(str(made.id), [])


def faults(type: str, *sent: Any) -> list[Problem]:
    try:
        written(type, *sent)
    except Invalid as invalid:
        return invalid.problems
    return []


def fault_paths(type: str, *sent: Any) -> list[tuple[str, str]]:
    """(path after the field, name of the rule) of every fault."""
    return [
        (problem.path.removeprefix("custom_fields_values.0."), problem.rule.name) for problem in faults(type, *sent)
    ]
