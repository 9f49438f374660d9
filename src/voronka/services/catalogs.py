"""Catalogs: who may work with lists may work with all of them that his rights name.

API v4 lets administrators alone write catalogs: that stands at its door.
"""

from collections import Counter
from collections.abc import Sequence

from voronka.domain import access, catalogs
from voronka.domain.access import Action
from voronka.domain.catalogs import AT_MOST, SORT_STEP, Catalog, CatalogWrite, Desk
from voronka.domain.errors import Conflict, NotFound, Problems, Rule
from voronka.domain.kinds import Kind
from voronka.services import system_fields
from voronka.services.work import Work
from voronka.store import catalogs as store


def all_of(work: Work, types: Sequence[str] = ()) -> list[Catalog]:
    view = access.require(work.actor, Kind.ELEMENT, "view")
    problems = Problems()
    for _ in (type for type in types if type not in AT_MOST):
        problems.add(0, "type", Rule.UNKNOWN_CHOICE)
    problems.check()
    asked = (catalog for catalog in work.facts.catalogs.values() if not types or catalog.type in types)
    return [catalog for catalog in asked if view.at((catalog.id,)) != "D"]


def get(work: Work, id: int) -> Catalog:
    view = access.require(work.actor, Kind.ELEMENT, "view")
    if id not in work.facts.catalogs:
        raise NotFound(f"There is no catalog {id}. List the catalogs to see those that are.")
    if view.at((id,)) == "D":
        raise access.refusal(Kind.ELEMENT, "view")
    return work.facts.catalogs[id]


def add(work: Work, writes: Sequence[CatalogWrite]) -> list[Catalog]:
    desk = begin(work, "add")
    held = [*work.facts.catalogs.values(), *work.facts.hidden_catalogs.values()]
    last = max((catalog.sort for catalog in held), default=0)
    ids = work.new_ids("catalogs", len(writes))
    made = [
        catalogs.make(write, id, last + (item + 1) * SORT_STEP, item, desk)
        for item, (write, id) in enumerate(zip(writes, ids, strict=True))
    ]
    desk.problems.check()
    _require_room([*held, *made])
    store.add(work, made)
    system_fields.create_catalog_fields(work, made)
    work.facts_change()
    return made


def update(work: Work, writes: Sequence[CatalogWrite], *, only_one: bool = False) -> list[Catalog]:
    """The catalogs after their changes, in the order of the changes."""
    desk = begin(work, "edit", [write.id for write in writes])
    if only_one:
        get(work, writes[0].id)
    held = dict(work.facts.catalogs)
    answers: list[Catalog] = []
    for item, write in enumerate(writes):
        if write.id not in held:
            desk.problems.add(item, "id", Rule.UNKNOWN_CHOICE)
            continue
        held[write.id] = catalogs.apply(held[write.id], write, item, desk)
        answers.append(held[write.id])
    desk.problems.check()
    store.save(work, list({catalog.id: catalog for catalog in answers}.values()))
    work.facts_change()
    return answers


def begin(work: Work, action: Action, ids: Sequence[int] = ()) -> Desk:
    require_all(work, action, ids)
    work.lock_facts()
    return Desk(problems=Problems(), users=work.facts.users, actor_id=work.actor.user_id, now=work.now)


def require_all(work: Work, action: Action, ids: Sequence[int]) -> None:
    """Of whatever is in these catalogs, not only of what hangs on records that the actor sees."""
    level = access.require(work.actor, Kind.ELEMENT, action)
    if any(level.at((id,)) != "A" for id in ids):
        raise access.refusal(Kind.ELEMENT, action)


def _require_room(all_catalogs: Sequence[Catalog]) -> None:
    """(unconfirmed) how the vendor refuses; as here where any other limit of an account is reached."""
    for type, count in Counter(catalog.type for catalog in all_catalogs).items():
        if count > AT_MOST[type]:
            raise Conflict(f"An account has at most {AT_MOST[type]} of the {type} lists. Use the one that is there.")
