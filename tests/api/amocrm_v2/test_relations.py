"""Who is linked with whom: every relation is written in every spelling, added to, read from both ends and undone."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.invariants import check
from tests.world import World

LATER = 2_000_000_000
MANY = ("contacts", "leads", "customers")

# from which noun, by which key, to which noun
RELATIONS = [
    ("contacts", "leads_id", "leads"),
    ("contacts", "customers_id", "customers"),
    ("contacts", "company_id", "companies"),
    ("companies", "contacts_id", "contacts"),
    ("companies", "leads_id", "leads"),
    ("companies", "customers_id", "customers"),
    ("leads", "contacts_id", "contacts"),
    ("leads", "company_id", "companies"),
    ("customers", "contacts_id", "contacts"),
    ("customers", "company_id", "companies"),
]
NAMES = {"contacts": "Мария", "leads": "Букеты", "companies": "ООО Лютик", "customers": "Кафе"}


def ids(desk: Desk, noun: str, id: int, other: str) -> list[int]:
    shown = desk.one(noun, id)
    if other != "companies":
        return (shown[other] or {"id": []})["id"]
    return [shown["company"]["id"]] if shown["company"] else []


@pytest.mark.parametrize(("noun", "key", "other"), RELATIONS)
def test_a_relation_from_its_beginning_to_its_end(desk: Desk, world: World, noun: str, key: str, other: str) -> None:
    first, second = desk.add(other, {"name": NAMES[other]}, {"name": NAMES[other]})
    [one] = desk.add(noun, {"name": NAMES[noun], key: first})
    desk.update(noun, {"id": one, "updated_at": LATER, key: str(second)})
    there = [first, second] if other in MANY else [second]
    assert ids(desk, noun, one, other) == there
    assert [id for id in (first, second) if one in ids(desk, other, id, noun)] == there
    gone = [str(second)] if other in MANY else second
    desk.update(noun, {"id": one, "updated_at": LATER, "unlink": {key: gone}})
    assert ids(desk, noun, one, other) == there[:-1]
    check(world)


@pytest.mark.parametrize(("noun", "key", "other"), [each for each in RELATIONS if each[2] in MANY])
@pytest.mark.parametrize("spelling", ["{0},{1}", "{0}, {1}", ["{0}", "{1}"], {"0": "{0}", "3": "{1}"}], ids=str)
def test_several_at_once(
    desk: Desk, noun: str, key: str, other: str, spelling: str | list[str] | dict[str, str]
) -> None:
    made = desk.add(other, {"name": NAMES[other]}, {"name": NAMES[other]})
    if isinstance(spelling, dict):
        sent: Any = {place: each.format(*made) for place, each in spelling.items()}
    else:
        sent = spelling.format(*made) if isinstance(spelling, str) else [each.format(*made) for each in spelling]
    [one] = desk.add(noun, {"name": NAMES[noun], key: sent})
    assert ids(desk, noun, one, other) == made
    desk.update(noun, {"id": one, "updated_at": LATER, "unlink": {key: sent}})
    assert ids(desk, noun, one, other) == []


@pytest.mark.parametrize(("noun", "key", "other"), RELATIONS)
def test_what_there_is_not_cannot_be_linked(client: httpx2.Client, desk: Desk, noun: str, key: str, other: str) -> None:
    answer = client.post(f"/api/v2/{noun}", json={"add": [{"name": NAMES[noun]}, {"name": NAMES[noun], key: 999}]})
    [fault] = answer.json()["validation-errors"][0]["errors"]
    assert (answer.status_code, fault["path"]) == (400, f"add.1.{key}")
    assert desk.list(noun) == []


def test_whole_quantities_are_whole_numbers(client: httpx2.Client, desk: Desk) -> None:
    """Typed clients read no 3.0 into an integer."""
    [catalog] = desk.add("catalogs", {"name": "Товары"})
    [rose] = desk.add("catalog_elements", {"catalog_id": catalog, "name": "Роза"})
    roses = {str(catalog): {str(rose): 3}}
    [lead] = desk.add("leads", {"name": "Букеты", "catalog_elements_id": roses})
    [customer] = desk.add("customers", {"name": "Кафе"})
    desk.add("transactions", {"customer_id": customer, "price": 5, "elements": roses})
    links = client.get(f"/api/v2/links?links[0][from]=leads&links[0][from_id]={lead}")
    leads = client.get("/api/v2/leads?with=catalog_elements_links")
    for answer, shown in (
        (links, '"quantity":3}'),
        (leads, f'{{"{rose}":3}}'),
        (client.get("/api/v2/transactions"), f'{{"{rose}":3}}'),
    ):
        assert shown in answer.text, answer.text
