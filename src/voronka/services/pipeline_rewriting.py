"""Pipelines written whole, with all their stages, as the API before v4 writes them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct, structs

from voronka.domain import pipelines as rules
from voronka.domain import statuses
from voronka.domain.errors import Problems, Rule
from voronka.domain.pipelines import CLOSED, OWN_STATUSES_AT_MOST, STATUSES_AT_MOST, Pipeline, PipelineWrite
from voronka.domain.statuses import Desk, Status, StatusWrite
from voronka.services import lead_moves, permits, pipelines, stage_rules
from voronka.services.work import Work
from voronka.store import pipelines as store


class Rewrite(Struct, frozen=True):
    """is_whole: the stages that are not named are gone; otherwise none was spoken of."""

    id: int
    write: PipelineWrite
    is_whole: bool


class _Plan(Struct, frozen=True):
    """What a rewrite comes down to."""

    pipeline: Pipeline
    added: list[Status]
    changed: list[Status]
    gone: list[Status]


def add(work: Work, writes: Sequence[PipelineWrite]) -> list[Pipeline]:
    """Keys of stages that are not there yet mean nothing, but for those of 142 and 143."""
    problems = Problems()
    for item, write in enumerate(writes):
        if not write.own_statuses:
            problems.add(item, "statuses", Rule.MISSING)
    problems.check()
    return pipelines.add(work, [_unnamed(write) for write in writes])


def rewrite(work: Work, asked: Sequence[Rewrite]) -> None:
    """Leads in a stage that is gone move to the first one that is left."""
    permits.administer(work)
    problems = Problems()
    new_ids = iter(work.new_ids("statuses", sum(len(each.write.statuses) for each in asked)))
    plans: list[_Plan] = []
    for item, each in enumerate(asked):
        before = work.facts.pipelines.get(each.id)
        if before is None or each.id in {plan.pipeline.id for plan in plans}:
            problems.add(item, "id", Rule.UNKNOWN_CHOICE if before is None else Rule.TAKEN)
        else:
            plans.append(_planned(before, each, pipelines.desk_of(work, problems, item), new_ids))
    problems.check()
    _save(work, plans)


def _unnamed(write: PipelineWrite) -> PipelineWrite:
    own = [status if status.id in CLOSED else structs.replace(status, id=None) for status in write.statuses]
    return structs.replace(write, statuses=own)


def _planned(before: Pipeline, asked: Rewrite, desk: Desk, new_ids: Iterator[int]) -> _Plan:
    after = rules.apply(before, asked.write, desk)
    held = {status.id: status for status in before.statuses}
    named = asked.write.statuses
    changed = [statuses.apply(held[each.id], each, _at(desk, each)) for each in named if each.id in held]
    added = [
        statuses.make(each, next(new_ids), before.id, _place(place), _at(desk, each))
        for place, each in enumerate(named)
        if each.id not in held
    ]
    kept = {status.id for status in changed}
    gone = [status for status in before.statuses if status.is_editable and status.id not in kept]
    if not asked.is_whole:
        return _Plan(after, [], [], [])
    own = [*added, *(status for status in changed if status.is_editable)]
    if not own:
        desk.refuse("statuses", Rule.MISSING)
    if len(own) > OWN_STATUSES_AT_MOST:
        desk.refuse("statuses", Rule.TOO_MANY, str(STATUSES_AT_MOST))
    return _Plan(after, added, changed, gone)


def _place(place: int) -> int:
    return (place + 2) * rules.SORT_STEP


def _at(desk: Desk, write: StatusWrite) -> Desk:
    return structs.replace(desk, path="statuses." + (f"{write.id}." if write.id else ""))


def _save(work: Work, plans: Sequence[_Plan]) -> None:
    after = [plan.pipeline for plan in plans]
    new_main = [each.id for each in after if each.is_main and not work.facts.pipelines[each.id].is_main]
    if new_main:
        pipelines.hand_over(work, new_main[-1])
        after = rules.with_main(after, new_main[-1])
    store.save(work, after)
    store.add_statuses(work, _all(plans, "added"))
    store.save_statuses(work, _all(plans, "changed"))
    gone = _all(plans, "gone")
    if gone:
        _remove(work, plans, gone)
    work.facts_change()


def _all(plans: Iterable[_Plan], name: str) -> list[Any]:
    return [status for plan in plans for status in getattr(plan, name)]


def _remove(work: Work, plans: Sequence[_Plan], gone: Sequence[Status]) -> None:
    store.lock_statuses(work, [plan.pipeline.id for plan in plans if plan.gone])
    lead_moves.move_all(work, [(status, _first_of(plan)) for plan in plans for status in plan.gone])
    store.remove_statuses(work, gone)
    stage_rules.forget(work, gone)


def _first_of(plan: _Plan) -> Status:
    own = [status for status in (*plan.changed, *plan.added) if status.is_editable]
    return min(own, key=lambda status: (status.sort, status.id))
