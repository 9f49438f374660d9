"""How a talk ends: at once, or after a bot has asked the customer for a mark."""

from voronka.domain import access
from voronka.domain.access import DENIED
from voronka.domain.bots import NPS, Start
from voronka.domain.errors import Conflict
from voronka.domain.kinds import Kind
from voronka.domain.talks import ASKED, CLOSED, Talk
from voronka.domain.talks import NPS as ASKING
from voronka.services import bots, talks
from voronka.services.bots import Calling
from voronka.services.work import Work
from voronka.store import bots as store
from voronka.store import records


def close(work: Work, id: int, *, force: bool = False, calling: Calling | None = None) -> Talk:
    """`force`: without asking. What is asked already may only be forced, or a bot that hangs would keep it open."""
    before = talks.editable(work, id)
    if before.status == CLOSED:
        raise Conflict(f"Talk {id} is closed already.")
    if before.status in ASKING and not force:
        raise Conflict(f"Talk {id} is closing: the customer is being asked. To close it at once, send force_close.")
    asks = next((bot for bot in store.everything(work) if bot.type_functionality == NPS and bot.is_active), None)
    if force or asks is None:
        return talks.moved(work, before, CLOSED)
    asked = talks.moved(work, before, ASKED)
    bots.run(work, [_start(work, asks.id, before)], calling=calling)
    return asked


def _start(work: Work, bot_id: int, talk: Talk) -> Start:
    """For the talk's lead, where who closes may change it; or else for the contact, whom he may."""
    level = access.narrowest(work.actor, Kind.LEAD, "view", "edit")
    lead_ids = [talk.entity_id] if talk.entity_type == Kind.LEAD and talk.entity_id and level != DENIED else []
    leads = sorted(records.existing(work, Kind.LEAD, lead_ids, level))
    return Start(bot_id, Kind.LEAD, leads[0]) if leads else Start(bot_id, Kind.CONTACT, talk.contact_id)
