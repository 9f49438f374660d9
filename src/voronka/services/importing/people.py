"""Users: somebody who is here already, by his e-mail or his name, is taken for the one that the row means."""

from collections.abc import Mapping, Sequence

from msgspec import structs

from voronka.base.folding import fold
from voronka.domain.importing.logins import login_of
from voronka.domain.importing.rows import Draft
from voronka.domain.users import User, UserDraft, normal_email
from voronka.services import users
from voronka.services.importing.faults import told_by_row
from voronka.services.importing.jobs import Job
from voronka.services.work import Work
from voronka.store import external_keys
from voronka.store.external_keys import Known


def write(work: Work, job: Job, drafts: Sequence[Draft], _links: object, known: Mapping[str, Known]) -> None:
    present = {draft.row.key: user for draft in drafts if (user := _present(work, draft, known.get(draft.row.key)))}
    new = [draft for draft in drafts if draft.row.key not in present]
    with told_by_row(new, work.facts):
        made = users.add(work, _user_drafts(work, new)) if new else []
    changed = [_changed(user, draft) for draft in drafts if (user := present.get(draft.row.key))]
    users.save(work, [user for user in changed if user != work.facts.users[user.id]])
    ids = {key: user.id for key, user in present.items()}
    ids |= {draft.row.key: user.id for draft, user in zip(new, made, strict=True)}
    rows = {draft.row.key: Known(ids[draft.row.key], draft.row.fingerprint, None) for draft in drafts}
    external_keys.add(work, job.keys, job.entity_type, {key: row for key, row in rows.items() if key not in known})
    external_keys.save(work, job.keys, job.entity_type, {key: row for key, row in rows.items() if key in known})


def _present(work: Work, draft: Draft, known: Known | None) -> User | None:
    people = work.facts.users
    if known and known.entity_id in people:
        return people[known.entity_id]
    email, name = draft.values.get("email"), fold(draft.values.get("name", ""))
    if email:
        return next((user for user in people.values() if user.email == normal_email(email)), None)
    return next((user for user in people.values() if fold(user.name) == name), None)


def _user_drafts(work: Work, drafts: Sequence[Draft]) -> list[UserDraft]:
    taken = {user.email for user in work.facts.users.values()}
    made: list[UserDraft] = []
    for draft in drafts:
        values = draft.values
        email = values.get("email") or login_of(values.get("name", ""), work.account.subdomain, taken)
        taken.add(normal_email(email))
        made.append(
            UserDraft(
                name=values.get("name", ""),
                email=email,
                group_id=values.get("group_id"),
                phone_number=values.get("phone"),
            )
        )
    return made


def _changed(user: User, draft: Draft) -> User:
    values = draft.values
    return structs.replace(
        user,
        name=values.get("name", user.name),
        group_id=values.get("group_id", user.group_id),
        phone_number=values.get("phone", user.phone_number),
    )
