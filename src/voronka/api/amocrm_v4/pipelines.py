"""Pipelines: answers of writes are whole pipelines with their stages; hints are shown only where asked for."""

from typing import Any

from voronka.api.amocrm_v4 import statuses
from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.amocrm_v4.writing import none
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.domain.pipelines import Pipeline, PipelineWrite
from voronka.domain.statuses import StatusWrite
from voronka.services import pipelines
from voronka.services.work import Work

PATH = "leads/pipelines"


def find(work: Work, call: Call) -> Page[Pipeline]:
    return Page(pipelines.all_of(work))


def find_one(work: Work, call: Call) -> Pipeline:
    return pipelines.get(work, call.path["id"])


def add(work: Work, call: Call, writes: Any) -> list[Pipeline]:
    return pipelines.add(work, writes)


def update_one(work: Work, call: Call, write: PipelineWrite) -> Pipeline:
    return pipelines.update(work, call.path["id"], write)


def delete(work: Work, call: Call) -> None:
    pipelines.delete(work, call.path["id"])


def from_wire(item: Any, work: Work, call: Call) -> PipelineWrite:
    embedded = none(getattr(item, "embedded", None))
    return PipelineWrite(
        name=item.name,
        sort=item.sort,
        is_main=item.is_main,
        is_unsorted_on=item.is_unsorted_on,
        statuses=_statuses(embedded and none(embedded.statuses)),
    )


def _statuses(sent: Any) -> list[StatusWrite]:
    return [statuses.write_of(status, id=none(status.id)) for status in sent or ()]


def to_wire(pipeline: Pipeline, work: Work, call: Call) -> Wire:
    return {
        "id": pipeline.id,
        "name": pipeline.name,
        "sort": pipeline.sort,
        "is_main": pipeline.is_main,
        "is_unsorted_on": pipeline.is_unsorted_on,
        "is_archive": pipeline.is_archive,
        "account_id": work.account_id,
        "_links": self_link(call, PATH, pipeline.id),
        "_embedded": {"statuses": [statuses.plain(status, work, call) for status in pipeline.statuses]},
    }
