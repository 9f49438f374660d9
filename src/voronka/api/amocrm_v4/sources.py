"""Sources: all of them on one page; `default` is what the house calls is_default."""

from typing import Any

from msgspec import UNSET, to_builtins

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.amocrm_v4.writing import given, id_of, none
from voronka.api.http import Call
from voronka.base.absent import ABSENT, Absent
from voronka.base.page import Page
from voronka.domain.sources import Source, SourceWrite
from voronka.services import sources
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Source]:
    return Page(sources.all_of(work, none(call.query.filter.external_id) or ()))


def find_one(work: Work, call: Call) -> Source:
    return sources.get(work, call.path["id"])


def add(work: Work, call: Call, writes: Any) -> list[Source]:
    return sources.add(work, writes)


def update(work: Work, call: Call, writes: Any) -> list[Source]:
    return sources.update(work, writes)


def update_one(work: Work, call: Call, write: SourceWrite) -> Source:
    return sources.update(work, [write], only_one=True)[0]


def delete(work: Work, call: Call) -> None:
    sources.delete(work, [call.path["id"]], only_one=True)


def delete_many(work: Work, call: Call) -> None:
    sources.delete(work, [item.id for item in call.body])


def from_wire(item: Any, work: Work, call: Call) -> SourceWrite:
    external_id, services = given(item.external_id), given(item.services)
    return SourceWrite(
        id=id_of(item, call),
        name=given(item.name),
        external_id=external_id if isinstance(external_id, Absent) else str(external_id).strip(),
        pipeline_id=given(item.pipeline_id),
        is_default=given(item.default),
        origin_code=given(item.origin_code),
        services=ABSENT if isinstance(services, Absent) else [_service(service) for service in services],
    )


def _service(service: Any) -> Wire:
    """Kept as it came, numbers as texts. No params are an empty array, as PHP writes an empty object."""
    params = none(service.params)
    sent = {} if params is None or isinstance(params, list) else to_builtins(params)
    pages = none(service.pages) or []
    return {
        "type": service.type,
        "params": {key: value for key, value in sent.items() if value is not None} or [],
        "pages": [{"id": str(page.id), "name": page.name, "link": str(page.link)} for page in pages],
    }


def external_id_of(embedded: Any) -> str | Absent:
    """Which source a new lead says it comes from."""
    source = none(getattr(embedded, "source", UNSET))
    external_id = ABSENT if source is None else given(source.external_id)
    return external_id if isinstance(external_id, Absent) else str(external_id).strip()


def to_wire(source: Source, work: Work, call: Call) -> Wire:
    return {
        "id": source.id,
        "name": source.name,
        "pipeline_id": source.pipeline_id,
        "external_id": source.external_id,
        "default": source.is_default,
        "origin_code": source.origin_code,
        "services": source.services,
        "_links": self_link(call, "sources", source.id),
    }
