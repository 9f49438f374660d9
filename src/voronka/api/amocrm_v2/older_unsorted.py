"""Requests that wait, in the older form: everything stands under what was done."""

from typing import Any

import msgspec

from voronka.api.amocrm_v2 import unsorted
from voronka.api.amocrm_v2.envelope import Wire, nothing, private_reply
from voronka.api.amocrm_v2.faults import NothingSent
from voronka.api.amocrm_v2.incoming import add as add_all
from voronka.api.amocrm_v2.incoming import entities_to_wire
from voronka.api.http import Call, Reply
from voronka.base.absent import or_else
from voronka.domain.unsorted import Unsorted
from voronka.services.work import Work

# How each category's own things are called here, and how they are kept.
SOURCE = {
    "sip": {
        "from": "from",
        "to": "phone",
        "date": "called_at",
        "duration": "duration",
        "link": "link",
        "service": "service_code",
        "uniq": "uniq",
    },
    "forms": {
        "data": "data",
        "form_id": "form_id",
        "form_type": "form_type",
        "date": "form_sent_at",
        "from": "form_page",
        "form_name": "form_name",
    },
    "mail": {
        "from": "from",
        "date": "received_at",
        "subject": "subject",
        "thread_id": "thread_id",
        "message_id": "message_id",
    },
}


def find(work: Work, call: Call) -> Reply:
    items, cards = unsorted.found(work, call)
    shown = [
        {
            "uid": item.uid,
            "category": item.category,
            "source": item.source_name or "",
            "source_uid": item.source_uid or "",
            "date_create": item.created_at,
            "pipeline_id": item.pipeline_id,
            "source_data": _source(item),
            "data": entities_to_wire(item, cards, work),
        }
        for item in items
    ]
    return private_reply(call, work.now, shown) if shown else nothing()


def summary(work: Work, call: Call) -> Reply:
    return private_reply(call, work.now, unsorted.totals(work, call, "category"))


def add(work: Work, call: Call) -> Reply:
    body = _body(call)
    items = or_else(body.add, []) if body else []
    if not items:
        raise NothingSent("add")
    category = "forms" if body.category == "form" else body.category
    made = add_all(work, category, items, lambda item: _metadata(category, item.source_data), "data")
    return _done(work, call, "add", [item.uid for item in made])


def accept(work: Work, call: Call) -> Reply:
    return _done(work, call, "accept", unsorted.accepted(work, _body(call)))


def decline(work: Work, call: Call) -> Reply:
    return _done(work, call, "decline", unsorted.declined(work, _body(call)))


def _body(call: Call) -> Any:
    return or_else(call.body.request, {}).get(call.operation.key)


def _done(work: Work, call: Call, verb: str, data: Any) -> Reply:
    return private_reply(call, work.now, {verb: {"status": "success", "data": data}})


def _metadata(category: str, source: Any) -> Wire:
    sent = msgspec.to_builtins(source)
    kept = {key: sent[name] for name, key in SOURCE[category].items() if name in sent}
    if category == "forms":
        kept |= {name: value for name, value in sent.get("origin", {}).items() if name in ("ip", "referer")}
    elif category == "sip":
        kept["is_call_event_needed"] = bool(sent.get("add_note"))
    return kept


def _source(item: Unsorted) -> Wire:
    if item.category not in SOURCE:
        return item.metadata
    told = {name: item.metadata.get(key) for name, key in SOURCE[item.category].items()}
    if item.category == "forms":
        told["origin"] = {name: item.metadata.get(name) for name in ("ip", "referer")}
    return told
