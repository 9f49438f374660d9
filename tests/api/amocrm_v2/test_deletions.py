"""Many records deleted at once, as a page of the vendor's does it."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf
from tests.world import World

PATH = "/ajax/v1/multiactions/set/"


def action(number: int, *ids: int, kind: int = 4) -> dict[str, Any]:
    return {"entity_type": number, "multiaction_type": kind, "data": {"data": {"ACTION": "DELETE"}}, "ids": list(ids)}


def set_actions(client: httpx2.Client, *actions: dict[str, Any]) -> httpx2.Response:
    return client.post(PATH, json={"request": {"multiactions": {"add": list(actions)}}})


@pytest.mark.parametrize(
    ("number", "noun"), [(1, "contacts"), (2, "leads"), (3, "companies"), (4, "tasks"), (17, "contacts")]
)
def test_what_is_named_is_deleted_and_the_rest_stays(
    client: httpx2.Client, desk: Desk, client_of: ClientOf, world: World, number: int, noun: str
) -> None:
    draft = {"name": "Лютик", "text": "Позвонить", "complete_till_at": 1900000000}
    first, second, third = desk.add(noun, draft, draft, draft)
    assert set_actions(client_of(world.egor), action(number, first)).status_code == 200
    assert len(desk.list(noun)) == 3
    answer = set_actions(client, action(number, first, third))
    assert answer.json()["response"]["multiactions"] == {
        "add": [{"entity_type": number, "multiaction_type": 4, "ids": [first, third]}]
    }
    assert [item["id"] for item in desk.list(noun)] == [second]


def test_it_may_be_a_form(client: httpx2.Client, desk: Desk) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    where = "request[multiactions][add][0]"
    what = f"{where}[entity_type]=2&{where}[multiaction_type]=4&{where}[data][data][ACTION]=DELETE"
    form = f"{what}&{where}[ids][]={lead}"
    assert client.post(PATH, content=form).status_code == 200
    assert desk.list("leads") == []


def test_faults_are_named_and_nothing_is_deleted(client: httpx2.Client, desk: Desk) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    answer = set_actions(client, action(2, lead), action(99, 1), action(2, lead, kind=3))
    faults = [fault["path"] for item in answer.json()["response"]["errors"] for fault in item["errors"]]
    assert (answer.status_code, faults) == (400, ["add.1.entity_type", "add.2.multiaction_type"])
    assert len(desk.list("leads")) == 1


@pytest.mark.parametrize("body", [{}, {"request": {}}, {"request": {"multiactions": {"add": []}}}])
def test_nothing_is_refused(client: httpx2.Client, body: dict[str, Any]) -> None:
    assert client.post(PATH, json=body).json()["response"]["error_code"] == "103"


def test_more_than_five_hundred_are_too_many(client: httpx2.Client) -> None:
    assert set_actions(client, action(2, *range(1, 302)), action(1, *range(1, 201))).status_code == 422
