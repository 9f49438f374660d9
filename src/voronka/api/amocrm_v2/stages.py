"""Stages as clients write them: a list, an object by ids, or a list of objects of one key each."""

from collections.abc import Iterator
from typing import Any

from voronka.api.amocrm_v2 import loose
from voronka.base.absent import ABSENT, or_else
from voronka.contract.amocrm_v2.pipelines import StageWrite
from voronka.domain.errors import Problems, Rule
from voronka.domain.statuses import StatusWrite

OWN = frozenset(StageWrite.__struct_fields__)


def from_wire(sent: Any, place: int, problems: Problems) -> list[StatusWrite]:
    if not isinstance(sent, list | dict):
        if sent is not ABSENT and sent != "":
            problems.add(place, "statuses", Rule.WRONG_TYPE, "array")
        return []
    found = (_read(key, item, f"statuses.{path}", place, problems) for path, key, item in _items(sent))
    return [write for write in found if write is not None]


def _items(sent: list[Any] | dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Of each stage where it stands, the key that names it, and what is said of it."""
    if isinstance(sent, dict):
        yield from ((key, key, item) for key, item in sent.items())
        return
    for place, item in enumerate(sent):
        if isinstance(item, dict) and item and not item.keys() & OWN:
            yield from ((f"{place}.{key}", key, inner) for key, inner in item.items())
        else:
            yield str(place), "", item


def _read(key: str, item: Any, path: str, place: int, problems: Problems) -> StatusWrite | None:
    """Whether the key is the id of a stage or just a number is for the pipeline to say."""
    if item is None:
        return None
    faults = Problems()
    stage = loose.read(item, StageWrite, faults)
    for fault in faults.found:
        problems.add(place, f"{path}.{fault.path}".removesuffix("."), fault.rule, fault.expected)
    if faults.found or stage is ABSENT:  # null is the same as nothing sent
        return None
    id = or_else(stage.id, int(key) if key.isdecimal() and len(key) < 19 else None)
    return StatusWrite(id=id or None, name=stage.name, sort=stage.sort, color=stage.color or ABSENT)
