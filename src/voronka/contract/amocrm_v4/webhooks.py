"""Webhooks (вебхуки): subscriptions of an address to events. The notices themselves are form-encoded posts."""

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import PageOf, Sort
from voronka.contract.operation import Operation, Right


class Webhook(Struct, kw_only=True):
    """A subscription as read. disabled: switched off after too many failures. settings: event codes such as add_lead."""

    id: int
    destination: str = ""
    created_at: int = 0
    updated_at: int = 0
    account_id: int = 0
    created_by: int = 0
    sort: int = 0
    disabled: bool = False
    settings: list[str] = []


class WebhookSubscribe(Struct, kw_only=True):
    """Subscribes an address, or replaces the settings of an address that is there. At most 100 addresses."""

    destination: str
    settings: list[str]
    sort: Sort | UnsetType | None = UNSET


class WebhookUnsubscribe(Struct, kw_only=True):
    """The address must match exactly; 404 when there is none."""

    destination: str


class WebhookFilter(Struct, kw_only=True):
    destination: str | UnsetType = UNSET


class WebhookQuery(Struct, kw_only=True):
    filter: WebhookFilter = field(default_factory=WebhookFilter)


# fmt: off
OPERATIONS = (
    Operation("webhooks.list", "GET", "/api/v4/webhooks", query=WebhookQuery, answer=PageOf[Webhook], key="webhooks", right=Right.ADMIN),
    Operation("webhooks.subscribe", "POST", "/api/v4/webhooks", body=WebhookSubscribe, answer=Webhook, status=201, right=Right.ADMIN, summary="Subscribe an address to events"),
    Operation("webhooks.unsubscribe", "DELETE", "/api/v4/webhooks", body=WebhookUnsubscribe, status=204, right=Right.ADMIN, summary="Unsubscribe an address"),
)
# fmt: on
