"""One day of ufee's client (PHP): key on every query, adds as forms in which all is text, updates as JSON."""

from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest

from tests.answers import embedded
from tests.conftest import ClientOf
from tests.world import World

NOW = 2_000_000_000
BLOCKS = ("note_types", "task_types", "groups", "users", "pipelines", "custom_fields")


class Ufee:
    """Its cookie jar is never written on PHP 8, so every request brings login and key along."""

    def __init__(self, client: httpx2.Client, key: dict[str, str]) -> None:
        self.client, self.key = client, key

    def url(self, path: str, **query: Any) -> str:
        self.client.cookies.clear()
        return f"{path}?{urlencode({**query, **self.key})}"

    def get(self, noun: str, **query: Any) -> Any:
        return self.client.get(self.url(f"/api/v2/{noun}", **query))

    def add(self, noun: str, *drafts: dict[str, Any]) -> list[Any]:
        pairs = [pair for place, draft in enumerate(drafts) for pair in flat(f"add[{place}]", draft)]
        return embedded(self.client.post(self.url(f"/api/v2/{noun}"), data=dict(pairs)))

    def update(self, noun: str, *changes: dict[str, Any]) -> Any:
        return self.client.post(self.url(f"/api/v2/{noun}"), json={"update": changes}).json()["_embedded"]


def flat(name: str, value: Any) -> Any:
    """As PHP's http_build_query writes it."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if pairs is None:
        yield name, str(value)
        return
    for key, each in pairs:
        yield from flat(f"{name}[{key}]", each)


@pytest.fixture
def ufee(client_of: ClientOf, key: dict[str, str]) -> Ufee:
    return Ufee(client_of(None), key)


def test_it_signs_in_by_a_get(ufee: Ufee) -> None:
    answer = ufee.client.get(ufee.url("/private/api/auth.php", type="json"))
    assert answer.json()["response"]["auth"] is True
    assert ufee.client.cookies["session_id"]


def test_it_reads_every_block_of_the_account_unguarded(ufee: Ufee, world: World) -> None:
    told = ufee.get("account", **{"with": ",".join(BLOCKS)}).json()
    assert told["current_user"] == world.anna.id
    for block in BLOCKS:
        assert isinstance(told["_embedded"][block], dict), block
    fields = told["_embedded"]["custom_fields"]
    assert all(kind in fields for kind in ("companies", "contacts", "leads", "customers"))
    for block in ("users", "pipelines", "task_types", "note_types"):
        assert all(str(each["id"]) == key for key, each in told["_embedded"][block].items())


def test_a_lead_with_its_contact_company_task_and_note(ufee: Ufee, world: World) -> None:
    fields = ufee.get("account", **{"with": "custom_fields"}).json()["_embedded"]["custom_fields"]["contacts"]
    [phone] = [field for field in fields.values() if field.get("code") == "PHONE"]
    work = next(id for id, name in phone["enums"].items() if name == "WORK")
    values = [{"value": "+79160000001", "enum": work}]
    draft = {"name": "Мария", "request_id": 184_467_440, "custom_fields": [{"id": phone["id"], "values": values}]}
    [maria] = ufee.add("contacts", draft)
    [lutik] = ufee.add("companies", {"name": "ООО Лютик", "contacts_id": [maria["id"]]})
    lead = {"name": "Букеты", "sale": 5000, "tags": ["опт", "север"], "request_id": 901}
    [first, second] = ufee.add(
        "leads", {**lead, "contacts_id": [maria["id"]], "company_id": lutik["id"]}, {**lead, "request_id": 7}
    )
    assert [item["request_id"] for item in (maria, first, second)] == [184_467_440, 901, 7]

    [shown] = ufee.get("leads", id=first["id"]).json()["_embedded"]["items"]
    assert (shown["sale"], shown["main_contact"]["id"], shown["company"]["id"]) == (5000, maria["id"], lutik["id"])
    assert [tag["name"] for tag in shown["tags"]] == ["опт", "север"]
    [task] = ufee.add(
        "tasks", {"element_id": first["id"], "element_type": 2, "task_type": 1, "text": "Да", "complete_till_at": NOW}
    )
    ufee.add("notes", {"element_id": first["id"], "element_type": 2, "note_type": 4, "text": "Ждёт"})
    assert ufee.get("tasks", id=task["id"]).json()["_embedded"]["items"][0]["is_completed"] is False
    assert [note["text"] for note in ufee.get("notes", type="all").json()["_embedded"]["items"]] == ["Ждёт"]


def test_what_it_read_it_changes_and_writes_back(ufee: Ufee) -> None:
    [first, second] = ufee.add("leads", {"name": "Букеты"}, {"name": "Свадьба"})
    leads = ufee.get("leads", limit_rows=500, limit_offset=0).json()["_embedded"]["items"]
    assert [lead["id"] for lead in leads] == [first["id"], second["id"]]
    changes = [{**lead, "name": lead["name"] + "!", "updated_at": NOW, "request_id": 9} for lead in leads]
    told = ufee.update("leads", *changes)
    assert [item["request_id"] for item in told["items"]] == [9, 9]
    assert "errors" not in told
    assert ufee.get("leads", id=first["id"]).json()["_embedded"]["items"][0]["name"] == "Букеты!"
    assert ufee.update("leads", {"id": first["id"], "updated_at": 5, "name": "Нет"})["errors"]["update"]
    assert ufee.get("leads", limit_rows=500, limit_offset=500).status_code == 204


def test_a_wrong_key_is_told(ufee: Ufee) -> None:
    ufee.key = ufee.key | {"USER_HASH": "0" * 40}
    answer = ufee.get("leads")
    assert (answer.status_code, answer.json()["response"]["error_code"]) == (401, "110")
