"""A change → the notices it is: one for each of its events that a webhook subscribes to."""

import logging

from voronka.domain.deliveries import NewDelivery
from voronka.domain.webhooks import Entry, codes_of
from voronka.hooks.settings import Renderers
from voronka.services import deliveries
from voronka.services.work import Work

log = logging.getLogger("voronka.hooks")


def fan_out(work: Work, renderers: Renderers, most: int) -> int:
    """The number of changes told, the oldest first; they and their notices are one transaction."""
    return deliveries.tell(work, lambda entry: notices_of(entry, work, renderers), most)


def notices_of(entry: Entry, work: Work, renderers: Renderers) -> list[NewDelivery]:
    facts = work.facts
    notices = []
    for code in codes_of(entry):
        subscribers = [webhook for webhook in facts.webhooks if not webhook.disabled and code in webhook.settings]
        body = _body(entry, code, work, renderers) if subscribers else None
        if body is not None:
            notices += [
                NewDelivery(webhook_id=webhook.id, kind=entry.kind, entity_id=entry.entity_id, event=code, body=body)
                for webhook in subscribers
            ]
    return notices


def _body(entry: Entry, code: str, work: Work, renderers: Renderers) -> str | None:
    """A change that cannot be rendered is our fault; it must not hold up all that come after it."""
    render = renderers.get(code)
    if render is None:
        return None
    try:
        return render(entry, code, work.facts, work.account)
    except Exception:
        log.exception("%s of journal row %s cannot be told", code, entry.id)
        return None
