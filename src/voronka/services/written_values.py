"""The values that a batch writes into fields of some types, each with its place."""

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from voronka.base.absent import ABSENT
from voronka.domain.fields.definition import Field
from voronka.domain.fields.resolving import KEY, named
from voronka.domain.fields.writes import ValueWrite
from voronka.domain.kinds import Kind
from voronka.domain.records import RecordChange
from voronka.services.work import Work


class Written(Struct, frozen=True):
    """`record_id`: of the record written into, 0 for a new one. `item` and `path`: where faults are told."""

    record_id: int
    item: int
    path: str
    field: Field
    values: list[ValueWrite]
    nth: int

    @property
    def value(self) -> ValueWrite:
        return self.values[self.nth]

    def complete(self, value: ValueWrite) -> None:
        self.values[self.nth] = value


def written(work: Work, kind: Kind, changes: Sequence[RecordChange], types: Collection[str]) -> Iterator[Written]:
    for item, change in enumerate(changes):
        if change.custom_fields is ABSENT:
            continue
        fields = work.facts.fields_of(kind, getattr(change, "catalog_id", 0))
        for place, write in enumerate(change.custom_fields):
            field, values = named(fields, write), write.values or []
            if field is not None and field.type in types:
                for nth in range(len(values)):
                    yield Written(change.id, item, f"{KEY}.{place}.values.{nth}", field, values, nth)
