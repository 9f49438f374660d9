"""The account of the older calls: everything at once, in lists, with texts for ids."""

from voronka.api.amocrm_v2.account import FIELDS, color_of, enums_of, listed, rights_of, stages_of
from voronka.api.amocrm_v2.envelope import Wire, private_reply
from voronka.api.amocrm_v2.note_types import CODES, COMMON
from voronka.api.amocrm_v2.pipelines import private_by_id
from voronka.api.http import Call, Reply
from voronka.api.zones import offset_of
from voronka.domain.fields.definition import Field
from voronka.domain.fields.predefined import ADDRESS_PARTS
from voronka.domain.fields.types import TYPES
from voronka.domain.kinds import Kind
from voronka.domain.pipelines import Pipeline
from voronka.domain.users import User
from voronka.services import pipelines
from voronka.services.work import Work

PART_TITLES = ("Address line 1", "Address line 2", "City", "State", "Zip", "Country")


def current(work: Work, call: Call) -> Reply:
    account, settings = work.account, work.account.settings
    offset = offset_of(settings.timezone, work.now)
    shown: Wire = {
        "id": str(account.id),
        "name": account.name,
        "subdomain": account.subdomain,
        "currency": settings.currency,
        "paid_from": account.created_at,
        "paid_till": False,
        "timezone": settings.timezone,
        "timezoneoffset": offset,
        "timezone_offset": offset,
        "language": settings.language,
        "date_pattern": "d.m.Y H:i",
        "short_date_pattern": {"date": "d.m.Y", "time": "H:i", "date_time": "d.m.Y H:i"},
        "date_format": "d.m.Y",
        "time_format": "H:i:s",
        "country": settings.country,
        "unsorted_on": _yes(settings.is_unsorted_on),
        "customers_enabled": settings.customers_mode != "unavailable",
        "loss_reasons_enabled": settings.is_loss_reason_enabled,
        "helpbot_enabled": settings.is_helpbot_enabled,
        "mobile_feature_version": 0,
        "version": 11,
        "current_user": work.actor.user_id,
        "notifications_base_url": "",
        "notifications_ws_url": "",
        "notifications_ws_url_v2": "",
        "amojo_base_url": "",
        "amojo_rights": {"can_direct": True, "can_group_create": True},
        "limits": {"users_count": False, "contacts_count": False, "active_deals_count": False},
        "users": [_private_user(user) for user in listed(work, call)],
        "groups": [{"id": group.id, "name": group.name} for group in work.facts.groups.values()],
        "leads_statuses": _leads_statuses(work.facts.main_pipeline),
        "custom_fields": {name: _private_fields(work, kind) for name, kind in FIELDS.items()},
        "note_types": _private_note_types(),
        "task_types": _private_task_types(work),
        "pipelines": private_by_id(work, pipelines.all_of(work)),
    }
    return private_reply(call, work.now, shown)


def _yes(flag: bool) -> str:
    return "Y" if flag else "N"


def _private_user(user: User) -> Wire:
    rights = rights_of(user)
    granted = {f"rights_{name}": level for name, level in rights.items() if "_" in name and name != "incoming_leads"}
    return {
        "id": str(user.id),
        "mail_admin": rights["mail"],
        "name": user.name,
        "last_name": "",
        "login": user.email,
        "photo_url": "",
        "phone_number": user.phone_number or "",
        "language": user.lang,
        "group_id": user.group_id or 0,
        "active": user.is_active,
        "is_admin": "Y" if user.is_admin else None,
        "free_user": user.is_free,
        "unsorted_access": _yes(rights["incoming_leads"] != "D"),
        "catalogs_access": _yes(rights["catalogs"] != "D"),
        **granted,
        "rights_by_status": user.rights.get("status_rights"),
    }


def _leads_statuses(main: Pipeline) -> list[Wire]:
    return [
        {
            "id": str(status.id),
            "name": status.name,
            "pipeline_id": main.id,
            "sort": str(status.sort),
            "color": color_of(status),
            "editable": _yes(status.is_editable),
        }
        for status in stages_of(main)
    ]


def _private_fields(work: Work, kind: Kind) -> list[Wire]:
    return [_private_field(field) for field in work.facts.fields_of(kind).by_id.values()]


def _private_field(field: Field) -> Wire:
    shown: Wire = {
        "id": str(field.id),
        "name": field.name,
        "code": field.code or "",
        "multiple": _yes(field.type == "multitext"),
        "type_id": str(TYPES[field.type].legacy_id),
        "disabled": "1" if field.is_api_only else "0",
        "sort": field.sort,
        "is_required": field.is_required,
        "is_deletable": field.is_deletable,
        "is_visible": field.is_visible,
    }
    if field.type == "smart_address":
        parts = zip(ADDRESS_PARTS, PART_TITLES, strict=True)
        shown["subtypes"] = {str(part.id): {"id": part.id, "title": title, "name": part.value} for part, title in parts}
    elif field.enums:
        shown["enums"] = enums_of(field)
    return shown


def _private_note_types() -> list[Wire]:
    return [{"id": id, "name": "", "code": code, "editable": _yes(id == COMMON)} for id, code in CODES.items()]


def _private_task_types(work: Work) -> list[Wire]:
    """The first type has two names, and so it was recorded twice; ids of the account's own types are texts."""
    kinds = work.facts.task_types.values()
    types: list[Wire] = [
        {"id": kind.id if kind.code else str(kind.id), "name": kind.name, "code": kind.code} for kind in kinds
    ]
    return [*types[:1], types[0] | {"code": "CALL"}, *types[1:]]
