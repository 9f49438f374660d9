"""Pipelines: everybody reads them, administrators write them."""

from collections.abc import Iterator, Sequence

from voronka.domain import pipelines
from voronka.domain.errors import Conflict, NotFound, Problems, Refused
from voronka.domain.pipelines import OWN_STATUSES_AT_MOST, PIPELINES_AT_MOST, STATUSES_AT_MOST, Pipeline, PipelineWrite
from voronka.domain.statuses import Desk
from voronka.services import permits, stage_rules
from voronka.services.work import Work
from voronka.store import pipelines as store
from voronka.store import sources

NOTHING = PipelineWrite()


def all_of(work: Work) -> list[Pipeline]:
    return list(work.facts.pipelines.values())


def get(work: Work, id: int) -> Pipeline:
    if id not in work.facts.pipelines:
        raise NotFound(f"There is no pipeline {id}. List the pipelines to see those that are.")
    return work.facts.pipelines[id]


def add(work: Work, writes: Sequence[PipelineWrite]) -> list[Pipeline]:
    permits.administer(work)
    _require_room(work, writes)
    problems = Problems()
    ids = work.new_ids("pipelines", len(writes))
    status_ids = iter(work.new_ids("statuses", sum(write.new_ids for write in writes)))
    made = [
        pipelines.make(write, id, status_ids, desk_of(work, problems, item))
        for item, (write, id) in enumerate(zip(writes, ids, strict=True))
    ]
    problems.check()
    main_id = next((pipeline.id for pipeline in reversed(made) if pipeline.is_main), None)
    main_id = main_id or next((id for id, held in work.facts.pipelines.items() if held.is_main), ids[0])
    made = pipelines.with_main(made, main_id)
    store.add(work, made)
    hand_over(work, main_id)
    work.facts_change()
    return made


def update(work: Work, id: int, write: PipelineWrite) -> Pipeline:
    permits.administer(work)
    if write == NOTHING:
        raise Refused("Nothing to change: send at least one of name, sort, is_main, is_unsorted_on.")
    problems = Problems()
    after = pipelines.apply(get(work, id), write, desk_of(work, problems, 0))
    problems.check()
    store.save(work, [after])
    if after.is_main:
        hand_over(work, after.id)
    work.facts_change()
    return after


def delete(work: Work, id: int) -> None:
    permits.administer(work)
    gone = get(work, id)
    if len(work.facts.pipelines) == 1:
        raise Conflict("This is the last pipeline of the account. Add another one first.")
    if gone.is_main:
        raise Conflict(f"«{gone.name}» is the main pipeline. Make another one the main pipeline first.")
    store.lock_statuses(work, [id])
    if store.has_leads(work, id):
        raise Conflict(f"There are leads in «{gone.name}». Move them to another pipeline or delete them first.")
    store.move_deleted_leads_of_pipeline(work, id, work.facts.main_pipeline.first_status)
    sources.move(work, id, work.facts.main_pipeline.id)
    store.remove(work, id)
    stage_rules.forget(work, gone.statuses)
    work.facts_change()


def leads_in(work: Work, ids: Sequence[int]) -> dict[int, int]:
    """How many leads there are in each, up to a bound; of no right is asked, as it is their number alone."""
    return store.leads_in(work, ids)


def desk_of(work: Work, problems: Problems, item: int, new_ids: Iterator[int] | None = None) -> Desk:
    return Desk(problems=problems, item=item, now=work.now, actor_id=work.actor.user_id, new_ids=new_ids or iter(()))


def _require_room(work: Work, writes: Sequence[PipelineWrite]) -> None:
    if len(work.facts.pipelines) + len(writes) > PIPELINES_AT_MOST:
        raise Conflict(f"An account has at most {PIPELINES_AT_MOST} pipelines. Delete one first.")
    if any(len(write.own_statuses) > OWN_STATUSES_AT_MOST for write in writes):
        raise Conflict(f"A pipeline has at most {STATUSES_AT_MOST} stages. Send fewer of them.")


def hand_over(work: Work, main_id: int) -> None:
    """One pipeline is the main one: the mark leaves the one that had it."""
    before = [held for held in work.facts.pipelines.values() if held.is_main and held.id != main_id]
    store.save(work, pipelines.with_main(before, main_id))
