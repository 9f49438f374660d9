"""How the vendor's answers tell faults, in API v4 and before it."""

from msgspec import Struct


class Problem(Struct, kw_only=True):
    """One fault. `path` is dotted and inside the item: `custom_fields_values.0.values.0.enum_id`."""

    code: str
    path: str
    detail: str


class ItemProblems(Struct, kw_only=True):
    request_id: str
    errors: list[Problem]
