"""What happened: everybody may ask, and is told of the records that he may see."""

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct, structs

from voronka.base.page import Page
from voronka.domain.access import ALL, DENIED
from voronka.domain.errors import NotFound
from voronka.domain.event_names import EventType, types_of
from voronka.domain.event_query import Entity, EventQuery, StoredEvent, check
from voronka.domain.events import MESSAGES
from voronka.domain.kinds import Kind
from voronka.domain.talks import Talk, TalkQuery
from voronka.services import talks
from voronka.services.work import Work
from voronka.store import events as store
from voronka.store.events import Scope, Scopes
from voronka.store.records import TABLES

SIGHTED = {*TABLES, Kind.TASK}  # whose events may be told to who sees only some of them


class Told(Struct, frozen=True):
    """An event with the name of its record, where that was asked for and the record is there. Of what was said in a
    chat also whose chat it is."""

    event: StoredEvent
    name: str | None
    contact_id: int | None


def page(work: Work, query: EventQuery, named: Collection[Kind] = ()) -> Page[Told]:
    """`named`: the kinds of records whose names are wanted."""
    check(query)
    scopes = _scopes(work, query.entities)
    found = store.page(work, query, scopes) if scopes is None or scopes else Page([])
    return found.with_items(_told(work, found.items, named))


def get(work: Work, id: str, named: Collection[Kind] = ()) -> Told:
    scopes = _scopes(work, None)
    found = store.get(work, id, scopes) if scopes is None or scopes else None
    if found is None:
        raise NotFound(f"There is no event {id} that you may see.")
    return _told(work, [found], named)[0]


def types(work: Work, language: str | None) -> list[EventType]:
    """In the language asked for, or else in the user's own."""
    user = work.facts.users.get(work.actor.user_id)
    own = user.lang if user else work.account.settings.language
    return list(types_of(work.facts, language or own))


def _scopes(work: Work, asked: Iterable[Entity] | None) -> Scopes:
    """What is asked for, as far as the actor's rights reach."""
    if asked is None and work.actor.is_admin:
        return None
    wanted = [Entity(kind) for kind in Kind] if asked is None else asked
    scopes = [Scope(each.kind, work.actor.level(each.kind, "view"), each.catalog_id) for each in wanted]
    return [scope for scope in scopes if scope.level == ALL or (scope.level != DENIED and scope.kind in SIGHTED)]


def _told(work: Work, found: Iterable[StoredEvent], named: Collection[Kind]) -> list[Told]:
    stored = list(found)
    events = _about_deals(work, stored)
    names: dict[tuple[Kind, int], str] = {}
    for kind in sorted(kind for kind in named if kind in TABLES):
        ids = sorted({event.entity_id for event in events if event.kind == kind})
        names |= {(kind, id): name for id, name in store.names(work, kind, ids).items()}
    return [
        Told(event, names.get((event.kind, event.entity_id)), was.entity_id if was.type in MESSAGES else None)
        for event, was in zip(events, stored, strict=True)
    ]


def _about_deals(work: Work, events: Sequence[StoredEvent]) -> Sequence[StoredEvent]:
    """What a customer says he says about the deal of his talk, and clients look it up by `entity_id`: such an event is
    kept and found with the contact, and told of the deal, where the asking user may see it."""
    about = {event.id: event.after[0]["message"]["talk_id"] for event in events if event.type in MESSAGES}
    if not about:
        return events
    ids = sorted(set(about.values()))
    known = {talk.id: talk for talk in talks.page(work, TalkQuery(equal={"id": ids}, limit=len(ids))).items}
    return [_about_deal(event, known.get(about.get(event.id, 0))) for event in events]


def _about_deal(event: StoredEvent, talk: Talk | None) -> StoredEvent:
    if talk is None or talk.entity_type is None:
        return event
    return structs.replace(event, kind=talk.entity_type, entity_id=talk.entity_id)
