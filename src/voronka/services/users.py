"""People of the account and their groups. Only an administrator sees the list."""

import re
import uuid
from collections.abc import Sequence

from voronka.base.page import Page
from voronka.domain.access import full_rights
from voronka.domain.errors import NotFound, Problems, Rule
from voronka.domain.users import DEFAULT_GROUP, Group, User, UserDraft, normal_email
from voronka.services import passwords
from voronka.services.work import Work
from voronka.store import beginnings as store_beginnings
from voronka.store import users as store

NAME_AT_MOST = 50
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+$")


def page(work: Work, number: int, limit: int) -> Page[User]:
    work.actor.require_admin()
    return Page.slice(sorted(work.facts.users.values(), key=lambda user: user.id), number, limit)


def get(work: Work, id: int) -> User:
    work.actor.require_admin()
    if id not in work.facts.users:
        raise NotFound(f"There is no user {id} in this account.")
    return work.facts.users[id]


def by_email(work: Work, email: str) -> User:
    """For the command line, where people are named by their login."""
    wanted = normal_email(email)
    for user in work.facts.users.values():
        if user.email == wanted:
            return user
    raise NotFound(f"No user of account {work.account.subdomain} has the login {email}.")


def administrator(work: Work) -> User:
    """The first one who may act for the whole account."""
    admins = [user for user in work.facts.users.values() if user.is_admin and user.is_active]
    if not admins:
        raise NotFound(f"Account {work.account.subdomain} has no active administrator. Name a user.")
    return min(admins, key=lambda user: user.id)


def add(work: Work, drafts: Sequence[UserDraft]) -> list[User]:
    work.actor.require_admin()
    _check(work, drafts)
    ids = work.new_ids("users", len(drafts))
    added = [_user(work, id, draft) for id, draft in zip(ids, drafts, strict=True)]
    hashes = {id: passwords.hash_of(draft.password) for id, draft in zip(ids, drafts, strict=True) if draft.password}
    store.add(work, added, hashes)
    work.facts_change()
    return added


def add_groups(work: Work, names: Sequence[str]) -> list[Group]:
    work.actor.require_admin()
    last = max((group.sort for group in work.facts.groups.values()), default=0)
    ids = work.new_ids("groups", len(names))
    groups = [
        Group(id=id, name=name, sort=last + place) for place, (id, name) in enumerate(zip(ids, names, strict=True), 1)
    ]
    store_beginnings.add_groups(work, groups)
    work.facts_change()
    return groups


def save(work: Work, changed: Sequence[User]) -> None:
    """Names, groups and phones; logins stay what they are. Who changes his group takes his records along."""
    work.actor.require_admin()
    moved = {user.id: user.group_id or DEFAULT_GROUP for user in changed if _changes_group(work, user)}
    store.save(work, changed)
    if changed:
        work.facts_change()
    store.move_records(work, moved)


def set_active(work: Work, user_id: int, is_active: bool) -> None:
    """A blocked user's tokens stop at his next request: each is looked up together with its user."""
    get(work, user_id)
    store.set_active(work, user_id, is_active)
    work.facts_change()


def _changes_group(work: Work, user: User) -> bool:
    return (user.group_id or DEFAULT_GROUP) != work.facts.group_of(user.id)


def _check(work: Work, drafts: Sequence[UserDraft]) -> None:
    problems = Problems()
    taken = {user.email for user in work.facts.users.values()}
    for place, draft in enumerate(drafts):
        email = normal_email(draft.email)
        _check_one(work, problems, place, draft)
        if email in taken:
            problems.add(place, "email", Rule.TAKEN)
        taken.add(email)
    problems.check()


def _check_one(work: Work, problems: Problems, place: int, draft: UserDraft) -> None:
    if not draft.name.strip():
        problems.add(place, "name", Rule.BLANK)
    if len(draft.name) > NAME_AT_MOST:
        problems.add(place, "name", Rule.TOO_LONG, str(NAME_AT_MOST))
    if not EMAIL.match(draft.email.strip()):
        problems.add(place, "email", Rule.FORMAT)
    if draft.password is not None and len(draft.password) < passwords.SHORTEST:
        problems.add(place, "password", Rule.TOO_SHORT, str(passwords.SHORTEST))
    if (draft.group_id or DEFAULT_GROUP) not in work.facts.groups:
        problems.add(place, "rights.group_id", Rule.UNKNOWN_CHOICE)


def _user(work: Work, id: int, draft: UserDraft) -> User:
    return User(
        id=id,
        name=draft.name.strip(),
        email=normal_email(draft.email),
        lang=draft.lang or work.account.settings.language,
        group_id=draft.group_id,
        role_id=None,
        is_admin=draft.is_admin,
        is_free=False,
        is_active=draft.is_active,
        rights=full_rights() if draft.rights is None else draft.rights,
        uuid=str(uuid.uuid4()),
        amojo_id=str(uuid.uuid4()),
        phone_number=draft.phone_number,
        user_rank=None,
    )
