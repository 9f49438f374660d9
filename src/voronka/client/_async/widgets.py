"""Widgets (виджеты)."""

from typing import Any

from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource
from voronka.contract.amocrm_v4.widgets import Widget


class AsyncWidgets(AsyncResource):
    """Widgets that the account knows: `amo.widgets`. Installing is for administrators."""

    def list(self, *, page: int = 1, limit: int = 250) -> AsyncPages[Widget]:
        """Widgets, installed or not. GET /api/v4/widgets"""
        return self._pages("widgets.list", page=page, limit=limit)

    async def get(self, code: str) -> Widget | None:
        """One widget, None when there is none. GET /api/v4/widgets/{code}"""
        return await self._get("widgets.get", code)

    async def install(self, code: str, settings: dict[str, Any]) -> Widget:
        """Installs a widget, or changes its settings. POST /api/v4/widgets/{code}

        ValidationFailed: a setting that its template asks for is missing or of another type.
        """
        return await self._save_one("widgets.install", code, body=settings)

    async def uninstall(self, code: str) -> None:
        """Uninstalls a widget; its settings are forgotten. DELETE /api/v4/widgets/{code}"""
        await self._do("widgets.uninstall", code)
