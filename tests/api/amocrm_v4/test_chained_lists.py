"""Lists that depend on each other: each step of a lead is an element of its list, as long as both are there."""

import httpx2

from tests.answers import faults
from tests.world import World
from voronka.domain.catalogs import CatalogWrite
from voronka.domain.elements import ElementChange
from voronka.domain.fields.defining import FieldChange, Owner
from voronka.domain.fields.settings import Level, SettingsWrite
from voronka.domain.kinds import Kind
from voronka.services import catalogs, custom_fields, elements

SETTINGS = "/api/v4/catalogs/products/settings"


def chain(world: World, *lists: int) -> int:
    levels = [Level(catalog_id=id) for id in lists]
    change = FieldChange(type="chained_list", name="Куда", settings=SettingsWrite(chained_lists=levels))
    return world.do(custom_fields.add, Owner(Kind.LEAD), [change])[0].id


def test_a_step_of_a_chain_is_an_element_of_its_list(client: httpx2.Client, world: World) -> None:
    countries, towns = (world.do(catalogs.add, [CatalogWrite(name=name)])[0].id for name in ("Страны", "Города"))
    field = chain(world, countries, towns)
    [russia] = world.do(elements.add, [ElementChange(catalog_id=countries, name="Россия")])
    [tver] = world.do(elements.add, [ElementChange(catalog_id=towns, name="Тверь")])

    def lead(*steps: tuple[int, int]) -> httpx2.Response:
        values = [{"catalog_id": catalog, "catalog_element_id": id} for catalog, id in steps]
        sent = [{"custom_fields_values": [{"field_id": field, "values": values}]}]
        return client.post("/api/v4/leads", json=sent)

    assert lead((countries, russia.id), (towns, tver.id)).status_code == 200
    wrong = [f"custom_fields_values.0.values.{place}.catalog_element_id" for place in (0, 1)]
    assert faults(lead((countries, tver.id), (towns, 7))) == [(path, "NotSupportedChoice") for path in wrong]
    world.do(elements.delete, towns, [tver.id])
    assert faults(lead((countries, russia.id), (towns, tver.id))) == [(wrong[1], "NotSupportedChoice")]


def test_a_step_that_is_written_as_other_values_are_does_not_clear_the_chain(
    client: httpx2.Client, world: World
) -> None:
    [countries] = world.do(catalogs.add, [CatalogWrite(name="Страны")])
    field = chain(world, countries.id)
    [russia] = world.do(elements.add, [ElementChange(catalog_id=countries.id, name="Россия")])
    step = {"catalog_id": countries.id, "catalog_element_id": russia.id}

    def fields(*values: object) -> dict[str, object]:
        return {"custom_fields_values": [{"field_id": field, "values": values}]}

    [made] = client.post("/api/v4/leads", json=[fields(step)]).json()["_embedded"]["leads"]
    lead = f"/api/v4/leads/{made['id']}"
    missing = [f"custom_fields_values.0.values.0.{key}" for key in ("catalog_id", "catalog_element_id")]
    for wrong in ({"value": step}, {"value": "Россия"}):
        assert faults(client.patch(lead, json=fields(wrong))) == [(path, "FieldMissing") for path in missing]
    assert [item["values"] for item in client.get(lead).json()["custom_fields_values"]] == [[step]]
    assert client.patch(lead, json=fields({"value": None})).status_code == 200
    assert client.get(lead).json()["custom_fields_values"] is None


def test_a_product_that_is_switched_off_is_named_by_nobody_new(client: httpx2.Client, world: World) -> None:
    flowers = client.patch(SETTINGS, json={"is_enabled": True}).json()["catalog_id"]
    field = chain(world, flowers)
    [rose] = world.do(elements.add, [ElementChange(catalog_id=flowers, name="Роза")])
    steps = [{"catalog_id": flowers, "catalog_element_id": rose.id}]
    sent = {"custom_fields_values": [{"field_id": field, "values": steps}]}
    [made] = client.post("/api/v4/leads", json=[sent]).json()["_embedded"]["leads"]
    client.patch(SETTINGS, json={"is_enabled": False})
    assert client.patch(f"/api/v4/leads/{made['id']}", json=sent).status_code == 200
    refused = faults(client.post("/api/v4/leads", json=[sent]))
    assert refused == [("custom_fields_values.0.values.0.catalog_element_id", "NotSupportedChoice")]


def test_a_list_that_is_no_level_any_more_takes_its_steps_along(client: httpx2.Client, world: World) -> None:
    countries, towns = (world.do(catalogs.add, [CatalogWrite(name=name)])[0].id for name in ("Страны", "Города"))
    field = chain(world, countries, towns)
    russia, tver = (world.do(elements.add, [ElementChange(catalog_id=id, name="?")])[0].id for id in (countries, towns))
    steps = [
        {"catalog_id": countries, "catalog_element_id": russia},
        {"catalog_id": towns, "catalog_element_id": tver},
    ]
    sent = [{"custom_fields_values": [{"field_id": field, "values": steps}]}]
    [made] = client.post("/api/v4/leads", json=sent).json()["_embedded"]["leads"]
    level = {"chained_lists": [{"catalog_id": countries}]}
    assert client.patch(f"/api/v4/leads/custom_fields/{field}", json=level).status_code == 200
    held = client.get(f"/api/v4/leads/{made['id']}").json()["custom_fields_values"]
    assert [item["values"] for item in held] == [steps[:1]]
    assert client.patch(f"/api/v4/leads/{made['id']}", json={"custom_fields_values": held}).status_code == 200


def test_a_step_ends_with_its_element(client: httpx2.Client, world: World) -> None:
    countries, towns = (world.do(catalogs.add, [CatalogWrite(name=name)])[0].id for name in ("Страны", "Города"))
    field = chain(world, countries, towns)
    [russia] = world.do(elements.add, [ElementChange(catalog_id=countries, name="Россия")])
    tver, omsk = world.do(elements.add, [ElementChange(catalog_id=towns, name=name) for name in ("Тверь", "Омск")])

    def steps(*ids: tuple[int, int]) -> list[dict[str, int]]:
        return [{"catalog_id": catalog, "catalog_element_id": id} for catalog, id in ids]

    sent = [steps((countries, russia.id), (towns, tver.id)), steps((towns, tver.id)), steps((towns, omsk.id))]
    leads_sent = [{"custom_fields_values": [{"field_id": field, "values": values}]} for values in sent]
    made = client.post("/api/v4/leads", json=leads_sent).json()["_embedded"]["leads"]
    world.do(elements.delete, towns, [tver.id])

    read = [client.get(f"/api/v4/leads/{lead['id']}").json()["custom_fields_values"] for lead in made]
    held = [item and item[0]["values"] for item in read]
    assert held == [steps((countries, russia.id)), None, steps((towns, omsk.id))]
    by = f"filter[custom_fields_values][{field}]"
    assert client.get("/api/v4/leads", params={by: tver.id}).status_code == 204
    changed = {"filter[type]": f"custom_field_{field}_value_changed"}
    told = client.get("/api/v4/events", params=changed).json()["_embedded"]["events"]
    assert {event["entity_id"] for event in told} == {made[0]["id"], made[1]["id"]}
