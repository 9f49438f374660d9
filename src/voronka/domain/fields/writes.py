"""What a caller writes into a record's custom fields; None is «not sent» throughout, as clients send explicit nulls."""

from typing import Any

from msgspec import Struct


class ValueWrite(Struct, frozen=True):
    value: Any = None
    enum_id: Any = None
    enum_code: Any = None
    catalog_id: Any = None
    catalog_element_id: Any = None


class FieldWrite(Struct, frozen=True):
    """The field by id or by code; `values` replaces all it holds, None or an empty list clears it."""

    field_id: int | None = None
    field_code: str | None = None
    values: list[ValueWrite] | None = None
