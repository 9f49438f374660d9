"""The first rows of a new account."""

from collections.abc import Sequence

import msgspec

from voronka.domain.users import Group
from voronka.store.tables import groups
from voronka.store.work import Work


def add_groups(work: Work, added: Sequence[Group]) -> None:
    stamp = {"account_id": work.account_id, "created_at": work.now, "updated_at": work.now}
    work.dialect.insert_many(work.connection, groups, [msgspec.to_builtins(group) | stamp for group in added])
