"""A bill for tea: what its lines come to, held against the sum that was sent."""

from typing import Any

import pytest

from tests.domain.fields.company import field
from voronka.domain import invoices
from voronka.domain.elements import Element
from voronka.domain.fields.definition import Enum, FieldSet
from voronka.domain.kinds import Kind

PAID, ON_TOP = (
    Enum(id=1, value="Оплачен", sort=1, code="paid"),
    Enum(id=2, value="Сверх", sort=1, code="vat_not_included"),
)
FIELDS = FieldSet.of(
    [
        field("select", 11, code="BILL_STATUS", entity_type=Kind.ELEMENT, enums=(PAID,)),
        field("select", 12, code="BILL_VAT_TYPE", entity_type=Kind.ELEMENT, enums=(ON_TOP,)),
        field("items", 13, code="ITEMS", entity_type=Kind.ELEMENT),
        field("numeric", 14, code="BILL_PRICE", entity_type=Kind.ELEMENT),
        field("url", 15, code="INVOICE_HASH_LINK", entity_type=Kind.ELEMENT),
    ]
)


def bill(**stored: list[Any]) -> Element:
    return Element(
        id=1,
        catalog_id=1,
        name="Счёт",
        created_by=0,
        updated_by=0,
        created_at=0,
        updated_at=0,
        is_deleted=False,
        currency_id=None,
        custom_fields={str(FIELDS.by_code[code].id): values for code, values in stored.items()},
    )


def line(total: float, vat: int | None = None) -> dict[str, Any]:
    return {"total_sum": total, "vat_rate_value": vat}


@pytest.mark.parametrize(
    ("lines", "said", "warned"),
    [
        ([line(0.1), line(0.2)], "0.3", None),  # as money, not as binary fractions
        ([line(100)], "100", None),
        ([line(100)], "100.5", "BILL_PRICE is 100.5, the lines come to 100."),
        ([line(1e36)], "1", f"BILL_PRICE is 1, the lines come to {10**36}."),
        ([], "100", None),
    ],
)
def test_a_sum_that_does_not_fit_is_told(lines: list[Any], said: str, warned: str | None) -> None:
    assert invoices.warning(bill(ITEMS=lines, BILL_PRICE=[said]), FIELDS) == warned


def test_a_tax_on_top_is_counted_line_by_line() -> None:
    lines = [line(99.99, 20), line(50), line(0.03, 10)]
    assert invoices.warning(bill(ITEMS=lines, BILL_VAT_TYPE=[2], BILL_PRICE=["170.02"]), FIELDS) is None
    assert invoices.warning(bill(ITEMS=lines, BILL_PRICE=["150.02"]), FIELDS) is None


def test_a_bill_without_a_sum_is_not_judged() -> None:
    assert invoices.warning(bill(ITEMS=[line(100)]), FIELDS) is None
    assert invoices.warning(bill(), FieldSet.of([])) is None


def test_paid_is_what_its_status_says() -> None:
    assert invoices.is_paid(bill(BILL_STATUS=[1]).custom_fields, FIELDS)
    assert not invoices.is_paid(bill(BILL_STATUS=[7]).custom_fields, FIELDS)
    assert not invoices.is_paid({}, FIELDS)


def test_its_link_is_the_one_that_was_written() -> None:
    assert invoices.link(bill(INVOICE_HASH_LINK=["https://pay.example/17"]), FIELDS) == "https://pay.example/17"
    assert invoices.link(bill(), FIELDS) is None
