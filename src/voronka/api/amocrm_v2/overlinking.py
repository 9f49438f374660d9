"""Items that link more records than one may: the vendor's error 330 is told of each, and the others are saved."""

from collections.abc import Iterator, Sequence
from typing import Any

from voronka.api.amocrm_v2.codes import TOO_MANY_LINKED
from voronka.api.amocrm_v2.envelope import Wire
from voronka.api.amocrm_v2.faults import EMBEDDED, mark_of
from voronka.base.absent import or_else
from voronka.contract.amocrm_v2.envelope import LINKED
from voronka.domain.errors import Problems, Rule

LISTS = {kind: EMBEDDED[kind] for kind in ("leads", "contacts", "customers")}
TEXT = f"At most {LINKED} records of a kind are linked by one item. Link the others by changes after it."


def fitting(items: Sequence[Any]) -> list[int]:
    """The places of those that may be saved."""
    return [place for place, item in enumerate(items) if not any(_too_long(item))]


def refused(items: Sequence[Any]) -> list[Wire]:
    """What answers say of the others; in the form of a list, as clients read it of adds."""
    code = int(TOO_MANY_LINKED)
    over = [(place, item) for place, item in enumerate(items) if any(_too_long(item))]
    return [{"code": code, "message": TEXT, "request_id": mark_of(item.request_id, place)} for place, item in over]


def check(items: Sequence[Any]) -> None:
    """Of clients of the older calls some read an id of every member of `add`: there the whole request is refused."""
    problems = Problems()
    for place, item in enumerate(items):
        for kind in _too_long(item):
            problems.add(place, f"_embedded.{kind}", Rule.TOO_MANY, str(LINKED))
    problems.check()


def _too_long(item: Any) -> Iterator[str]:
    return (kind for kind, name in LISTS.items() if len(or_else(getattr(item, name, []), [])) > LINKED)
