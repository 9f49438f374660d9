"""Short links: answers are paired with what was sent by their place alone, so there is one for each, in order."""

from typing import Any

from voronka.api.amocrm_v4.envelope import Wire, saved_reply
from voronka.api.hosts import own_origin
from voronka.api.http import Call, Reply
from voronka.base.addresses import in_ascii
from voronka.domain.short_links import ShortLink, ShortLinkDraft
from voronka.services import short_links
from voronka.services.work import Work

FOUND = 302
# every opening comes to us, and the page that it leads to learns nothing of the short address
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


def add(work: Work, call: Call) -> Reply:
    made = short_links.add(work, [_from_wire(item) for item in call.body])
    return saved_reply(call, [_to_wire(link, work, call) for link in made])


def follow(work: Work, call: Call) -> Reply:
    """Mail programs and messengers ask for the head to see whether a link is good: nobody has opened it then."""
    lead_on = short_links.target if call.is_head else short_links.follow
    return Reply(status=FOUND, headers={"Location": in_ascii(lead_on(work, call.path["code"])), **HEADERS})


def _from_wire(item: Any) -> ShortLinkDraft:
    return ShortLinkDraft(item.url, item.metadata.entity_id)


def _to_wire(link: ShortLink, work: Work, call: Call) -> Wire:
    return {
        "url": f"{own_origin(work, call)}/s/{link.code}",
        "account_id": work.account_id,
        "metadata": {"entity_type": "contacts", "entity_id": link.contact_id},
    }
