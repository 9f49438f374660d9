"""The custom fields and groups that every new account has, and those of catalogs of the vendor's own kinds."""

from collections.abc import Sequence

from voronka.domain.catalogs import Catalog
from voronka.domain.fields.defining import Owner
from voronka.domain.fields.definition import Enum, Field, FieldGroup
from voronka.domain.fields.of_catalogs import BY_TYPE, CatalogField
from voronka.domain.fields.predefined import FIELDS, GROUPS, Predefined
from voronka.domain.kinds import Kind
from voronka.services.work import Work
from voronka.store import custom_fields, field_groups

SORT_STEP = 10


def create_system_fields(work: Work) -> None:
    """Called once, when the account is made."""
    field_groups.add(work, [_group(place) for place in range(len(GROUPS))])
    ids = work.new_ids("custom_fields", len(FIELDS))
    option_ids = iter(work.new_ids("enums", sum(len(row.kinds_of_text) for row in FIELDS)))
    made = []
    for place, (row, id) in enumerate(zip(FIELDS, ids, strict=True), 1):
        options = [
            Enum(id=next(option_ids), value=code, sort=sort, code=code)
            for sort, code in enumerate(row.kinds_of_text, 1)
        ]
        made.append(_field(work, row, Owner(row.kind), id, place * SORT_STEP, tuple(options)))
    custom_fields.add(work, made)
    work.facts_change()


def _group(place: int) -> FieldGroup:
    row = GROUPS[place]
    return FieldGroup(
        id=row.id,
        entity_type=row.kind,
        catalog_id=0,
        name=row.name,
        sort=place,
        is_predefined=True,
    )


def create_catalog_fields(work: Work, catalogs: Sequence[Catalog]) -> None:
    """What is in a catalog of the vendor's own kinds goes by codes, so its fields come with it."""
    rows = [(catalog, place, row) for catalog in catalogs for place, row in enumerate(BY_TYPE.get(catalog.type, ()), 1)]
    ids = work.new_ids("custom_fields", len(rows))
    option_ids = iter(work.new_ids("enums", sum(len(row.options) for _, _, row in rows)))
    made = []
    for (catalog, place, row), id in zip(rows, ids, strict=True):
        options = [
            Enum(id=next(option_ids), value=value, sort=sort * SORT_STEP, code=code)
            for sort, (code, value) in enumerate(row.options, 1)
        ]
        made.append(_field(work, row, Owner(Kind.ELEMENT, catalog.id), id, place * SORT_STEP, tuple(options)))
    custom_fields.add(work, made)


def _field(
    work: Work, row: Predefined | CatalogField, owner: Owner, id: int, sort: int, options: tuple[Enum, ...]
) -> Field:
    return Field(
        id=id,
        entity_type=owner.kind,
        catalog_id=owner.catalog_id,
        name=row.name,
        code=row.code,
        type=row.type,
        sort=sort,
        group_id=row.group_id,
        is_api_only=False,
        is_deletable=False,
        is_predefined=True,
        is_visible=True,
        is_required=row.is_required,
        enums=options,
        nested=(),
        required_statuses=[],
        hidden_statuses=[],
        settings={},
        created_at=work.now,
        updated_at=work.now,
    )
