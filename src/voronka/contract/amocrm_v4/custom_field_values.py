"""Values of custom fields, part of leads, contacts, companies and catalog elements."""

from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType


class FieldValue(Struct, kw_only=True):
    """One value of a field; null means the same as absent.

    value: text; numeric, price and monetary are read as text and written as number or text; checkbox is bool; date,
        date_time and birthday are Unix seconds, written also as RFC 3339 text; legal_entity, file, linked_entity,
        items, payer, supplier are objects.
    enum_id, enum_code: the option of select, multiselect, radiobutton, category, or the kind of a multitext (WORK,
        MOB) or address part.
    catalog_id, catalog_element_id: chained_list only, which has no `value`.
    """

    value: Any | UnsetType = UNSET
    enum_id: int | UnsetType | None = UNSET
    enum_code: str | UnsetType | None = UNSET
    catalog_id: int | UnsetType | None = UNSET
    catalog_element_id: int | UnsetType | None = UNSET


class FieldValues(Struct, kw_only=True):
    """A field with its values, as read. Fields without a value are left out."""

    field_id: int
    field_name: str = ""
    field_code: str | None = None
    field_type: str = ""
    is_computed: bool | UnsetType = UNSET
    values: list[FieldValue]


class FieldValuesChange(Struct, kw_only=True):
    """What to write into one field.

    `field_id` or `field_code` names it, `values` replaces all that it holds, null or [] clears it.
    Errors: NotSupportedChoice at `field_id` for an unknown field, at `values.{i}.enum_id` for an unknown option.
    """

    field_id: int | UnsetType | None = UNSET
    field_code: str | UnsetType | None = UNSET
    values: list[FieldValue] | UnsetType | None = UNSET


FieldsWrite = Annotated[list[FieldValuesChange], Meta(description="fields not named stay; null clears nothing")]
