"""Links named by their two ends; the older calls tell for each verb that there were no errors."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from voronka.api.amocrm_v2.envelope import Wire, items_reply, nothing, private_reply
from voronka.api.amocrm_v2.faults import NothingSent, of_named
from voronka.api.amocrm_v2.listing import rows_of
from voronka.api.http import Call, Reply
from voronka.api.modified import modified_since
from voronka.base.absent import ABSENT, or_else
from voronka.base.numbers import plain
from voronka.domain.errors import Invalid
from voronka.domain.kinds import BY_PLURAL, Kind
from voronka.domain.links import End, LinkWrite
from voronka.domain.records import Link
from voronka.services import lead_contacts, linking
from voronka.services.work import Work

# Where services name one end of a link, in the words of this wire.
PATHS = {
    "entity_id": "from_id",
    "to_entity_id": "to_id",
    "to_entity_type": "to",
    "metadata.catalog_id": "to_catalog_id",
}


def find(work: Work, call: Call) -> Reply:
    found = _found(work, call)
    return items_reply(call, found) if found else nothing()


def find_private(work: Work, call: Call) -> Reply:
    found = _found(work, call)
    return private_reply(call, work.now, found) if found else nothing()


def set_links(work: Work, call: Call) -> Reply:
    done = _done(work, call.body)
    return items_reply(call, [link for links in done.values() for link in links])


def set_private(work: Work, call: Call) -> Reply:
    """(unconfirmed) what `errors` would hold: a link that cannot be made refuses the request, as everywhere."""
    done = _done(work, or_else(call.body.request, {}).get(call.operation.key))
    return private_reply(call, work.now, {verb: {"links": links, "errors": []} for verb, links in done.items()})


def pairs(work: Work, call: Call) -> Reply:
    query = call.query
    found = lead_contacts.page(
        work,
        lead_ids=or_else(query.deals_link, None),
        contact_ids=or_else(query.contacts_link, None),
        since=modified_since(call.headers),
        **rows_of(query),
    )
    shown = [
        {"contact_id": str(pair.contact_id), "lead_id": str(pair.lead_id), "last_modified": pair.linked_at}
        for pair in found
    ]
    return private_reply(call, work.now, shown) if shown else nothing()


def _found(work: Work, call: Call) -> list[Wire]:
    asked = call.query.links
    ids: dict[Kind, set[int]] = defaultdict(set)
    for each in asked:
        ids[BY_PLURAL[each.from_]].update(each.from_id)
    held = {kind: linking.seen(work, kind, sorted(wanted)) for kind, wanted in ids.items()}
    return list({tuple(link.items()): link for each in asked for link in _matching(each, held)}.values())


def _matching(asked: Any, held: dict[Kind, dict[int, list[Link]]]) -> Iterator[Wire]:
    kind = BY_PLURAL[asked.from_]
    for id in asked.from_id:
        for link in held[kind].get(id, []):
            catalog_id = asked.from_catalog_id if kind == Kind.ELEMENT else asked.to_catalog_id
            if (
                link.to_type.plural == or_else(asked.to, link.to_type.plural)
                and link.to_id in or_else(asked.to_id, [link.to_id])
                and or_else(catalog_id, link.catalog_id) == link.catalog_id
            ):
                yield _to_wire(kind, id, link)


def _to_wire(kind: Kind, id: int, link: Link) -> Wire:
    shown: Wire = {"from": kind.plural, "from_id": id, "to": link.to_type.plural, "to_id": link.to_id}
    if Kind.ELEMENT in (kind, link.to_type):
        catalog = "from_catalog_id" if kind == Kind.ELEMENT else "to_catalog_id"
        shown |= {catalog: link.catalog_id, "quantity": plain(link.quantity)}
    return shown


def _done(work: Work, body: Any) -> dict[str, list[Wire]]:
    if body is None or not (or_else(body.link, []) or or_else(body.unlink, [])):
        raise NothingSent(among=("link", "unlink"))
    verbs: tuple[tuple[str, Callable[..., Any]], ...] = (("link", linking.link), ("unlink", linking.unlink))
    done: dict[str, list[Wire]] = {}
    for verb, save in verbs:
        items = or_else(getattr(body, verb), [])
        if items:
            _told(verb, items, lambda save=save, items=items: save(work, [_write(item) for item in items]))
            done[verb] = [_shown(item) for item in items]
    return done


def _write(item: Any) -> LinkWrite:
    return LinkWrite(
        here=End(BY_PLURAL[item.from_], item.from_id),
        there=End(BY_PLURAL[item.to], item.to_id),
        catalog_id=or_else(item.to_catalog_id, or_else(item.from_catalog_id, None)),
        quantity=or_else(item.quantity, None),
    )


def _shown(item: Any) -> Wire:
    shown = {"from": item.from_, "from_id": item.from_id, "to": item.to, "to_id": item.to_id}
    more = {name: getattr(item, name) for name in ("from_catalog_id", "to_catalog_id", "quantity")}
    return shown | {name: value for name, value in more.items() if value is not ABSENT}


def _told(verb: str, items: Sequence[Any], save: Callable[[], Any]) -> None:
    try:
        save()
    except Invalid as error:
        raise of_named(error, verb, items, PATHS) from error
