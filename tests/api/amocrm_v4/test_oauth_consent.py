"""GET and POST /oauth: a user lets an integration in, or does not."""

from urllib.parse import parse_qs, quote, urlsplit

import httpx2
import pytest
from argon2 import PasswordHasher

from tests.integration import REDIRECT, Sync
from tests.world import PASSWORD, World
from voronka.services import integrations, passwords, users
from voronka.store import users as store


def page(sync: Sync, **query: str) -> httpx2.Response:
    return sync.client.get("/oauth", params={"client_id": sync.integration.client_id, **query})


def answer(sync: Sync, **form: str) -> httpx2.Response:
    whole = {
        "client_id": sync.integration.client_id,
        "login": "anna@romashka.example",
        "password": PASSWORD,
        "decision": "allow",
        **form,
    }
    return sync.client.post("/oauth", data=whole)


def landed(response: httpx2.Response) -> dict[str, str]:
    assert response.status_code == 302
    url = urlsplit(response.headers["location"])
    assert f"{url.scheme}://{url.netloc}{url.path}" == REDIRECT
    return {name: value for name, [value] in parse_qs(url.query).items()}


def test_the_page_says_who_asks_and_for_what(sync: Sync) -> None:
    response = page(sync, state="s&1")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    for text in ("«Синхронизация» просит доступ к аккаунту «Ромашка»", "https://crm-sync.example", 'value="s&amp;1"'):
        assert text in response.text
    assert "<script" not in response.text


def test_what_generic_clients_add_leads_nobody_elsewhere(sync: Sync) -> None:
    more = {"response_type": "code", "approval_prompt": "auto", "redirect_uri": "https://elsewhere.example/"}
    shown = page(sync, **more)
    assert (shown.status_code, "elsewhere.example" in shown.text) == (200, False)
    assert answer(sync, **more).headers["location"].startswith("https://crm-sync.example/oauth?")


@pytest.mark.parametrize(
    ("languages", "word"),
    [
        ("", "Разрешить"),
        ("ru-RU,ru;q=0.9,en;q=0.8", "Разрешить"),
        ("en-GB,en;q=0.9,ru;q=0.8", "Allow"),
        ("de,en;q=0.5,ru;q=0.7", "Разрешить"),
        ("*;q=x,,;;", "Разрешить"),
        ("fr", "Разрешить"),
    ],
)
def test_the_page_speaks_the_browsers_language(sync: Sync, languages: str, word: str) -> None:
    response = sync.client.get(
        "/oauth", params={"client_id": sync.integration.client_id}, headers={"Accept-Language": languages}
    )
    assert word in response.text


def test_nobody_may_frame_or_feed_the_page(sync: Sync) -> None:
    policy = page(sync).headers["content-security-policy"]
    for rule in ("default-src 'none'", "frame-ancestors 'none'", "form-action 'self' https://crm-sync.example;"):
        assert rule in policy


def test_names_from_outside_are_escaped(sync: Sync, world: World) -> None:
    sync.integration = world.do(integrations.create, name="<b>жирная</b>", redirect_uri=REDIRECT)
    assert "<b>" not in page(sync, state='"><script>', login='"><i>').text


@pytest.mark.parametrize("client_id", ["", "rubbish", "5f0c2a7e-1d34-4b7a-9a52-0c9f0d5e7711", "\0"])
def test_an_unknown_integration_has_a_page_of_its_own(sync: Sync, client_id: str) -> None:
    response = sync.client.get("/oauth", params={"client_id": client_id})
    assert response.status_code == 400


def test_allowing_leads_back_with_a_code(sync: Sync, world: World) -> None:
    got = landed(answer(sync, state="заказ 7"))
    code = got.pop("code")
    assert got == {
        "state": "заказ 7",
        "referer": "romashka.voronka.test",
        "client_id": sync.integration.client_id,
        "platform": "1",
    }
    assert code.startswith("def502")
    assert sync.by_code(code).status_code == 200


def test_without_a_state_there_is_none_on_the_way_back(sync: Sync) -> None:
    assert "state" not in landed(answer(sync))


def test_the_registered_addresss_own_query_stays(sync: Sync, world: World) -> None:
    sync.integration = world.do(integrations.create, name="Сайт", redirect_uri=f"{REDIRECT}?shop=7")
    assert landed(answer(sync))["shop"] == "7"


def test_a_site_with_a_russian_name_is_let_in_too(sync: Sync, world: World) -> None:
    here = "https://цветы.рф/вход"
    sync.integration = world.do(integrations.create, name="Цветы", redirect_uri=here)
    shown = page(sync)
    assert shown.status_code == 200
    assert "form-action 'self' https://xn--b1ag3bn2a.xn--p1ai;" in shown.headers["content-security-policy"]
    led = answer(sync).headers["location"]
    assert led.startswith(f"https://xn--b1ag3bn2a.xn--p1ai/{quote('вход')}?code=def502")


def test_the_login_is_read_without_regard_to_case(sync: Sync) -> None:
    assert "code" in landed(answer(sync, login=" Anna@Romashka.EXAMPLE "))


def test_denying_needs_no_password(sync: Sync) -> None:
    got = landed(answer(sync, decision="deny", login="", password="", state="s"))
    assert got == {"error": "access_denied", "client_id": sync.integration.client_id, "state": "s"}


@pytest.mark.parametrize("host", ["www.voronka.test", "veter.voronka.test"])
def test_the_page_works_on_any_of_our_hosts(sync: Sync, host: str) -> None:
    query = {"client_id": sync.integration.client_id}
    assert "Ромашка" in sync.client.get(f"https://{host}/oauth", params=query).text


def test_a_wrong_password_shows_the_form_again(sync: Sync) -> None:
    response = answer(sync, password="wrong", state="s7")
    assert response.status_code == 401
    assert "Логин или пароль неверны" in response.text
    assert 'value="anna@romashka.example"' in response.text and 'value="s7"' in response.text
    assert "wrong" not in response.headers.get("location", "")


@pytest.mark.parametrize("login", ["nobody@romashka.example", "boris@romashka.example", "oleg@romashka.example", ""])
def test_nobody_else_gets_in(sync: Sync, login: str) -> None:
    """Борис is blocked, Олег was never given a password."""
    assert answer(sync, login=login).status_code == 401


def test_a_user_of_another_company_does_not_get_in(sync: Sync) -> None:
    assert answer(sync, login="egor@veter.example").status_code == 401


def test_five_wrong_passwords_close_the_door_for_a_minute(sync: Sync) -> None:
    for _ in range(5):
        assert answer(sync, login="irina@romashka.example", password="guess").status_code == 401
    response = answer(sync, login="irina@romashka.example")
    assert response.status_code == 429
    assert "Подождите минуту" in response.text
    assert "code" in landed(answer(sync))


def test_a_right_password_forgives_the_wrong_ones(sync: Sync) -> None:
    for _ in range(2):
        for _ in range(4):
            assert answer(sync, password="guess").status_code == 401
        assert "code" in landed(answer(sync))


@pytest.mark.parametrize("mode", ["popup", "post_message"])
def test_in_a_window_of_its_own_a_page_does_the_leaving(sync: Sync, mode: str) -> None:
    assert f'name="mode" value="{mode}"' in page(sync, mode=mode).text
    response = answer(sync, mode=mode, decision="deny")
    assert response.status_code == 200
    assert f'data-mode="{mode}"' in response.text and "access_denied" in response.text
    nonce = response.headers["content-security-policy"].split("script-src 'nonce-")[1].split("'")[0]
    assert f'<script nonce="{nonce}">' in response.text
    assert '<meta http-equiv="refresh"' in response.text


def test_an_unknown_mode_is_a_plain_redirect(sync: Sync) -> None:
    assert "code" in landed(answer(sync, mode="carrier_pigeon"))


def test_an_old_hash_is_renewed_when_its_owner_signs_in(sync: Sync, world: World) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    world.do(store.set_password_hash, world.anna.id, weak)
    landed(answer(sync))
    found = world.do(store.credentials, world.anna.id)
    assert found and found.password_hash and not passwords.is_outdated(found.password_hash)


def test_a_blocked_user_cannot_let_anybody_in(sync: Sync, world: World) -> None:
    world.do(users.set_active, world.anna.id, is_active=False)
    assert answer(sync).status_code == 401
