"""Pipelines: their stages, which of them is the main one, and which stages the system keeps."""

from collections.abc import Iterable, Iterator

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain import beginnings, statuses
from voronka.domain.errors import Rule
from voronka.domain.naming import checked_name
from voronka.domain.statuses import UNSORTED_TYPE, Desk, Status, StatusWrite

WON = 142
LOST = 143
CLOSED = frozenset({WON, LOST})

PIPELINES_AT_MOST = 50
STATUSES_AT_MOST = 100  # the two last ones among them, as the older documents count; unsorted leads are no stage there
OWN_STATUSES_AT_MOST = STATUSES_AT_MOST - len(CLOSED)

SORT_STEP = 10


class Pipeline(Struct, kw_only=True, frozen=True):
    id: int
    name: str
    sort: int
    is_main: bool
    is_unsorted_on: (
        bool  # (unconfirmed) where it is off the stage is listed all the same: clients look it up by its type
    )
    is_archive: bool
    statuses: tuple[Status, ...]  # by sort

    def status(self, id: int) -> Status | None:
        return next((status for status in self.statuses if status.id == id), None)

    @property
    def first_status(self) -> Status:
        """Where a new lead starts: the first stage of the pipeline's own, whatever its place among the system's."""
        return next(status for status in self.statuses if status.is_editable)

    @property
    def unsorted_status(self) -> Status:
        return next(status for status in self.statuses if status.is_unsorted)


class PipelineWrite(Struct, kw_only=True, frozen=True):
    """`statuses` only with a new pipeline."""

    name: str | Absent = ABSENT
    sort: int | Absent = ABSENT
    is_main: bool | Absent = ABSENT
    is_unsorted_on: bool | Absent = ABSENT
    statuses: list[StatusWrite] = []

    @property
    def new_ids(self) -> int:
        """How many ids its stages need; 142 and 143 have theirs."""
        return 1 + (len(self.own_statuses) or len(beginnings.STAGES))

    @property
    def own_statuses(self) -> list[StatusWrite]:
        return [write for write in self.statuses if write.id not in CLOSED]


def make(write: PipelineWrite, id: int, status_ids: Iterator[int], desk: Desk) -> Pipeline:
    return Pipeline(
        id=id,
        name=checked_name(write.name, None, desk.problems, desk.item),
        sort=or_else(write.sort, SORT_STEP),
        is_main=or_else(write.is_main, False),
        is_unsorted_on=or_else(write.is_unsorted_on, True),
        is_archive=False,
        statuses=tuple(sorted(_stages(write, id, status_ids, desk), key=lambda status: (status.sort, status.id))),
    )


def apply(before: Pipeline, write: PipelineWrite, desk: Desk) -> Pipeline:
    """The mark of the main pipeline is given, not taken: a client that takes it off first gives it to another next."""
    return structs.replace(
        before,
        name=checked_name(write.name, before.name, desk.problems, desk.item),
        sort=or_else(write.sort, before.sort),
        is_main=before.is_main or or_else(write.is_main, False),
        is_unsorted_on=or_else(write.is_unsorted_on, before.is_unsorted_on),
    )


def with_main(pipelines: Iterable[Pipeline], main_id: int) -> list[Pipeline]:
    return [structs.replace(pipeline, is_main=pipeline.id == main_id) for pipeline in pipelines]


def _stages(write: PipelineWrite, pipeline_id: int, ids: Iterator[int], desk: Desk) -> Iterator[Status]:
    yield statuses.of_stage(beginnings.UNSORTED, next(ids), pipeline_id, type=UNSORTED_TYPE)
    yield from _closed_stages(write, pipeline_id, desk)
    if not write.own_statuses:  # the usual ones: in a pipeline without any, every lead would start as won
        for stage in beginnings.STAGES:
            yield statuses.of_stage(stage, next(ids), pipeline_id, is_editable=True)
    for place, own in enumerate(write.own_statuses, 2):
        spot = _at(write, own, desk)
        if own.id is not None:
            spot.refuse("id", Rule.UNKNOWN_CHOICE)
        yield statuses.make(own, next(ids), pipeline_id, place * SORT_STEP, spot)


def _closed_stages(write: PipelineWrite, pipeline_id: int, desk: Desk) -> Iterator[Status]:
    named = {status.id: status for status in write.statuses}
    for id, stage in ((WON, beginnings.WON), (LOST, beginnings.LOST)):
        status = statuses.of_stage(stage, id, pipeline_id)
        yield statuses.apply(status, named[id], _at(write, named[id], desk)) if id in named else status


def _at(write: PipelineWrite, status: StatusWrite, desk: Desk) -> Desk:
    place = next(place for place, sent in enumerate(write.statuses) if sent is status)
    return structs.replace(desk, path=f"_embedded.statuses.{place}.")
