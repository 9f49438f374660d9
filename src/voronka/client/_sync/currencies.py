# Made from _async by scripts/make_sync.py. Change it there.
"""Currencies (валюты)."""

from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource
from voronka.contract.amocrm_v4.currencies import Currency


class Currencies(Resource):
    """What amounts may be in: `amo.currencies`."""

    def list(self, *, page: int = 1, limit: int = 250) -> Pages[Currency]:
        """Currencies by their ISO 4217 `code`, the account's own first. GET /api/v4/currencies"""
        return self._pages("currencies.list", page=page, limit=limit)
