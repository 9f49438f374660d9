"""Who follows a record: whoever is responsible for it, by that very fact, and whom an administrator has named besides.
Through the API it can only be read."""

from collections.abc import Sequence

from voronka.domain.entity_subscriptions import FOLLOWED, Subscriber
from voronka.domain.errors import NotFound, Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.links import End
from voronka.services import records
from voronka.services.work import Work
from voronka.store import entity_subscriptions as store


def of_record(work: Work, kind: Kind, id: int) -> list[Subscriber]:
    responsible = Subscriber(records.get(work, kind, id).record.responsible_user_id, "user")
    following = dict.fromkeys([responsible, *store.of_record(work, End(kind, id))])
    return [each for each in following if each.is_there(work.facts)]


def set_others(work: Work, end: End, others: Sequence[Subscriber]) -> list[Subscriber]:
    """These and nobody else beside the responsible user; everybody who follows it then."""
    work.actor.require_admin()
    if end.kind not in FOLLOWED or not records.editable(work, end.kind, [end.id], lock=True):
        raise NotFound(f"There is no {end.kind.singular} {end.id} that can be followed: leads and customers can be.")
    problems = Problems()
    for place, each in enumerate(others):
        if not each.is_there(work.facts):
            problems.add(place, each.type, Rule.UNKNOWN_CHOICE)
    problems.check()
    store.replace(work, end, list(dict.fromkeys(others)))
    return of_record(work, end.kind, end.id)
