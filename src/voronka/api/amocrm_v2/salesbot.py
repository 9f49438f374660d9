"""Launches of bots: a list that stands alone, numbers for the kinds of records."""

from typing import Any

from voronka.api.amocrm_v2.envelope import link
from voronka.api.amocrm_v2.faults import of_items
from voronka.api.bot_calls import calling
from voronka.api.http import Call, Reply
from voronka.domain.bots import Start
from voronka.domain.errors import Invalid, Problem, Rule
from voronka.domain.kinds import Kind
from voronka.services import bots
from voronka.services.work import Work

KINDS = {int(kind): kind for kind in (Kind.CONTACT, Kind.LEAD)}


def run(work: Work, call: Call) -> Reply:
    wrong = [
        Problem(place, f"{place}.entity_type", Rule.UNKNOWN_CHOICE)
        for place, item in enumerate(call.body)
        if item.entity_type not in KINDS
    ]
    if wrong:
        raise of_items(wrong, call.body)
    try:
        bots.run(work, [_start(item) for item in call.body], calling=calling(work, call))
    except Invalid as error:
        placed = [Problem(each.item, f"{each.item}.{each.path}", each.rule) for each in error.problems]
        raise of_items(placed, call.body) from error
    self_link = link(call.operation.path, call.operation.method.lower())
    return Reply(status=call.operation.status, body={"_links": self_link, "success": True})


def _start(item: Any) -> Start:
    return Start(item.bot_id, KINDS[item.entity_type], item.entity_id)
