"""Talks: `talk_id` where others have an id, entities in the singular."""

from typing import Any

from msgspec import UNSET, to_builtins

from voronka.api.amocrm_v4.envelope import Wire, paged
from voronka.api.amocrm_v4.listing import range_of
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.amocrm_v4.writing import none
from voronka.api.bot_calls import calling
from voronka.api.http import Call, Reply
from voronka.base.page import Page
from voronka.domain.kinds import BY_SINGULAR, Kind
from voronka.domain.listing import ListQuery
from voronka.domain.talks import Message, Talk, TalkQuery
from voronka.services import talk_ends, talks
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Talk]:
    asked = call.query.filter
    equal = {"id": none(asked.talk_id), "contact_id": none(asked.contact_id)}
    query = TalkQuery(
        **paged(call),
        equal={name: values for name, values in equal.items() if values is not None},
        entity_type=BY_SINGULAR[none(asked.entity_type) or "lead"],
        entity_ids=none(asked.entity_id),
        only_in_work=asked.only_in_work is not UNSET,
    )
    return talks.page(work, query)


def find_one(work: Work, call: Call) -> Talk:
    return talks.get(work, call.path["id"])


def find_messages(work: Work, call: Call) -> Page[Message]:
    asked = none(call.query.filter.created_at)
    ranges = {} if asked is None else {"created_at": range_of(asked)}
    return talks.messages(work, call.path["id"], ListQuery(**paged(call), ranges=ranges))


def close(work: Work, call: Call) -> Reply:
    force = none(call.body.force_close) or False
    talk_ends.close(work, call.path["id"], force=force, calling=calling(work, call))
    return Reply(status=call.operation.status)


def to_wire(talk: Talk, work: Work, call: Call) -> Wire:
    return {
        "talk_id": talk.id,
        "created_at": talk.created_at,
        "updated_at": talk.updated_at,
        "rate": talk.rate,
        "contact_id": talk.contact_id,
        "chat_id": talk.chat_id,
        "entity_id": talk.entity_id,
        "entity_type": talk.entity_type.singular if talk.entity_type else None,
        "status": talk.status,
        "is_in_work": talk.is_in_work,
        "is_read": talk.is_read,
        "origin": talk.origin,
        "source_id": talk.source_id,
        "missed_at": talk.missed_at,
        "account_id": work.account_id,
        "_links": self_link(call, "talks", talk.id),
        "_embedded": _embedded(talk, call),
    }


def _embedded(talk: Talk, call: Call) -> Wire:
    held = {Kind.CONTACT: talk.contact_id, talk.entity_type: talk.entity_id}
    return {
        kind.plural: [{"id": held[kind], "_links": self_link(call, kind.plural, held[kind] or 0)}]
        if kind in held
        else []
        for kind in (Kind.CONTACT, Kind.LEAD, Kind.CUSTOMER)
    }


def message_to_wire(message: Message, work: Work, call: Call) -> Wire:
    wire: Any = to_builtins(message)
    return wire
