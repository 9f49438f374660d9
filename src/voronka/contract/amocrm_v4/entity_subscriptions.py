"""Subscribers of a lead or customer (подписчики сущности): the responsible user and whom an administrator named. Read only."""

from msgspec import Struct

from voronka.contract.amocrm_v4.envelope import Page, PageOf
from voronka.contract.operation import Operation


class EntitySubscription(Struct, kw_only=True):
    """type: user or group."""

    subscriber_id: int
    type: str


# fmt: off
OPERATIONS = (
    Operation("leads.subscriptions.list", "GET", "/api/v4/leads/{id}/subscriptions", query=Page, answer=PageOf[EntitySubscription], key="subscriptions", summary="List who follows one lead"),
    Operation("customers.subscriptions.list", "GET", "/api/v4/customers/{id}/subscriptions", query=Page, answer=PageOf[EntitySubscription], key="subscriptions", summary="List who follows one customer"),
)
# fmt: on
