"""Bots: launches are answered by a text with 202, the only status at which the official client bears that."""

from typing import Any

from voronka.api.amocrm_v4.envelope import Wire, place
from voronka.api.amocrm_v4.writing import none
from voronka.api.bot_calls import calling
from voronka.api.http import Call, Handler, Reply
from voronka.base.page import Page
from voronka.domain.bots import Bot, Order, Start
from voronka.domain.kinds import BY_PLURAL
from voronka.services import bots
from voronka.services.work import Work

TEXT = "text/html"
ACCEPTED = "Accepted"


def find(work: Work, call: Call) -> Page[Bot]:
    asked = call.query.filter
    types = none(asked.type_functionality) or ()
    return bots.page(work, none(asked.id) or (), types, place(call))


def find_one(work: Work, call: Call) -> Bot:
    return bots.get(work, call.path["id"])


def run(work: Work, call: Call) -> Reply:
    bots.run(work, [_start(call.path["id"], call.body)], only_one=True, calling=calling(work, call))
    return _accepted(call)


def run_many(work: Work, call: Call) -> Reply:
    bots.run(work, [_start(item.bot_id, item) for item in call.body], calling=calling(work, call))
    return _accepted(call)


def stop(work: Work, call: Call) -> Reply:
    bots.stop(work, _start(call.path["id"], call.body))
    return _accepted(call)


def resumes(*, marketing: bool) -> Handler:
    def resume(work: Work, call: Call) -> Reply:
        sent, orders = none(call.body.data), none(call.body.execute_handlers) or []
        data = sent if isinstance(sent, dict) else {}
        told = [Order(order.handler, order.params) for order in orders]
        ids = call.path["bot_id"], call.path["continue_id"]
        bots.resume(work, *ids, data, told, marketing=marketing, calling=calling(work, call))
        return Reply(status=call.operation.status)

    return resume


def to_wire(bot: Bot, work: Work, call: Call) -> Wire:
    wire: Wire = {
        "id": bot.id,
        "name": bot.name,
        "type_functionality": bot.type_functionality,
        "is_visual_editor": bot.is_visual_editor,
        "settings": {"active": bot.is_active},
    }
    return wire | {"is_favorite": bot.is_favorite} if "favorite" in call.query.with_ else wire


def _start(bot_id: int, item: Any) -> Start:
    return Start(bot_id, BY_PLURAL[item.entity_type], item.entity_id)


def _accepted(call: Call) -> Reply:
    return Reply(status=call.operation.status, body=ACCEPTED, content_type=TEXT)
