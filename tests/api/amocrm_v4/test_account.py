"""GET /api/v4/account: clients use it as a token check and cast every constant key."""

from datetime import datetime
from zoneinfo import ZoneInfo

import httpx2
import msgspec
import pytest

from tests.conftest import ClientOf
from tests.world import World
from voronka.contract.amocrm_v4.account import Account

ON_TOP = ("amojo_id", "uuid", "version", "drive_url", "is_api_filter_enabled", "entity_names", "invoices_settings")
EMBEDDED = ("amojo_rights", "users_groups", "task_types", "datetime_settings", "entity_names", "invoices_settings")


def test_the_constant_keys_are_always_there(client: httpx2.Client, world: World) -> None:
    answer = client.get("/api/v4/account").json()
    assert answer == {
        "id": world.romashka.id,
        "name": "Ромашка",
        "subdomain": "romashka",
        "created_at": world.romashka.created_at,
        "created_by": 0,
        "updated_at": world.romashka.updated_at,
        "updated_by": 0,
        "current_user_id": world.irina.id,
        "country": "RU",
        "currency": "RUB",
        "currency_symbol": "₽",
        "customers_mode": "segments",
        "is_unsorted_on": True,
        "mobile_feature_version": 0,
        "is_loss_reason_enabled": True,
        "is_helpbot_enabled": False,
        "is_technical_account": False,
        "contact_name_display_order": 1,
        "language": "ru",
        "_links": {"self": {"href": "https://romashka.voronka.test/api/v4/account"}},
    }


def test_with_brings_each_key_to_its_place(client: httpx2.Client) -> None:
    answer = client.get("/api/v4/account", params={"with": ",".join({*ON_TOP, *EMBEDDED})}).json()
    assert set(ON_TOP) <= set(answer)
    assert set(answer["_embedded"]) == set(EMBEDDED)
    msgspec.convert(answer, Account)


@pytest.mark.parametrize("name", sorted({*ON_TOP, *EMBEDDED}))
def test_one_with_brings_nothing_else(client: httpx2.Client, name: str) -> None:
    answer = client.get("/api/v4/account", params={"with": name}).json()
    assert {key for key in ON_TOP if key in answer} == {name} & set(ON_TOP)
    assert set(answer.get("_embedded", {})) == {name} & set(EMBEDDED)


def test_groups_begin_with_the_default_department(client: httpx2.Client, world: World) -> None:
    groups = client.get("/api/v4/account?with=users_groups").json()["_embedded"]["users_groups"]
    assert groups[0] == {"id": 0, "name": "Отдел продаж", "uuid": None}
    assert [group["id"] for group in groups[1:]] == [world.shops.id, world.people.id]


def test_task_types_are_those_that_everybody_has(client: httpx2.Client) -> None:
    types = client.get("/api/v4/account?with=task_types").json()["_embedded"]["task_types"]
    assert [(kind["id"], kind["name"], kind["code"]) for kind in types] == [
        (1, "Связаться", "FOLLOW_UP"),
        (2, "Встреча", "MEETING"),
        (3, "Письмо", "LETTER"),
    ]


def test_times_are_told_with_the_accounts_own_offset(client: httpx2.Client) -> None:
    settings = client.get("/api/v4/account?with=datetime_settings").json()["_embedded"]["datetime_settings"]
    moscow = datetime.now(ZoneInfo("Europe/Moscow")).isoformat()[-6:]
    assert (settings["timezone"], settings["timezone_offset"]) == ("Europe/Moscow", moscow)
    assert all(isinstance(value, str) for value in settings.values())
    assert list(settings) == [
        *("date_pattern", "short_date_pattern", "short_time_pattern", "date_format", "time_format"),
        *("timezone", "timezone_offset"),
    ]


def test_files_live_at_the_address_by_which_the_client_came(client: httpx2.Client) -> None:
    assert client.get("/api/v4/account?with=drive_url").json()["drive_url"] == "https://romashka.voronka.test"


def test_unknown_parts_of_with_are_ignored(client: httpx2.Client) -> None:
    assert client.get("/api/v4/account?with=weather,version").json()["version"] == 11


def test_every_seller_may_ask(client_of: ClientOf, world: World) -> None:
    assert client_of(world.anna).get("/api/v4/account").json()["current_user_id"] == world.anna.id


def test_an_administrator_may_ask_as_somebody_else(client: httpx2.Client, world: World) -> None:
    answer = client.get("/api/v4/account", headers={"X-Context-User-ID": str(world.oleg.id)})
    assert answer.json()["current_user_id"] == world.oleg.id


def test_without_a_token_it_says_so_in_amocrms_words(client_of: ClientOf) -> None:
    answer = client_of(None).get("/api/v4/account")
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    assert answer.json() == {
        "title": "Unauthorized",
        "type": "https://httpstatus.es/401",
        "status": 401,
        "detail": "Invalid user name or password",
    }
