"""Subscribers of records (подписчики сущности)."""

from voronka.client._async.caller import AsyncCaller
from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource
from voronka.contract.amocrm_v4.entity_subscriptions import EntitySubscription


class AsyncEntitySubscriptions(AsyncResource):
    """Who follows a record: `amo.leads.subscriptions`, `amo.customers.subscriptions`."""

    def __init__(self, caller: AsyncCaller, entity: str) -> None:
        super().__init__(caller)
        self._entity = entity

    def list(self, id: int, *, page: int = 1, limit: int = 250) -> AsyncPages[EntitySubscription]:
        """Users and groups who follow the record. NotFound without it. GET /api/v4/{entity}/{id}/subscriptions"""
        return self._pages(f"{self._entity}.subscriptions.list", id, page=page, limit=limit)
