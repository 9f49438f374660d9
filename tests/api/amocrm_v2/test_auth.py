"""Every way in: the session's cookie, login and key on any address, a bearer token; and how each is refused."""

import time
from typing import Any

import httpx2
import pytest

from tests.world import PASSWORD, World
from voronka.services import api_keys, sessions

Key = dict[str, str]


@pytest.fixture
def nobody(client_of: Any) -> httpx2.Client:
    return client_of(None)


def sign_in(nobody: httpx2.Client, key: Key) -> httpx2.Response:
    return nobody.post("/private/api/auth.php?type=json", data=key)


def refusal(answer: httpx2.Response, code: str) -> dict[str, Any]:
    assert answer.status_code == 401, answer.text
    told = answer.json()["response"]
    assert told["error_code"] == code
    assert isinstance(told["server_time"], int)
    return told


def test_a_login_opens_a_session_of_fifteen_minutes(nobody: httpx2.Client, key: Key, world: World) -> None:
    answer = sign_in(nobody, key)
    told = answer.json()["response"]
    account = world.romashka
    assert told.pop("server_time") >= account.created_at
    assert told == {
        "auth": True,
        "accounts": [
            {
                "id": account.id,
                "name": "Ромашка",
                "subdomain": "romashka",
                "language": "ru",
                "timezone": "Europe/Moscow",
            }
        ],
        "user": {"id": world.anna.id, "language": "ru"},
    }
    assert answer.headers["set-cookie"].startswith("session_id=")
    assert "Max-Age=900" in answer.headers["set-cookie"]
    assert nobody.get("/api/v2/account").json()["current_user"] == world.anna.id


@pytest.mark.parametrize("spelling", ["form", "json", "json without a type", "query of a POST", "query of a GET"])
def test_the_login_is_read_in_every_spelling(nobody: httpx2.Client, key: Key, spelling: str) -> None:
    path = "/private/api/auth.php?type=json"
    with_key = f"{path}&{httpx2.QueryParams(key)}"
    answer = {
        "form": lambda: nobody.post(path, data=key),
        "json": lambda: nobody.post(path, json=key),
        "json without a type": lambda: nobody.post(path, content=httpx2.Request("POST", "/", json=key).read()),
        "query of a POST": lambda: nobody.post(with_key),
        "query of a GET": lambda: nobody.get(with_key),
    }[spelling]()
    assert answer.json()["response"]["auth"] is True


def test_the_login_may_be_written_in_capitals(nobody: httpx2.Client, key: Key) -> None:
    assert sign_in(nobody, key | {"USER_LOGIN": key["USER_LOGIN"].upper()}).status_code == 200


def test_the_oldest_clients_send_the_password(nobody: httpx2.Client, key: Key) -> None:
    right = {"USER_LOGIN": key["USER_LOGIN"], "USER_PASSWORD": PASSWORD}
    assert sign_in(nobody, right).json()["response"]["auth"] is True
    refusal(sign_in(nobody, right | {"USER_PASSWORD": "nonsense"}), "110")


def test_without_type_it_answers_in_xml(nobody: httpx2.Client, key: Key) -> None:
    good = nobody.post("/private/api/auth.php", data=key)
    bad = nobody.post("/private/api/auth.php", data=key | {"USER_HASH": "0"})
    assert (good.status_code, good.text) == (200, "<root><auth>true</auth></root>")
    assert (bad.status_code, bad.text) == (401, "<root><auth>false</auth></root>")
    assert good.headers["content-type"] == bad.headers["content-type"] == "text/xml; charset=utf-8"


def test_a_wrong_key_is_110(nobody: httpx2.Client, key: Key) -> None:
    told = refusal(sign_in(nobody, key | {"USER_HASH": "0" * 40}), "110")
    assert told["auth"] is False
    assert told["error"] == "Неправильный логин или пароль"
    assert told["domain"] == "romashka.voronka.test"
    assert "ip" in told
    refusal(sign_in(nobody, {"USER_LOGIN": "nobody@romashka.example", "USER_HASH": key["USER_HASH"]}), "110")
    refusal(sign_in(nobody, {}), "110")


def test_after_five_wrong_keys_it_is_111_but_the_right_one_still_opens(nobody: httpx2.Client, key: Key) -> None:
    wrong = key | {"USER_HASH": "0" * 40}
    codes = [sign_in(nobody, wrong).json()["response"]["error_code"] for _ in range(6)]
    assert codes == ["110"] * 5 + ["111"]
    assert sign_in(nobody, key).status_code == 200


def test_a_blocked_user_is_112(nobody: httpx2.Client, world: World) -> None:
    keys = world.do(api_keys.show, world.boris.id)
    refusal(sign_in(nobody, {"USER_LOGIN": keys.login, "USER_HASH": keys.amocrm}), "112")


def test_an_unknown_account_is_101(nobody: httpx2.Client, key: Key) -> None:
    refusal(nobody.post("https://tulpan.voronka.test/private/api/auth.php?type=json", data=key), "101")


def test_a_key_of_another_account_opens_nothing(nobody: httpx2.Client, world: World) -> None:
    keys = world.do_as(world.egor, api_keys.show, world.egor.id)
    refusal(nobody.get("/api/v2/account", params={"USER_LOGIN": keys.login, "USER_HASH": keys.amocrm}), "110")


@pytest.mark.parametrize("path", ["/api/v2/account", "/private/api/v2/json/accounts/current"])
def test_login_and_key_open_any_address_and_bring_a_session(nobody: httpx2.Client, key: Key, path: str) -> None:
    assert nobody.get(path, params=key).status_code == 200
    assert nobody.cookies["session_id"]
    assert nobody.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/api/v2/account", "/api/v2/leads"])
def test_answers_repeat_the_query_but_not_the_key(nobody: httpx2.Client, key: Key, path: str, client: Any) -> None:
    client.post("/api/v2/leads", json={"add": [{"name": "Букеты"}]})
    answer = nobody.get(f"{path}?with=users&{httpx2.QueryParams(key)}&limit_rows=5")
    assert answer.json()["_links"]["self"]["href"] == f"{path}?with=users&limit_rows=5"
    assert key["USER_HASH"] not in answer.text
    assert nobody.get(path, params=key).json()["_links"]["self"]["href"] == path


def test_unsorted_has_other_names_for_them(nobody: httpx2.Client, key: Key) -> None:
    older = {"login": key["USER_LOGIN"], "api_key": key["USER_HASH"]}
    assert nobody.get("/api/v2/account", params=older).status_code == 200


@pytest.mark.parametrize("path", ["/api/v2/account", "/private/api/v2/json/accounts/current"])
def test_a_bearer_token_opens_without_a_cookie(client: httpx2.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


def test_who_has_nothing_is_told_in_both_forms(nobody: httpx2.Client) -> None:
    answer = nobody.get("/api/v2/account")
    refusal(answer, "110")
    assert {key: answer.json()[key] for key in ("title", "status")} == {"title": "Unauthorized", "status": 401}
    older = nobody.get("/private/api/v2/json/leads/list")
    refusal(older, "110")
    assert set(older.json()) == {"response"}


def opened(world: World, ago: int = 0) -> str:
    return world.do(lambda work: _at(work, ago, world.anna.id))


def _at(work: Any, ago: int, user_id: int) -> str:
    work.now -= ago
    return sessions.open_for(work, user_id)


def test_a_session_ends_after_fifteen_minutes(nobody: httpx2.Client, world: World) -> None:
    def with_session(text: str) -> httpx2.Response:
        return nobody.get("/api/v2/account", headers={"Cookie": f"session_id={text}"})

    assert with_session(opened(world, ago=890)).status_code == 200
    nobody.cookies.clear()
    refusal(with_session(opened(world, ago=901)), "110")


def test_use_renews_a_session(nobody: httpx2.Client, world: World) -> None:
    nobody.get("/api/v2/account", headers={"Cookie": f"session_id={opened(world, ago=600)}"})
    renewed = nobody.cookies["session_id"]
    assert int(renewed.split("-")[1], 16) >= time.time() + 890


def test_a_fresh_session_is_not_sent_again(nobody: httpx2.Client, world: World) -> None:
    answer = nobody.get("/api/v2/account", headers={"Cookie": f"session_id={opened(world)}"})
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("text", ["", "nonsense", "1-2-3", "0" * 64])
def test_a_forged_session_opens_nothing(nobody: httpx2.Client, text: str) -> None:
    refusal(nobody.get("/api/v2/account", headers={"Cookie": f"session_id={text}"}), "110")


def test_a_session_of_another_user_cannot_be_made_of_ones_own(nobody: httpx2.Client, world: World) -> None:
    user, rest = opened(world).split("-", 1)
    other = f"{world.irina.id:x}-{rest}"
    assert user != other.split("-", maxsplit=1)[0]
    refusal(nobody.get("/api/v2/account", headers={"Cookie": f"session_id={other}"}), "110")


def test_a_new_key_ends_all_sessions(nobody: httpx2.Client, world: World) -> None:
    session = opened(world)
    world.do_as(world.anna, api_keys.renew, world.anna.id)
    refusal(nobody.get("/api/v2/account", headers={"Cookie": f"session_id={session}"}), "110")


def with_session(nobody: httpx2.Client, world: World, ago: int = 0, **headers: str) -> Any:
    def send(method: str, path: str, json: Any = None) -> httpx2.Response:
        nobody.cookies.clear()
        cookie = {"Cookie": f"session_id={opened(world, ago=ago)}"}
        return nobody.request(method, path, json=json, headers={**headers, **cookie})

    return send


def test_v4_takes_the_session_too_and_renews_it(nobody: httpx2.Client, world: World) -> None:
    send = with_session(nobody, world)
    assert send("GET", "/api/v4/account").json()["current_user_id"] == world.anna.id
    [lead] = send("POST", "/api/v4/leads", [{"name": "Розы"}]).json()["_embedded"]["leads"]
    assert send("GET", f"/api/v4/leads/{lead['id']}").json()["created_by"] == world.anna.id
    assert "set-cookie" not in send("GET", "/api/v4/leads").headers
    assert send("GET", "/api/v4/users").status_code == 403, "with the rights of its user"
    assert "session_id=" in with_session(nobody, world, ago=600)("GET", "/api/v4/leads").headers["set-cookie"]
    over = with_session(nobody, world, ago=901)("GET", "/api/v4/leads")
    assert (over.status_code, over.json()["detail"]) == (401, "Invalid user name or password")


@pytest.mark.parametrize("origin", ["https://evil.example", "https://veter.voronka.test", "null"])
def test_a_page_of_somebody_else_cannot_write_with_a_session(nobody: httpx2.Client, world: World, origin: str) -> None:
    send = with_session(nobody, world, Origin=origin)
    refused = send("POST", "/api/v2/leads", {"add": [{"name": "Розы"}]})
    assert (refused.status_code, refused.json()["response"]["error_code"]) == (403, "244")
    assert send("POST", "/api/v4/leads", [{"name": "Розы"}]).json()["title"] == "Forbidden"
    assert send("GET", "/api/v4/leads").status_code == 204, "nothing was written, and reading is no danger"


def test_a_page_of_ones_own_may(nobody: httpx2.Client, world: World) -> None:
    send = with_session(nobody, world, Origin="https://romashka.voronka.test")
    assert send("POST", "/api/v4/leads", [{"name": "Розы"}]).status_code == 200


def test_a_token_writes_from_any_page(client: httpx2.Client) -> None:
    headers = {"Origin": "https://evil.example", "Cookie": "session_id=nonsense"}
    assert client.post("/api/v4/leads", json=[{"name": "Розы"}], headers=headers).status_code == 200
