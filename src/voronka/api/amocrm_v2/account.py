"""The account of API v2: its blocks are maps by id."""

from collections.abc import Callable
from typing import Any

from voronka.api.amocrm_v2.envelope import Wire, asked, item_link, link
from voronka.api.amocrm_v2.note_types import CODES, COMMON
from voronka.api.http import Call, Reply
from voronka.api.zones import offset_of
from voronka.domain.access import ACTIONS, DENIED
from voronka.domain.fields.definition import Enum, Field
from voronka.domain.fields.types import TYPES
from voronka.domain.kinds import Kind
from voronka.domain.pipelines import LOST, WON, Pipeline
from voronka.domain.statuses import Status
from voronka.domain.users import User
from voronka.services.work import Work

FIELDS = {"contacts": Kind.CONTACT, "leads": Kind.LEAD, "companies": Kind.COMPANY, "customers": Kind.CUSTOMER}
CLOSED_COLORS = {WON: "#CCFF66", LOST: "#D5D8DB"}


def get(work: Work, call: Call) -> Reply:
    account, settings = work.account, work.account.settings
    body: Wire = {
        "_links": link(call.operation.path + asked(call)),
        "id": account.id,
        "name": account.name,
        "subdomain": account.subdomain,
        "currency": settings.currency,
        "timezone": settings.timezone,
        "timezone_offset": offset_of(settings.timezone, work.now),
        "language": settings.language,
        "date_pattern": {"date": "d.m.Y", "time": "H:i", "date_time": "d.m.Y H:i", "time_full": "H:i:s"},
        "current_user": work.actor.user_id,
    }
    blocks = {name: block(work, call) for name, block in BLOCKS.items() if name in call.query.with_}
    return Reply(body=body | ({"_embedded": blocks} if blocks else {}))


def _users(work: Work, call: Call) -> Wire:
    return {str(user.id): _user(user) for user in listed(work, call)}


def listed(work: Work, call: Call) -> list[User]:
    """Who has left stays in the list, marked so: clients look up whoever made a record."""
    free = call.query.free_users == "y"
    return [user for user in work.facts.users.values() if free or not user.is_free]


def _user(user: User) -> Wire:
    return {
        "id": user.id,
        "name": user.name,
        "last_name": None,
        "login": user.email,
        "language": user.lang,
        "group_id": user.group_id or 0,
        "is_active": user.is_active,
        "is_free": user.is_free,
        "is_admin": user.is_admin,
        "phone_number": user.phone_number,
        "rights": rights_of(user),
    }


def rights_of(user: User) -> dict[str, str]:
    """One letter each, whatever is said of single stages; what was never granted is denied."""
    actor = user.actor()
    granted: dict[str, str] = {
        "mail": _switch(actor.reads_mail),
        "incoming_leads": actor.level(Kind.LEAD, "add").letter,
        "catalogs": _switch(actor.level(Kind.ELEMENT, "view") != DENIED),
    }
    for kind in (Kind.LEAD, Kind.CONTACT, Kind.COMPANY):
        granted |= {f"{kind.singular}_{action}": actor.level(kind, action).letter for action in ACTIONS}
    return granted | {f"task_{action}": actor.level(Kind.TASK, action).letter for action in ("edit", "delete")}


def _switch(is_on: bool) -> str:
    return "A" if is_on else "D"


def _groups(work: Work, call: Call) -> Wire:
    return {str(group.id): {"id": group.id, "name": group.name} for group in work.facts.groups.values()}


def _pipelines(work: Work, call: Call) -> Wire:
    return {str(pipeline.id): pipeline_to_wire(pipeline) for pipeline in work.facts.pipelines.values()}


def pipeline_to_wire(pipeline: Pipeline) -> Wire:
    return {
        "id": pipeline.id,
        "name": pipeline.name,
        "sort": pipeline.sort,
        "is_main": pipeline.is_main,
        "statuses": {str(status.id): _status(status) for status in stages_of(pipeline)},
        "_links": item_link("pipelines", pipeline.id),
    }


def stages_of(pipeline: Pipeline) -> list[Status]:
    """Unsorted leads are no stage here (unconfirmed): clients offer all that they see for leads to be put into."""
    return [status for status in pipeline.statuses if not status.is_unsorted]


def color_of(status: Status) -> str:
    return CLOSED_COLORS.get(status.id, status.color)


def _status(status: Status) -> Wire:
    return {
        "id": status.id,
        "name": status.name,
        "color": color_of(status),
        "sort": status.sort,
        "is_editable": status.is_editable,
    }


def _note_types(work: Work, call: Call) -> Wire:
    return {str(id): {"id": id, "code": code, "is_editable": id == COMMON} for id, code in CODES.items()}


def _task_types(work: Work, call: Call) -> Wire:
    return {str(kind.id): {"id": kind.id, "name": kind.name} for kind in work.facts.task_types.values()}


def _custom_fields(work: Work, call: Call) -> Wire:
    """An empty group is an empty list, as PHP writes it."""
    found: Wire = {name: _fields(work, kind) or [] for name, kind in FIELDS.items()}
    catalogs = {str(id): _fields(work, Kind.ELEMENT, id) or [] for id in work.facts.catalogs}
    return found | {"catalogs": catalogs or []}


def _fields(work: Work, kind: Kind, catalog_id: int = 0) -> Wire:
    return {str(field.id): field_to_wire(field) for field in work.facts.fields_of(kind, catalog_id).by_id.values()}


def field_to_wire(field: Field) -> Wire:
    shown: Wire = {
        "id": field.id,
        "name": field.name,
        "field_type": TYPES[field.type].legacy_id,
        "sort": field.sort,
        "code": field.code or "",
        "is_multiple": field.type == "multitext",
        "is_system": field.is_predefined,
        "is_editable": not field.is_api_only,
        "is_required": field.is_required,
        "is_deletable": field.is_deletable,
        "is_visible": field.is_visible,
        "params": {},
    }
    if field.enums:
        shown["enums"] = enums_of(field)
    if field.nested:
        shown["values_tree"] = tree_of(field.nested)
    return shown


def enums_of(field: Field) -> dict[str, str]:
    """Kinds of phones by their code names, options by their texts."""
    return {str(option.id): option.value for option in field.enums}


def tree_of(options: tuple[Enum, ...], parent_id: int | None = None) -> Wire:
    """(unconfirmed) shape: by id, with what is below."""
    return {
        str(option.id): {"id": option.id, "value": option.value, "children": tree_of(options, option.id)}
        for option in options
        if option.parent_id == parent_id
    }


BLOCKS: dict[str, Callable[[Work, Call], Any]] = {
    "custom_fields": _custom_fields,
    "users": _users,
    "pipelines": _pipelines,
    "groups": _groups,
    "note_types": _note_types,
    "task_types": _task_types,
}
