"""Users: read and added by administrators."""

from typing import Any

from msgspec import UNSET

from voronka.api.amocrm_v4 import rights
from voronka.api.amocrm_v4.account import group_to_wire
from voronka.api.amocrm_v4.envelope import Wire, empty, place
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.amocrm_v4.writing import none
from voronka.api.http import Call, Reply
from voronka.base.page import Page
from voronka.domain.users import DEFAULT_GROUP, User, UserInvite
from voronka.services import users
from voronka.services.work import Work

ASKED = ("uuid", "amojo_id", "user_rank", "phone_number")


def find(work: Work, call: Call) -> Page[User]:
    return users.page(work, place(call))


def find_one(work: Work, call: Call) -> User:
    return users.get(work, call.path["id"])


def add(work: Work, call: Call, invites: Any) -> list[User]:
    return users.invite(work, invites)


def activate(work: Work, call: Call) -> Reply:
    users.let_in(work, [item.id for item in call.body], is_active=True)
    return empty(call)


def deactivate(work: Work, call: Call) -> Reply:
    users.let_in(work, [item.id for item in call.body], is_active=False)
    return empty(call)


def from_wire(item: Any, work: Work, call: Call) -> UserInvite:
    granted = none(item.rights) or UNSET
    return UserInvite(
        name=item.name,
        email=item.email,
        password=item.password,
        lang=none(item.lang),
        is_free=bool(none(getattr(granted, "is_free", UNSET))),
        role_id=none(getattr(granted, "role_id", UNSET)),
        group_id=none(getattr(granted, "group_id", UNSET)),
        rights=rights.from_wire(granted),
    )


def to_wire(user: User, work: Work, call: Call) -> Wire:
    asked = call.query.with_
    more = {name: getattr(user, name) for name in ASKED if name in asked}
    return _wire(user, call, more) | _embedded(user, work, call, asked)


def added(user: User, work: Work, call: Call) -> Wire:
    return _wire(user, call, {})


def _wire(user: User, call: Call, more: Wire) -> Wire:
    own = {name: getattr(user, name) for name in ("is_admin", "is_free", "is_active", "group_id", "role_id")}
    return {
        "id": user.id,
        "name": user.name,
        "email": user.email,
        "lang": user.lang,
        **more,
        "rights": rights.to_wire(user.rights) | own,
        "_links": self_link(call, "users", user.id),
    }


def _embedded(user: User, work: Work, call: Call, asked: list[str]) -> Wire:
    """No group of his own means the default department."""
    embedded: Wire = {}
    if "role" in asked:
        role = work.facts.roles.get(user.role_id or 0)
        links = self_link(call, "roles", role.id) if role else {}
        embedded["roles"] = [{"id": role.id, "name": role.name, "_links": links}] if role else []
    if "group" in asked:
        group = work.facts.groups.get(user.group_id or DEFAULT_GROUP)
        embedded["groups"] = [group_to_wire(group)] if group else []
    return {"_embedded": embedded} if embedded else {}
