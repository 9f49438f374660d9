"""Users: read by administrators. The official client reads every key of `rights` without a guard, so all are there."""

from typing import Any

from voronka.api.amocrm_v4.account import group_to_wire
from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.domain.access import ACTIONS, DENIED, ENTITIES
from voronka.domain.users import DEFAULT_GROUP, User
from voronka.services import users
from voronka.services.work import Work

ASKED = ("uuid", "amojo_id", "user_rank", "phone_number")


def find(work: Work, call: Call) -> Page[User]:
    return users.page(work, call.query.page, call.query.limit)


def find_one(work: Work, call: Call) -> User:
    return users.get(work, call.path["id"])


def to_wire(user: User, work: Work, call: Call) -> Wire:
    asked = call.query.with_
    wire: Wire = {"id": user.id, "name": user.name, "email": user.email, "lang": user.lang}
    wire |= {name: getattr(user, name) for name in ASKED if name in asked}
    wire |= {"rights": _rights(user), "_links": self_link(call, "users", user.id)}
    if embedded := _embedded(user, work, asked):
        wire["_embedded"] = embedded
    return wire


def _rights(user: User) -> Wire:
    granted = user.rights
    return {
        **{entity: _levels(granted.get(entity), ACTIONS) for entity in ENTITIES},
        "tasks": _levels(granted.get("tasks"), ("edit", "delete")),
        "mail_access": bool(granted.get("mail_access")),
        "catalog_access": bool(granted.get("catalog_access")),
        "status_rights": granted.get("status_rights"),
        "catalog_rights": granted.get("catalog_rights") or [],
        "is_admin": user.is_admin,
        "is_free": user.is_free,
        "is_active": user.is_active,
        "group_id": user.group_id,
        "role_id": user.role_id,
    }


def _levels(granted: Any, actions: tuple[str, ...]) -> Wire:
    """What was never granted is denied."""
    return {action: (granted or {}).get(action, DENIED) for action in actions}


def _embedded(user: User, work: Work, asked: list[str]) -> Wire:
    """No group of his own means the default department. There are no roles yet, so nobody has one."""
    embedded: Wire = {"roles": []} if "role" in asked else {}
    if "group" in asked:
        group = work.facts.groups.get(user.group_id or DEFAULT_GROUP)
        embedded["groups"] = [group_to_wire(group)] if group else []
    return embedded
