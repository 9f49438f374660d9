"""Files on records. The official client reads `_embedded.files` of an attachment, where the documents show `{}`."""

from collections.abc import Sequence
from typing import Any

from voronka.api.amocrm_v4.envelope import Wire, nothing, page_links, paged
from voronka.api.amocrm_v4.writing import none
from voronka.api.http import Call, Handler, Reply
from voronka.base.money import to_major
from voronka.domain.file_links import Attached, AttachedQuery
from voronka.domain.kinds import Kind
from voronka.services import file_links
from voronka.services.work import Work


def lists(kind: Kind) -> Handler:
    def handle(work: Work, call: Call) -> Reply:
        asked = AttachedQuery(**paged(call), before_id=none(call.query.before_id))
        found = file_links.page(work, kind, call.path["id"], asked, call.path.get("catalog_id"))
        if not found.items:
            return nothing()
        embedded = {"files": _wires(found.items)}
        return Reply(body={"_page": call.query.page, "_links": page_links(call, found), "_embedded": embedded})

    return handle


def attaches(kind: Kind) -> Handler:
    def handle(work: Work, call: Call) -> Reply:
        done = file_links.attach(work, kind, call.path["id"], _uuids(call), call.path.get("catalog_id"))
        return Reply(body={"_links": {"self": {"href": call.url}}, "_embedded": {"files": _wires(done)}})

    return handle


def detaches(kind: Kind) -> Handler:
    def handle(work: Work, call: Call) -> Reply:
        file_links.detach(work, kind, call.path["id"], _uuids(call), call.path.get("catalog_id"))
        return Reply(status=call.operation.status)

    return handle


def holders(work: Work, call: Call) -> Reply:
    uuid = call.path["uuid"]
    found = file_links.holders(work, uuid)
    return Reply(body={"file_uuid": uuid, "entities": [_holder(kind, record) for kind, record in found]})


def _uuids(call: Call) -> list[str]:
    return [item.file_uuid for item in call.body]


def _wires(found: Sequence[Attached]) -> list[Wire]:
    return [{"file_uuid": attached.file_uuid, "id": attached.id} for attached in found]


def _holder(kind: Kind, record: Any) -> Wire:
    """In the names of the vendor's older calls."""
    price = getattr(record, "price", None)
    return {
        "id": record.id,
        "name": record.name,
        "entity_type": kind.plural,
        "created_by": record.created_by,
        "main_user_id": getattr(record, "responsible_user_id", None),
        "date_create": record.created_at,
        "date_update": record.updated_at,
        "updated_by": record.updated_by,
        "price": None if price is None else to_major(price),
        "pipeline_id": getattr(record, "pipeline_id", None),
        "status_id": getattr(record, "status_id", None),
        "closest_task_at": getattr(record, "closest_task_at", None),
    }
