"""Accounts, tokens, integrations and keys from the command line; what programs read is exact."""

import json
from typing import Any

import jwt
import pytest

from tests.cli.installation import Installation
from tests.site import Site
from voronka.domain.accounts import Settings

REDIRECT = "https://crm-sync.example/oauth"


@pytest.fixture
def romashka(any_installation: Installation) -> Installation:
    """Two accounts, «Ромашка» first."""
    for name in ("romashka", "veter"):
        done = any_installation.call(
            *("account", "create", name, "--name", name.title()),
            *("--admin-email", f"boss@{name}.example", "--admin-password", "Secret-1"),
        )
        assert done.returncode == 0, done.stderr
    return any_installation


def said(installation: Installation, *arguments: str) -> Any:
    done = installation.call(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def claims(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


def test_an_account_is_made_from_nothing(installation: Installation) -> None:
    made = said(installation, "account", "create", "lotos")
    assert made["account_id"] == 100_001
    assert (made["subdomain"], made["address"], made["login"]) == ("lotos", "lotos.localhost", "admin@lotos.localhost")
    assert len(made["password"]) == 16
    [listed] = said(installation, "account", "list")["accounts"]
    assert listed == {"id": 100_001, "subdomain": "lotos", "name": "lotos", "default": True}


def test_an_account_moves(romashka: Installation) -> None:
    moved = said(romashka, "account", "rename", "veter", "buran")
    assert moved == {"subdomain": "buran", "address": "buran.localhost"}
    names = [account["subdomain"] for account in said(romashka, "account", "list")["accounts"]]
    assert names == ["romashka", "buran"]
    for wrong in (("buran", "romashka"), ("buran", "www"), ("veter", "lotos")):
        assert romashka.call("account", "rename", *wrong).returncode == 1


# every setting that an account has
SETTINGS: dict[str, tuple[list[str], Any]] = {
    "country": (["--country", "KZ"], "KZ"),
    "currency": (["--currency", "KZT"], "KZT"),
    "currency_symbol": (["--currency-symbol", "₸"], "₸"),
    "language": (["--language", "en"], "en"),
    "timezone": (["--timezone", "Asia/Almaty"], "Asia/Almaty"),
    "customers_mode": (["--customers-mode", "periodicity"], "periodicity"),
    "is_unsorted_on": (["--no-unsorted"], False),
    "is_loss_reason_enabled": (["--no-loss-reasons"], False),
    "is_helpbot_enabled": (["--helpbot"], True),
    "is_api_filter_enabled": (["--no-api-filter"], False),
    "contact_name_display_order": (["--contact-names", "2"], 2),
    "duplicate_control": (["--duplicate-control"], True),
}


def test_an_account_decides_its_settings(romashka: Installation) -> None:
    assert set(SETTINGS) == set(Settings.__struct_fields__)
    options = [part for words, _ in SETTINGS.values() for part in words]
    told = said(romashka, "account", "settings", "veter", "--name", "Ветер", *options)
    assert told == {"name": "Ветер"} | {name: value for name, (_, value) in SETTINGS.items()}
    assert said(romashka, "account", "settings", "veter") == told
    others = said(romashka, "account", "settings")
    assert (others["name"], others["duplicate_control"], others["timezone"]) == ("Romashka", False, "Europe/Moscow")


def test_one_setting_leaves_the_others(romashka: Installation) -> None:
    said(romashka, "account", "settings", "--language", "en")
    told = said(romashka, "account", "settings", "--duplicate-control")
    assert (told["language"], told["duplicate_control"], told["is_unsorted_on"]) == ("en", True, True)


def test_a_setting_that_cannot_be_is_said_in_one_line(romashka: Installation) -> None:
    done = romashka.call("account", "settings", "--timezone", "Ромашка", "--duplicate-control")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert said(romashka, "account", "settings")["duplicate_control"] is False


def test_what_cannot_be_made_is_said_in_one_line(romashka: Installation) -> None:
    for wrong in (["romashka"], ["Ромашка"], ["lotos", "--admin-password", "1"], ["lotos", "--admin-email", "boss"]):
        done = romashka.call("account", "create", *wrong)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


def test_a_token_is_printed_alone(romashka: Installation) -> None:
    done = romashka.call("token", "create", "--days", "10")
    assert done.stdout == done.stdout.strip() + "\n" and done.stdout.count(".") == 2
    found = claims(done.stdout.strip())
    assert found["exp"] - found["iat"] == 10 * 86_400
    assert (found["base_domain"], found["api_domain"]) == ("localhost:8000", "romashka.localhost:8000")


def test_a_token_of_another_account_and_user(romashka: Installation) -> None:
    made = said(romashka, "token", "create", "--account", "veter", "--user", "BOSS@veter.example")
    found = claims(made["token"])
    assert (found["api_domain"], found["jti"], found["exp"]) == ("veter.localhost:8000", made["id"], made["expires_at"])
    [listed] = said(romashka, "token", "list", "--account", "veter")["tokens"]
    assert (listed["id"], listed["revoked"]) == (made["id"], False)
    assert said(romashka, "token", "revoke", made["id"], "--account", "veter") == {"revoked": made["id"]}
    assert said(romashka, "token", "list", "--account", "veter")["tokens"][0]["revoked"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["token", "create", "--days", "0"], 2),
        (["token", "create", "--days", "1826"], 2),
        (["token", "create", "--user", "nobody@romashka.example"], 1),
        (["token", "create", "--user", "999"], 1),
        (["token", "create", "--account", "lotos"], 1),
        (["token", "revoke", "nothing"], 1),
        (["integration", "create", "--name", "Сайт"], 2),
        (["integration", "create", "--name", "Сайт", "--redirect-uri", "ftp://a.example"], 1),
        (["integration", "code", "--client-id", "nothing"], 1),
        (["apikey", "show", "--user", "nobody@romashka.example"], 1),
        (["account", "create"], 2),
    ],
)
def test_wrong_words_have_their_exit_status(installation: Installation, arguments: list[str], status: int) -> None:
    if status == 1:
        installation.call("account", "create", "romashka")
    done = installation.call(*arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr and "Traceback" not in done.stderr


def test_an_integration_from_its_first_day_to_its_last(romashka: Installation) -> None:
    keys = said(romashka, "integration", "create", "--name", "Сайт", "--redirect-uri", REDIRECT)
    assert set(keys) == {"client_id", "client_secret"} and len(keys["client_secret"]) == 64
    named = ("--client-id", keys["client_id"])
    assert romashka.call("integration", "code", *named).stdout.startswith("def502")
    assert said(romashka, "integration", "secret", *named) == keys
    renewed = said(romashka, "integration", "secret", *named, "--renew")
    assert renewed["client_id"] == keys["client_id"] and renewed["client_secret"] != keys["client_secret"]
    [listed] = said(romashka, "integration", "list")["integrations"]
    assert listed == {"client_id": keys["client_id"], "name": "Сайт", "redirect_uri": REDIRECT, "hook_uri": None}
    assert said(romashka, "integration", "revoke", *named) == {"revoked": keys["client_id"]}
    assert said(romashka, "integration", "remove", *named) == {"removed": keys["client_id"]}
    assert said(romashka, "integration", "list")["integrations"] == []


def test_an_integration_is_told_when_it_is_switched_off(romashka: Installation, elsewhere: Site) -> None:
    created = ("create", "--name", "Сайт", "--redirect-uri", REDIRECT, "--hook-uri", f"{elsewhere.address}/off")
    keys = said(romashka, "integration", *created)
    disable = ("integration", "disable", "--client-id", keys["client_id"], "--json")
    done = romashka.call(*disable, VORONKA_WEBHOOKS_ALLOW_PRIVATE="1")
    assert (done.stdout, "200" in done.stderr) == (f'{{"disabled":"{keys["client_id"]}"}}\n', True)
    assert elsewhere.visit()["client_uuid"] == keys["client_id"]
    unseen = romashka.call(*disable)
    assert (unseen.returncode, "ConnectError" in unseen.stderr) == (0, True), "a private address"
    assert len(elsewhere.visits) == 1


def test_what_an_integration_is_called_may_change(romashka: Installation) -> None:
    keys = said(romashka, "integration", "create", "--name", "Сайт", "--redirect-uri", REDIRECT)
    change = ("integration", "change", "--client-id", keys["client_id"])
    named = said(romashka, *change, "--name", "Витрина", "--hook-uri", "https://a.example/off")
    assert (named["name"], named["redirect_uri"], named["hook_uri"]) == ("Витрина", REDIRECT, "https://a.example/off")
    moved = said(romashka, *change, "--redirect-uri", "https://b.example/", "--hook-uri", "")
    assert (moved["name"], moved["redirect_uri"], moved["hook_uri"]) == ("Витрина", "https://b.example/", None)
    assert romashka.call(*change, "--hook-uri", "ftp://a.example").returncode == 1


def test_keys_are_shown_again_until_renewed(romashka: Installation) -> None:
    first = said(romashka, "apikey", "show")
    assert set(first) == {"login", "amocrm_api_key", "salesman_api_key"}
    assert (first["login"], len(first["amocrm_api_key"])) == ("boss@romashka.example", 40)
    assert said(romashka, "apikey", "show", "--user", "boss@romashka.example") == first
    assert said(romashka, "apikey", "renew")["amocrm_api_key"] != first["amocrm_api_key"]
    assert said(romashka, "apikey", "show", "--account", "veter")["login"] == "boss@veter.example"
