"""What a file is needed for: on which records it hangs, which fields, notes and templates of chats show it."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Text, and_, or_, select, type_coerce

from voronka.domain.files import HOLDERS
from voronka.store import sight
from voronka.store.tables import chat_templates, field_values, file_links, files, notes
from voronka.store.work import Work


def used(work: Work, uuids: Sequence[str], file_fields: Sequence[int], shown_by: str) -> set[str]:
    """Those of these files that something needs. `shown_by`: the type of notes that show one."""
    any_of, n, v, links = work.dialect.any_of, notes.c, field_values.c, file_links.c
    shown, attached = _text(n.params["file_uuid"]), _text(chat_templates.c.attachment["id"])
    hangs = files.join(file_links, (files.c.account_id == links.account_id) & (files.c.id == links.file_id))
    on_cards = (any_of(n.entity_type, [int(kind) for kind in HOLDERS]), n.note_type == shown_by)
    in_fields = (any_of(v.field_id, file_fields), any_of(v.value_text, uuids))
    needs: Iterable[Any] = (
        select(files.c.uuid).select_from(hangs).where(_ours(work, files), any_of(files.c.uuid, uuids)),
        select(v.value_text).where(_ours(work, field_values), *in_fields),
        select(shown).where(_ours(work, notes), *on_cards, any_of(shown, uuids)),
        select(attached).where(_ours(work, chat_templates), any_of(attached, uuids)),
    )
    return {uuid for need in needs for uuid in work.connection.execute(need.distinct()).scalars()}


def shown(work: Work, uuids: Sequence[str], file_fields: Sequence[int], shown_by: str) -> set[str]:
    """Those of these files that a note or a field shows of a record that the actor sees."""
    any_of, n, v = work.dialect.any_of, notes.c, field_values.c
    uuid = _text(n.params["file_uuid"])
    of_notes, of_fields = (
        or_(*((c.entity_type == int(kind)) & and_(*sight.held_by(work, kind, c.entity_id)) for kind in HOLDERS))
        for c in (n, v)
    )
    in_fields = (any_of(v.field_id, file_fields), any_of(v.value_text, uuids))
    places: Iterable[Any] = (
        select(v.value_text).where(_ours(work, field_values), *in_fields, of_fields),
        select(uuid).where(_ours(work, notes), n.note_type == shown_by, any_of(uuid, uuids), of_notes),
    )
    return {found for place in places for found in work.connection.execute(place.distinct()).scalars()}


def _text(value: Any) -> Any:
    return type_coerce(value.as_string(), Text)


def _ours(work: Work, table: Any) -> Any:
    return table.c.account_id == work.account_id
