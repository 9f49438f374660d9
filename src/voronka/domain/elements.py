"""Elements of catalogs: products and whatever else an account keeps lists of."""

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.errors import Rule
from voronka.domain.fields.resolving import KEY, missing_on_element, resolve
from voronka.domain.kinds import Kind
from voronka.domain.naming import checked_name
from voronka.domain.records import RecordChange, Stored, changed_fields
from voronka.domain.saving import Moment, check_users


class Element(Struct, frozen=True):
    id: int
    catalog_id: int
    name: str
    created_by: int
    updated_by: int
    created_at: int
    updated_at: int
    is_deleted: bool
    currency_id: int | None
    custom_fields: Stored

    @property
    def place(self) -> tuple[int]:
        """Rights may differ from catalog to catalog."""
        return (self.catalog_id,)


class ElementChange(RecordChange, kw_only=True):
    """`currency_id` is kept as it came, 0 is none: the vendor's ids of currencies are told nowhere (unconfirmed), so
    whoever knows one would be refused by any list of ours."""

    catalog_id: int
    currency_id: int | Absent | None = ABSENT


def make(change: ElementChange, id: int, item: int, moment: Moment) -> Element:
    check_users(change, item, moment)
    custom_fields = changed_fields({}, _written(change, item, moment))
    _require(change, custom_fields, item, moment)
    return Element(
        id=id,
        catalog_id=change.catalog_id,
        name=checked_name(change.name, None, moment.problems, item),
        created_by=or_else(change.created_by, moment.actor.user_id),
        updated_by=or_else(change.updated_by, moment.actor.user_id),
        created_at=or_else(change.created_at, moment.now),
        updated_at=or_else(change.updated_at, moment.now),
        is_deleted=False,
        currency_id=or_else(change.currency_id, None) or None,
        custom_fields=custom_fields,
    )


def apply(before: Element, change: ElementChange, item: int, moment: Moment) -> Element:
    if before.catalog_id != change.catalog_id:
        moment.problems.add(item, "id", Rule.UNKNOWN_CHOICE)
        return before
    check_users(change, item, moment)
    custom_fields = changed_fields(before.custom_fields, _written(change, item, moment))
    if custom_fields != before.custom_fields:
        _require(change, custom_fields, item, moment)
    return structs.replace(
        before,
        name=checked_name(change.name, before.name, moment.problems, item),
        created_by=or_else(change.created_by, before.created_by),
        created_at=or_else(change.created_at, before.created_at),
        currency_id=or_else(change.currency_id, before.currency_id) or None,
        custom_fields=custom_fields,
    )


def _written(change: ElementChange, item: int, moment: Moment) -> Stored:
    if change.custom_fields is ABSENT:
        return {}
    fields = moment.facts.fields_of(Kind.ELEMENT, change.catalog_id)
    return resolve(fields, change.custom_fields, item, moment.problems, timezone=moment.settings.timezone)


def _require(change: ElementChange, stored: Stored, item: int, moment: Moment) -> None:
    for _ in missing_on_element(moment.facts.fields_of(Kind.ELEMENT, change.catalog_id), stored):
        moment.problems.add(item, KEY, Rule.MISSING)
