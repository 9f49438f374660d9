"""The verbs of webhooks: listed, subscribe, unsubscribe. Only an administrator may."""

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain import destinations
from voronka.domain.errors import Conflict, NotFound, Problems, Rule
from voronka.domain.webhooks import AT_MOST, EVENTS, Webhook
from voronka.services.work import Work
from voronka.store import webhooks as store


class Subscription(Struct, kw_only=True, frozen=True):
    destination: str
    settings: list[str]
    sort: int | Absent = ABSENT


def listed(work: Work, destination: str | Absent = ABSENT) -> list[Webhook]:
    work.actor.require_admin()
    return [webhook for webhook in work.facts.webhooks if destination is ABSENT or webhook.destination == destination]


def subscribe(work: Work, wanted: Subscription) -> Webhook:
    """A new subscription, or new settings for the one of the same address, which is switched on again by it."""
    work.actor.require_admin()
    _check(wanted)
    held = store.lock(work)
    old = next((webhook for webhook in held if webhook.destination == wanted.destination), None)
    if old is None and len(held) >= AT_MOST:
        raise Conflict(f"An account may have {AT_MOST} webhooks. Delete one that is not needed any more.")
    if old and old.disabled:
        store.switch_on(work, [old.id])
    new = _changed(work, old, wanted) if old else _made(work, wanted, len(held) + 1)
    ordered = _ordered([webhook for webhook in held if webhook is not old], new, or_else(wanted.sort, new.sort))
    placed = next(webhook for webhook in ordered if webhook.id == new.id)
    if old is None:
        store.add(work, [placed])
        held.append(placed)
    store.save(work, [webhook for webhook in ordered if webhook not in held])
    return placed


def unsubscribe(work: Work, destination: str) -> None:
    work.actor.require_admin()
    held = store.lock(work)
    found = next((webhook for webhook in held if webhook.destination == destination), None)
    if found is None:
        raise NotFound(f"There is no webhook with the destination {destination}. The address must match exactly.")
    store.remove(work, [found.id])


def _check(wanted: Subscription) -> None:
    problems = Problems()
    if destinations.parse(wanted.destination) is None:
        problems.add(0, destinations.PATH, Rule.URL)
    if not wanted.settings:
        problems.add(0, "settings", Rule.BLANK)
    for place, code in enumerate(wanted.settings):
        if code not in EVENTS:
            problems.add(0, f"settings.{place}", Rule.UNKNOWN_CHOICE)
    problems.check()


def _made(work: Work, wanted: Subscription, last: int) -> Webhook:
    return Webhook(
        id=work.new_id("webhooks"),
        destination=wanted.destination,
        settings=_codes(wanted),
        sort=last,
        disabled=False,
        created_by=work.actor.user_id,
        created_at=work.now,
        updated_at=work.now,
    )


def _changed(work: Work, old: Webhook, wanted: Subscription) -> Webhook:
    return structs.replace(old, settings=_codes(wanted), disabled=False, updated_at=work.now)


def _codes(wanted: Subscription) -> list[str]:
    return list(dict.fromkeys(wanted.settings))


def _ordered(others: list[Webhook], new: Webhook, place: int) -> list[Webhook]:
    """`sort` is a place in the list, counted from 1: amoCRM answers 1 to a first webhook that asked for 10."""
    ordered = [*others]
    ordered.insert(max(place, 1) - 1, new)
    return [structs.replace(webhook, sort=sort) for sort, webhook in enumerate(ordered, 1)]
