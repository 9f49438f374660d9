"""Webhooks (вебхуки)."""

from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource
from voronka.contract.amocrm_v4.webhooks import Webhook, WebhookFilter, WebhookSubscribe, WebhookUnsubscribe


class AsyncWebhooks(AsyncResource):
    """Addresses that hear of changes: `amo.webhooks`. Administrators only."""

    def list(self, *, filter: WebhookFilter | None = None) -> AsyncPages[Webhook]:
        """All subscriptions, or that of one `destination`, on one page. GET /api/v4/webhooks"""
        return self._pages("webhooks.list", filter=filter)

    async def subscribe(self, webhook: WebhookSubscribe) -> Webhook:
        """Subscribes an address, or replaces its settings and switches it on again. POST /api/v4/webhooks

        ValidationFailed: `Invalid URL` at `destination.destination`.
        """
        return await self._save_one("webhooks.subscribe", body=webhook)

    async def unsubscribe(self, webhook: WebhookUnsubscribe) -> None:
        """Ends a subscription. NotFound when no address is exactly like this. DELETE /api/v4/webhooks"""
        await self._do("webhooks.unsubscribe", body=webhook)
