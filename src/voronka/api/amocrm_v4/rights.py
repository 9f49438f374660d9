"""Rights both ways. The official client reads every key of an answer without a guard, so all are there."""

from collections.abc import Mapping
from typing import Any

import msgspec

from voronka.api.amocrm_v4.envelope import Wire
from voronka.domain.access import ENTITIES
from voronka.domain.rights import CATALOG, STAGE, SWITCHES, entity_levels, task_levels

GRANTED = (*ENTITIES, "tasks", *SWITCHES)  # a null is the same as nothing sent
WIPED = (STAGE, CATALOG)  # a null is an empty list


def from_wire(rights: Any) -> dict[str, Any]:
    """Only what is written, in the shape in which rights are kept."""
    sent: dict[str, Any] = {} if rights is None or rights is msgspec.UNSET else msgspec.to_builtins(rights)
    given = {name: _given(sent[name]) for name in GRANTED if sent.get(name) is not None}
    given |= {name: [_given(one) for one in sent[name] or ()] for name in WIPED if name in sent}
    return given


def to_wire(granted: Mapping[str, Any]) -> Wire:
    """What was never granted is denied."""
    return {
        **{entity: entity_levels(granted.get(entity) or {}) for entity in ENTITIES},
        "tasks": task_levels(granted.get("tasks") or {}),
        **{switch: bool(granted.get(switch)) for switch in SWITCHES},
        STAGE: granted.get(STAGE),
        CATALOG: granted.get(CATALOG) or [],
    }


def _given(sent: Any) -> Any:
    """Without the nulls, however deep."""
    if isinstance(sent, dict):
        return {name: _given(value) for name, value in sent.items() if value is not None}
    return sent
