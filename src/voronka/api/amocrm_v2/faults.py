"""Faults of items: which list they stand in, which item, and the way to the value, in the words of this wire."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import UNSET, structs

from voronka.api.errors import BadBody, BadRequest
from voronka.base.absent import ABSENT, Absent
from voronka.domain.errors import Invalid, Problem

VERBS = ("add", "update", "delete", "link", "unlink", "subscribe", "unsubscribe")

# How values are called here where that differs from v4's names. What the older calls rename, their types say.
NAMES = {
    "custom_fields_values": "custom_fields",
    "price": "sale",
    "complete_till": "complete_till_at",
    "entity_id": "element_id",
    "entity_type": "element_type",
    "task_type_id": "task_type",
    "tags_to_add": "tags",
}
EMBEDDED = {
    "contacts": "contacts_id",
    "companies": "company_id",
    "leads": "leads_id",
    "customers": "customers_id",
    "catalog_elements": "catalog_elements_id",
    "tags": "tags",
}
INSIDE_FIELDS = {"field_id": "id", "enum_id": "enum", "enum_code": "enum"}


class NothingSent(BadRequest):
    """No items, or an empty list of them: `verb` says of which. `among`: where they may stand."""

    def __init__(self, verb: str = "", among: Sequence[str] = ("add", "update")) -> None:
        super().__init__(
            f"The list `{verb}` is empty." if verb else f"Neither `{'` nor `'.join(among)}` has any items."
        )
        self.verb = verb


class ItemFaults(BadBody):
    """`verb`: of the list that has the first fault. element_type: on what the item with that fault is to stand."""

    def __init__(
        self, problems: Sequence[Problem], request_ids: list[str], verb: str, element_type: int | Absent = ABSENT
    ) -> None:
        super().__init__(problems, request_ids)
        self.verb = verb
        self.element_type = element_type


def of_body(found: Sequence[Problem], plain: Any, prefix: str) -> ItemFaults:
    """Faults found while a body was read, by their whole path: `add.0.custom_fields.1.id`."""
    marks: list[str] = []
    offsets: dict[str, int] = {}
    for verb in VERBS:
        offsets[verb] = len(marks)
        marks += _marks(plain.get(verb)) if isinstance(plain, dict) else []
    placed = []
    for problem in found:
        path = problem.path.removeprefix(prefix)
        verb, _, rest = path.partition(".")
        place = rest.partition(".")[0]
        item = offsets.get(verb, 0) + int(place) if place.isdecimal() else 0
        placed.append(structs.replace(problem, item=item, path=path))
    return ItemFaults(placed, marks, placed[0].path.partition(".")[0])


def of_items(found: Sequence[Problem], items: Sequence[Any]) -> BadBody:
    """Of a list that stands alone: `0.bot_id`."""
    placed = [structs.replace(problem, item=int(problem.path.partition(".")[0])) for problem in found]
    return BadBody(placed, _marks(items))


def of_rules(error: Invalid, items: Sequence[Any], verb: str) -> ItemFaults:
    """Faults that services found: their paths are v4's."""
    marks = [mark_of(getattr(item, "request_id", UNSET), place) for place, item in enumerate(items)]
    placed = [
        structs.replace(problem, path=f"{verb}.{problem.item}.{here(problem.path, type(items[problem.item]))}")
        for problem in error.problems
    ]
    element_type = getattr(items[placed[0].item], "element_type", ABSENT)
    return ItemFaults(placed, [str(mark) for mark in marks], verb, element_type)


def of_named(error: Invalid, verb: str, items: Sequence[Any], paths: Mapping[str, str]) -> ItemFaults:
    """The same of a noun that has names of its own: `paths` are these, by v4's. Nothing is embedded here."""
    marks = [str(mark_of(getattr(item, "request_id", UNSET), place)) for place, item in enumerate(items)]
    placed = [
        structs.replace(problem, path=f"{verb}.{problem.item}.{paths.get(path, path)}")
        for problem in error.problems
        for path in [problem.path.removeprefix("_embedded.")]
    ]
    return ItemFaults(placed, marks, verb)


def mark_of(mark: Any, place: int) -> int | str:
    """What the client sent, or the item's place, when it sent nothing."""
    return place if mark is UNSET or mark is None else mark


def here(path: str, type_: Any) -> str:
    """`type_`: of the item, whose fields are called otherwise in the older calls."""
    parts = path.split(".")
    if parts[0] == "_embedded" and len(parts) > 1:
        parts = [EMBEDDED.get(parts[1], parts[1])]
    spelt = {field.name: field.encode_name for field in structs.fields(type_)}
    first = name if (name := NAMES.get(parts[0], parts[0])) in spelt else parts[0]
    return ".".join([spelt.get(first, first)] + [INSIDE_FIELDS.get(part, part) for part in parts[1:]])


def _marks(items: Any) -> list[str]:
    found = list(items.values()) if isinstance(items, dict) else items if isinstance(items, list) else []
    sent = [item.get("request_id") if isinstance(item, dict) else None for item in found]
    return [str(mark) if isinstance(mark, str | int) else str(place) for place, mark in enumerate(sent)]
