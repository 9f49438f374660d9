"""POST /oauth2/access_token: codes and refresh tokens become pairs; every refusal has `hint`, `title` and `detail`."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx2
import jwt
import pytest
from sqlalchemy import select

from tests.integration import PATH, REDIRECT, Sync
from tests.world import World
from voronka.services import integrations, users
from voronka.services.work import Work
from voronka.store.tables import tokens


def refused(answer: httpx2.Response, status: int, hint: str) -> bool:
    assert answer.json() == {
        "hint": hint,
        "title": "Некорректный запрос",
        "type": "https://developers.amocrm.ru/v3/errors/OAuthProblemJson",
        "status": status,
        "detail": "В запросе отсутствует ряд параметров или параметры невалидны",
    }
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code == status


def test_a_code_becomes_a_pair_that_works(sync: Sync, world: World) -> None:
    answer = sync.by_code()
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    pair = answer.json()
    assert (pair["token_type"], pair["expires_in"]) == ("Bearer", 86_400)
    assert pair["refresh_token"].startswith("def502")
    assert abs(pair["server_time"] - time.time()) < 60
    account = sync.client.get("/api/v4/account", headers={"Authorization": f"Bearer {pair['access_token']}"})
    assert account.json()["current_user_id"] == world.anna.id


def test_the_access_token_says_what_clients_read(sync: Sync, world: World) -> None:
    token = sync.pair()["access_token"]
    header = jwt.get_unverified_header(token)
    claims = jwt.decode(token, options={"verify_signature": False})
    assert header == {"typ": "JWT", "alg": "HS256", "jti": claims["jti"]}
    assert claims["exp"] == claims["iat"] + 86_400 and claims["nbf"] == claims["iat"]
    assert claims["aud"] == sync.integration.client_id and claims["sub"] == str(world.anna.id)
    assert (claims["account_id"], claims["grant_type"]) == (world.romashka.id, "authorization_code")
    assert (claims["base_domain"], claims["api_domain"]) == ("voronka.test", "romashka.voronka.test")
    assert claims["scopes"] == ["crm", "notifications", "files", "files_delete", "push_notifications"]
    assert {"hash_code", "version", "user_flags"} <= set(claims)


def test_the_api_domain_keeps_the_port_by_which_the_client_came(sync: Sync) -> None:
    answer = sync.client.post(
        f"http://romashka.voronka.test:8000{PATH}", json=sync.request(grant_type="authorization_code", code=sync.code())
    )
    claims = jwt.decode(answer.json()["access_token"], options={"verify_signature": False})
    assert (claims["base_domain"], claims["api_domain"]) == ("voronka.test:8000", "romashka.voronka.test:8000")


def test_a_form_is_as_good_as_json(sync: Sync) -> None:
    form = sync.request(grant_type="authorization_code", code=sync.code())
    assert sync.client.post(PATH, data=form).status_code == 200
    as_php_posts_an_array = {name: (None, value) for name, value in form.items()} | {"code": (None, sync.code())}
    assert sync.client.post(PATH, files=as_php_posts_an_array).status_code == 200


@pytest.mark.parametrize("path", ["/oauth2/access_token/", "//oauth2/access_token"])
def test_slashes_too_many_do_no_harm(sync: Sync, path: str) -> None:
    body = sync.request(grant_type="authorization_code", code=sync.code())
    assert sync.client.post(f"https://romashka.voronka.test{path}", json=body).status_code == 200


@pytest.mark.parametrize("host", ["veter.voronka.test", "voronka.test", "www.voronka.test", "127.0.0.1:8000"])
def test_a_code_is_redeemed_at_any_of_our_hosts(sync: Sync, host: str) -> None:
    body = sync.request(grant_type="authorization_code", code=sync.code())
    token = sync.client.post(f"https://{host}{PATH}", json=body).json()["access_token"]
    answer = sync.client.get("/api/v4/account", headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["subdomain"] == "romashka"


def test_a_code_is_good_once(sync: Sync) -> None:
    code = sync.code()
    assert sync.by_code(code).status_code == 200
    assert refused(sync.by_code(code), 400, "Authorization code has been revoked")


def test_a_code_lives_twenty_minutes(sync: Sync) -> None:
    code = sync.code()
    sync.grow_old(code, 20 * 60)
    assert refused(sync.by_code(code), 400, "Authorization code has expired")
    code = sync.code()
    sync.grow_old(code, 20 * 60 - 30)
    assert sync.by_code(code).status_code == 200


@pytest.mark.parametrize("code", ["def502009a77", "rubbish", "def502" + "f" * 104])
def test_a_garbage_code_cannot_be_decrypted(sync: Sync, code: str) -> None:
    assert refused(sync.by_code(code), 400, "Cannot decrypt the authorization code")


def test_a_nul_in_a_form_is_refused_before_any_database_sees_it(sync: Sync) -> None:
    answer = sync.client.post(PATH, data=sync.request(grant_type="authorization_code", code="\0"))
    assert refused(answer, 400, "Check the `code` parameter")


def test_a_failed_try_does_not_use_the_code_up(sync: Sync) -> None:
    code = sync.code()
    assert refused(sync.by_code(code, client_secret="wrong"), 400, "Check the `client_secret` parameter")
    assert sync.by_code(code).status_code == 200


@pytest.mark.parametrize("name", ["grant_type", "client_id", "client_secret", "redirect_uri", "code"])
@pytest.mark.parametrize("value", [None, "", "other"])
def test_each_parameter_is_checked(sync: Sync, name: str, value: str | None) -> None:
    fields = {"grant_type": "authorization_code", "code": sync.code()} | {name: value}
    hint = f"Check the `{name}` parameter"
    if (name, value) == ("code", "other"):
        hint = "Cannot decrypt the authorization code"
    assert refused(sync.post(**fields), 400, hint)


def test_an_integration_of_another_company_is_unknown(sync: Sync, world: World) -> None:
    theirs = world.do_as(world.egor, integrations.create, name="Чужая", redirect_uri=REDIRECT)
    secret = world.do_as(world.egor, integrations.secret_of, theirs)
    answer = sync.by_code(client_id=theirs.client_id, client_secret=secret)
    assert refused(answer, 400, "Cannot decrypt the authorization code")


def test_a_code_of_another_integration_is_refused(sync: Sync, world: World) -> None:
    other = world.do(integrations.create, name="Другая", redirect_uri=REDIRECT)
    secret = world.do(integrations.secret_of, other)
    answer = sync.by_code(client_id=other.client_id, client_secret=secret)
    assert refused(answer, 400, "Authorization code was not issued to this client")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"text"', b"null", b"\xff"])
def test_what_is_no_request_at_all_has_a_hint_too(sync: Sync, body: bytes) -> None:
    answer = sync.client.post(PATH, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert {"hint", "title", "type", "status", "detail"} == set(answer.json())


def test_a_value_of_the_wrong_type_is_named(sync: Sync) -> None:
    assert refused(sync.by_code(client_id=5), 400, "Check the `client_id` parameter")


def test_the_refresh_token_rotates(sync: Sync) -> None:
    first = sync.pair()["refresh_token"]
    answer = sync.by_refresh(first)
    assert answer.status_code == 200
    second = answer.json()
    assert second["refresh_token"] != first
    assert refused(sync.by_refresh(first), 401, "Token has been revoked")
    assert sync.by_refresh(second["refresh_token"]).status_code == 200


def test_a_refresh_token_lives_three_months(sync: Sync) -> None:
    token = sync.pair()["refresh_token"]
    sync.grow_old(token, 92 * 86_400)
    assert refused(sync.by_refresh(token), 401, "Token has expired")


def test_a_garbage_refresh_token_cannot_be_decrypted(sync: Sync) -> None:
    assert refused(sync.by_refresh("def50200c0ffee"), 401, "Cannot decrypt the refresh token")
    assert refused(sync.by_refresh(""), 400, "Check the `refresh_token` parameter")


def test_a_code_is_no_refresh_token_and_a_refresh_token_no_code(sync: Sync) -> None:
    assert refused(sync.by_refresh(sync.code()), 401, "Cannot decrypt the refresh token")
    assert refused(sync.by_code(sync.pair()["refresh_token"]), 400, "Cannot decrypt the authorization code")


def test_another_integrations_refresh_token_is_not_linked(sync: Sync, world: World) -> None:
    other = world.do(integrations.create, name="Другая", redirect_uri=REDIRECT)
    secret = world.do(integrations.secret_of, other)
    answer = sync.by_refresh(sync.pair()["refresh_token"], client_id=other.client_id, client_secret=secret)
    assert refused(answer, 401, "Token is not linked to client")


def test_nothing_is_refreshed_for_a_blocked_user(sync: Sync, world: World) -> None:
    code, token = sync.code(), sync.pair()["refresh_token"]
    world.do(users.set_active, world.anna.id, is_active=False)
    assert refused(sync.by_refresh(token), 401, "Token has been revoked")
    assert refused(sync.by_code(code), 400, "Authorization code has been revoked")


def test_a_removed_integration_gets_nothing(sync: Sync, world: World) -> None:
    pair, code = sync.pair(), sync.code()
    world.do(integrations.remove, sync.integration.client_id)
    assert refused(sync.by_code(code), 400, "Check the `client_id` parameter")
    assert refused(sync.by_refresh(pair["refresh_token"]), 400, "Check the `client_id` parameter")
    account = sync.client.get("/api/v4/account", headers={"Authorization": f"Bearer {pair['access_token']}"})
    assert account.status_code == 401


def test_revoking_its_tokens_leaves_the_integration_itself(sync: Sync, world: World) -> None:
    pair, code = sync.pair(), sync.code()
    world.do(integrations.revoke_tokens, sync.integration.client_id)
    assert refused(sync.by_refresh(pair["refresh_token"]), 401, "Token has been revoked")
    assert refused(sync.by_code(code), 400, "Authorization code has been revoked")
    assert sync.by_code().status_code == 200


def test_a_renewed_secret_replaces_the_old_one(sync: Sync, world: World) -> None:
    renewed = world.do(integrations.renew_secret, sync.integration.client_id)
    assert refused(sync.by_code(), 400, "Check the `client_secret` parameter")
    sync.secret = world.do(integrations.secret_of, renewed)
    assert sync.by_code().status_code == 200


def test_nothing_that_opens_a_door_is_stored(sync: Sync, world: World) -> None:
    pair = sync.pair()

    def everything(work: Work) -> str:
        return str(work.connection.execute(select(tokens).where(tokens.c.account_id == work.account_id)).all())

    stored = world.do(everything)
    for secret in (pair["access_token"], pair["refresh_token"], sync.secret):
        assert secret not in stored


def test_dead_tokens_are_swept_out(sync: Sync, world: World) -> None:
    old = sync.pair()["refresh_token"]
    sync.grow_old(old, (92 + 31) * 86_400)
    sync.code()
    assert refused(sync.by_refresh(old), 401, "Cannot decrypt the refresh token")


def test_answers_with_tokens_are_never_cached(sync: Sync) -> None:
    assert sync.by_code().headers["cache-control"] == "no-store"


def test_of_many_at_once_one_gets_the_pair(sync: Sync) -> None:
    code, refresh = sync.code(), sync.pair()["refresh_token"]
    with ThreadPoolExecutor(4) as pool:
        by_code = list(pool.map(lambda _: sync.by_code(code).status_code, range(4)))
        by_refresh = list(pool.map(lambda _: sync.by_refresh(refresh).status_code, range(4)))
    assert (sorted(by_code), sorted(by_refresh)) == ([200, 400, 400, 400], [200, 401, 401, 401])
