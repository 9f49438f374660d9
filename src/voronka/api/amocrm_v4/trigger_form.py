"""What a fired trigger posts: a short hook, or what a widget is to act on. PHP's brackets, every value a text."""

from typing import Any

from voronka.base import php
from voronka.domain.accounts import Account
from voronka.domain.kinds import Kind
from voronka.domain.triggers import CHAT, STATUS, Happening, Trigger

# amoCRM's numbers and names of its conditions. 15 is the one for «created on the stage or moved to it».
CONDITIONS = {
    STATUS: (15, "lead_appeared_in_status"),
    "call_in": (17, "call_in"),
    "site_visit": (18, "site_visit"),
    CHAT: (19, "chat"),
}


def form(trigger: Trigger, by: Happening, account: Account) -> str:
    return php.build(_of_widget(trigger, by, account) if trigger.widget_code else _hook(by, account))


def _hook(by: Happening, account: Account) -> dict[str, Any]:
    """Shorter than a webhook's: receivers read the rest over the API. A lead that is created on the stage comes as
    `add`, as seen in receivers' logs."""
    told = {"id": by.lead.lead_id, "status_id": by.lead.status_id, "pipeline_id": by.lead.pipeline_id}
    event = "add" if by.event == STATUS and not by.came_from else by.event
    if by.came_from:
        told |= {"old_status_id": by.came_from.status_id, "old_pipeline_id": by.came_from.pipeline_id}
    return {"leads": {event: {0: told}}, "account": {"id": account.id, "subdomain": account.subdomain}}


def _of_widget(trigger: Trigger, by: Happening, account: Account) -> dict[str, Any]:
    """`action[code]` is the widget's (unconfirmed): one address may serve several."""
    number, code = CONDITIONS[by.event]
    lead = {
        "id": by.lead.lead_id,
        "element_type": int(Kind.LEAD),
        "status_id": by.lead.status_id,
        "pipeline_id": by.lead.pipeline_id,
        "direction_of_movement": "went_to_trigger" if by.event == STATUS else None,
    }
    return {
        "event": {"type": number, "type_code": code, "data": lead, "time": by.at},
        "action": {"code": trigger.widget_code, "settings": {"widget": {"settings": trigger.settings}}},
        "subdomain": account.subdomain,
        "account_id": account.id,
    }
