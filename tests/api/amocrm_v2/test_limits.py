"""How much may be linked by one item, and how far lists of several kinds reach."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk

LINKING = {"contacts": "leads_id", "leads": "contacts_id", "companies": "contacts_id"}


@pytest.mark.parametrize("noun", LINKING)
@pytest.mark.parametrize("spelling", [list, lambda ids: ",".join(map(str, ids))], ids=["list", "text"])
def test_an_item_links_two_hundred_and_fifty_records_at_most(
    client: httpx2.Client, desk: Desk, noun: str, spelling: Any
) -> None:
    name = LINKING[noun]
    ids = desk.add(name.removesuffix("_id"), *({"name": "Букеты"} for _ in range(250)))
    [one] = desk.add(noun, {"name": "Мария", name: spelling(ids)})
    assert len(desk.one(noun, one)[name.removesuffix("_id")]["id"]) == 250
    answer = client.post(f"/api/v2/{noun}", json={"add": [{"name": "Пётр", name: spelling([*ids, 999])}]})
    assert (answer.status_code, answer.json()["response"]["error_code"]) == (400, "330")
    [fault] = answer.json()["validation-errors"][0]["errors"]
    assert (fault["path"], fault["code"]) == (f"add.0.{name}", "TooMany")
    assert len(desk.list(noun)) == 1


@pytest.mark.parametrize("path", ["/api/v2/contacts", "/api/v2/notes", "/private/api/v2/json/contacts/list"])
def test_all_kinds_together_have_an_end_and_one_kind_has_none(client: httpx2.Client, path: str) -> None:
    last, beyond = "limit_rows=500&limit_offset=9500", "limit_rows=500&limit_offset=9501"
    assert client.get(f"{path}?type=all&{last}").status_code == 204
    answer = client.get(f"{path}?type=all&{beyond}")
    told = answer.json()
    [fault] = (told.get("validation-errors") or told["response"]["errors"])[0]["errors"]
    assert (answer.status_code, fault["path"], fault["code"]) == (400, "limit_offset", "TooHigh")
    assert client.get(f"{path}?type=contact&{beyond}").status_code == 204


@pytest.mark.parametrize("noun", ["contacts", "companies", "leads", "tasks"])
def test_a_list_of_the_older_calls_without_an_action(client: httpx2.Client, desk: Desk, noun: str) -> None:
    ids = desk.add(noun, *([{"name": "Лютик", "text": "Позвонить", "complete_till_at": 1900000000}] * 2))
    whole = client.get(f"/private/api/v2/json/{noun}").json()["response"][noun]
    assert [int(each["id"]) for each in whole] == ids
    page = client.get(f"/private/api/v2/json/{noun}/?limit_rows=1&limit_offset=1").json()["response"][noun]
    assert page == whole[1:]
    noun, container = ("company", "contacts") if noun == "companies" else (noun, noun)
    assert page == client.get(f"/private/api/v2/json/{noun}/list?id={ids[1]}").json()["response"][container]
