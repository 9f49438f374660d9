"""Subscribers of leads and customers: items without ids and links, in a list that is counted."""

from voronka.api.amocrm_v4 import shapes
from voronka.api.amocrm_v4.envelope import Wire, place
from voronka.api.http import Call, Handler
from voronka.base.page import Page
from voronka.domain.entity_subscriptions import Subscriber
from voronka.domain.kinds import Kind
from voronka.domain.listing import slice_of
from voronka.services import entity_subscriptions
from voronka.services.work import Work


def lists(kind: Kind) -> Handler:
    def find(work: Work, call: Call) -> Page[Subscriber]:
        found = entity_subscriptions.of_record(work, kind, call.path["id"])
        return slice_of(found, place(call), lambda subscriber: (subscriber.id,))

    return shapes.lists(find, _to_wire, total=True)


def _to_wire(subscriber: Subscriber, work: Work, call: Call) -> Wire:
    return {"subscriber_id": subscriber.id, "type": subscriber.type}
