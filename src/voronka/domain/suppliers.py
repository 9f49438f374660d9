"""What an invoice tells of its supplier beside the id, out of the fields of his element."""

from typing import Any

from voronka.domain.elements import Element
from voronka.domain.fields.definition import FieldSet

# One number has two names in the value: the older clients read `kpp`.
TOLD = {
    "vat_id": "SUPPLIER_VAT_ID",
    "kpp": "SUPPLIER_TAX_REGISTRATION_REASON_CODE",
    "tax_registration_reason_code": "SUPPLIER_TAX_REGISTRATION_REASON_CODE",
    "bank_code": "SUPPLIER_BANK_IDENTIFICATION_CODE",
    "address": "SUPPLIER_LEGAL_ADDRESS",
    "bank_account_number": "SUPPLIER_ACCOUNT_NUMBER",
}


def told(supplier: Element, fields: FieldSet) -> dict[str, Any]:
    return {"name": supplier.name, **{key: _text(supplier, fields, code) for key, code in TOLD.items()}}


def _text(supplier: Element, fields: FieldSet, code: str) -> str | None:
    field = fields.by_code.get(code)
    held = supplier.custom_fields.get(str(field.id)) if field else None
    return str(held[0]) if held else None
