"""Widgets (виджеты): programs of integrations inside the CRM, installed with their settings."""

from typing import Any

from msgspec import Struct

from voronka.contract.amocrm_v4.envelope import Item, Page, PageOf
from voronka.contract.operation import Operation, Right


class WidgetSetting(Struct, kw_only=True):
    """type: text, pass, users (user id → text), users_lp (user id → login and password), custom."""

    key: str
    name: str
    type: str
    is_required: bool


class Widget(Item, kw_only=True):
    """A widget as read. client_uuid: the integration that it belongs to, which alone sees `settings`; passwords nobody."""

    id: int
    code: str
    version: str = ""
    rating: str | int | float | None = None
    settings_template: list[WidgetSetting] = []
    is_lead_source: bool = False
    is_work_with_dp: bool = False
    is_crm_template: bool = False
    client_uuid: str | None = None
    is_active_in_account: bool = False
    pipeline_id: int | None = None
    settings: dict[str, Any] | list[Any] = []


# fmt: off
OPERATIONS = (
    Operation("widgets.list", "GET", "/api/v4/widgets", query=Page, answer=PageOf[Widget], key="widgets"),
    Operation("widgets.get", "GET", "/api/v4/widgets/{code}", answer=Widget, texts=("code",)),
    Operation("widgets.install", "POST", "/api/v4/widgets/{code}", body=dict[str, Any], answer=Widget, right=Right.ADMIN, texts=("code",), summary="Install one widget with its settings"),
    Operation("widgets.uninstall", "DELETE", "/api/v4/widgets/{code}", status=204, right=Right.ADMIN, texts=("code",), summary="Uninstall one widget"),
)
# fmt: on
