"""Calls, and notices of those that are coming in: both find their card by the number."""

from typing import Any
from uuid import uuid4

from voronka.api.amocrm_v2.envelope import Wire, items_reply, private_reply
from voronka.api.amocrm_v2.faults import NothingSent, mark_of
from voronka.api.amocrm_v2.shapes import told
from voronka.api.errors import TooManyItems
from voronka.api.http import Call, Reply
from voronka.base.absent import ABSENT, or_else
from voronka.base.folding import phone_key
from voronka.domain.calls import CallDraft
from voronka.domain.errors import Problems, Rule
from voronka.domain.links import End
from voronka.services import calls, waiting_calls
from voronka.services.work import Work

NO_ENTITY = 263  # v4's number for the same


def add(work: Work, call: Call) -> Reply:
    """(unconfirmed) the answer: named as that of a notice; who has no card is told among the errors, as in v4."""
    items = _items(call.body)
    logged = told("add", items, lambda: calls.add(work, [from_wire(item) for item in items]))
    shown: list[Wire] = []
    missed: list[Wire] = []
    for place, (item, done) in enumerate(zip(items, logged, strict=True)):
        mark = mark_of(item.request_id, place)
        if done is None:
            missed.append({"code": NO_ENTITY, "message": _nobody(item.phone), "request_id": mark})
            continue
        card = {"element_id": done.owner.id, "element_type": int(done.owner.kind)}
        sent = {"uniq": or_else(item.uniq, ""), "phone_number": item.phone, "request_id": mark}
        shown.append({"id": done.note_id, **card, **sent})
    return items_reply(call, shown, {"add": missed} if missed else None)


def add_older(work: Work, call: Call) -> Reply:
    items = _items(call.body.request if call.body.add is ABSENT else call.body)
    if len(items) > call.operation.most:
        raise TooManyItems(f"At most {call.operation.most} items per request: {len(items)} were sent.")
    source = or_else(call.query.code, "")
    kept = told("add", items, lambda: waiting_calls.add(work, _older_drafts(work, items, source)))
    pairs = list(zip(items, kept, strict=True))
    success = [item.uniq for item, is_kept in pairs if is_kept]
    errors = [{"uuid": item.uniq, "error": _nobody(_phone(item))} for item, is_kept in pairs if not is_kept]
    return private_reply(call, work.now, {"add": {"success": success, "errors": errors}})


def notify(work: Work, call: Call) -> Reply:
    items = _items(call.body)
    told("add", items, lambda: _check(work, items))
    keys = {item.phone: phone_key(item.phone) for item in items}
    cards = calls.cards_of(work, {key for key in keys.values() if key})
    return items_reply(call, [_notice(item.phone, cards.get(keys[item.phone])) for item in items])


def _items(body: Any) -> list[Any]:
    items = or_else(body.add, [])
    if not items:
        raise NothingSent("add")
    return items


def _nobody(phone: str) -> str:
    return f"No contact and no company that you may change has the phone {phone}."


def _notice(phone: str, card: End | None) -> Wire:
    return {
        "element_id": card.id if card else None,
        "element_type": int(card.kind) if card else None,
        "uid": str(uuid4()),
        "phone_number": phone,
    }


def _check(work: Work, items: list[Any]) -> None:
    """Who is to be told must be there. Whom it is shown to is up to the interface: this server has none of its own."""
    problems = Problems()
    for place, item in enumerate(items):
        if not item.phone.strip():
            problems.add(place, "phone", Rule.BLANK)
        for number, user_id in enumerate(or_else(item.users, [])):
            if user_id not in work.facts.users:
                problems.add(place, f"users.{number}", Rule.UNKNOWN_CHOICE)
    problems.check()


def from_wire(item: Any) -> CallDraft:
    return CallDraft(
        direction=item.direction,
        duration=or_else(item.duration, 0),
        source=or_else(item.source, ""),
        phone=item.phone.strip(),
        uniq=or_else(item.uniq, "") or None,
        link=or_else(item.link, None),
        call_result=or_else(item.call_result, None),
        call_status=or_else(item.call_status, None),
        call_responsible=None,
        responsible_user_id=item.responsible_user_id or ABSENT,
        created_by=item.created_by,
        created_at=item.created_at or ABSENT,
        updated_at=item.updated_at or ABSENT,
    )


def _phone(item: Any) -> str:
    """The other party's: of an incoming call who called, of an outgoing one who was called."""
    return (item.caller if item.direction == "inbound" else item.to).strip()


def _older_drafts(work: Work, items: list[Any], source: str) -> list[CallDraft]:
    problems = Problems()
    for place, item in enumerate(items):
        if item.account_id != work.account_id:
            problems.add(place, "account_id", Rule.UNKNOWN_CHOICE)
        if not _phone(item):
            problems.add(place, "caller" if item.direction == "inbound" else "to", Rule.BLANK)
    problems.check()
    return [_older_from_wire(item, source) for item in items]


def _older_from_wire(item: Any, source: str) -> CallDraft:
    return CallDraft(
        direction=item.direction,
        duration=or_else(item.duration, 0),
        source=source,
        phone=_phone(item),
        uniq=item.uniq or None,
        link=or_else(item.link, None),
        call_result=None,
        call_status=None,
        call_responsible=item.to if item.direction == "inbound" else item.caller,
        created_at=item.created_at or ABSENT,
    )
