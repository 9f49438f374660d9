"""Webhooks: an administrator subscribes addresses to events, and unsubscribes them event by event."""

from msgspec import UNSET, Struct, UnsetType

from voronka.contract.amocrm_v2.envelope import JSON, RESPONSE, Items, OneResponse, Request, Response
from voronka.contract.operation import Operation, Right

AT_ONCE = 100


class Hook(Struct, kw_only=True):
    """events: such as add_lead, status_lead, note_contact."""

    id: int
    url: str
    events: list[str]
    disabled: bool


class HookWrite(Struct, kw_only=True):
    """To unsubscribe, either may be left out: from all events, or whatever the address."""

    url: str | UnsetType = UNSET
    events: list[str] | UnsetType = UNSET


class HookSaved(Struct, kw_only=True):
    """notice: why `result` is false."""

    url: str
    events: list[str]
    result: bool
    notice: str | UnsetType = UNSET


class Subscribe(Struct, kw_only=True):
    """Events are added to those that the address is told of."""

    subscribe: list[HookWrite] | UnsetType = UNSET


class Unsubscribe(Struct, kw_only=True):
    unsubscribe: list[HookWrite] | UnsetType = UNSET


# fmt: off
OPERATIONS = (
    Operation("v2.webhooks.list", "GET", "/api/v2/webhooks", answer=Items[Hook], right=Right.ADMIN),
    Operation("v2.webhooks.subscribe", "POST", "/api/v2/webhooks/subscribe", body=Subscribe, answer=Items[HookSaved],
              most=AT_ONCE, form=True, right=Right.ADMIN, summary="Subscribe addresses to events"),
    Operation("v2.webhooks.unsubscribe", "POST", "/api/v2/webhooks/unsubscribe", body=Unsubscribe,
              answer=Items[HookSaved], most=AT_ONCE, form=True, right=Right.ADMIN, summary="Unsubscribe addresses"),
    Operation("private.webhooks.list", "GET", "/private/api/v2/json/webhooks/list", answer=Response[Hook],
              key="webhooks", root=RESPONSE, media=JSON, right=Right.ADMIN),
    Operation("private.webhooks.subscribe", "POST", "/private/api/v2/json/webhooks/subscribe",
              body=Request[Subscribe], answer=OneResponse[dict[str, list[HookSaved]]], key="webhooks", root=RESPONSE,
              media=JSON, most=AT_ONCE, form=True, right=Right.ADMIN, summary="Subscribe addresses to events"),
    Operation("private.webhooks.unsubscribe", "POST", "/private/api/v2/json/webhooks/unsubscribe",
              body=Request[Unsubscribe], answer=OneResponse[dict[str, list[HookSaved]]], key="webhooks", root=RESPONSE,
              media=JSON, most=AT_ONCE, form=True, right=Right.ADMIN, summary="Unsubscribe addresses"),
)
# fmt: on
