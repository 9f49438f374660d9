"""How a talk ends: at once, or after a bot has asked the customer for a mark."""

from voronka.domain import access
from voronka.domain.access import DENIED
from voronka.domain.bots import FINISHED, NPS, Bot, Start
from voronka.domain.errors import Conflict
from voronka.domain.kinds import Kind
from voronka.domain.talks import ASKED, CLOSED, IN_WORK, INCOMING, Talk
from voronka.domain.talks import NPS as ASKING
from voronka.services import bots, talks
from voronka.services.bots import Calling
from voronka.services.work import Work
from voronka.store import bots as store
from voronka.store import records
from voronka.store import talks as store_talks


def close(work: Work, id: int, *, force: bool = False, calling: Calling | None = None) -> Talk:
    """`force`: without asking. What is asked already may only be forced, or a bot that hangs would keep it open."""
    before = talks.editable(work, id)
    if before.status == CLOSED:
        raise Conflict(f"Talk {id} is closed already.")
    if before.status in ASKING and not force:
        raise Conflict(f"Talk {id} is closing: the customer is being asked. To close it at once, send force_close.")
    missed = _missed(work, before)
    asks = None if force else next((bot for bot in _asking(work) if bot.is_active), None)
    actor_id = work.actor.user_id
    if asks is None:
        return talks.moved(work, before, actor_id=actor_id, status=CLOSED, **missed)
    asked = talks.moved(work, before, actor_id=actor_id, status=ASKED, **missed)
    bots.run(work, [_start(work, asks.id, before)], calling=calling)
    return asked


def rated(work: Work, before: Talk, rate: int) -> Talk:
    """The customer has answered the bot, which has nothing left to do."""
    asks = [bot.id for bot in _asking(work)]
    about = [(Kind.CONTACT, before.contact_id), (before.entity_type, before.entity_id or 0)]
    runs = store.waiting(work, asks, [id for _, id in about])
    store.end(work, [run.id for run in runs if (run.entity_type, run.entity_id) in about], FINISHED)
    return talks.moved(work, before, actor_id=0, status=CLOSED, rate=rate)


def _asking(work: Work) -> list[Bot]:
    return [bot for bot in store.everything(work) if bot.type_functionality == NPS]


def _missed(work: Work, before: Talk) -> dict[str, int]:
    """What the vendor calls missed his API does not say (unconfirmed). Here it is a talk that somebody closes though
    the customer spoke last, at the time when he did: that needs no working hours and no clock, and it stays true."""
    last = store_talks.last_message(work, before.id) if before.status == IN_WORK else None
    return {"missed_at": last.created_at} if last and last.type == INCOMING else {}


def _start(work: Work, bot_id: int, talk: Talk) -> Start:
    """For the talk's lead, where who closes may change it; or else for the contact, whom he may."""
    level = access.narrowest(work.actor, Kind.LEAD, "view", "edit")
    lead_ids = [talk.entity_id] if talk.entity_type == Kind.LEAD and talk.entity_id and level != DENIED else []
    leads = sorted(records.existing(work, Kind.LEAD, lead_ids, level))
    return Start(bot_id, Kind.LEAD, leads[0]) if leads else Start(bot_id, Kind.CONTACT, talk.contact_id)
