"""The account: the constant keys, and those that `with` asks for, each in the one place where clients look."""

from collections.abc import Callable

from voronka.api.amocrm_v4.entity_names import ENTITY_NAMES
from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.http import Call, Reply
from voronka.api.zones import offset_of
from voronka.domain.users import Group
from voronka.services.work import Work

VERSION = 11


def get(work: Work, call: Call) -> Reply:
    asked = call.query.with_
    body = _always(work, call)
    body |= {name: value(work, call) for name, value in ON_TOP.items() if name in asked}
    body["_links"] = {"self": {"href": call.url}}
    if embedded := {name: value(work, call) for name, value in EMBEDDED.items() if name in asked}:
        body["_embedded"] = embedded
    return Reply(body=body)


def group_to_wire(group: Group) -> Wire:
    return {"id": group.id, "name": group.name, "uuid": None}


def _always(work: Work, _call: Call) -> Wire:
    account, settings = work.account, work.account.settings
    return {
        "id": account.id,
        "name": account.name,
        "subdomain": account.subdomain,
        "created_at": account.created_at,
        "created_by": 0,
        "updated_at": account.updated_at,
        "updated_by": 0,
        "current_user_id": work.actor.user_id,
        "country": settings.country,
        "currency": settings.currency,
        "currency_symbol": settings.currency_symbol,
        "customers_mode": settings.customers_mode,
        "is_unsorted_on": settings.is_unsorted_on,
        "mobile_feature_version": 0,
        "is_loss_reason_enabled": settings.is_loss_reason_enabled,
        "is_helpbot_enabled": settings.is_helpbot_enabled,
        "is_technical_account": False,
        "contact_name_display_order": settings.contact_name_display_order,
        "language": settings.language,
    }


def _datetime_settings(work: Work, _call: Call) -> Wire:
    timezone = work.account.settings.timezone
    return {
        "date_pattern": "d.m.Y H:i",
        "short_date_pattern": "d.m.Y",
        "short_time_pattern": "H:i",
        "date_format": "d.m.Y",
        "time_format": "H:i:s",
        "timezone": timezone,
        "timezone_offset": offset_of(timezone, work.now),
    }


def _invoices_settings(work: Work, _call: Call) -> Wire:
    """0 where there is no such catalog: the official client casts to int and knows no null."""
    found = [catalog.id for catalog in work.facts.catalogs.values() if catalog.type == "invoices"]
    return {"lang": work.account.settings.language, "invoices_catalog_id": found[0] if found else 0}


def _task_types(work: Work, _call: Call) -> list[Wire]:
    """The account's own have no code."""
    return [
        {"id": kind.id, "name": kind.name, "color": None, "icon_id": None, "code": kind.code or None}
        for kind in work.facts.task_types.values()
    ]


Value = Callable[[Work, Call], object]

ON_TOP: dict[str, Value] = {
    "amojo_id": lambda work, _: work.account.amojo_id,
    "uuid": lambda work, _: work.account.uuid,
    "version": lambda *_: VERSION,
    "drive_url": lambda _, call: call.origin,  # files are served by this very server
    "is_api_filter_enabled": lambda work, _: work.account.settings.is_api_filter_enabled,
    "entity_names": lambda *_: ENTITY_NAMES,
    "invoices_settings": _invoices_settings,
}

# entity_names and invoices_settings a second time: some clients look for them here
EMBEDDED: dict[str, Value] = {
    "amojo_rights": lambda *_: {"can_direct": True, "can_create_groups": True},
    "users_groups": lambda work, _: [group_to_wire(group) for group in work.facts.groups.values()],
    "task_types": _task_types,
    "datetime_settings": _datetime_settings,
    "entity_names": lambda *_: ENTITY_NAMES,
    "invoices_settings": _invoices_settings,
}
