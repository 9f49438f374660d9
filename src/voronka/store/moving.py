"""What hangs on a record goes over to another one when the two become one."""

from sqlalchemy import update

from voronka.domain.links import End
from voronka.store import tasks as task_store
from voronka.store.tables import calls, notes, tasks
from voronka.store.work import Work


def move_all(work: Work, gone: End, kept: End) -> None:
    for table in (notes, tasks, calls):
        c = table.c
        ours = (c.account_id == work.account_id, c.entity_type == int(gone.kind), c.entity_id == gone.id)
        work.connection.execute(update(table).where(*ours).values(entity_type=int(kept.kind), entity_id=kept.id))
    task_store.refresh_closest(work, [gone, kept])
