"""Values that are objects: legal entities, invoice lines, payers, files, links to records, steps of dependent lists."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from voronka.domain.errors import Rule
from voronka.domain.fields.definition import Field
from voronka.domain.fields.numbers import canonical, plain, take_decimal, to_cents
from voronka.domain.fields.shapes import NOTHING, IndexRow, Reader, Shape, Spot, is_empty, text_rows
from voronka.domain.fields.texts import take_text
from voronka.domain.fields.writes import ValueWrite

LONGEST = 2048

TEXT, WHOLE, NUMBER, OBJECT, MARK, PERCENT = "string", "int", "numeric", "object", "string|int", "per cent"

REQUISITES = (
    "vat_id",
    "tax_registration_reason_code",
    "address",
    "real_address",
    "kpp",
    "bank_code",
    "bank_account_number",
    "unp",
    "bin",
    "egrpou",
    "mfo",
    "oked",
    "director",
)

LEGAL_ENTITY = {"name": TEXT, "entity_type": WHOLE, **dict.fromkeys(REQUISITES, TEXT), "external_uid": TEXT}
PAYER = {
    "name": TEXT,
    "type": TEXT,
    "entity_type": TEXT,
    "entity_id": WHOLE,
    **dict.fromkeys(REQUISITES, TEXT),
    "phone": TEXT,
    "email": TEXT,
}
SUPPLIER = {"entity_id": TEXT}
LINKED_ENTITY = {"name": TEXT, "entity_id": WHOLE, "entity_type": TEXT, "catalog_id": WHOLE}
LINE = {
    "sku": TEXT,
    "description": TEXT,
    "unit_price": NUMBER,
    "quantity": NUMBER,
    "unit_type": TEXT,
    "discount": OBJECT,
    "vat_rate_id": MARK,  # of a taxation the vendor gave up: nobody lists them, so it is given back as it came
    "vat_rate_value": PERCENT,
    "external_uid": TEXT,
    "product_id": WHOLE,
    "bonus_points_per_purchase": WHOLE,
    "metadata": OBJECT,
}
DISCOUNT = {"type": TEXT, "value": NUMBER}

CHOICES = {
    "legal_entity.entity_type": {1, 2},
    "payer.type": {"legal", "individual"},
    "payer.entity_type": {"contacts", "companies"},
    "linked_entity.entity_type": {"contacts", "companies", "catalog_elements"},
    "discount.type": {"percentage", "amount"},
}


class Composite(Shape):
    """A dict of known keys; what clients send beyond them (read-only keys of what they read) is not kept."""

    def __init__(self, name: str, keys: Mapping[str, str], *, needs: tuple[str, ...], filterable: bool = False) -> None:
        self.name = name
        self.keys = keys
        self.needs = needs
        self.filterable = filterable

    def take(self, field: Field, write: ValueWrite, spot: Spot) -> Any:
        if is_empty(write.value):
            return NOTHING
        if not isinstance(write.value, dict):
            return spot.refuse("value", Rule.WRONG_TYPE, "object")
        taken = take_keys(self.name, self.keys, write.value, "value", spot)
        if self.needs and not any(taken.get(key) is not None for key in self.needs):
            return spot.refuse(f"value.{self.needs[0]}", Rule.MISSING)
        return taken

    def index(self, field: Field, value: Any) -> list[IndexRow]:
        return text_rows(self.text(field, value)) if self.filterable else []

    def text(self, field: Field, value: Any) -> str:
        return str(
            next(
                (value[key] for key in ("name", "description", "file_name", *self.needs) if value.get(key) is not None),
                "",
            )
        )

    def told(self, field: Field, value: Any) -> Any:
        return {"value": value}


class Line(Composite):
    """An invoice line: its sum is ours to count."""

    def __init__(self) -> None:
        super().__init__("items", LINE, needs=())

    def take(self, field: Field, write: ValueWrite, spot: Spot) -> Any:
        line = super().take(field, write, spot)
        if line is NOTHING:
            return NOTHING
        if isinstance(line["discount"], dict):
            line["discount"] = take_discount(line["discount"], spot)
        line["is_discount_recalculated"] = line["is_total_sum_recalculated"] = False
        line["total_sum"] = total_sum(line)
        return line


class Step(Shape):
    """One level of a chained list: an element of the level's catalog. It has no `value` key."""

    searchable = False

    def take(self, field: Field, write: ValueWrite, spot: Spot) -> Any:
        if write.catalog_id is None and write.catalog_element_id is None and is_empty(write.value):
            return NOTHING
        step = {key: take_whole(getattr(write, key), key, spot) for key in ("catalog_id", "catalog_element_id")}
        for key, id in step.items():
            if id is None:
                spot.refuse(key, Rule.MISSING)
        if isinstance(step["catalog_id"], int) and step["catalog_id"] not in levels_of(field):
            spot.refuse("catalog_id", Rule.UNKNOWN_CHOICE)
        return step

    def settle(self, values: list[Any]) -> list[Any]:
        return list({step["catalog_id"]: step for step in values}.values())

    def alive(self, field: Field, values: Sequence[Any]) -> Sequence[Any]:
        """A list that the field no longer chooses from takes its steps with it, though the records keep them."""
        levels = levels_of(field)
        return [step for step in values if step["catalog_id"] in levels]

    def reader(self, field: Field) -> Reader:
        return lambda values: list(self.alive(field, values))

    def index(self, field: Field, value: Any) -> list[IndexRow]:
        return [(None, value["catalog_element_id"])]

    def sought(self, field: Field, raw: str, spot: Spot) -> list[str] | list[float]:
        id = take_whole(raw, "", spot)
        return [float(id)] if isinstance(id, int) else []

    def text(self, field: Field, value: Any) -> str:
        return str(value["catalog_element_id"])

    def told(self, field: Field, value: Any) -> Any:
        return value


def levels_of(field: Field) -> set[int]:
    return {level["catalog_id"] for level in field.settings.get("chained_lists") or ()}


def take_keys(name: str, keys: Mapping[str, str], sent: dict[Any, Any], path: str, spot: Spot) -> dict[str, Any]:
    taken = {key: take_key(kind, sent.get(key), f"{path}.{key}", spot) for key, kind in keys.items()}
    for key, value in taken.items():
        allowed = CHOICES.get(f"{name}.{key}")
        if allowed is not None and value is not None and value not in allowed:
            spot.refuse(f"{path}.{key}", Rule.UNKNOWN_CHOICE)
    return taken


def take_key(kind: str, value: Any, key: str, spot: Spot) -> Any:
    if is_empty(value):
        return None
    if kind == MARK and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind in (TEXT, MARK):
        text = take_text(_as_text(value), LONGEST, spot, key)
        return None if text is NOTHING else text
    if kind == WHOLE:
        return take_whole(value, key, spot)
    if kind == PERCENT:
        return take_percent(value, key, spot)
    if kind == NUMBER:
        return take_number(value, key, spot)
    # PHP sends an empty object as an empty list.
    return (
        value or None if isinstance(value, dict) or value == [] else none_after(spot.refuse(key, Rule.WRONG_TYPE, kind))
    )


def take_whole(value: Any, key: str, spot: Spot) -> int | None:
    if is_empty(value):
        return None
    if isinstance(value, str) and value.strip().isdecimal() and len(value) < 20:
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return none_after(spot.refuse(key, Rule.WRONG_TYPE, WHOLE))


def take_percent(value: Any, key: str, spot: Spot) -> int | None:
    """Which taxes there are is no business of ours, and changes with the country and the year."""
    number = take_whole(value, key, spot)
    check_share(number, key, spot)
    return number


def take_discount(sent: dict[Any, Any], spot: Spot) -> dict[str, Any]:
    """A share of more than the whole price would leave a line that the seller pays for."""
    taken = take_keys("discount", DISCOUNT, sent, "value.discount", spot)
    if taken["type"] == "percentage":
        check_share(taken["value"], "value.discount.value", spot)
    return taken


def check_share(number: float | None, key: str, spot: Spot) -> None:
    if number is not None and not 0 <= number <= 100:
        spot.refuse(key, *((Rule.TOO_LOW, "0") if number < 0 else (Rule.TOO_HIGH, "100")))


def take_number(value: Any, key: str, spot: Spot) -> int | float | None:
    number = take_decimal(value, spot, key)
    if number is None:
        return None
    return plain(Decimal(canonical(number)))


def total_sum(line: dict[str, Any]) -> int | float:
    """To the cent, halves up, as people count it; the discount is of the whole line. Taxes are no part of it."""
    full = _decimal(line["unit_price"]) * _decimal(line["quantity"])
    discount = line["discount"] or {}
    off = _decimal(discount.get("value"))
    total = full - (full * off / 100 if discount.get("type") == "percentage" else off)
    return plain(to_cents(total))


def _decimal(number: Any) -> Decimal:
    return Decimal(str(number or 0))


def _as_text(value: Any) -> Any:
    """Tax numbers and ids come as numbers as often as texts."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def none_after(_refused: object) -> None:
    return None
