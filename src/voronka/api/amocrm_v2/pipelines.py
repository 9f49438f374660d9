"""Pipelines: maps by id when they are read, whole with all their stages when they are written."""

from collections.abc import Sequence
from typing import Any

from voronka.api.amocrm_v2 import stages
from voronka.api.amocrm_v2.account import color_of, pipeline_to_wire, stages_of
from voronka.api.amocrm_v2.envelope import Wire, items_reply, nothing, private_reply
from voronka.api.amocrm_v2.faults import NothingSent, mark_of, of_named
from voronka.api.http import Call, Reply
from voronka.base.absent import ABSENT, or_else
from voronka.domain.errors import Conflict, Invalid, Problems
from voronka.domain.pipelines import Pipeline, PipelineWrite
from voronka.domain.statuses import Status
from voronka.services import pipeline_rewriting, pipelines
from voronka.services.pipeline_rewriting import Rewrite
from voronka.services.work import Work

LAST = "Impossible to delete last pipeline"  # the vendor's own words
ON = ("on", "1", "true", "y")


def find(work: Work, call: Call) -> Reply:
    found = _asked(work, call)
    return items_reply(call, {str(each.id): pipeline_to_wire(each) for each in found}) if found else nothing()


def find_private(work: Work, call: Call) -> Reply:
    found = _asked(work, call)
    if not found:
        return nothing()
    return private_reply(call, work.now, private_by_id(work, found))


def private_by_id(work: Work, found: Sequence[Pipeline]) -> Wire:
    leads = pipelines.leads_in(work, [pipeline.id for pipeline in found])
    return {str(each.id): _private_to_wire(each, leads) for each in found}


def set_private(work: Work, call: Call) -> Reply:
    body = or_else(call.body.request, {}).get(call.operation.key) or call.body
    adds, updates = or_else(body.add, []), or_else(body.update, {})
    if not adds and not updates:
        raise NothingSent
    content: Wire = {}
    if adds:
        content["add"] = {"pipelines": _add(work, adds), "errors": []}
    if updates:
        content["update"] = _update(work, updates)
    return private_reply(call, work.now, content)


def delete(work: Work, call: Call) -> Reply:
    return _deleted(work, call, or_else(or_else(call.body.request, call.body).id, []))


def delete_by_query(work: Work, call: Call) -> Reply:
    return _deleted(work, call, or_else(call.query.id, []))


def _asked(work: Work, call: Call) -> list[Pipeline]:
    ids = or_else(call.query.id, None)
    return [pipeline for pipeline in pipelines.all_of(work) if ids is None or pipeline.id in ids]


def _add(work: Work, items: Sequence[Any]) -> list[Wire]:
    try:
        problems = Problems()
        writes = [_from_wire(item, place, problems) for place, item in enumerate(items)]
        problems.check()
        made = pipeline_rewriting.add(work, writes)
    except Invalid as error:
        raise of_named(error, "add", items, {}) from error
    return [_added(pipeline, mark_of(items[place].request_id, place)) for place, pipeline in enumerate(made)]


def _added(pipeline: Pipeline, mark: int | str) -> Wire:
    head = {"id": pipeline.id, "request_id": mark, "name": pipeline.name}
    return {**head, "sort": pipeline.sort, "is_main": pipeline.is_main}


def _update(work: Work, items: dict[str, Any]) -> dict[str, bool]:
    """The key is the id, unless the item says it itself."""
    named = list(items.values())
    ids = [or_else(item.id, int(key) if key.isdecimal() and len(key) < 19 else 0) for key, item in items.items()]
    try:
        problems = Problems()
        writes = [_from_wire(item, place, problems) for place, item in enumerate(named)]
        problems.check()
        whole = [item.statuses is not ABSENT for item in named]
        pipeline_rewriting.rewrite(work, [Rewrite(*each) for each in zip(ids, writes, whole, strict=True)])
    except Invalid as error:
        raise of_named(error, "update", named, {}) from error
    return {str(id): True for id in ids}


def _from_wire(item: Any, place: int, problems: Problems) -> PipelineWrite:
    """What is not said of the main one says nothing: the mark is given, not taken. Nor does 0 as its place: there are
    clients that refuse a pipeline without one."""
    is_main = str(or_else(item.is_main, "")).strip().lower() in ON
    return PipelineWrite(
        name=item.name,
        sort=item.sort or ABSENT,
        is_main=True if is_main else ABSENT,
        statuses=stages.from_wire(item.statuses, place, problems),
    )


def _deleted(work: Work, call: Call, ids: Sequence[int]) -> Reply:
    if not ids:
        raise NothingSent("id")
    asked = dict.fromkeys(ids)
    if set(work.facts.pipelines) <= asked.keys():
        raise Conflict(LAST)
    for id in asked:
        pipelines.delete(work, id)
    # (unconfirmed) value: as of changes
    body = {"response": {**{str(id): True for id in asked}, "server_time": work.now}}
    return Reply(body=body, content_type=call.operation.media)


def _private_to_wire(pipeline: Pipeline, leads: dict[int, int]) -> Wire:
    return {
        "id": pipeline.id,
        "value": pipeline.id,
        "label": pipeline.name,
        "name": pipeline.name,
        "sort": pipeline.sort,
        "is_main": pipeline.is_main,
        "statuses": {str(status.id): _private_stage(status) for status in stages_of(pipeline)},
        "leads": leads.get(pipeline.id, 0),
    }


def _private_stage(status: Status) -> Wire:
    return {
        "id": status.id,
        "name": status.name,
        "color": color_of(status),
        "sort": status.sort,
        "editable": "Y" if status.is_editable else "N",
        "pipeline_id": status.pipeline_id,
    }
