"""A change → the notices it is: one for each of its events that a webhook subscribes to or a trigger is fired by."""

import logging
from collections.abc import Callable
from typing import Any

from voronka.domain.deliveries import NewDelivery
from voronka.domain.kinds import Kind
from voronka.domain.triggers import fired, happening
from voronka.domain.webhooks import Entry, codes_of
from voronka.hooks.settings import Renderers
from voronka.services import deliveries
from voronka.services.work import Work

log = logging.getLogger("voronka.hooks")


def fan_out(work: Work, renderers: Renderers, most: int) -> int:
    """The number of changes told, the oldest first; they and their notices are one transaction."""
    return deliveries.tell(work, lambda entry: notices_of(entry, work, renderers), most)


def notices_of(entry: Entry, work: Work, renderers: Renderers) -> list[NewDelivery]:
    return [*_of_webhooks(entry, work, renderers), *_of_triggers(entry, work, renderers)]


def _of_webhooks(entry: Entry, work: Work, renderers: Renderers) -> list[NewDelivery]:
    facts = work.facts
    notices = []
    for code in codes_of(entry):
        subscribers = [webhook for webhook in facts.webhooks if not webhook.disabled and code in webhook.settings]
        render = renderers.notices.get(code) if subscribers else None
        body = _body(entry, code, render, entry, code, facts, work.account) if render else None
        if body is not None:
            notices += [
                NewDelivery(webhook_id=webhook.id, kind=entry.kind, entity_id=entry.entity_id, event=code, body=body)
                for webhook in subscribers
            ]
    return notices


def _of_triggers(entry: Entry, work: Work, renderers: Renderers) -> list[NewDelivery]:
    by = happening(entry)
    if by is None:
        return []
    told = [
        (trigger, _body(entry, by.event, renderers.trigger, trigger, by, work.account))
        for trigger in fired(work.facts.triggers, by)
    ]
    return [
        NewDelivery(trigger_id=trigger.id, kind=Kind.LEAD, entity_id=by.lead.lead_id, event=by.event, body=body)
        for trigger, body in told
        if body is not None
    ]


def _body(entry: Entry, code: str, render: Callable[..., str], *told: Any) -> str | None:
    """A change that cannot be rendered is our fault; it must not hold up all that come after it."""
    try:
        return render(*told)
    except Exception:
        log.exception("%s of journal row %s cannot be told", code, entry.id)
        return None
