"""Subscriptions on the wire; what is sent to them stands in webhook_form.py."""

from msgspec import structs

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.writing import given
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.contract.amocrm_v4.webhooks import WebhookSubscribe
from voronka.domain.webhooks import Webhook
from voronka.services import destinations, subscriptions
from voronka.services.subscriptions import Subscription
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Webhook]:
    return Page(subscriptions.listed(work, call.query.filter.destination))


async def look_up(call: Call, *, allow_private: bool) -> None:
    await destinations.require_reachable(call.body.destination, allow_private=allow_private)


def subscribe(work: Work, call: Call, wanted: Subscription) -> Webhook:
    return subscriptions.subscribe(work, wanted)


def unsubscribe(work: Work, call: Call) -> None:
    subscriptions.unsubscribe(work, call.body.destination)


def from_wire(body: WebhookSubscribe, work: Work, call: Call) -> Subscription:
    return Subscription(destination=body.destination, settings=body.settings, sort=given(body.sort))


def to_wire(webhook: Webhook, work: Work, call: Call) -> Wire:
    return structs.asdict(webhook) | {"account_id": work.account_id}
