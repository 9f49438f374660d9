# Made from _async by scripts/make_sync.py. Change it there.
"""Subscribers of records (подписчики сущности)."""

from voronka.client._sync.caller import Caller
from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource
from voronka.contract.amocrm_v4.entity_subscriptions import EntitySubscription


class EntitySubscriptions(Resource):
    """Who follows a record: `amo.leads.subscriptions`, `amo.customers.subscriptions`."""

    def __init__(self, caller: Caller, entity: str) -> None:
        super().__init__(caller)
        self._entity = entity

    def list(self, id: int, *, page: int = 1, limit: int = 250) -> Pages[EntitySubscription]:
        """Users and groups who follow the record. NotFound without it. GET /api/v4/{entity}/{id}/subscriptions"""
        return self._pages(f"{self._entity}.subscriptions.list", id, page=page, limit=limit)
