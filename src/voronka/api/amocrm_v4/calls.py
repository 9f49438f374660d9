"""Calls: of each there is a call or an error in the answer; 263 is the vendor's own code within it, no HTTP status."""

from typing import Any

from voronka.api.amocrm_v4.envelope import Wire, request_ids
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.amocrm_v4.writing import given, none, seconds
from voronka.api.http import Call, Reply
from voronka.domain.calls import CallDraft, Logged
from voronka.services import calls
from voronka.services.work import Work

NO_ENTITY = 263


def add(work: Work, call: Call) -> Reply:
    """200 also where no call found its card, or some did not (unconfirmed): clients look into `errors`, and some take
    another status for a failure of all. The vendor's cloud was seen to answer 400 then; our client reads both."""
    logged = calls.add(work, [from_wire(item) for item in call.body])
    marks = request_ids(call)
    added = [_to_wire(done, mark, work, call) for done, mark in zip(logged, marks, strict=True) if done]
    missed = [_error(item, mark) for done, item, mark in zip(logged, call.body, marks, strict=True) if done is None]
    return Reply(body={"_total_items": len(added), "errors": missed, "_embedded": {"calls": added}})


def from_wire(item: Any) -> CallDraft:
    uniq = none(item.uniq)
    return CallDraft(
        direction=item.direction,
        duration=int(item.duration),
        source=item.source,
        phone=str(item.phone).strip(),
        uniq=None if uniq is None else str(uniq),
        link=none(item.link),
        call_result=none(item.call_result),
        call_status=none(item.call_status),
        call_responsible=none(item.call_responsible),
        responsible_user_id=given(item.responsible_user_id),
        created_by=given(item.created_by),
        updated_by=given(item.updated_by),
        created_at=seconds(item.created_at),
        updated_at=seconds(item.updated_at),
    )


def _to_wire(logged: Logged, mark: str, work: Work, call: Call) -> Wire:
    """The type in the singular: it is how clients read events too, and the official one takes both (unconfirmed)."""
    owner = logged.owner
    return {
        "id": logged.note_id,
        "entity_id": owner.id,
        "entity_type": owner.kind.singular,
        "account_id": work.account_id,
        "request_id": mark,
        "_embedded": {"entity": {"id": owner.id, "_links": self_link(call, owner.kind.plural, owner.id)}},
    }


def _error(item: Any, mark: str) -> Wire:
    # (unconfirmed) detail and request_id: without them nobody could tell which call it was
    detail = f"No contact and no company that you may change has the phone {item.phone}."
    return {"title": "Entity not found", "status": NO_ENTITY, "detail": detail, "request_id": mark}
