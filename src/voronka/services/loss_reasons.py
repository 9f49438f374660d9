"""Loss reasons: everybody reads them, administrators write them.

(unconfirmed) where the account has switched them off they are listed and written as ever: a client that asks for them
finds what old leads say, and one that does not look at the switch does not break.
"""

from collections.abc import Sequence

from voronka.domain import loss_reasons
from voronka.domain.errors import NotFound, Problems
from voronka.domain.loss_reasons import LossReason, LossReasonWrite
from voronka.services import permits
from voronka.services.work import Work
from voronka.store import loss_reasons as store


def all_of(work: Work) -> list[LossReason]:
    return list(work.facts.loss_reasons.values())


def get(work: Work, id: int) -> LossReason:
    if id not in work.facts.loss_reasons:
        raise NotFound(f"There is no loss reason {id}. List the loss reasons to see those that are.")
    return work.facts.loss_reasons[id]


def add(work: Work, writes: Sequence[LossReasonWrite]) -> list[LossReason]:
    work.actor.require_admin()
    problems = Problems()
    ids = work.new_ids("loss_reasons", len(writes))
    made = [
        loss_reasons.make(write, id, item, problems, work.now)
        for item, (write, id) in enumerate(zip(writes, ids, strict=True))
    ]
    problems.check()
    store.add(work, made)
    work.facts_change()
    return made


def update(work: Work, id: int, write: LossReasonWrite) -> LossReason:
    permits.administer(work)
    problems = Problems()
    after = loss_reasons.apply(get(work, id), write, problems, work.now)
    problems.check()
    store.save(work, after)
    work.facts_change()
    return after


def delete(work: Work, id: int) -> None:
    """Old leads keep its id: the past does not change."""
    work.actor.require_admin()
    store.remove(work, get(work, id).id)
    work.facts_change()
