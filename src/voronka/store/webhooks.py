"""Rows of subscriptions. Reading them is the facts' business; here is what must see the newest and what writes."""

from collections.abc import Sequence

import msgspec
from msgspec import structs
from sqlalchemy import delete, select, update

from voronka.domain.webhooks import Webhook
from voronka.store.tables import attempts, deliveries, webhooks
from voronka.store.work import Work


def lock(work: Work) -> list[Webhook]:
    """All of them, in order. Whoever else changes the account's webhooks waits until we are done."""
    work.facts_change()
    ours = select(webhooks).where(webhooks.c.account_id == work.account_id).order_by(webhooks.c.sort, webhooks.c.id)
    rows = work.connection.execute(ours).mappings()
    return [Webhook(**{name: row[name] for name in Webhook.__struct_fields__}) for row in rows]


def add(work: Work, new: Sequence[Webhook]) -> None:
    rows = [msgspec.to_builtins(webhook) | {"account_id": work.account_id} for webhook in new]
    work.dialect.insert_many(work.connection, webhooks, rows)


def save(work: Work, changed: Sequence[Webhook]) -> None:
    rows = [structs.asdict(webhook) | {"account_id": work.account_id} for webhook in changed]
    work.dialect.update_many(work.connection, webhooks, rows, ("account_id", "id"))


def remove(work: Work, ids: Sequence[int]) -> None:
    """Their deliveries and attempts go with them."""
    gone = (webhooks.c.account_id == work.account_id, work.dialect.any_of(webhooks.c.id, ids))
    work.connection.execute(delete(webhooks).where(*gone))


def switch_off(work: Work, ids: Sequence[int]) -> None:
    ours = webhooks.c.account_id == work.account_id
    off = update(webhooks).where(ours, work.dialect.any_of(webhooks.c.id, ids))
    work.connection.execute(off.values(disabled=True, updated_at=work.now))
    hold(work, ids)
    work.facts_change()


def hold(work: Work, ids: Sequence[int]) -> None:
    """What waits for webhooks that are off is not thrown away: it goes on when they are switched on again."""
    waiting = deliveries.c.account_id == work.account_id, deliveries.c.state == "waiting"
    held = update(deliveries).where(*waiting, work.dialect.any_of(deliveries.c.webhook_id, ids))
    work.connection.execute(held.values(state="held"))


def switch_on(work: Work, ids: Sequence[int]) -> None:
    """A clean sheet: the failures of before no longer count. `disabled` itself is saved with the rest of the row."""
    of_attempts = attempts.c.account_id == work.account_id, work.dialect.any_of(attempts.c.webhook_id, ids)
    work.connection.execute(delete(attempts).where(*of_attempts))
    held = deliveries.c.account_id == work.account_id, deliveries.c.state == "held"
    theirs = update(deliveries).where(*held, work.dialect.any_of(deliveries.c.webhook_id, ids))
    work.connection.execute(theirs.values(state="waiting", leased_until=0))
