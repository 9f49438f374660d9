"""Invoices (bills): elements with a status, lines and a sum. The sum is stored as it was sent; here it is checked."""

from decimal import Decimal
from typing import Any

from voronka.domain.elements import Element
from voronka.domain.fields.definition import Field, FieldSet
from voronka.domain.fields.numbers import to_cents
from voronka.domain.fields.of_catalogs import PAID, VAT_NOT_INCLUDED

STATUS, VAT_TYPE, LINES, SUM, LINK = "BILL_STATUS", "BILL_VAT_TYPE", "ITEMS", "BILL_PRICE", "INVOICE_HASH_LINK"


def link(invoice: Element, fields: FieldSet) -> str | None:
    """Where the customer finds the invoice; whoever makes such pages writes their address into the field."""
    return _first(invoice.custom_fields, fields, LINK)


def warning(invoice: Element, fields: FieldSet) -> str | None:
    """What is wrong with the document, None when nothing is."""
    lines, said = _values(invoice.custom_fields, fields, LINES), _first(invoice.custom_fields, fields, SUM)
    if said is None or not lines:
        return None
    total = _total(lines, is_vat_added=option_code(invoice.custom_fields, fields, VAT_TYPE) == VAT_NOT_INCLUDED)
    if total == Decimal(said):
        return None
    return f"BILL_PRICE is {said}, the lines come to {total.normalize():f}."


def option_code(stored: dict[str, list[Any]], fields: FieldSet, code: str) -> str | None:
    field, chosen = fields.by_code.get(code), _first(stored, fields, code)
    return next((option.code for option in field.enums if option.id == chosen), None) if field else None


def is_paid(stored: dict[str, list[Any]], fields: FieldSet) -> bool:
    return option_code(stored, fields, STATUS) == PAID


def _total(lines: list[dict[str, Any]], *, is_vat_added: bool) -> Decimal:
    return sum((_with_vat(line) if is_vat_added else _sum(line) for line in lines), Decimal())


def _with_vat(line: dict[str, Any]) -> Decimal:
    share = 1 + Decimal(line.get("vat_rate_value") or 0) / 100
    return to_cents(_sum(line) * share)


def _sum(line: dict[str, Any]) -> Decimal:
    return Decimal(str(line["total_sum"]))


def _values(stored: dict[str, list[Any]], fields: FieldSet, code: str) -> list[Any]:
    field: Field | None = fields.by_code.get(code)
    return stored.get(str(field.id), []) if field else []


def _first(stored: dict[str, list[Any]], fields: FieldSet, code: str) -> Any:
    return next(iter(_values(stored, fields, code)), None)
