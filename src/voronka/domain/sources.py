"""Sources: where an integration's leads come from. Each belongs to one integration."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.errors import Problems, Rule
from voronka.domain.naming import NAME_AT_MOST, checked_name
from voronka.domain.pipelines import Pipeline

AT_MOST = 50  # of one integration; newer documents of the vendor say 100, older ones 50
ORIGIN_CODE_AT_MOST = 20

Services = list[dict[str, Any]]


class Source(Struct, kw_only=True, frozen=True):
    """`client_id` is empty for tokens that belong to no integration: together they count as one."""

    id: int
    client_id: str
    name: str
    external_id: str
    pipeline_id: int
    is_default: bool
    origin_code: str | None
    services: Services
    is_deleted: bool
    created_at: int
    updated_at: int


class SourceWrite(Struct, kw_only=True):
    """`id` is 0 for a new source."""

    id: int = 0
    name: str | Absent = ABSENT
    external_id: str | Absent = ABSENT
    pipeline_id: int | Absent = ABSENT
    is_default: bool | Absent = ABSENT
    origin_code: str | Absent = ABSENT
    services: Services | Absent = ABSENT


class Desk(Struct, frozen=True):
    """Whose sources are written, when, and which pipelines there are."""

    problems: Problems
    client_id: str
    pipelines: Mapping[int, Pipeline]
    main_pipeline_id: int
    now: int


def make(write: SourceWrite, id: int, item: int, desk: Desk) -> Source:
    blank = Source(
        id=id,
        client_id=desk.client_id,
        name=checked_name(write.name, None, desk.problems, item),
        external_id=checked_name(write.external_id, None, desk.problems, item, "external_id"),
        pipeline_id=desk.main_pipeline_id,
        is_default=False,
        origin_code=None,
        services=[],
        is_deleted=False,
        created_at=desk.now,
        updated_at=desk.now,
    )
    return _written(blank, write, item, desk)


def apply(before: Source, write: SourceWrite, item: int, desk: Desk) -> Source:
    named = structs.replace(
        before,
        name=checked_name(write.name, before.name, desk.problems, item),
        external_id=checked_name(write.external_id, before.external_id, desk.problems, item, "external_id"),
        updated_at=desk.now,
    )
    return _written(named, write, item, desk)


def _written(before: Source, write: SourceWrite, item: int, desk: Desk) -> Source:
    if write.pipeline_id is not ABSENT and write.pipeline_id not in desk.pipelines:
        desk.problems.add(item, "pipeline_id", Rule.UNKNOWN_CHOICE)
    if write.origin_code is not ABSENT:
        _check_origin_code(write.origin_code, item, desk.problems)
    _check_services(or_else(write.services, []), item, desk.problems)
    return structs.replace(
        before,
        pipeline_id=or_else(write.pipeline_id, before.pipeline_id),
        is_default=or_else(write.is_default, before.is_default),
        origin_code=or_else(write.origin_code, before.origin_code),
        services=or_else(write.services, before.services),
    )


def _check_origin_code(code: str, item: int, problems: Problems) -> None:
    if len(code) > ORIGIN_CODE_AT_MOST:
        problems.add(item, "origin_code", Rule.TOO_LONG, str(ORIGIN_CODE_AT_MOST))
    if not code.strip():
        problems.add(item, "origin_code", Rule.BLANK)
    elif code.isdigit() or not code.strip("\"'«»`"):
        problems.add(item, "origin_code", Rule.FORMAT, "neither digits nor quotes alone")


def _check_services(services: Services, item: int, problems: Problems) -> None:
    for place, service in enumerate(services):
        for at, page in enumerate(service["pages"]):
            for key, value in page.items():
                if len(value) > NAME_AT_MOST:
                    problems.add(item, f"services.{place}.pages.{at}.{key}", Rule.TOO_LONG, str(NAME_AT_MOST))
