"""Groups (tabs) of custom fields: everybody reads them, administrators write them."""

from collections.abc import Sequence

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.errors import Conflict, NotFound, Problems, Rule
from voronka.domain.fields.defining import NAME_AT_MOST, Owner
from voronka.domain.fields.definition import FieldGroup
from voronka.domain.fields.predefined import DEFAULT_GROUP
from voronka.domain.kinds import Kind
from voronka.services.custom_fields import require_owner
from voronka.services.work import Work
from voronka.store import custom_fields as store_fields
from voronka.store import field_groups as store


class GroupChange(Struct, kw_only=True):
    """`field_ids`: fields to move into the group."""

    name: str | Absent | None = ABSENT
    sort: int | Absent | None = ABSENT
    field_ids: list[int] | Absent | None = ABSENT


class Tab(Struct, frozen=True):
    """A group with the ids of its fields, by sort."""

    group: FieldGroup
    field_ids: list[int]


def of_owner(work: Work, owner: Owner) -> list[Tab]:
    require_owner(work, owner)
    return [_tab(work, group) for group in _groups(work, owner)]


def get(work: Work, owner: Owner, id: str) -> Tab:
    found = next((tab for tab in of_owner(work, owner) if tab.group.id == id), None)
    if found is None:
        raise NotFound(f"There is no group of fields {id} here. List the groups to see those that are.")
    return found


def add(work: Work, owner: Owner, changes: Sequence[GroupChange]) -> list[Tab]:
    _begin(work, owner)
    problems = Problems()
    ids = work.new_ids("field_groups", len(changes))
    groups = [
        _new_group(work, owner, change, id, item, problems)
        for item, (change, id) in enumerate(zip(changes, ids, strict=True))
    ]
    for item, change in enumerate(changes):
        _check_fields(work, owner, change, item, problems)
    problems.check()
    store.add(work, groups)
    _move_fields(work, list(zip(groups, changes, strict=True)))
    return [_tab(work, group) for group in groups]


def update(work: Work, owner: Owner, id: str, change: GroupChange) -> Tab:
    _begin(work, owner)
    before = get(work, owner, id).group
    problems = Problems()
    name = before.name if change.name is ABSENT else _name(change, 0, problems)
    _check_fields(work, owner, change, 0, problems)
    problems.check()
    group = structs.replace(before, name=name, sort=_sort(change, before.sort))
    store.save(work, group)
    _move_fields(work, [(group, change)])
    return _tab(work, group)


def delete(work: Work, owner: Owner, id: str) -> None:
    """Its fields move to the default group."""
    _begin(work, owner)
    group = get(work, owner, id).group
    if group.is_predefined:
        raise Conflict(f"The group «{group.name}» is part of the system and cannot be deleted.")
    store_fields.leave_group(work, owner.kind, owner.catalog_id, group.id)
    store.remove(work, group)
    work.facts_change()


def _begin(work: Work, owner: Owner) -> None:
    work.actor.require_admin()
    require_owner(work, owner)


def _groups(work: Work, owner: Owner) -> list[FieldGroup]:
    return [
        group
        for group in work.facts.field_groups
        if group.entity_type == owner.kind and group.catalog_id == owner.catalog_id
    ]


def _tab(work: Work, group: FieldGroup) -> Tab:
    fields = work.facts.fields_of(group.entity_type, group.catalog_id).by_id.values()
    return Tab(group, [field.id for field in fields if (field.group_id or DEFAULT_GROUP) == group.id])


def _new_group(work: Work, owner: Owner, change: GroupChange, id: int, item: int, problems: Problems) -> FieldGroup:
    whose = "catalogs" if owner.kind == Kind.ELEMENT else owner.kind.plural
    last = max((group.sort for group in _groups(work, owner)), default=0)
    return FieldGroup(
        id=f"{whose}_{id}{work.now}",
        entity_type=owner.kind,
        catalog_id=owner.catalog_id,
        name=_name(change, item, problems),
        sort=_sort(change, last + item + 1),
        is_predefined=False,
    )


def _sort(change: GroupChange, usual: int) -> int:
    sort = or_else(change.sort, None)
    return usual if sort is None else sort


def _name(change: GroupChange, item: int, problems: Problems) -> str:
    name = (or_else(change.name, None) or "").strip()
    if not name:
        problems.add(item, "name", Rule.MISSING if change.name is ABSENT else Rule.BLANK)
    if len(name) > NAME_AT_MOST:
        problems.add(item, "name", Rule.TOO_LONG, str(NAME_AT_MOST))
    return name


def _check_fields(work: Work, owner: Owner, change: GroupChange, item: int, problems: Problems) -> None:
    held = work.facts.fields_of(owner.kind, owner.catalog_id).by_id
    for place, field_id in enumerate(or_else(change.field_ids, None) or ()):
        if field_id not in held:
            problems.add(item, f"fields.{place}", Rule.UNKNOWN_CHOICE)


def _move_fields(work: Work, changed: Sequence[tuple[FieldGroup, GroupChange]]) -> None:
    """Those named come in; those that were there and are not named stay, as a field always has a place."""
    places = {field_id: group.id for group, change in changed for field_id in or_else(change.field_ids, None) or ()}
    store_fields.move_to_groups(work, places)
    work.facts_change()
