"""A writer says when he read the record: who comes with an older time than the stored one has missed a change."""

from collections.abc import Mapping, Sequence
from enum import Enum

from voronka.base.absent import ABSENT
from voronka.domain.records import SignedChange


class Unfit(Enum):
    STALE = "the record was changed after the time that the change names"
    UNKNOWN = "there is no such record, or none that the actor may see"
    NEEDED = "it stays, as something else needs it"


def unfit(times: Mapping[int, int], changes: Sequence[SignedChange]) -> list[Unfit | None]:
    """Of each change why it cannot be applied. `times`: of the stored records, by id; a change without one is stale.
    The same time is not older (unconfirmed): clients write within a second of reading."""
    current = dict(times)
    found: list[Unfit | None] = []
    for change in changes:
        if change.id not in current:
            found.append(Unfit.UNKNOWN)
        elif change.updated_at is ABSENT or change.updated_at < current[change.id]:
            found.append(Unfit.STALE)
        else:
            current[change.id] = change.updated_at
            found.append(None)
    return found
