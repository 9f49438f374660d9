"""Rights as administrators grant them: v4's object, checked and made consistent."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from msgspec import Struct

from voronka.domain.access import ACTIONS, ENTITIES, narrower
from voronka.domain.errors import Problems, Rule
from voronka.domain.pipelines import Pipeline

Rights = dict[str, Any]  # as the wire shows them, see access.full_rights
Levels = Mapping[str, Any]

SWITCHES = ("mail_access", "catalog_access")
CLOSED = {"view": "D", "edit": "D", "delete": "D"}
STAGE_ACTIONS = ("view", "edit", "delete", "export")  # no add: leads are handed over to any stage, new ones too
STAGE = "status_rights"
CATALOG = "catalog_rights"


class Desk(Struct, frozen=True):
    """Where one object of rights is written: its place in the request, and what it may name."""

    pipelines: Mapping[int, Pipeline]
    catalogs: Container[int]
    problems: Problems
    item: int

    def refuse(self, path: str, rule: Rule) -> None:
        self.problems.add(self.item, f"rights.{path}", rule)


def nothing_granted() -> Rights:
    return {
        **{entity: entity_levels({}) for entity in ENTITIES},
        "tasks": task_levels({}),
        "mail_access": False,
        "catalog_access": False,
        STAGE: None,
        CATALOG: [],
    }


def written(before: Rights, write: Rights, desk: Desk) -> Rights:
    """What `write` names replaces what was there, whole; the rest stays."""
    after = before | {entity: entity_levels(write[entity]) for entity in ENTITIES if entity in write}
    after |= {switch: write[switch] for switch in SWITCHES if switch in write}
    if "tasks" in write:
        after["tasks"] = task_levels(write["tasks"])
    if STAGE in write:
        _check_stages(write[STAGE], desk)
        after[STAGE] = [one | {"rights": stage_levels(one["rights"])} for one in write[STAGE]] or None
    if CATALOG in write:
        _check_catalogs(write[CATALOG], desk)
        after[CATALOG] = [one | {"rights": entity_levels(one["rights"])} for one in write[CATALOG]]
    return after


def with_unsorted_closed(after: Rights, pipelines: Iterable[Pipeline]) -> Rights:
    """The vendor closes the stages of incoming leads when the rights of stages are wiped."""
    stages = [pipeline.unsorted_status for pipeline in pipelines]
    closed = [stage_entry(stage.pipeline_id, stage.id, CLOSED) for stage in stages if stage]
    return after | {STAGE: closed or None}


def without(before: Rights, stages: Iterable[tuple[int, int]], catalogs: Iterable[int] = ()) -> Rights:
    """What was said of these stages and catalogs goes with them."""
    stages, catalogs = set(stages), set(catalogs)
    kept = [one for one in before.get(STAGE) or () if (one["pipeline_id"], one["status_id"]) not in stages]
    open_ = [one for one in before.get(CATALOG) or () if one["catalog_id"] not in catalogs]
    return before | {STAGE: kept or None, CATALOG: open_}


def stage_entry(pipeline_id: int, status_id: int, levels: Levels) -> Rights:
    return {"entity_type": "leads", "pipeline_id": pipeline_id, "status_id": status_id, "rights": dict(levels)}


def entity_levels(granted: Levels) -> dict[str, Any]:
    """No right goes further than those that it depends on: the vendor's own client narrows them before it sends them,
    and whoever does not is not refused for it."""
    levels = {action: granted.get(action, "D") for action in ACTIONS}
    levels["edit"] = narrower(levels["edit"], levels["view"])
    levels["delete"] = narrower(levels["delete"], levels["edit"])
    levels["export"] = narrower(levels["export"], levels["view"])
    return levels


def task_levels(granted: Levels) -> dict[str, Any]:
    return {action: granted.get(action, "D") for action in ("edit", "delete")}


def stage_levels(granted: Levels) -> dict[str, Any]:
    levels = entity_levels(granted)
    return {action: levels[action] for action in STAGE_ACTIONS if action in CLOSED or action in granted}


def _check_stages(write: list[Rights], desk: Desk) -> None:
    seen: set[tuple[int, int]] = set()
    for place, one in enumerate(write):
        stage = one["pipeline_id"], one["status_id"]
        pipeline = desk.pipelines.get(stage[0])
        if pipeline is None:
            desk.refuse(f"{STAGE}.{place}.pipeline_id", Rule.UNKNOWN_CHOICE)
        elif stage in seen or not pipeline.status(stage[1]):
            desk.refuse(f"{STAGE}.{place}.status_id", Rule.TAKEN if stage in seen else Rule.UNKNOWN_CHOICE)
        seen.add(stage)


def _check_catalogs(write: list[Rights], desk: Desk) -> None:
    seen: set[int] = set()
    for place, one in enumerate(write):
        id = one["catalog_id"]
        if id in seen or id not in desk.catalogs:
            desk.refuse(f"{CATALOG}.{place}.catalog_id", Rule.TAKEN if id in seen else Rule.UNKNOWN_CHOICE)
        seen.add(id)
