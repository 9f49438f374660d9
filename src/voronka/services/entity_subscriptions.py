"""Who follows a record. Nobody can subscribe through the API, so it is he who is responsible for it: he is told of what
happens in it by that very fact."""

from typing import Literal

from msgspec import Struct

from voronka.domain.kinds import Kind
from voronka.services import records
from voronka.services.work import Work


class Subscriber(Struct, frozen=True):
    id: int
    type: Literal["user", "group"]


def of_record(work: Work, kind: Kind, id: int) -> list[Subscriber]:
    responsible = records.get(work, kind, id).record.responsible_user_id
    return [Subscriber(responsible, "user")] if responsible in work.facts.users else []
