"""What hangs on a record goes over to another one when the two become one."""

from typing import Any

from sqlalchemy import select, update

from voronka.domain.kinds import Kind
from voronka.domain.links import End
from voronka.store import entity_subscriptions
from voronka.store import tasks as task_store
from voronka.store.tables import calls, chats, file_links, notes, short_links, talks, tasks
from voronka.store.work import Work


def move_all(work: Work, gone: End, kept: End) -> None:
    task_store.lock_standing_on(work, gone)
    # What others are just writing there is waited for, and goes along: they keep the record until they are done.
    task_store.lock_owners(work, [gone, kept])
    for table in (notes, tasks, calls, talks, file_links):
        c = table.c
        ours = [c.account_id == work.account_id, c.entity_type == int(gone.kind), c.entity_id == gone.id]
        if table is file_links:  # a file hangs on a record once
            ours.append(c.file_id.not_in(_files_of(work, kept)))
        work.connection.execute(update(table).where(*ours).values(entity_type=int(kept.kind), entity_id=kept.id))
    if gone.kind == Kind.CONTACT:
        for table in (chats, talks, short_links):
            his = (table.c.account_id == work.account_id, table.c.contact_id == gone.id)
            work.connection.execute(update(table).where(*his).values(contact_id=kept.id))
    entity_subscriptions.move(work, gone, kept)
    task_store.refresh_closest(work, [gone, kept])


def _files_of(work: Work, owner: End) -> Any:
    c = file_links.alias().c
    ours = (c.account_id == work.account_id, c.entity_type == int(owner.kind), c.entity_id == owner.id)
    return select(c.file_id).where(*ours)
