"""Roles: rights under a name."""

from typing import Any

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent
from voronka.domain.naming import checked_name
from voronka.domain.rights import STAGE, Desk, nothing_granted, with_unsorted_closed, written


class Role(Struct, kw_only=True, frozen=True):
    id: int
    name: str
    rights: dict[str, Any]
    created_at: int
    updated_at: int


class RoleWrite(Struct, kw_only=True, frozen=True):
    """`rights` holds only what is to be written."""

    name: str | Absent = ABSENT
    rights: dict[str, Any] = {}


def make(write: RoleWrite, id: int, desk: Desk, now: int) -> Role:
    name = checked_name(write.name, None, desk.problems, desk.item)
    rights = written(nothing_granted(), write.rights, desk)
    return Role(id=id, name=name, rights=rights, created_at=now, updated_at=now)


def apply(before: Role, write: RoleWrite, desk: Desk, now: int) -> Role:
    name = checked_name(write.name, before.name, desk.problems, desk.item)
    rights = written(before.rights, write.rights, desk)
    if STAGE in write.rights and not write.rights[STAGE]:
        rights = with_unsorted_closed(rights, desk.pipelines.values())
    return structs.replace(before, name=name, rights=rights, updated_at=now)
