"""What contacts, companies and leads take alike: queries with empty parts, users, words, and two lists at once."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.world import World

LATER = 2_000_000_000
EACH_NOUN = pytest.mark.parametrize("noun", ["contacts", "companies", "leads"])


def ids(found: list[dict[str, Any]]) -> list[int]:
    return [each["id"] for each in found]


@EACH_NOUN
@pytest.mark.parametrize("query", ["", "?", "?&limit_rows=1", "?&query=lily&limit_rows=500", "?lang=ru&page=7"])
def test_a_list_says_what_was_asked(client: httpx2.Client, desk: Desk, noun: str, query: str) -> None:
    """Clients put queries together with empty parts; what is not known here is left alone."""
    desk.add(noun, {"name": "Lily"})
    answer = client.get(f"/api/v2/{noun}{query}").json()
    assert answer["_links"]["self"] == {"href": f"/api/v2/{noun}{query}".removesuffix("?"), "method": "get"}
    assert len(answer["_embedded"]["items"]) == 1


@EACH_NOUN
@pytest.mark.parametrize("spelling", ["={0}", "={0},404", "[]={0}&responsible_user_id[]=404", "[0]={0}"])
def test_of_one_user_or_of_several(desk: Desk, world: World, noun: str, spelling: str) -> None:
    hers, _ = desk.add(noun, {"name": "Лютик", "responsible_user_id": world.anna.id}, {"name": "Роза"})
    assert ids(desk.list(noun, "responsible_user_id" + spelling.format(world.anna.id))) == [hers]


@EACH_NOUN
def test_a_search_looks_into_the_fields_too(desk: Desk, client: httpx2.Client, noun: str) -> None:
    made = client.post(f"/api/v4/{noun}/custom_fields", json=[{"name": "Улица", "type": "text"}]).json()
    values = [{"id": made["_embedded"]["custom_fields"][0]["id"], "values": [{"value": "ул. Садовая, 1"}]}]
    found, _ = desk.add(noun, {"name": "Лютик", "custom_fields": values}, {"name": "Роза"})
    assert ids(desk.list(noun, "query=садов")) == [found]


@EACH_NOUN
def test_what_is_new_and_what_is_changed_in_one_request(desk: Desk, noun: str) -> None:
    """Adds first, each list in the order of the request; what was changed has its time, what is new has a mark."""
    [old] = desk.add(noun, {"name": "Старое"})
    change = {"id": old, "updated_at": LATER, "name": "Иначе", "request_id": "b"}
    told = desk.set(noun, update=[change], add=[{"name": "Да", "request_id": 3}, {"name": "Нет"}])
    first, second, third = told["_embedded"]["items"]
    assert [each["request_id"] for each in (first, second, third)] == [3, 1, "b"]
    assert ["updated_at" in each for each in (first, second, third)] == [False, False, True]
    assert ids(desk.list(noun)) == [third["id"], first["id"], second["id"]]


@pytest.mark.parametrize("noun", ["contacts", "companies", "leads", "customers"])
def test_who_is_not_named_is_responsible_himself_and_nobody_is_a_robot(desk: Desk, world: World, noun: str) -> None:
    mine, robots = desk.add(noun, {"name": "Лютик"}, {"name": "Роза", "created_by": 0, "responsible_user_id": 0})
    shown = {each["id"]: each for each in desk.list(noun)}
    assert (shown[mine]["responsible_user_id"], shown[mine]["created_by"]) == (world.irina.id, world.irina.id)
    assert (shown[robots]["responsible_user_id"], shown[robots]["created_by"]) == (world.irina.id, 0)
