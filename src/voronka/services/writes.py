"""Records written together with their links, as the API before v4 does: new ones, and changes that are not stale."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, structs

from voronka.domain import access
from voronka.domain.errors import Invalid, Problem
from voronka.domain.freshness import Unfit, unfit
from voronka.domain.kinds import RANK, Kind
from voronka.domain.links import End, LinkWrite
from voronka.domain.records import Link, RecordChange, SignedChange
from voronka.services import linking
from voronka.services.work import Work
from voronka.store import records

Save = Callable[[Work, Sequence[Any]], Sequence[Any]]


class Write(Struct, kw_only=True):
    """One record's change, with the links to be made and undone; `here` of each is filled in when the id is known."""

    change: RecordChange
    link: list[LinkWrite] = []
    unlink: list[LinkWrite] = []


class Updated(Struct, frozen=True):
    """The records that were changed, in the order of the request, and of each change why it was not made."""

    records: list[Any]
    unfit: list[Unfit | None]


def add(work: Work, kind: Kind, save: Save, writes: Sequence[Write]) -> Sequence[Any]:
    """The new records, in the order of the writes."""
    for write in writes:
        write.change.links = [_held(link) for link in write.link if _is_held(kind, link)]
    made = save(work, [write.change for write in writes])
    places = range(len(writes))
    later = [
        (place, link)
        for place in places
        for link in _at(kind, made[place].id, writes[place].link)
        if not _is_held(kind, link)
    ]
    _linked(work, later, [End(kind, record.id) for record in made], linking.link)
    return made


def update(work: Work, kind: Kind, save: Save, writes: Sequence[Write]) -> Updated:
    """What is stale or unknown is left as it is and told; the rest is changed."""
    level = access.require(work.actor, kind, "view")
    ids = sorted({write.change.id for write in writes})
    times = {id: record.updated_at for id, record in records.get_many(work, kind, ids, level, lock=True).items()}
    updated = update_dated(work, [write.change for write in writes], times, save)
    places = [place for place, reason in enumerate(updated.unfit) if reason is None]
    own = [End(kind, writes[place].change.id) for place in places]
    for verb, name in ((linking.unlink, "unlink"), (linking.link, "link")):
        asked = [(at, each) for at in places for each in _at(kind, writes[at].change.id, getattr(writes[at], name))]
        _linked(work, asked, own, verb)
    return updated


def update_dated(work: Work, changes: Sequence[SignedChange], times: Mapping[int, int], save: Save) -> Updated:
    """`times`: of change, by id, of the records that are there, read under lock."""
    why = unfit(times, changes)
    places = [place for place, reason in enumerate(why) if reason is None]
    saved = placed(places, lambda: save(work, [changes[place] for place in places])) if places else []
    return Updated(list(saved), why)


def placed(places: Sequence[int], done: Callable[[], Any], asked: Sequence[tuple[int, LinkWrite]] = ()) -> Any:
    """Faults are told by the place in the request, not by that among what was left of it."""
    try:
        return done()
    except Invalid as error:
        raise Invalid(_located(problem, places, asked) for problem in error.problems) from error


def _is_held(kind: Kind, link: LinkWrite) -> bool:
    """Links that a new record brings along; elements are looked at more closely when they are linked."""
    return RANK[link.there.kind] > RANK[kind] and link.there.kind != Kind.ELEMENT


def _held(link: LinkWrite) -> Link:
    return Link(to_type=link.there.kind, to_id=link.there.id, is_main=bool(link.is_main))


def _at(kind: Kind, id: int, links: Iterable[LinkWrite]) -> list[LinkWrite]:
    return [structs.replace(link, here=End(kind, id)) for link in links]


def _linked(work: Work, asked: Sequence[tuple[int, LinkWrite]], own: Sequence[End], verb: Callable[..., Any]) -> None:
    if asked:
        placed([place for place, _ in asked], lambda: verb(work, [link for _, link in asked], own), asked)


def _located(problem: Problem, places: Sequence[int], asked: Sequence[tuple[int, LinkWrite]]) -> Problem:
    path = f"_embedded.{asked[problem.item][1].there.kind.plural}" if asked else problem.path
    return structs.replace(problem, item=places[problem.item], path=path)
