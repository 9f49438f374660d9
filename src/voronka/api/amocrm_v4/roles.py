"""Roles: rights under a name, without the keys that belong to one user."""

from typing import Any

from voronka.api.amocrm_v4 import rights, users
from voronka.api.amocrm_v4.envelope import Wire, place
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.amocrm_v4.writing import given
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.domain.roles import Role, RoleWrite
from voronka.services import roles
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Role]:
    return roles.page(work, place(call))


def find_one(work: Work, call: Call) -> Role:
    return roles.get(work, call.path["id"])


def add(work: Work, call: Call, writes: Any) -> list[Role]:
    return roles.add(work, writes)


def update_one(work: Work, call: Call, write: RoleWrite) -> Role:
    return roles.update(work, call.path["id"], write)


def delete(work: Work, call: Call) -> None:
    roles.delete(work, call.path["id"])


def from_wire(item: Any, work: Work, call: Call) -> RoleWrite:
    return RoleWrite(name=given(item.name), rights=rights.from_wire(item.rights))


def to_wire(role: Role, work: Work, call: Call) -> Wire:
    """(unconfirmed) The documents show ids of users; the official client and generated ones read them as objects."""
    wire = saved(role, work, call)
    if "users" in call.query.with_:
        wire["_embedded"] = {"users": [users.added(user, work, call) for user in roles.holders(work, role)]}
    return wire


def saved(role: Role, work: Work, call: Call) -> Wire:
    links = self_link(call, "roles", role.id)
    return {"id": role.id, "name": role.name, "rights": rights.to_wire(role.rights), "_links": links}
