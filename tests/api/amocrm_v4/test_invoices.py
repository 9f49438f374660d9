"""Bills of «Ромашка»: elements with a status, lines whose sums are counted, and a total that is checked."""

from typing import Any

import httpx2
import pytest

from tests.answers import embedded, faults
from tests.world import World
from voronka.domain.catalogs import CatalogWrite
from voronka.domain.elements import ElementChange
from voronka.services import catalogs, elements


@pytest.fixture
def bills(world: World) -> int:
    return world.do(catalogs.add, [CatalogWrite(name="Счета", type="invoices")])[0].id


@pytest.fixture
def url(bills: int) -> str:
    return f"/api/v4/catalogs/{bills}/elements"


def field(code: str, *values: Any) -> dict[str, Any]:
    return {"field_code": code, "values": [value if isinstance(value, dict) else {"value": value} for value in values]}


def line(price: float, quantity: float, **more: Any) -> dict[str, Any]:
    return {"value": {"description": "Чай", "unit_price": price, "quantity": quantity, "unit_type": "шт", **more}}


STATUS = field("BILL_STATUS", {"enum_code": "created"})


def add(client: httpx2.Client, url: str, *fields: dict[str, Any]) -> dict[str, Any]:
    return embedded(client.post(url, json=[{"name": "Счёт 17", "custom_fields_values": [STATUS, *fields]}]), 201)[0]


def shown(client: httpx2.Client, url: str, id: int, code: str) -> list[Any]:
    fields = client.get(f"{url}/{id}").json()["custom_fields_values"]
    return next((each["values"] for each in fields if each["field_code"] == code), [])


def test_invoices_come_with_their_fields(client: httpx2.Client, bills: int) -> None:
    fields = client.get(f"/api/v4/catalogs/{bills}/custom_fields").json()["_embedded"]["custom_fields"]
    assert {each["code"]: each["type"] for each in fields} == {
        "BILL_STATUS": "select",
        "LEGAL_ENTITY": "legal_entity",
        "SUPPLIER": "supplier",
        "PAYER": "payer",
        "ITEMS": "items",
        "BILL_VAT_TYPE": "select",
        "BILL_REASON_FOR_NO_VAT": "text",
        "BILL_PAYMENT_DATE": "date_time",
        "BILL_COMMENT": "text",
        "BILL_PRICE": "numeric",
        "INVOICE_HASH_LINK": "url",
    }
    [status] = [each for each in fields if each["code"] == "BILL_STATUS"]
    assert status["is_required"] is True
    assert [(option["code"], option["value"]) for option in status["enums"]] == [
        ("created", "Создан"),
        ("paid", "Оплачен"),
        ("paid_in_advance", "Оплачен в аванс"),
        ("partially_paid", "Частично оплачен"),
    ]
    [tax] = [each for each in fields if each["code"] == "BILL_VAT_TYPE"]
    assert [(option["code"], option["value"]) for option in tax["enums"]] == [
        ("vat_exempt", "Не облагается НДС"),
        ("vat_included", "НДС входит в стоимость"),
        ("vat_not_included", "НДС начисляется поверх стоимости"),
    ]


def test_suppliers_come_with_theirs(client: httpx2.Client, world: World) -> None:
    [sellers] = world.do(catalogs.add, [CatalogWrite(name="Поставщики", type="suppliers")])
    fields = client.get(f"/api/v4/catalogs/{sellers.id}/custom_fields").json()["_embedded"]["custom_fields"]
    assert len(fields) == 12
    assert {each["type"] for each in fields} == {"text"}
    assert all(each["code"].startswith("SUPPLIER_") for each in fields)


def test_regular_lists_come_without_fields(client: httpx2.Client, world: World) -> None:
    [vases] = world.do(catalogs.add, [CatalogWrite(name="Вазы")])
    assert client.get(f"/api/v4/catalogs/{vases.id}/custom_fields").status_code == 204


def test_an_invoice_needs_its_status(client: httpx2.Client, url: str) -> None:
    missing = [("custom_fields_values", "FieldMissing")]
    assert faults(client.post(url, json=[{"name": "Счёт"}])) == missing
    made = add(client, url)
    cleared = {"custom_fields_values": [field("BILL_STATUS")]}
    assert faults(client.patch(f"{url}/{made['id']}", json=cleared)) == missing
    assert client.patch(f"{url}/{made['id']}", json={"name": "Счёт 18"}).status_code == 200


@pytest.mark.parametrize(
    ("sent", "total"),
    [
        (line(320, 4, discount={"type": "amount", "value": 20}), 1260),
        (line(320, 4, discount={"type": "percentage", "value": 12.5}), 1120),
        (line(1.005, 1), 1.01),  # a half goes up, as in an accountant's head
        (line(0.1, 3), 0.3),
        (line(99.99, 2.5), 249.98),
        (line(10, 1, vat_rate_value=20), 10),  # taxes are no part of a line's sum
        (line(10, 0), 0),
        (line(999999999999999999, 999999999999999999), 1e36),
    ],
)
def test_the_sum_of_a_line_is_counted(client: httpx2.Client, url: str, sent: dict[str, Any], total: float) -> None:
    made = add(client, url, field("ITEMS", sent))
    [told] = shown(client, url, made["id"], "ITEMS")
    assert told["value"]["total_sum"] == total
    assert (told["value"]["is_discount_recalculated"], told["value"]["is_total_sum_recalculated"]) == (False, False)


def test_a_line_names_a_product_of_the_account_or_none(client: httpx2.Client, url: str, world: World) -> None:
    flowers, vases = (
        made.id for made in world.do(catalogs.add, [CatalogWrite(name="Т", type="products"), CatalogWrite(name="В")])
    )
    rose, vase = (world.do(elements.add, [ElementChange(catalog_id=id, name="Роза")])[0].id for id in (flowers, vases))
    made = add(client, url, field("ITEMS", line(150, 2, product_id=str(rose)), line(10, 1, product_id=None)))
    assert [each["value"]["product_id"] for each in shown(client, url, made["id"], "ITEMS")] == [rose, None]
    path = "custom_fields_values.1.values.{}.value.product_id"
    sent = field("ITEMS", line(1, 1, product_id=vase), line(1, 1, product_id=7), line(1, 1, product_id="роза"))
    told = faults(client.post(url, json=[{"name": "Счёт", "custom_fields_values": [STATUS, sent]}]))
    assert told == [(path.format(place), "NotSupportedChoice") for place in (0, 1, 2)] + [
        (path.format(2), "InvalidType")
    ]


@pytest.mark.parametrize(
    ("key", "sent", "kept"),
    [
        ("vat_rate_id", 4, 4),
        ("vat_rate_id", "osn", "osn"),
        ("vat_rate_value", 0, 0),
        ("vat_rate_value", "20", 20),
        ("vat_rate_value", -1, ("value.vat_rate_value", "TooLow")),
        ("vat_rate_value", 101, ("value.vat_rate_value", "TooHigh")),
        ("vat_rate_value", "НДС", ("value.vat_rate_value", "InvalidType")),
        ("discount", {"type": "percentage", "value": 100}, {"type": "percentage", "value": 100}),
        ("discount", {"type": "percentage", "value": 100.5}, ("value.discount.value", "TooHigh")),
        ("discount", {"type": "percentage", "value": -1}, ("value.discount.value", "TooLow")),
        ("vat_rate_id", {"id": 4}, ("value.vat_rate_id", "InvalidType")),
        ("sku", 77, "77"),
        ("external_uid", 5, "5"),
        ("metadata", {"order": 17}, {"order": 17}),
        ("metadata", [], None),
        ("metadata", "заказ", ("value.metadata", "InvalidType")),
        ("bonus_points_per_purchase", "many", ("value.bonus_points_per_purchase", "InvalidType")),
        ("quantity", "два", ("value.quantity", "InvalidType")),
        ("discount", {"type": None, "value": None}, {"type": None, "value": None}),
    ],
)
def test_what_a_line_tells_beside_its_price(client: httpx2.Client, url: str, key: str, sent: Any, kept: Any) -> None:
    lines = field("ITEMS", line(100, 1) | {"value": line(100, 1)["value"] | {key: sent}})
    answer = client.post(url, json=[{"name": "Счёт", "custom_fields_values": [STATUS, lines]}])
    if isinstance(kept, tuple):
        assert faults(answer) == [(f"custom_fields_values.1.values.0.{kept[0]}", kept[1])]
        return
    [told] = shown(client, url, answer.json()["_embedded"]["elements"][0]["id"], "ITEMS")
    assert told["value"][key] == kept


def test_another_accounts_product_is_none(client: httpx2.Client, url: str, world: World) -> None:
    world.do(catalogs.add, [CatalogWrite(name="Товары", type="products")])
    [theirs] = world.do_as(world.egor, catalogs.add, [CatalogWrite(name="Товары", type="products")])
    cup = world.do_as(world.egor, elements.add, [ElementChange(catalog_id=theirs.id, name="Чашка")] * 3)[-1]
    sent = {"name": "Счёт", "custom_fields_values": [STATUS, field("ITEMS", line(1, 1, product_id=cup.id))]}
    assert faults(client.post(url, json=[sent])) == [
        ("custom_fields_values.1.values.0.value.product_id", "NotSupportedChoice")
    ]


@pytest.mark.parametrize("said", [{"value": "Оплачен в аванс"}, {"enum_code": "paid_in_advance"}])
def test_a_status_is_said_by_its_text_or_code(client: httpx2.Client, url: str, said: dict[str, str]) -> None:
    values = [{**field("BILL_STATUS"), "values": [said]}]
    [made] = client.post(url, json=[{"name": "Счёт", "custom_fields_values": values}]).json()["_embedded"]["elements"]
    [status] = shown(client, url, made["id"], "BILL_STATUS")
    assert (status["value"], status["enum_code"]) == ("Оплачен в аванс", "paid_in_advance")


NUMBERED = ("vat_id", "kpp", "tax_registration_reason_code", "address", "real_address", "bank_code")
NUMBERED += ("bank_account_number", "unp", "bin", "egrpou", "mfo", "oked", "director")


@pytest.mark.parametrize(
    ("code", "own"),
    [
        (
            "PAYER",
            {"type": "individual", "entity_type": None, "entity_id": None, "phone": "+7", "email": "a@b.example"},
        ),
        ("LEGAL_ENTITY", {"entity_type": 1, "external_uid": "125-44"}),
    ],
)
def test_every_requisite_is_kept(client: httpx2.Client, url: str, code: str, own: dict[str, Any]) -> None:
    whole = {"name": "ООО Ветер", **{key: str(number) for number, key in enumerate(NUMBERED)}, **own}
    made = add(client, url, field(code, {"value": whole}))
    assert shown(client, url, made["id"], code) == [{"value": whole}]


def test_the_total_is_kept_as_it_was_sent_and_warned_of_when_it_is_wrong(client: httpx2.Client, url: str) -> None:
    lines = field("ITEMS", line(320, 4), line(100, 1, bonus_points_per_purchase=5))
    right = add(client, url, lines, field("BILL_PRICE", 1380))
    assert right["_embedded"] == {"warning": {"message": None}}
    changed = client.patch(f"{url}/{right['id']}", json={"custom_fields_values": [field("BILL_PRICE", 1260)]}).json()
    message = "BILL_PRICE is 1260, the lines come to 1380."
    assert changed["_embedded"] == {"warning": {"message": message}}
    read = client.get(f"{url}/{right['id']}").json()
    assert read["_embedded"] == {"warning": {"message": message}}
    assert shown(client, url, right["id"], "BILL_PRICE") == [{"value": "1260"}]
    assert shown(client, url, right["id"], "ITEMS")[1]["value"]["bonus_points_per_purchase"] == 5


def test_a_tax_on_top_is_added_to_the_total(client: httpx2.Client, url: str) -> None:
    lines = field("ITEMS", line(100, 1, vat_rate_value=20), line(50, 1))
    on_top = field("BILL_VAT_TYPE", {"enum_code": "vat_not_included"})
    inside = field("BILL_VAT_TYPE", {"enum_code": "vat_included"})
    assert add(client, url, lines, on_top, field("BILL_PRICE", 170))["_embedded"]["warning"]["message"] is None
    assert add(client, url, lines, inside, field("BILL_PRICE", 150))["_embedded"]["warning"]["message"] is None
    assert add(client, url, lines, inside, field("BILL_PRICE", 170))["_embedded"]["warning"]["message"]
    assert add(client, url, field("BILL_PRICE", 170))["_embedded"]["warning"]["message"] is None


def test_other_elements_are_warned_of_nothing(client: httpx2.Client, world: World) -> None:
    [vases] = world.do(catalogs.add, [CatalogWrite(name="Вазы")])
    url = f"/api/v4/catalogs/{vases.id}/elements"
    made = client.post(url, json=[{"name": "Ваза"}]).json()["_embedded"]["elements"][0]
    assert "_embedded" not in made
    assert "_embedded" not in client.get(f"{url}/{made['id']}").json()


def test_the_link_of_an_invoice_is_what_was_written(client: httpx2.Client, url: str) -> None:
    link = "https://pay.romashka.example/17"
    made = add(client, url, field("INVOICE_HASH_LINK", link))
    assert made["invoice_link"] == link
    assert client.get(f"{url}/{made['id']}", params={"with": "invoice_link"}).json()["invoice_link"] == link
    assert "invoice_link" not in client.get(f"{url}/{made['id']}").json()


def test_the_account_names_the_catalog_of_invoices(client: httpx2.Client, bills: int) -> None:
    body = client.get("/api/v4/account", params={"with": "invoices_settings"}).json()
    assert body["invoices_settings"] == {"lang": "ru", "invoices_catalog_id": bills}
    assert body["_embedded"]["invoices_settings"] == body["invoices_settings"]


def test_making_and_paying_an_invoice_are_events(client: httpx2.Client, url: str, bills: int) -> None:
    def told() -> list[tuple[str, list[Any], list[Any]]]:
        events = client.get("/api/v4/events", params={"filter[entity]": f"catalog_{bills}"})
        return [
            (each["type"], each["value_before"], each["value_after"]) for each in events.json()["_embedded"]["events"]
        ]

    made = add(client, url)
    assert told() == [("invoice_created", [], [])]
    paid = {"custom_fields_values": [field("BILL_STATUS", {"enum_code": "paid"})]}
    for _ in range(2):
        client.patch(f"{url}/{made['id']}", json=paid)
    types = [type for type, *_ in told()]
    assert types.count("invoice_paid") == 1
    assert len(types) == 3  # and the change of the field itself
    client.post(url, json=[{"name": "Счёт 18", **paid}])
    assert [type for type, *_ in told()].count("invoice_paid") == 2


def test_invoices_are_found_by_their_fields(client: httpx2.Client, url: str, bills: int) -> None:
    fields = client.get(f"/api/v4/catalogs/{bills}/custom_fields").json()["_embedded"]["custom_fields"]
    ids = {each["code"]: each["id"] for each in fields}
    small, large = (add(client, url, field("BILL_PRICE", price))["id"] for price in (100, 900))
    client.patch(f"{url}/{large}", json={"custom_fields_values": [field("BILL_STATUS", {"enum_code": "paid"})]})

    def found(**query: Any) -> list[int]:
        return [each["id"] for each in embedded(client.get(url, params=query))]

    by = "filter[custom_fields_values]"
    assert found(**{f"{by}[{ids['BILL_STATUS']}][]": "Оплачен"}) == [large]
    assert found(**{f"{by}[{ids['BILL_PRICE']}][from]": 50, f"{by}[{ids['BILL_PRICE']}][to]": 200}) == [small]
    assert found(**{f"{by}[{ids['BILL_PRICE']}][from]": 50, f"{by}[{ids['BILL_STATUS']}]": "Создан"}) == [small]
    assert found(**{"order[id]": "desc"}) == [large, small]
    assert faults(client.get(url, params={f"{by}[7]": "1"})) == [
        ("filter.custom_fields_values.7", "NotSupportedChoice")
    ]
