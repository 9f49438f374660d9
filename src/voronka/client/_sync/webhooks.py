# Made from _async by scripts/make_sync.py. Change it there.
"""Webhooks (вебхуки)."""

from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource
from voronka.contract.amocrm_v4.webhooks import Webhook, WebhookFilter, WebhookSubscribe, WebhookUnsubscribe


class Webhooks(Resource):
    """Addresses that hear of changes: `amo.webhooks`. Administrators only."""

    def list(self, *, filter: WebhookFilter | None = None) -> Pages[Webhook]:
        """All subscriptions, or that of one `destination`, on one page. GET /api/v4/webhooks"""
        return self._pages("webhooks.list", filter=filter)

    def subscribe(self, webhook: WebhookSubscribe) -> Webhook:
        """Subscribes an address, or replaces its settings and switches it on again. POST /api/v4/webhooks

        ValidationFailed: `Invalid URL` at `destination.destination`.
        """
        return self._save_one("webhooks.subscribe", body=webhook)

    def unsubscribe(self, webhook: WebhookUnsubscribe) -> None:
        """Ends a subscription. NotFound when no address is exactly like this. DELETE /api/v4/webhooks"""
        self._do("webhooks.unsubscribe", body=webhook)
