"""People of the account and their groups. Only an administrator sees them, adds and blocks them."""

import re
import uuid
from collections.abc import Sequence

from voronka.base.page import Page, Place
from voronka.domain.access import full_rights
from voronka.domain.errors import NotFound, Problems, Refused, Rule
from voronka.domain.listing import slice_of
from voronka.domain.rights import nothing_granted, written
from voronka.domain.users import (
    DEFAULT_GROUP,
    Group,
    User,
    UserDraft,
    UserInvite,
    has_allowed_letters,
    is_strong,
    normal_email,
)
from voronka.services import passwords, permits, roles
from voronka.services.work import Work
from voronka.store import beginnings as store_beginnings
from voronka.store import users as store

NAME_AT_MOST = 50
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+$")


def page(work: Work, place: Place) -> Page[User]:
    work.actor.require_admin()
    return slice_of(list(work.facts.users.values()), place, lambda user: (user.id,))


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
    problems = Problems()
    _check(work, drafts, problems)
    problems.check()
    return _added(work, drafts)


def invite(work: Work, invites: Sequence[UserInvite]) -> list[User]:
    """By an administrator's request, with the vendor's rules for names and passwords; what is not granted is denied."""
    permits.administer(work)  # neither a login nor a role is taken away meanwhile
    problems = Problems()
    drafts = [_draft(work, invited, problems, item) for item, invited in enumerate(invites)]
    _check(work, drafts, problems)
    problems.check()
    return _added(work, drafts)


def _added(work: Work, drafts: Sequence[UserDraft]) -> list[User]:
    ids = work.new_ids("users", len(drafts))
    added = [_user(work, id, draft) for id, draft in zip(ids, drafts, strict=True)]
    hashes = {id: passwords.hash_of(draft.password) for id, draft in zip(ids, drafts, strict=True) if draft.password}
    store.add(work, added, hashes)
    work.facts_change()
    return [work.facts.users[id] for id in ids]


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
    store.set_active(work, [user_id], is_active)
    work.facts_change()


def let_in(work: Work, ids: Sequence[int], *, is_active: bool) -> None:
    """By an administrator's request, who can neither lock out himself nor another administrator: one is always left."""
    permits.administer(work)
    people = work.facts.users
    if strangers := [id for id in ids if id not in people]:
        raise Refused(f"User(s) {_listed(strangers)} are not associated with provided account.")
    if admins := [id for id in ids if people[id].is_admin]:
        raise Refused(f"Administrators cannot be activated or deactivated: {_listed(admins)}.")
    store.set_active(work, ids, is_active)
    work.facts_change()


def _listed(ids: Sequence[int]) -> str:
    return ", ".join(map(str, dict.fromkeys(ids)))


def _changes_group(work: Work, user: User) -> bool:
    return (user.group_id or DEFAULT_GROUP) != work.facts.group_of(user.id)


def _draft(work: Work, invited: UserInvite, problems: Problems, item: int) -> UserDraft:
    """(unconfirmed) The documents call rights required where there is neither a role nor a free user, and say that
    missing rights are denied: so nobody is refused for leaving some out."""
    if not has_allowed_letters(invited.name):
        problems.add(item, "name", Rule.FORMAT, "letters, digits and . @ - _")
    if not is_strong(invited.password):
        problems.add(item, "password", Rule.FORMAT, "a digit, an upper and a lower case letter")
    if invited.role_id is not None and invited.role_id not in work.facts.roles:
        problems.add(item, "rights.role_id", Rule.UNKNOWN_CHOICE)
    granted = {} if invited.is_free else invited.rights
    return UserDraft(
        name=invited.name,
        email=invited.email,
        password=invited.password,
        lang=invited.lang,
        group_id=invited.group_id or None,
        role_id=invited.role_id,
        is_free=invited.is_free,
        rights=written(nothing_granted(), granted, roles.desk_of(work, problems, item)),
    )


def _check(work: Work, drafts: Sequence[UserDraft], problems: Problems) -> None:
    taken = {user.email for user in work.facts.users.values()}
    for place, draft in enumerate(drafts):
        email = normal_email(draft.email)
        _check_one(work, problems, place, draft)
        if email in taken:
            problems.add(place, "email", Rule.TAKEN)
        taken.add(email)


def _check_one(work: Work, problems: Problems, place: int, draft: UserDraft) -> None:
    if not draft.name.strip():
        problems.add(place, "name", Rule.BLANK)
    if len(draft.name) > NAME_AT_MOST:
        problems.add(place, "name", Rule.TOO_LONG, str(NAME_AT_MOST))
    if not EMAIL.match(draft.email.strip()):
        problems.add(place, "email", Rule.FORMAT, "an e-mail address")
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
        role_id=draft.role_id,
        is_admin=draft.is_admin,
        is_free=draft.is_free,
        is_active=draft.is_active,
        rights=full_rights() if draft.rights is None else draft.rights,
        uuid=str(uuid.uuid4()),
        amojo_id=str(uuid.uuid4()),
        phone_number=draft.phone_number,
        user_rank=None,
    )
