"""Notes on a record's card: texts, calls, messages. Each type says what its params may hold; they are kept as sent."""

from typing import Any

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.changes import Change, Standing, columns_difference
from voronka.domain.errors import Rule
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.domain.note_params import WRITABLE, check_params
from voronka.domain.records import Record, SignedChange
from voronka.domain.saving import Moment, check_users, stamped


class Note(Struct, kw_only=True, frozen=True):
    id: int
    entity_type: Kind
    entity_id: int
    note_type: str
    params: dict[str, Any]
    responsible_user_id: int
    group_id: int
    created_by: int
    updated_by: int
    created_at: int
    updated_at: int
    is_pinned: bool


class NoteChange(SignedChange, kw_only=True):
    """What a request says of a note."""

    entity_id: int = 0
    note_type: str | Absent = ABSENT
    params: dict[str, Any] | Absent = ABSENT
    is_need_to_trigger_digital_pipeline: bool = True


class NoteQuery(ListQuery, kw_only=True):
    note_types: list[str] | None = None


def make(kind: Kind, change: NoteChange, id: int, responsible: int, item: int, moment: Moment) -> Note:
    """`responsible`: for the record, and so for its note unless that is told otherwise."""
    note_type = or_else(change.note_type, "")
    if note_type not in WRITABLE:
        moment.problems.add(item, "note_type", Rule.UNKNOWN_CHOICE)
    elif change.params is ABSENT:
        moment.problems.add(item, "params", Rule.MISSING)
    else:
        check_params(note_type, change.params, item, moment.problems)
    check_users(change, item, moment)
    responsible = or_else(change.responsible_user_id, responsible)
    created_by = or_else(change.created_by, moment.actor.user_id)
    return Note(
        id=id,
        entity_type=kind,
        entity_id=change.entity_id,
        note_type=note_type,
        params=or_else(change.params, {}),
        responsible_user_id=responsible,
        group_id=moment.facts.group_of(responsible),
        created_by=created_by,
        updated_by=or_else(change.updated_by, created_by),
        created_at=or_else(change.created_at, moment.now),
        updated_at=or_else(change.updated_at, moment.now),
        is_pinned=False,
    )


def apply(before: Note, change: NoteChange, item: int, moment: Moment) -> Note:
    """Params that are not named stay. The type stays what it is: the official client repeats it in every change."""
    check_users(change, item, moment)
    if change.note_type is not ABSENT and change.note_type != before.note_type:
        moment.problems.add(item, "note_type", Rule.UNKNOWN_CHOICE)
    values: dict[str, Any] = {
        name: getattr(change, name)
        for name in ("responsible_user_id", "created_by", "created_at")
        if getattr(change, name) is not ABSENT
    }
    if "responsible_user_id" in values:
        values["group_id"] = moment.facts.group_of(values["responsible_user_id"])
    if change.params is not ABSENT:
        values["params"] = {**before.params, **change.params}
        check_params(before.note_type, values["params"], item, moment.problems)
    after = structs.replace(before, **values)
    if after == before and change.updated_at is ABSENT:
        return before
    return structs.replace(after, **stamped(change, moment))


def of_system(
    kind: Kind, owner: Record, note_type: str, params: dict[str, Any], id: int, now: int, *, author: int = 0
) -> Note:
    """What the system itself writes on a record's card. `author`: whose deed it tells, 0 for nobody's."""
    return Note(
        id=id,
        entity_type=kind,
        entity_id=owner.id,
        note_type=note_type,
        params=params,
        responsible_user_id=owner.responsible_user_id,
        group_id=owner.group_id,
        created_by=author,
        updated_by=author,
        created_at=now,
        updated_at=now,
        is_pinned=False,
    )


def added(note: Note, actor_id: int, standing: Standing | None = None) -> Change:
    """It happens to the record that the note stands on."""
    kind, id = note.entity_type, note.entity_id
    return Change(kind=kind, id=id, action="note", actor_id=actor_id, record=note, standing=standing)


def changed(before: Note, after: Note, actor_id: int) -> Change:
    old, new = columns_difference(before, after)
    return Change(
        kind=after.entity_type,
        id=after.entity_id,
        action="note_update",
        actor_id=actor_id,
        before=old,
        after=new,
        record=after,
    )
