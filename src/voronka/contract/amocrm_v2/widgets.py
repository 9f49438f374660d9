"""Widgets that the account knows: installed and uninstalled by an administrator."""

from typing import Any

from msgspec import UNSET, Struct, UnsetType

from voronka.contract.amocrm_v2.envelope import JSON, MOST, RESPONSE, Ids, Items, OneResponse, Request, Response, Rows
from voronka.contract.operation import Operation, Right


class WidgetQuery(Rows, kw_only=True):
    widget_id: Ids | UnsetType = UNSET
    widget_code: str | UnsetType = UNSET


class WidgetsSet(Struct, kw_only=True):
    """One object, or a list of them: `widget_id` or `widget_code`; to install, the settings in `settings` or beside.

    Installed again, a widget gets the new settings.
    """

    install: Any = UNSET
    uninstall: Any = UNSET


class Widget(Struct, kw_only=True):
    """`id` and `code` are `widget_id` and `widget_code` once more. settings: only to the integration that the widget
    belongs to."""

    widget_id: int
    widget_code: str
    id: int
    code: str
    name: str
    version: str
    active: bool
    settings: dict[str, Any]


class WidgetsDone(Struct, kw_only=True):
    install: list[Widget] | UnsetType = UNSET
    uninstall: list[Widget] | UnsetType = UNSET


# fmt: off
OPERATIONS = (
    Operation("v2.widgets.list", "GET", "/api/v2/widgets/list", query=WidgetQuery, answer=Items[Widget]),
    Operation("v2.widgets.switch", "POST", "/api/v2/widgets/set", body=WidgetsSet, answer=Items[Widget], most=MOST,
              form=True, right=Right.ADMIN, summary="Install and uninstall widgets"),
    Operation("private.widgets.list", "GET", "/private/api/v2/json/widgets/list", query=WidgetQuery,
              answer=Response[Widget], key="widgets", root=RESPONSE, media=JSON),
    Operation("private.widgets.switch", "POST", "/private/api/v2/json/widgets/set", body=Request[WidgetsSet],
              answer=OneResponse[WidgetsDone], key="widgets", root=RESPONSE, media=JSON, most=MOST, form=True,
              right=Right.ADMIN, summary="Install and uninstall widgets"),
)
# fmt: on
