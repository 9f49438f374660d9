"""Who follows a record: he who is responsible for it, and whoever was added, users and whole groups."""

from typing import Literal

from msgspec import Struct

from voronka.domain.facts import Facts
from voronka.domain.kinds import Kind

FOLLOWED = (Kind.LEAD, Kind.CUSTOMER)


class Subscriber(Struct, frozen=True):
    id: int
    type: Literal["user", "group"]

    def is_there(self, facts: Facts) -> bool:
        return self.id in (facts.users if self.type == "user" else facts.groups)
