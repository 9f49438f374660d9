"""Who calls is told by the host and the token; a doubtful token opens nothing."""

import time

import pytest

from tests.conftest import Statements
from tests.world import World
from voronka.api import bearer
from voronka.api.http import Call
from voronka.contract.operation import Operation, Right
from voronka.domain.access import NOBODY
from voronka.domain.errors import Forbidden, Unauthorized
from voronka.domain.users import UserDraft
from voronka.server.auth import identify, origin
from voronka.server.settings import Settings
from voronka.services import integrations, tokens, users
from voronka.services.access_tokens import Address
from voronka.services.work import Work

READ = Operation(name="leads.list", method="GET", path="/api/v4/leads")
ADMIN = Operation(name="users.list", method="GET", path="/api/v4/users", right=Right.ADMIN)
OPEN = Operation(name="oauth.token", method="POST", path="/oauth2/access_token", right=Right.NOBODY)
ADDRESS = Address("romashka.voronka.test", "voronka.test")


class Door:
    """Anna sells at «Ромашка», Ирина administers it; see world.py."""

    def __init__(self, world: World) -> None:
        self.world = world

    def enter(
        self, token: str = "", *, host: str = "", operation: Operation = READ, context: object = None, later: int = 0
    ) -> Work:
        headers = {"authorization": f"Bearer {token}"}
        if context is not None:
            headers["x-context-user-id"] = str(context)

        def entered(work: Work) -> Work:
            now = int(time.time()) + later
            where = host or self.world.host()
            return identify(
                work.connection,
                work.database,
                where,
                headers,
                operation,
                lambda work: bearer.actor(work, Call(operation=operation, path={}, headers=headers)),
                base_domain="voronka.test",
                now=now,
            )

        return self.world.do(entered)

    def through(self, client_id: str) -> str:
        """A token of Анна that belongs to an integration."""
        made = self.world.do(
            tokens.create_long_lived, user_id=self.world.anna.id, days=1, address=ADDRESS, client_id=client_id
        )
        return made.jwt


@pytest.fixture
def door(world: World) -> Door:
    return Door(world)


HOSTS = [
    *("romashka.voronka.test:8000", "romashka.amocrm.ru", "ROMASHKA.kommo.com", ""),
    *("voronka.test", "localhost", "127.0.0.1:80", "[::1]:80", "crm.example.ru", "www.voronka.test", "api-b.amocrm.ru"),
]


def test_a_token_names_its_user(door: Door, world: World) -> None:
    seller = UserDraft(name="Вера Ильина", email="vera@romashka.example", rights={"leads": {"view": "M"}})
    [vera] = world.do(users.add, [seller])
    work = door.enter(world.token(vera))
    assert (work.account.subdomain, work.actor.user_id, work.actor.is_admin) == ("romashka", vera.id, False)
    assert work.actor.rights == {"leads": {"view": "M"}}


@pytest.mark.parametrize("host", HOSTS)
def test_every_host_that_names_no_other_account_means_the_default_one(door: Door, world: World, host: str) -> None:
    assert door.enter(world.token(world.anna), host=host).account.subdomain == "romashka"


def test_another_accounts_host_refuses_the_token(door: Door, world: World) -> None:
    with pytest.raises(Unauthorized):
        door.enter(world.token(world.anna), host="veter.voronka.test")
    with pytest.raises(Unauthorized):
        door.enter(world.token(world.egor), host="127.0.0.1")


def test_a_shared_host_serves_every_account(door: Door, world: World) -> None:
    work = door.enter(world.token(world.egor), host="api-b.voronka.test")
    assert (work.account.subdomain, work.actor.user_id) == ("veter", world.egor.id)


def test_a_wrong_name_under_our_own_domain_is_refused(door: Door, world: World) -> None:
    with pytest.raises(Unauthorized, match="no account lutik"):
        door.enter(world.token(world.anna), host="lutik.voronka.test")


def test_it_takes_two_statements(door: Door, world: World, statements: Statements) -> None:
    token = world.token(world.anna)
    with statements() as seen:
        door.enter(token)
    ours = seen[1:]  # the first one is the test's own way in
    assert len(ours) == 2


def test_an_open_operation_asks_for_no_token(door: Door) -> None:
    assert door.enter(operation=OPEN).actor == NOBODY


@pytest.mark.parametrize("token", ["", "abc", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "é.é.é"])
def test_rubbish_is_refused(door: Door, token: str) -> None:
    with pytest.raises(Unauthorized):
        door.enter(token)
    with pytest.raises(Unauthorized):
        door.enter(token, host="www.voronka.test")


def test_an_expired_token_is_refused(door: Door, world: World) -> None:
    token = world.token(world.anna, days=1)
    assert door.enter(token, later=86_000)
    with pytest.raises(Unauthorized):
        door.enter(token, later=86_400)


def test_a_revoked_token_stops_at_once(door: Door, world: World) -> None:
    token = world.token(world.anna)
    [made] = [found for found in world.do(tokens.long_lived) if found.user_id == world.anna.id]
    world.do(tokens.revoke, made.id)
    with pytest.raises(Unauthorized):
        door.enter(token)


def test_a_blocked_users_token_stops_at_once(door: Door, world: World) -> None:
    token = world.token(world.anna)
    world.do(users.set_active, world.anna.id, is_active=False)
    with pytest.raises(Unauthorized):
        door.enter(token)


def test_a_removed_integrations_tokens_stop_at_once(door: Door, world: World) -> None:
    site = world.do(integrations.create, name="Сайт", redirect_uri="https://romashka.example/oauth")
    token = door.through(site.client_id)
    assert door.enter(token).actor.client_id == site.client_id
    world.do(integrations.remove, site.client_id)
    with pytest.raises(Unauthorized):
        door.enter(token)


def test_an_integration_without_the_scope_is_forbidden(door: Door, world: World) -> None:
    site = world.do(integrations.create, name="Сайт", redirect_uri="https://romashka.example/", scopes=["files"])
    with pytest.raises(Forbidden, match="required scope"):
        door.enter(door.through(site.client_id))


def test_an_administrators_operation_refuses_a_seller(door: Door, world: World) -> None:
    assert door.enter(world.token(), operation=ADMIN).actor.is_admin
    with pytest.raises(Forbidden):
        door.enter(world.token(world.anna), operation=ADMIN)


def test_an_administrator_may_act_as_a_seller(door: Door, world: World) -> None:
    work = door.enter(world.token(), context=world.anna.id)
    assert (work.actor.user_id, work.actor.group_id, work.actor.is_admin) == (world.anna.id, world.shops.id, False)


@pytest.mark.parametrize("context", ["999", "", "Анна", "-1", "٣", "9" * 5000])
def test_acting_as_nobody_known_is_forbidden(door: Door, world: World, context: str) -> None:
    with pytest.raises(Forbidden, match="X-Context-User-ID"):
        door.enter(world.token(), context=context)


def test_acting_as_somebody_blocked_or_of_another_company_is_forbidden(door: Door, world: World) -> None:
    for other in (world.boris, world.egor):
        if other.id != world.irina.id:  # ids count per account
            with pytest.raises(Forbidden):
                door.enter(world.token(), context=other.id)


def test_a_seller_may_not_act_as_another(door: Door, world: World) -> None:
    token = world.token(world.anna)
    assert door.enter(token, context=world.anna.id).actor.user_id == world.anna.id
    with pytest.raises(Forbidden):
        door.enter(token, context=world.irina.id)


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
