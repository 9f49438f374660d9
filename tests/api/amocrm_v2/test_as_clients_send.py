"""A table over all nouns: the same thing in every spelling that clients have, stale changes, lists by rows and time."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.api.amocrm_v2.test_as_ufee import flat
from tests.world import World
from voronka.domain.kinds import Kind

THEN, LATER = 1_700_000_000, 2_000_000_000
FORM = "application/x-www-form-urlencoded"
STALE = "Last modified date is older than in database"

Draft = dict[str, Any]


@pytest.fixture
def ids(client: httpx2.Client, desk: Desk, world: World) -> dict[str, Any]:
    """What the drafts speak of."""
    enums = [{"value": name, "sort": sort} for sort, name in enumerate(("Розы", "Ирисы", "Пионы"))]
    field = {"name": "Цветы", "type": "multiselect", "enums": enums}
    made = {kind: client.post(f"/api/v4/{kind}/custom_fields", json=[field]).json() for kind in ("leads", "customers")}
    fields = {kind: answer["_embedded"]["custom_fields"][0] for kind, answer in made.items()}
    found: dict[str, Any] = {
        f"{kind}_field": {"id": each["id"], "values": [enum["id"] for enum in each["enums"][:2]]}
        for kind, each in fields.items()
    }
    found["phone"] = world.facts.fields_of(Kind.CONTACT).by_code["PHONE"].id
    found["anna"] = world.anna.id
    found["people"] = desk.add("contacts", {"name": "Мария"}, {"name": "Пётр"})
    [found["company"]] = desk.add("companies", {"name": "ООО Лютик"})
    [found["lead"], found["lead2"]] = desk.add("leads", {"name": "Свадьба"}, {"name": "Юбилей"})
    [found["customer"]] = desk.add("customers", {"name": "Кафе"})
    [found["catalog"]] = desk.add("catalogs", {"name": "Товары"})
    [found["rose"]] = desk.add("catalog_elements", {"catalog_id": found["catalog"], "name": "Роза"})
    return found


def of_anna(ids: dict[str, Any], **more: Any) -> Draft:
    return {
        "responsible_user_id": ids["anna"],
        "created_by": ids["anna"],
        "created_at": THEN,
        "updated_at": THEN,
        **more,
    }


DRAFTS: dict[str, Callable[[dict[str, Any]], Draft]] = {
    "leads": lambda ids: of_anna(
        ids,
        name="Букеты",
        sale=15000,
        tags=["опт", "север"],
        contacts_id=ids["people"],
        company_id=ids["company"],
        catalog_elements_id={str(ids["catalog"]): {str(ids["rose"]): 3}},
        custom_fields=[ids["leads_field"]],
    ),
    "contacts": lambda ids: of_anna(
        ids,
        name="Мария Ким",
        tags=["vip"],
        leads_id=[ids["lead"], ids["lead2"]],
        company_id=ids["company"],
        custom_fields=[{"id": ids["phone"], "values": [{"value": "89160000001", "enum": "WORK"}]}],
    ),
    "companies": lambda ids: of_anna(ids, name="Астра", tags=["опт", "vip"], contacts_id=ids["people"]),
    "customers": lambda ids: of_anna(
        ids,
        name="Постоянный",
        next_date=LATER,
        next_price=500,
        periodicity=30,
        tags=["опт"],
        contacts_id=ids["people"],
        company_id=ids["company"],
        custom_fields=[ids["customers_field"]],
    ),
    "tasks": lambda ids: of_anna(
        ids,
        text="Позвонить",
        complete_till_at=LATER,
        task_type=2,
        element_id=ids["lead"],
        element_type=2,
        is_completed=1,
        duration=600,
    ),
    "notes": lambda ids: of_anna(
        ids, element_id=ids["lead"], element_type=2, note_type=10, params={"UNIQ": "a7", "DURATION": 33}
    ),
    "transactions": lambda ids: {
        "customer_id": ids["customer"],
        "price": 700,
        "date": THEN,
        "comment": "Счёт",
        "elements": {str(ids["catalog"]): {str(ids["rose"]): 2}},
    },
    "catalogs": lambda ids: {"name": "Тарифы", "type": "regular", "can_link_multiple": 0},
    "catalog_elements": lambda ids: {
        "catalog_id": ids["catalog"],
        "name": "Ирис",
        "created_at": THEN,
        "updated_at": THEN,
        "leads_id": [ids["lead"], ids["lead2"]],
    },
}
NOUNS = list(DRAFTS)
DATED = [noun for noun in NOUNS if noun not in ("transactions", "catalogs")]
WITH_TIME = [noun for noun in DATED if noun != "catalog_elements"]
# When a record was changed, as the older calls name it.
OLDER = {
    "leads": "last_modified",
    "contacts": "last_modified",
    "customers": "date_modify",
    "tasks": "last_modified",
    "notes": "last_modified",
    "catalogs": "updated_at",
    "catalog_elements": "updated_at",
}
MORE = {"notes": "&type=lead", "leads": "&with=catalog_elements_links"}
OF_ITS_OWN = ("id", "_links", "sort", "created_at", "updated_at")


def as_texts(value: Any) -> Any:
    """Every number a text."""
    if isinstance(value, dict):
        return {key: as_texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_texts(each) for each in value]
    return str(value)


def as_objects(value: Any) -> Any:
    """Every list an object with gaps among its keys, as PHP writes it."""
    if isinstance(value, dict):
        return {key: as_objects(each) for key, each in value.items()}
    if isinstance(value, list):
        return {str(place * 2): as_objects(each) for place, each in enumerate(value)}
    return value


def with_commas(value: Draft) -> Draft:
    """Lists of numbers and names as texts with commas."""
    return {key: ",".join(map(str, each)) if is_plain(each) else each for key, each in value.items()}


def is_plain(value: Any) -> bool:
    return isinstance(value, list) and not any(isinstance(each, dict) for each in value)


def form_of(draft: Draft) -> bytes:
    return urlencode(list(flat("add", [draft]))).encode()


def json_of(lists: Any) -> bytes:
    return json.dumps(lists, ensure_ascii=False).encode()


SPELLINGS: dict[str, Callable[[Draft], tuple[bytes, str]]] = {
    "JSON without a type": lambda draft: (json_of({"add": [draft], "update": []}), ""),
    "JSON called a form": lambda draft: (json_of({"add": [draft]}), FORM),
    "texts": lambda draft: (json_of({"add": [as_texts(draft)]}), "application/json"),
    "objects": lambda draft: (json_of(as_objects({"add": [draft]})), "application/json"),
    "commas": lambda draft: (json_of({"add": [with_commas(draft)]}), "application/json"),
    "a form": lambda draft: (form_of(draft), FORM),
    "a form without a type": lambda draft: (form_of(draft), ""),
    "a form called JSON": lambda draft: (form_of(draft), "application/json"),
}


@pytest.mark.parametrize("noun", NOUNS)
def test_every_spelling_says_the_same(client: httpx2.Client, desk: Desk, ids: dict[str, Any], noun: str) -> None:
    draft = DRAFTS[noun](ids)
    [plain] = desk.add(noun, draft)
    expected = without_own(desk.one(noun, plain, MORE.get(noun, "")))
    for name, spell in SPELLINGS.items():
        content, media = spell({**draft, "request_id": 77})
        headers = {"Content-Type": media} if media else {}
        answer = client.post(f"/api/v2/{noun}", content=content, headers=headers)
        assert answer.status_code == 200, (name, answer.text)
        [item] = answer.json()["_embedded"]["items"]
        assert item["request_id"] == 77, name
        assert without_own(desk.one(noun, item["id"], MORE.get(noun, ""))) == expected, name


def without_own(shown: Draft) -> Draft:
    return {key: value for key, value in shown.items() if key not in OF_ITS_OWN}


@pytest.mark.parametrize("noun", NOUNS)
def test_what_was_read_is_sent_back_whole_and_changes_nothing(
    client: httpx2.Client, desk: Desk, ids: dict[str, Any], noun: str
) -> None:
    [id] = desk.add(noun, DRAFTS[noun](ids))
    shown = desk.one(noun, id, MORE.get(noun, ""))
    change = {**shown, "updated_at": LATER, "request_id": 5}
    bodies = [
        json_of({"update": [change]}),
        json_of({"update": [as_texts(change)]}),
        json_of({"update": {"0": as_objects(change)}}),
    ]
    for content in (*bodies, urlencode(list(flat("update", [change]))).encode()):
        answer = client.post(f"/api/v2/{noun}", content=content)
        assert answer.status_code == 200, answer.text
        assert "errors" not in answer.json()["_embedded"]
        assert without_own(desk.one(noun, id, MORE.get(noun, ""))) == without_own(shown)


@pytest.mark.parametrize(("noun", "modified"), OLDER.items())
def test_what_was_read_by_the_older_calls_is_sent_back_too(
    client: httpx2.Client, desk: Desk, ids: dict[str, Any], noun: str, modified: str
) -> None:
    path, more = f"/private/api/v2/json/{noun}", MORE.get(noun, "")
    [id] = desk.add(noun, DRAFTS[noun](ids))
    before = desk.one(noun, id, more)
    [shown] = client.get(f"{path}/list?id={id}{more}").json()["response"][noun]
    change = {**shown, modified: LATER}
    for update in (change, as_texts(change), as_objects(change)):
        answer = client.post(f"{path}/set", json={"request": {noun: {"update": [update]}}})
        assert answer.status_code == 200, answer.text
        assert answer.json()["response"][noun]["update"]["errors"] == []
        assert without_own(desk.one(noun, id, more)) == without_own(before)


@pytest.mark.parametrize("spelling", [int, str], ids=["number", "text"])
@pytest.mark.parametrize("noun", DATED)
def test_a_change_is_as_new_as_what_it_changes(desk: Desk, ids: dict[str, Any], noun: str, spelling: Any) -> None:
    [id] = desk.add(noun, DRAFTS[noun](ids))
    change = {"id": spelling(id), **({"catalog_id": ids["catalog"]} if noun == "catalog_elements" else {})}
    for stale in ({"updated_at": spelling(THEN - 1)}, {"updated_at": 0}, {}):
        assert desk.update(noun, {**change, **stale}) == {"items": [], "errors": {"update": {str(id): STALE}}}
    for moment in (THEN, THEN + 1, LATER):
        [item] = desk.update(noun, {**change, "updated_at": spelling(moment), "request_id": 5})["items"]
        assert (item["id"], item["updated_at"], item["request_id"]) == (id, moment, 5)
    unknown = desk.update(noun, {**change, "id": 404, "updated_at": LATER})
    assert unknown == {"items": [], "errors": {"update": {"404": "Element not found"}}}


@pytest.mark.parametrize("noun", WITH_TIME)
def test_what_changed_later_than_a_moment(client: httpx2.Client, desk: Desk, ids: dict[str, Any], noun: str) -> None:
    drafts = [{**DRAFTS[noun](ids), "updated_at": LATER + later} for later in (0, 1)]
    _, later = desk.add(noun, *drafts)
    for moment in (str(LATER), "Wed, 18 May 2033 03:33:20 UTC", "Wed, 18 May 2033 06:33:20 +0300"):
        found = desk.list(noun, MORE.get(noun, ""), **{"IF-MODIFIED-SINCE": moment})
        assert [each["id"] for each in found] == [later], moment
    nothing = client.get(f"/api/v2/{noun}?{MORE.get(noun, '')}", headers={"if-modified-since": str(LATER + 1)})
    assert (nothing.status_code, nothing.content) == (204, b"")


@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_by_rows_and_by_ids(client: httpx2.Client, desk: Desk, ids: dict[str, Any], noun: str) -> None:
    desk.add(noun, *([DRAFTS[noun](ids)] * 3))
    more = MORE.get(noun, "")

    def found(query: str) -> list[int]:
        return [each["id"] for each in desk.list(noun, query + more)]

    every = found("limit_rows=500&limit_offset=0")
    assert found("limit_rows=2&limit_offset=1") == every[1:3]
    assert found("limit_rows=500&limit_offset=1") == found("limit_rows=900&limit_offset=1") == every[1:]
    assert found("limit_offset=1") == every
    one, two = every[-2:]
    for spelling in ("id={},{}", "id[]={}&id[]={}", "id[0]={}&id[1]={}", "id={},{}&query=нет&responsible_user_id=9"):
        assert found(spelling.format(one, two)) == [one, two], spelling
    for query in ("limit_rows=500&limit_offset=500", "id=404"):
        answer = client.get(f"/api/v2/{noun}?{query}{more}")
        assert (answer.status_code, answer.content) == (204, b"")


def test_a_page_has_five_hundred_rows_at_most(desk: Desk) -> None:
    drafts = [{"name": f"Букет {number}"} for number in range(250)]
    every = [*desk.add("leads", *drafts), *desk.add("leads", *drafts), *desk.add("leads", {"name": "Последний"})]

    def found(query: str) -> list[int]:
        return [lead["id"] for lead in desk.list("leads", query)]

    assert found("") == found("limit_rows=9000") == found("limit_rows=500") == found("limit_rows=0") == every[:500]
    assert found("limit_rows=9000&limit_offset=500") == every[500:]
