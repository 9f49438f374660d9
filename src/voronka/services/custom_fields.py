"""Custom fields: everybody reads the definitions, administrators write them."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from voronka.domain.errors import Conflict, NotFound, Problems, Rule
from voronka.domain.fields.defining import Definer, FieldChange, Owner
from voronka.domain.fields.definition import Field
from voronka.domain.fields.indexing import is_searched
from voronka.domain.kinds import Kind
from voronka.domain.segments import FIELDS_AT_MOST
from voronka.services import permits, prices
from voronka.services.work import Work
from voronka.store import custom_fields as store
from voronka.store import indexes


def by_sort(field: Field) -> tuple[int, int]:
    return field.sort, field.id


def by_id(field: Field) -> tuple[int]:
    return (field.id,)


def of_owner(
    work: Work,
    owner: Owner,
    *,
    ids: Sequence[int] = (),
    types: Sequence[str] = (),
    key: Callable[[Field], Any] = by_sort,
    descending: bool = False,
) -> list[Field]:
    require_owner(work, owner)
    held = work.facts.fields_of(owner.kind, owner.catalog_id).by_id.values()
    wanted = (field for field in held if (not ids or field.id in ids) and (not types or field.type in types))
    return sorted(wanted, key=key, reverse=descending)


def get(work: Work, owner: Owner, id: int) -> Field:
    require_owner(work, owner)
    field = work.facts.fields_of(owner.kind, owner.catalog_id).by_id.get(id)
    if field is None:
        raise NotFound(f"There is no custom field {id} here. List the fields to see those that are.")
    return field


def add(work: Work, owner: Owner, changes: Sequence[FieldChange]) -> list[Field]:
    definer = _definer(work, owner, changes)
    if owner.kind == Kind.SEGMENT and len(of_owner(work, owner)) + len(changes) > FIELDS_AT_MOST:
        raise Conflict(f"Segments have at most {FIELDS_AT_MOST} custom fields. Delete one first.")
    ids = work.new_ids("custom_fields", len(changes))
    made = [definer.define(change, id, item) for item, (change, id) in enumerate(zip(changes, ids, strict=True))]
    definer.problems.check()
    fields = [field for field in made if field is not None]
    store.add(work, fields)
    work.facts_change()
    return fields


def update(work: Work, owner: Owner, changes: Sequence[FieldChange]) -> list[Field]:
    """The fields after their changes, in the order of the changes; a field may be changed twice in one batch."""
    definer = _definer(work, owner, changes)
    held = dict(work.facts.fields_of(owner.kind, owner.catalog_id).by_id)
    answers: list[Field] = []
    for item, change in enumerate(changes):
        before = held.get(change.id)
        if before is None:
            definer.problems.add(item, "id", Rule.UNKNOWN_CHOICE)
        else:
            held[change.id] = definer.redefine(before, change, item)
            answers.append(held[change.id])
    definer.problems.check()
    store.save(work, [held[id] for id in dict.fromkeys(field.id for field in answers)])
    work.facts_change()
    return answers


def delete(work: Work, owner: Owner, id: int) -> None:
    """With all its values: neither a filter nor a search finds a record by them any more."""
    work.actor.require_admin()
    field = get(work, owner, id)
    if field.is_predefined:
        raise Conflict(f"The field «{field.name}» is part of the system and cannot be deleted.")
    if not field.is_deletable:
        raise Conflict(f"The field «{field.name}» is kept from being deleted. Set its is_deletable to true first.")
    _remove(work, [field])


def delete_own(work: Work, named: Sequence[tuple[int, str]]) -> None:
    """Fields by id and origin, of whatever owners: a service deletes what it made itself."""
    permits.administer(work)
    held = {id: field for fields in work.facts.fields.values() for id, field in fields.by_id.items()}
    problems = Problems()
    for item, (id, origin) in enumerate(named):
        field = held.get(id)
        if field is None:
            problems.add(item, "id", Rule.UNKNOWN_CHOICE)
        elif not field.is_deletable:
            problems.add(item, "id", Rule.READ_ONLY)
        elif field.origin != origin:
            problems.add(item, "origin", Rule.UNKNOWN_CHOICE)
    problems.check()
    _remove(work, [held[id] for id in dict.fromkeys(id for id, _ in named)])


def _remove(work: Work, gone: Sequence[Field]) -> None:
    store.remove(work, [field.id for field in gone])
    prices.forget(work, gone)
    work.facts_change()
    searched: dict[Kind, list[Field]] = defaultdict(list)
    for field in gone:
        if is_searched(field) and field.entity_type != Kind.SEGMENT:  # nobody searches segments
            searched[field.entity_type].append(field)
    for kind, fields in searched.items():
        indexes.forget_texts(work, kind, fields)


def _definer(work: Work, owner: Owner, changes: Sequence[FieldChange]) -> Definer:
    work.actor.require_admin()
    require_owner(work, owner)
    work.lock_facts()
    new_options = work.new_ids("enums", sum(len(change.options()) for change in changes))
    return Definer(owner, work.facts, work.now, iter(new_options))


def require_owner(work: Work, owner: Owner) -> None:
    if owner.kind == Kind.ELEMENT and owner.catalog_id not in work.facts.catalogs:
        raise NotFound(f"There is no catalog {owner.catalog_id}.")
