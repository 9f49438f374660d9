"""Roles: read and written by administrators. Whoever has a role has its rights, from the next request on."""

from collections.abc import Sequence

from voronka.base.page import Page, Place
from voronka.domain import roles
from voronka.domain.errors import NotFound, Problems
from voronka.domain.listing import slice_of
from voronka.domain.rights import Desk
from voronka.domain.roles import Role, RoleWrite
from voronka.domain.users import User
from voronka.services import permits
from voronka.services.work import Work
from voronka.store import roles as store
from voronka.store import users as store_users


def page(work: Work, place: Place) -> Page[Role]:
    work.actor.require_admin()
    return slice_of(list(work.facts.roles.values()), place, lambda role: (role.id,))


def get(work: Work, id: int) -> Role:
    work.actor.require_admin()
    if id not in work.facts.roles:
        raise NotFound(f"There is no role {id}. List the roles to see those that are.")
    return work.facts.roles[id]


def holders(work: Work, role: Role) -> list[User]:
    return [user for user in work.facts.users.values() if user.role_id == role.id]


def add(work: Work, writes: Sequence[RoleWrite]) -> list[Role]:
    permits.administer(work)
    problems = Problems()
    ids = work.new_ids("roles", len(writes))
    made = [
        roles.make(write, id, desk_of(work, problems, item), work.now)
        for item, (write, id) in enumerate(zip(writes, ids, strict=True))
    ]
    problems.check()
    store.add(work, made)
    work.facts_change()
    return made


def update(work: Work, id: int, write: RoleWrite) -> Role:
    permits.administer(work)
    problems = Problems()
    after = roles.apply(get(work, id), write, desk_of(work, problems), work.now)
    problems.check()
    store.save(work, [after])
    work.facts_change()
    return after


def delete(work: Work, id: int) -> None:
    """(unconfirmed) Whoever had the role keeps what it allowed, as rights of his own: nobody loses or gains any."""
    permits.administer(work)
    gone = get(work, id)
    store_users.keep_rights(work, gone)
    store.remove(work, id)
    work.facts_change()


def desk_of(work: Work, problems: Problems, item: int = 0) -> Desk:
    return Desk(work.facts.pipelines, work.facts.catalogs, problems, item)
