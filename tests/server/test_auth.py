"""Who calls is told by the host and the token; a doubtful token opens nothing."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from voronka.base.secrets import load_secrets
from voronka.contract.operation import Operation, Right
from voronka.domain.access import NOBODY, SYSTEM
from voronka.domain.errors import Forbidden, Unauthorized
from voronka.domain.users import User, UserDraft
from voronka.server.auth import identify, origin
from voronka.server.settings import Settings
from voronka.services import integrations, tokens, users
from voronka.services.access_tokens import Address
from voronka.services.accounts import NewAccount, create_account
from voronka.store.accounts import by_subdomain
from voronka.store.database import Connection, Database, open_database
from voronka.store.schema import migrate
from voronka.store.work import Work

NOW = 1_780_000_000
ADDRESS = Address("romashka.localhost:8000", "localhost:8000")
READ = Operation(name="leads.list", method="GET", path="/api/v4/leads")
ADMIN = Operation(name="users.list", method="GET", path="/api/v4/users", right=Right.ADMIN)
OPEN = Operation(name="oauth.token", method="POST", path="/oauth2/access_token", right=Right.NOBODY)


class Company:
    """«Ромашка» is the default account, «Василёк» the other one; Анна sells, Пётр runs «Ромашка»."""

    def __init__(self, connection: Connection, database: Database) -> None:
        self.connection, self.database = connection, database
        made = self.create("romashka", "Ромашка")
        self.pyotr, self.work = made.administrator, made.work
        self.create("vasilek", "Василёк")
        anna = UserDraft(name="Анна Соколова", email="Anna@romashka.example", rights={"leads": {"view": "M"}})
        [self.anna] = users.add(self.work, [anna])

    def create(self, subdomain: str, name: str) -> NewAccount:
        return create_account(
            self.connection,
            self.database,
            subdomain=subdomain,
            name=name,
            admin_email=f"boss@{subdomain}.example",
            now=NOW,
        )

    def token(self, user: User, client_id: str | None = None, days: int = 1) -> str:
        made = tokens.create_long_lived(self.fresh(), user_id=user.id, days=days, address=ADDRESS, client_id=client_id)
        return made.jwt

    def fresh(self) -> Work:
        account = by_subdomain(self.connection, "romashka")
        assert account
        return Work(self.database, self.connection, account, SYSTEM, NOW)

    def identify(self, host: str = "romashka.localhost:8000", operation: Operation = READ, **more: object) -> Work:
        names = {"authorization": "Bearer " + str(more.get("token", ""))}
        if "context" in more:
            names["x-context-user-id"] = str(more["context"])
        now = int(str(more.get("now", NOW)))
        return identify(self.connection, self.database, host, names, operation, base_domain="localhost", now=now)


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    database = open_database(f"sqlite:///{tmp_path}/v.db", load_secrets(tmp_path))
    asyncio.run(migrate(database))
    with database._engine.connect() as connection:  # type: ignore[attr-defined]
        yield Company(connection, database)
    asyncio.run(database.close())


HOSTS = [
    *("romashka.localhost:8000", "romashka.amocrm.ru", "ROMASHKA.kommo.com"),
    *("localhost", "127.0.0.1:80", "[::1]:80", "crm.example.ru", "www.localhost", "api-b.localhost", ""),
]


def test_a_token_names_its_user(company: Company) -> None:
    work = company.identify(token=company.token(company.anna))
    assert (work.account.subdomain, work.actor.user_id, work.actor.is_admin) == ("romashka", company.anna.id, False)
    assert work.actor.rights == {"leads": {"view": "M"}}


@pytest.mark.parametrize(
    "host",
    [
        "romashka.localhost:8000",
        "romashka.amocrm.ru",
        "ROMASHKA.kommo.com",
        "localhost",
        "127.0.0.1:80",
        "[::1]:80",
        "crm.example.ru",
        "www.localhost",
        "api-b.localhost",
        "",
    ],
)
def test_every_host_that_names_no_other_account_means_the_default_one(company: Company, host: str) -> None:
    assert company.identify(host, token=company.token(company.anna)).account.subdomain == "romashka"


def test_another_accounts_host_refuses_the_token(company: Company) -> None:
    with pytest.raises(Unauthorized):
        company.identify("vasilek.localhost", token=company.token(company.anna))


def test_a_wrong_name_under_our_own_domain_is_refused(company: Company) -> None:
    with pytest.raises(Unauthorized, match="no account lutik"):
        company.identify("lutik.localhost", token=company.token(company.anna))


def test_an_open_operation_asks_for_no_token(company: Company) -> None:
    assert company.identify(operation=OPEN).actor == NOBODY


@pytest.mark.parametrize("token", ["", "abc", "a.b.c", "eyJhbGciOiJub25lIn0.e30."])
def test_rubbish_is_refused(company: Company, token: str) -> None:
    with pytest.raises(Unauthorized):
        company.identify(token=token)


def test_an_expired_token_is_refused(company: Company) -> None:
    token = company.token(company.anna, days=1)
    assert company.identify(token=token, now=NOW + 86_399)
    with pytest.raises(Unauthorized):
        company.identify(token=token, now=NOW + 86_400)


def test_a_revoked_token_stops_at_once(company: Company) -> None:
    token = company.token(company.anna)
    [made] = tokens.long_lived(company.work)
    tokens.revoke(company.work, made.id)
    with pytest.raises(Unauthorized):
        company.identify(token=token)


def test_a_blocked_users_token_stops_at_once(company: Company) -> None:
    token = company.token(company.anna)
    users.set_active(company.work, company.anna.id, is_active=False)
    with pytest.raises(Unauthorized):
        company.identify(token=token)


def test_a_removed_integrations_tokens_stop_at_once(company: Company) -> None:
    site = integrations.create(company.work, name="Сайт", redirect_uri="https://romashka.example/oauth")
    token = company.token(company.anna, site.client_id)
    assert company.identify(token=token).actor.client_id == site.client_id
    integrations.remove(company.work, site.client_id)
    with pytest.raises(Unauthorized):
        company.identify(token=token)


def test_an_integration_without_the_scope_is_forbidden(company: Company) -> None:
    site = integrations.create(company.work, name="Сайт", redirect_uri="https://romashka.example/", scopes=["files"])
    with pytest.raises(Forbidden, match="required scope"):
        company.identify(token=company.token(company.anna, site.client_id))


def test_an_administrators_operation_refuses_a_seller(company: Company) -> None:
    assert company.identify(operation=ADMIN, token=company.token(company.pyotr)).actor.is_admin
    with pytest.raises(Forbidden):
        company.identify(operation=ADMIN, token=company.token(company.anna))


def test_an_administrator_may_act_as_a_seller(company: Company) -> None:
    work = company.identify(token=company.token(company.pyotr), context=company.anna.id)
    assert (work.actor.user_id, work.actor.is_admin) == (company.anna.id, False)


@pytest.mark.parametrize("context", ["999", "", "Анна", "-1", "٣"])
def test_acting_as_nobody_known_is_forbidden(company: Company, context: str) -> None:
    with pytest.raises(Forbidden, match="X-Context-User-ID"):
        company.identify(token=company.token(company.pyotr), context=context)


def test_a_seller_may_not_act_as_another(company: Company) -> None:
    token = company.token(company.anna)
    assert company.identify(token=token, context=company.anna.id).actor.user_id == company.anna.id
    with pytest.raises(Forbidden):
        company.identify(token=token, context=company.pyotr.id)


FORWARDED = {"host": "10.0.0.5:8000", "x-forwarded-proto": "https", "x-forwarded-host": "romashka.crm.ru, proxy"}


def test_a_trusted_front_tells_how_the_client_sees_us() -> None:
    assert origin(FORWARDED, "http", "127.0.0.1", Settings()) == ("https", "romashka.crm.ru")
    assert origin(FORWARDED, "http", "::ffff:127.0.0.1", Settings()) == ("https", "romashka.crm.ru")
    assert origin(FORWARDED, "http", "10.0.0.9", Settings(trusted_proxies=("10.0.0.0/24",))) == (
        "https",
        "romashka.crm.ru",
    )


def test_a_stranger_is_not_believed() -> None:
    assert origin(FORWARDED, "http", "203.0.113.9", Settings()) == ("http", "10.0.0.5:8000")


def test_a_public_address_replaces_every_host_but_the_accounts_own() -> None:
    settings = Settings(public_url="https://crm.ru:8443")
    assert origin({"host": "127.0.0.1:8000"}, "http", None, settings) == ("https", "crm.ru:8443")
    assert origin({"host": "romashka.crm.ru"}, "http", None, settings) == ("https", "romashka.crm.ru:8443")
