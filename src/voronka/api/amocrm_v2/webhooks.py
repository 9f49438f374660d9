"""Subscriptions, many at once: each item is told whether it was done."""

import asyncio
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from voronka.api.amocrm_v2.envelope import Wire, items_reply, nothing, private_reply
from voronka.api.amocrm_v2.faults import NothingSent
from voronka.api.amocrm_v2.problems import is_private
from voronka.api.http import Call, Reply
from voronka.base.absent import ABSENT, or_else
from voronka.domain.errors import Invalid
from voronka.domain.webhooks import Unheard, Webhook
from voronka.services import destinations, mass_subscriptions, subscriptions
from voronka.services.mass_subscriptions import Leaving
from voronka.services.subscriptions import Subscription
from voronka.services.work import Work

NOTICES = {
    Unheard.ADDRESS: "The url is not valid or cannot be reached",
    Unheard.EVENTS: "The events are not valid",
    Unheard.FULL: "The account has too many webhooks",
    Unheard.UNKNOWN: "The webhook is not found",
}


class LookedUp(Struct, frozen=True):
    """What is left of the body once the addresses were looked up."""

    items: list[Any]
    unreachable: frozenset[str]


async def look_up(call: Call, *, allow_private: bool) -> None:
    items = _sent(call, "subscribe")
    urls = list(dict.fromkeys(item.url for item in items if item.url is not ABSENT))
    found = await asyncio.gather(*(_is_reachable(url, allow_private=allow_private) for url in urls))
    bad = frozenset(url for url, is_reachable in zip(urls, found, strict=True) if not is_reachable)
    call.body = LookedUp(items, bad)


async def _is_reachable(url: str, *, allow_private: bool) -> bool:
    try:
        await destinations.require_reachable(url, allow_private=allow_private)
    except Invalid:
        return False
    return True


def find(work: Work, call: Call) -> Reply:
    found = [_to_wire(webhook) for webhook in subscriptions.listed(work)]
    if not found:
        return nothing()
    return private_reply(call, work.now, found) if is_private(call) else items_reply(call, found)


def subscribe(work: Work, call: Call) -> Reply:
    body: LookedUp = call.body
    _require_some(body.items)
    asked = [Subscription(destination=or_else(item.url, ""), settings=or_else(item.events, [])) for item in body.items]
    return _told(work, call, "subscribe", body.items, mass_subscriptions.subscribe(work, asked, body.unreachable))


def unsubscribe(work: Work, call: Call) -> Reply:
    items = _sent(call, "unsubscribe")
    _require_some(items)
    asked = [Leaving(or_else(item.url, None), or_else(item.events, None) or None) for item in items]
    return _told(work, call, "unsubscribe", items, mass_subscriptions.unsubscribe(work, asked))


def _sent(call: Call, verb: str) -> list[Any]:
    body = or_else(call.body.request, {}).get(call.operation.key) if is_private(call) else call.body
    return or_else(getattr(body, verb), []) if body else []


def _require_some(items: Sequence[Any]) -> None:
    if not items:
        raise NothingSent


def _told(work: Work, call: Call, verb: str, items: Sequence[Any], answers: Sequence[Unheard | None]) -> Reply:
    shown = [_saved(item, why) for item, why in zip(items, answers, strict=True)]
    return private_reply(call, work.now, {verb: shown}) if is_private(call) else items_reply(call, shown)


def _saved(item: Any, why: Unheard | None) -> Wire:
    notice = {"notice": NOTICES[why]} if why else {}
    return {"url": or_else(item.url, ""), "events": or_else(item.events, []), "result": why is None, **notice}


def _to_wire(webhook: Webhook) -> Wire:
    return {
        "id": webhook.id,
        "url": webhook.destination,
        "events": webhook.settings,
        "disabled": webhook.disabled,
    }
