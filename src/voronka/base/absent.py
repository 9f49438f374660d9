"""«Not sent» is a value of its own: a PATCH tells absent, null and value apart."""

from typing import TypeVar

from msgspec import UNSET, UnsetType

T = TypeVar("T")

Absent = UnsetType
ABSENT = UNSET


def or_else(value: T | UnsetType, default: T) -> T:
    return default if isinstance(value, UnsetType) else value
