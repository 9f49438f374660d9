"""By what a record is found: rows of the value index for filters, folded texts for the full-text search."""

from collections.abc import Sequence
from typing import Any

from voronka.domain.fields.definition import Field
from voronka.domain.fields.shapes import IndexRow
from voronka.domain.fields.types import TYPES


def index_rows(field: Field, stored: Sequence[Any]) -> list[IndexRow]:
    """(value_text, value_num) per value; a phone has a second row of its digits, so any spelling of it finds."""
    shape = TYPES[field.type].shape
    return (
        [row for value in stored for row in shape.index(field, value)] if shape.filterable or shape.is_looked_up else []
    )


def search_texts(field: Field, stored: Sequence[Any]) -> list[str]:
    shape = TYPES[field.type].shape
    if not shape.searchable:
        return []
    return [text for value in stored for text in shape.searched(field, value) if text]


def is_searched(field: Field) -> bool:
    """Do records hold texts of the field that a search finds them by?"""
    return TYPES[field.type].shape.searchable
