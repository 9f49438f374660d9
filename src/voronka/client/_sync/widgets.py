# Made from _async by scripts/make_sync.py. Change it there.
"""Widgets (виджеты)."""

from typing import Any

from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource
from voronka.contract.amocrm_v4.widgets import Widget


class Widgets(Resource):
    """Widgets that the account knows: `amo.widgets`. Installing is for administrators."""

    def list(self, *, page: int = 1, limit: int = 250) -> Pages[Widget]:
        """Widgets, installed or not. GET /api/v4/widgets"""
        return self._pages("widgets.list", page=page, limit=limit)

    def get(self, code: str) -> Widget | None:
        """One widget, None when there is none. GET /api/v4/widgets/{code}"""
        return self._get("widgets.get", code)

    def install(self, code: str, settings: dict[str, Any]) -> Widget:
        """Installs a widget, or changes its settings. POST /api/v4/widgets/{code}

        ValidationFailed: a setting that its template asks for is missing or of another type.
        """
        return self._save_one("widgets.install", code, body=settings)

    def uninstall(self, code: str) -> None:
        """Uninstalls a widget; its settings are forgotten. DELETE /api/v4/widgets/{code}"""
        self._do("widgets.uninstall", code)
