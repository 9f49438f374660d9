"""Many subscriptions at once, as the API before v4 makes them: one that fails does not stop the others.

An address is subscribed to one event after another, and unsubscribed from it alone.
"""

from collections.abc import Collection, Sequence

from msgspec import Struct, structs

from voronka.domain import destinations
from voronka.domain.webhooks import AT_MOST, EVENTS, Unheard, Webhook
from voronka.services.subscriptions import Subscription
from voronka.services.work import Work
from voronka.store import webhooks as store


class Leaving(Struct, frozen=True):
    """None: of whatever address; from all events."""

    destination: str | None
    events: list[str] | None

    def left(self, webhook: Webhook) -> list[str]:
        """What it is told of afterwards."""
        if self.destination not in (None, webhook.destination):
            return webhook.settings
        return [code for code in webhook.settings if self.events is not None and code not in self.events]


def subscribe(work: Work, asked: Sequence[Subscription], unreachable: Collection[str] = ()) -> list[Unheard | None]:
    """Of each why it was not made. An address that was switched off is switched on again."""
    work.actor.require_admin()
    before = {webhook.destination: webhook for webhook in store.lock(work)}
    held = dict(before)
    ids = iter(work.new_ids("webhooks", len(asked)))
    answers = [_subscribed(work, held, each, unreachable, next(ids)) for each in asked]
    changed = [webhook for address, webhook in held.items() if before.get(address) not in (None, webhook)]
    revived = [webhook.id for webhook in changed if before[webhook.destination].disabled]
    if revived:
        store.switch_on(work, revived)
    store.add(work, [webhook for address, webhook in held.items() if address not in before])
    store.save(work, changed)
    return answers


def unsubscribe(work: Work, asked: Sequence[Leaving]) -> list[Unheard | None]:
    """An address that is told of nothing any more is gone."""
    work.actor.require_admin()
    before = {webhook.id: webhook for webhook in store.lock(work)}
    held = dict(before)
    answers = [_left(work, held, each) for each in asked]
    gone = [id for id, webhook in held.items() if not webhook.settings]
    if gone:
        store.remove(work, gone)
    store.save(work, [webhook for id, webhook in held.items() if webhook.settings and webhook != before[id]])
    return answers


def _subscribed(
    work: Work, held: dict[str, Webhook], asked: Subscription, unreachable: Collection[str], new_id: int
) -> Unheard | None:
    address = asked.destination
    if destinations.parse(address) is None or address in unreachable:
        return Unheard.ADDRESS
    if not asked.settings or not EVENTS.issuperset(asked.settings):
        return Unheard.EVENTS
    if address not in held and len(held) >= AT_MOST:
        return Unheard.FULL
    webhook = held.get(address) or _made(work, address, new_id, len(held) + 1)
    settings = list(dict.fromkeys([*webhook.settings, *asked.settings]))
    if settings != webhook.settings or webhook.disabled:
        held[address] = structs.replace(webhook, settings=settings, disabled=False, updated_at=work.now)
    return None


def _made(work: Work, address: str, id: int, sort: int) -> Webhook:
    return Webhook(
        id=id,
        destination=address,
        settings=[],
        sort=sort,
        disabled=False,
        created_by=work.actor.user_id,
        created_at=work.now,
        updated_at=work.now,
    )


def _left(work: Work, held: dict[int, Webhook], asked: Leaving) -> Unheard | None:
    if asked.destination is None and asked.events is None:
        return Unheard.UNKNOWN
    after = {id: asked.left(webhook) for id, webhook in held.items()}
    changed = [id for id, settings in after.items() if settings != held[id].settings]
    for id in changed:
        held[id] = structs.replace(held[id], settings=after[id], updated_at=work.now)
    return None if changed else Unheard.UNKNOWN
