"""How leads, contacts and companies are written: by their names, with their links and the notes inside them."""

from collections.abc import Callable, Sequence
from typing import Any

from voronka.api.amocrm_v2 import nested_notes
from voronka.api.amocrm_v2.records import require_names
from voronka.api.amocrm_v2.shapes import Setter
from voronka.domain.kinds import Kind
from voronka.services import writes
from voronka.services.work import Work
from voronka.services.writes import Save, Updated, Write


def setter(
    kind: Kind,
    add: Save,
    update: Save,
    from_wire: Callable[[Work, Sequence[Any]], list[Write]],
    names: Sequence[str] = ("name",),
) -> Setter:
    """`names`: of which a new one must have at least one."""

    def added(work: Work, items: Sequence[Any]) -> Sequence[Any]:
        require_names(items, names)
        return nested_notes.put(work, kind, items, writes.add(work, kind, add, from_wire(work, items)))

    def updated(work: Work, items: Sequence[Any]) -> Updated:
        return nested_notes.put_changed(work, kind, items, writes.update(work, kind, update, from_wire(work, items)))

    return Setter(kind.plural, added, updated)


def each(from_wire: Callable[[Work, Any], Write]) -> Callable[[Work, Sequence[Any]], list[Write]]:
    return lambda work, items: [from_wire(work, item) for item in items]
