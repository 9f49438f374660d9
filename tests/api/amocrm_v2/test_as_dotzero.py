"""One day of dotzero's client (PHP): the older calls, login and key behind the other parameters, and no session."""

from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest

from tests.conftest import ClientOf
from tests.world import World

NOW = 2_000_000_000


class Refused(Exception):
    pass


class Dotzero:
    """As it sends and reads: 300 and more is a failure, 204 is nothing, and a list stands under its container."""

    def __init__(self, client: httpx2.Client, key: dict[str, str]) -> None:
        self.client, self.key = client, key

    def list(self, path: str, container: str, modified: str | None = None, **query: Any) -> Any:
        headers = {"If-Modified-Since": modified} if modified else {}
        return self._read("GET", f"{path}/list", container, query, headers=headers) or []

    def set(self, path: str, container: str, **lists: Any) -> Any:
        body = {"request": {container: lists}}
        return self._read("POST", f"{path}/set", container, {}, json=body)

    def _read(self, method: str, path: str, container: str, query: dict[str, Any], **more: Any) -> Any:
        self.client.cookies.clear()
        url = f"/private/api/v2/json/{path}?{urlencode({**query, **self.key}, doseq=True)}"
        answer = self.client.request(method, url, **more)
        if answer.status_code >= 300:
            raise Refused(answer.json()["response"]["error"], int(answer.json()["response"]["error_code"]))
        if answer.status_code == 204:
            return None
        told = answer.json()["response"]
        assert isinstance(told["server_time"], int)
        return told[container]


@pytest.fixture
def dotzero(client_of: ClientOf, key: dict[str, str]) -> Dotzero:
    return Dotzero(client_of(None), key)


def ids(done: Any) -> list[int]:
    """It reads `id` of every member of the list."""
    return [member["id"] for member in done["add"]]


def test_the_account(dotzero: Dotzero, world: World) -> None:
    account = dotzero._read("GET", "accounts/current", "account", {"free_users": "Y"})
    assert account["id"] == str(world.romashka.id)
    assert str(world.anna.id) in [user["id"] for user in account["users"]]


def test_a_lead_from_beginning_to_end(dotzero: Dotzero) -> None:
    [lead] = ids(
        dotzero.set("leads", "leads", add=[{"name": "Поставка муки", "price": 90000, "tags": "опт"}], update=[])
    )
    person = {"name": "Мария", "linked_leads_id": [lead], "company_name": "ООО Лютик"}
    [maria] = ids(dotzero.set("contacts", "contacts", add=[person]))
    [company] = dotzero.list("company", "contacts")
    assert (company["name"], company["type"]) == ("ООО Лютик", "company")
    [shown] = dotzero.list("leads", "leads", id=[lead])
    assert (shown["price"], shown["main_contact_id"]) == ("90000", maria)
    [contact] = dotzero.list("contacts", "contacts", query="Мария")
    assert (contact["linked_company_id"], contact["linked_leads_id"]) == (str(company["id"]), [str(lead)])
    [pair] = dotzero._read("GET", "contacts/links", "links", {"contacts_link[]": [maria]})
    assert (pair["contact_id"], pair["lead_id"]) == (str(maria), str(lead))


def test_a_change_says_when_the_record_was_changed(dotzero: Dotzero) -> None:
    [lead] = ids(dotzero.set("leads", "leads", add=[{"name": "Поставка муки"}]))
    [shown] = dotzero.list("leads", "leads", id=lead)
    change = {"id": lead, "name": "Поставка сахара", "last_modified": shown["last_modified"] + 1}
    told = dotzero.set("leads", "leads", update=[change])["update"]
    assert told == {str(lead): {"id": lead, "last_modified": change["last_modified"]}, "errors": []}
    stale = dotzero.set("leads", "leads", update=[{**change, "last_modified": 1}])["update"]["errors"]
    assert stale == {str(lead): "Last modified date is older than in database"}
    assert dotzero.list("leads", "leads", modified=str(shown["last_modified"]))[0]["id"] == str(lead)
    assert dotzero.list("leads", "leads", modified="Tue, 01 Jan 2036 00:00:00 GMT") == []


def test_tasks_and_notes(dotzero: Dotzero) -> None:
    [lead] = ids(dotzero.set("leads", "leads", add=[{"name": "Поставка муки"}]))
    where = {"element_id": lead, "element_type": 2}
    [task] = ids(
        dotzero.set("tasks", "tasks", add=[{**where, "task_type": "CALL", "text": "Да", "complete_till": NOW}])
    )
    done = {"id": task, "text": "Да", "status": 1, "last_modified": NOW}
    assert dotzero.set("tasks", "tasks", update=[done])["update"]["errors"] == []
    assert [each["status"] for each in dotzero.list("tasks", "tasks", type="lead", element_id=lead)] == [1]
    ids(dotzero.set("notes", "notes", add=[{**where, "note_type": 4, "text": "Ждёт"}]))
    assert [each["text"] for each in dotzero.list("notes", "notes", type="lead", element_id=lead)] == ["Ждёт"]


def test_catalogs_are_nested_once_more(dotzero: Dotzero) -> None:
    done = dotzero.set("catalogs", "catalogs", add=[{"name": "Товары", "request_id": 1}])["add"]
    assert done["errors"] == []
    [catalog] = [each["id"] for each in done["catalogs"]]
    element = {"catalog_id": catalog, "name": "Мука", "request_id": 1}
    [mill] = dotzero.set("catalog_elements", "catalog_elements", add=[element])["add"]["catalog_elements"]
    [lead] = ids(dotzero.set("leads", "leads", add=[{"name": "Поставка муки"}]))
    link = {"from": "leads", "from_id": lead, "to": "catalog_elements", "to_id": mill["id"], "to_catalog_id": catalog}
    assert dotzero.set("links", "links", link=[{**link, "quantity": 2}])["link"]["errors"] == []


def test_nothing_is_nothing_and_a_wrong_key_is_110(dotzero: Dotzero) -> None:
    assert dotzero.list("leads", "leads") == []
    dotzero.key = dotzero.key | {"USER_HASH": "0" * 40}
    with pytest.raises(Refused) as caught:
        dotzero.list("leads", "leads")
    assert caught.value.args[1] == 110
