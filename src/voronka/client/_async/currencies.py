"""Currencies (валюты)."""

from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource
from voronka.contract.amocrm_v4.currencies import Currency


class AsyncCurrencies(AsyncResource):
    """What amounts may be in: `amo.currencies`."""

    def list(self, *, page: int = 1, limit: int = 250) -> AsyncPages[Currency]:
        """Currencies by their ISO 4217 `code`, the account's own first. GET /api/v4/currencies"""
        return self._pages("currencies.list", page=page, limit=limit)
