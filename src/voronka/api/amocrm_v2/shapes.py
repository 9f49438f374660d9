"""Two shapes of handler, each for both wires: lists of things, and `add`, `update` and `delete` in one call."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from voronka.api.amocrm_v2 import overlinking
from voronka.api.amocrm_v2.codes import TOO_MANY_LINKED, codes_of
from voronka.api.amocrm_v2.envelope import Wire, item_link, items_reply, nothing, private_reply
from voronka.api.amocrm_v2.faults import NothingSent, mark_of, of_rules
from voronka.api.amocrm_v2.problems import is_private, noun_of
from voronka.api.http import Call, Handler, Reply
from voronka.base.absent import ABSENT, or_else
from voronka.base.page import Page
from voronka.domain.errors import Invalid, Problems, Rule
from voronka.domain.freshness import Unfit
from voronka.services.work import Work
from voronka.services.writes import Updated, placed

ToWire = Callable[[Any, Work, Call], Wire]

UNFIT = {
    Unfit.STALE: "Last modified date is older than in database",
    Unfit.UNKNOWN: "Element not found",  # (unconfirmed) text
    Unfit.NEEDED: "Element cannot be deleted",  # (unconfirmed) text
}
OLDER = {"updated_at": "last_modified"}  # of what was changed, as the older calls name it


class Setter(Struct, frozen=True):
    """What differs between the nouns: how items are added, changed and deleted. `noun` is that of their links.

    delete: takes ids, tells of those that stay why. with_deleted: how what was deleted is shown beside what was
    written; (unconfirmed) of most nouns it is not, as the published programs read nothing of it. is_nested: in the
    older calls lists stand one level deeper, beside `errors` that must be there.
    """

    noun: str
    add: Callable[[Work, Sequence[Any]], Sequence[Any]]
    update: Callable[[Work, Sequence[Any]], Updated]
    delete: Callable[[Work, Sequence[int]], dict[int, Unfit]] | None = None
    with_deleted: Callable[[list[Wire], list[Wire]], Any] = lambda items, deleted: items
    is_nested: bool = False


def lists(find: Callable[[Work, Call], Page[Any]], to_wire: ToWire) -> Handler:
    def handle(work: Work, call: Call) -> Reply:
        found = find(work, call).map(lambda item: to_wire(item, work, call)).items
        return items_reply(call, found) if found else nothing()

    return handle


def lists_private(find: Callable[[Work, Call], Page[Any]], to_wire: ToWire) -> Handler:
    def handle(work: Work, call: Call) -> Reply:
        found = find(work, call).map(lambda item: to_wire(item, work, call)).items
        return private_reply(call, work.now, found) if found else nothing()

    return handle


def sets(setter: Setter) -> Handler:
    def handle(work: Work, call: Call) -> Reply:
        done = _saved(work, call, setter, call.body)
        items, gone = [
            [{**item, "_links": item_link(setter.noun, item["id"])} for item in each]
            for each in ([*done.added, *done.updated.values()], [{"id": id} for id in done.deleted])
        ]
        errors = {"add": done.refused, "update": done.errors, "delete": done.kept}
        return items_reply(
            call, setter.with_deleted(items, gone), {verb: found for verb, found in errors.items() if found}
        )

    return handle


def sets_private(setter: Setter) -> Handler:
    """Of updates clients ask whether `errors` is there and empty, and of the rest the ids."""

    def handle(work: Work, call: Call) -> Reply:
        body = or_else(call.body.request, {}).get(call.operation.key)
        if body is None:
            raise NothingSent
        done = _saved(work, call, setter, body)
        return private_reply(call, work.now, (_nested if setter.is_nested else _flat)(call, body, done))

    return handle


def _flat(call: Call, body: Any, done: "_Done") -> Wire:
    content: Wire = {"add": done.added} if body.add else {}
    if body.update:
        changed = {id: {OLDER.get(key, key): item[key] for key in item} for id, item in _by_id(done).items()}
        content["update"] = {**changed, "errors": done.errors or []}
    return content


def _nested(call: Call, body: Any, done: "_Done") -> Wire:
    name = call.operation.key
    content: Wire = {"add": {name: done.added, "errors": []}} if body.add else {}
    if body.update:
        marks = {item.id: mark_of(item.request_id, place) for place, item in enumerate(body.update)}
        content["update"] = {name: _by_id(done), "errors": listed(call, done.errors, marks)}
    if gone := or_else(body.delete, []):
        marks = {id: place for place, id in enumerate(gone)}
        deleted = {str(id): {"id": id} for id in done.deleted}
        content["delete"] = {name: deleted, "errors": listed(call, done.kept, marks)}
    return content


def listed(call: Call, errors: dict[str, str], marks: Mapping[int, int | str]) -> list[Wire]:
    """Why items were not written, as the older calls list it: an empty list when all is well. `marks`: by id."""
    own = codes_of(noun_of(call))
    codes = {
        UNFIT[Unfit.UNKNOWN]: own.not_found,
        UNFIT[Unfit.NEEDED]: own.not_deleted,
        overlinking.TEXT: TOO_MANY_LINKED,
    }
    return [
        {"id": int(id), "code": int(codes.get(text, own.failed[1])), "message": text, "request_id": marks[int(id)]}
        for id, text in errors.items()
    ]


def _by_id(done: "_Done") -> Wire:
    return {str(item["id"]): item for item in done.updated.values()}


class _Done(Struct):
    added: list[Wire] = []
    refused: list[Wire] = []
    updated: dict[int, Wire] = {}  # by place
    errors: dict[str, str] = {}
    deleted: list[int] = []
    kept: dict[str, str] = {}


def _saved(work: Work, call: Call, setter: Setter, body: Any) -> _Done:
    adds, updates = or_else(body.add, []), or_else(body.update, [])
    deletes = or_else(body.delete, []) if setter.delete else []
    if not (adds or updates or deletes):
        raise NothingSent("add" if body.add is not ABSENT else "update" if body.update is not ABSENT else "")
    done = _Done()
    if adds:
        told("add", adds, lambda: _add(done, work, call, setter, adds))
    if updates:
        told("update", updates, lambda: _update(done, work, setter, updates))
    if deletes and setter.delete:
        stay = setter.delete(work, deletes)
        done.deleted = [id for id in dict.fromkeys(deletes) if id not in stay]
        done.kept = {str(id): UNFIT[why] for id, why in stay.items()}
    return done


def _add(done: _Done, work: Work, call: Call, setter: Setter, items: Sequence[Any]) -> None:
    if is_private(call):
        overlinking.check(items)
    places = overlinking.fitting(items)
    made = placed(places, lambda: setter.add(work, [items[place] for place in places])) if places else []
    done.added = [
        {"id": record.id, "request_id": mark_of(items[place].request_id, place)}
        for place, record in zip(places, made, strict=True)
    ]
    done.refused = overlinking.refused(items)


def _update(done: _Done, work: Work, setter: Setter, items: Sequence[Any]) -> None:
    _require_ids(items)
    places = overlinking.fitting(items)
    done.errors = {str(items[place].id): overlinking.TEXT for place in sorted({*range(len(items))} - {*places})}
    if not places:
        return
    result = placed(places, lambda: setter.update(work, [items[place] for place in places]))
    records = iter(result.records)
    for place, why in zip(places, result.unfit, strict=True):
        item = items[place]
        if why is not None:
            done.errors[str(item.id)] = UNFIT[why]
            continue
        record = next(records)
        mark = {} if item.request_id is ABSENT else {"request_id": item.request_id}
        done.updated[place] = {"id": record.id, **mark, "updated_at": record.updated_at}


def _require_ids(updates: Sequence[Any]) -> None:
    """Without an id the answer has no place to tell that nothing was changed."""
    problems = Problems()
    for place, item in enumerate(updates):
        if not or_else(item.id, 0):
            problems.add(place, "id", Rule.MISSING)
    problems.check()


def told(verb: str, items: Sequence[Any], save: Callable[[], Any]) -> Any:
    """Faults are named as this wire names what was sent."""
    try:
        return save()
    except Invalid as error:
        raise of_rules(error, items, verb) from error
