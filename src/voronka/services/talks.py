"""Talks: read by who sees the contact, answered and closed by who may change him. Customers write by receiving.py."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from msgspec import structs

from voronka.base.page import Page
from voronka.domain import access, talks
from voronka.domain.access import ALL
from voronka.domain.errors import Conflict, NotFound
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.domain.talks import CLOSED, OUTGOING, Author, Incoming, Message, Talk, TalkQuery
from voronka.services import journal, permits
from voronka.services.work import Work
from voronka.store import records
from voronka.store import talks as store


def page(work: Work, query: TalkQuery) -> Page[Talk]:
    level = access.require(work.actor, Kind.CONTACT, "view")
    if query.entity_ids is not None and work.actor.level(query.entity_type, "view") != ALL:
        query.entity_ids = sorted(permits.seen(work, query.entity_type, query.entity_ids))
    found = store.page(work, query, level)
    return found.with_items(_as_seen(work, found.items))


def get(work: Work, id: int) -> Talk:
    found = store.get(work, id, access.require(work.actor, Kind.CONTACT, "view"))
    if found is None:
        raise NotFound(f"There is no talk {id} that you may see.")
    return _as_seen(work, [found])[0]


def _as_seen(work: Work, found: Sequence[Talk]) -> list[Talk]:
    """A deal that the actor may not see is not named."""
    deals: dict[Kind, set[int]] = defaultdict(set)
    for talk in found:
        if talk.entity_type and talk.entity_id and work.actor.level(talk.entity_type, "view") != ALL:
            deals[talk.entity_type].add(talk.entity_id)
    there = {kind: permits.seen(work, kind, ids) for kind, ids in sorted(deals.items())}
    hidden = {(kind, id) for kind, ids in deals.items() for id in ids - there[kind]}
    return [
        structs.replace(talk, entity_type=None, entity_id=None)
        if (talk.entity_type, talk.entity_id) in hidden
        else talk
        for talk in found
    ]


def messages(work: Work, talk_id: int, query: ListQuery) -> Page[Message]:
    return store.messages_of(work, get(work, talk_id).id, query)


def moved(work: Work, before: Talk, *, actor_id: int, **values: Any) -> Talk:
    """Whether it may be closed: talk_ends.py."""
    after = talks.touched(before, work.now, is_read=True, **values)
    store.save(work, after)
    told = {name: getattr(before, name) for name in values}
    journal.record(work, [talks.told(after, "talk_update", actor_id, told)])
    return after


def send(work: Work, talk_id: int, text: str, author: Author | None = None) -> Message:
    """A message to the customer, of the actor or of a bot; the channel's facade brings it to him."""
    before = editable(work, talk_id)
    if before.status == CLOSED:
        raise Conflict(f"Talk {talk_id} is closed. It goes on when the customer writes again.")
    talk = talks.touched(before, work.now, is_read=True)
    store.save(work, talk)
    written = Incoming(chat_id=talk.chat_id, author="", text=text)
    message = new_message(work, talk, OUTGOING, author or _user(work), written)
    store.add_message(work, message)
    actor_id = work.actor.user_id
    journal.record(work, [talks.told(talk, "talk_update", actor_id), talks.said(message, talk, actor_id)])
    return message


def editable(work: Work, id: int) -> Talk:
    level = access.require(work.actor, Kind.CONTACT, "view")
    found = store.get(work, id, level, lock=True)
    if found is None:
        raise NotFound(f"There is no talk {id} that you may see.")
    owners = records.get_many(work, Kind.CONTACT, [found.contact_id], level)
    access.require(work.actor, Kind.CONTACT, "edit", owners.values())
    return found


def new_message(work: Work, talk: Talk, type: str, author: Author, written: Incoming) -> Message:
    return Message(
        id=str(uuid.uuid4()),
        talk_id=talk.id,
        chat_id=talk.chat_id,
        type=type,
        message_type=written.message_type,
        text=written.text,
        attachment=written.attachment,
        author=author,
        delivery="sent" if type == OUTGOING else None,
        created_at=work.now,
    )


def _user(work: Work) -> Author:
    user = work.facts.users.get(work.actor.user_id)
    return Author(id=str(work.actor.user_id), type="internal", name=user.name if user else "")
