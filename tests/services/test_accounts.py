"""A new account has everything that a first lead needs."""

import time

import pytest
from anyio.from_thread import BlockingPortal

from tests.world import World
from voronka.domain.errors import Conflict, Forbidden, Invalid, Refused
from voronka.domain.facts import Facts
from voronka.domain.kinds import Kind
from voronka.services import accounts, logins
from voronka.services.accounts import NewAccount, create_account
from voronka.services.work import Connection, Database, Work


def create(connection: Connection, database: Database, subdomain: str = "lotos", **more: str) -> NewAccount:
    asked = {"name": "Лотос", "admin_email": "Boss@Lotos.example", **more}
    return create_account(connection, database, subdomain=subdomain, now=int(time.time()), **asked)  # type: ignore[arg-type]


@pytest.fixture
def facts(world: World) -> Facts:
    return world.facts


def test_the_main_pipeline_is_amocrms_own(facts: Facts) -> None:
    pipeline = facts.main_pipeline
    assert (pipeline.name, pipeline.is_main, pipeline.is_unsorted_on, pipeline.is_archive) == (
        "Воронка",
        True,
        True,
        False,
    )
    stages = [(stage.name, stage.sort, stage.color, stage.type, stage.is_editable) for stage in pipeline.statuses]
    assert stages == [
        ("Неразобранное", 10, "#c1c1c1", 1, False),
        ("Первичный контакт", 20, "#99ccff", 0, True),
        ("Переговоры", 30, "#ffff99", 0, True),
        ("Принимают решение", 40, "#ffcc66", 0, True),
        ("Согласование договора", 50, "#ffcccc", 0, True),
        ("Успешно реализовано", 10_000, "#CCFF66", 0, False),
        ("Закрыто и не реализовано", 11_000, "#D5D8DB", 0, False),
    ]
    assert [stage.id for stage in pipeline.statuses[-2:]] == [142, 143]
    assert all(stage.id > 100_000 for stage in pipeline.statuses[:-2])


def test_reasons_fields_and_the_default_department_are_there(facts: Facts) -> None:
    assert len(facts.loss_reasons) == 4
    assert facts.groups[0].name == "Отдел продаж"
    assert {"PHONE", "EMAIL"} <= set(facts.fields_of(Kind.CONTACT).by_code)


def test_ids_of_accounts_count_up_and_stay_small(world: World) -> None:
    """The full-text index of SQLite has twenty bits for them."""
    assert 100_001 <= world.romashka.id < world.veter.id < 2**20


def test_the_first_account_alone_is_the_default_one(world: World) -> None:
    assert (world.romashka.is_default, world.veter.is_default) == (True, False)


def test_without_a_password_one_is_made(database: Database, portal: BlockingPortal) -> None:
    def made(connection: Connection) -> tuple[NewAccount, int]:
        new = create(connection, database)
        return new, logins.sign_in(new.work, "boss@lotos.example", new.password).id

    async def run() -> tuple[NewAccount, int]:
        return await database.run(made)

    new, signed_in = portal.call(run)
    assert signed_in == new.administrator.id and new.administrator.is_admin
    assert new.administrator.email == "boss@lotos.example" and len(new.password) == 16


@pytest.mark.parametrize("subdomain", ["", "Lotos", "ло", "-a", "a-", "a.b", "a" * 64, "www", "api-b", "a b"])
def test_what_cannot_be_a_host_is_refused(world: World, subdomain: str) -> None:
    with pytest.raises(Refused, match="cannot be a subdomain"):
        world.do(lambda work: create(work.connection, work.database, subdomain))


def test_a_subdomain_is_given_once(world: World) -> None:
    with pytest.raises(Conflict, match="taken"):
        world.do(lambda work: create(work.connection, work.database, "veter"))


def test_a_short_password_or_a_strange_login_stores_nothing(world: World) -> None:
    for wrong in ({"admin_password": "12345"}, {"admin_email": "boss"}):
        with pytest.raises(Invalid):
            world.do(lambda work, wrong=wrong: create(work.connection, work.database, **wrong))
    assert world.do(lambda work: create(work.connection, work.database)).work.account.subdomain == "lotos"


def test_two_companies_may_have_the_same_login(world: World) -> None:
    def twice(work: Work) -> str:
        return create(work.connection, work.database, admin_email="irina@romashka.example").administrator.email

    assert world.do(twice) == "irina@romashka.example"


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("timezone", "Europe/Ромашка"),
        ("currency", "РУБ"),
        ("currency_symbol", " "),
        ("customers_mode", "dynamic"),
        ("contact_name_display_order", 3),
        ("language", "русский"),
        ("country", "россия"),
    ],
)
def test_a_setting_that_would_fail_later_is_refused_at_once(world: World, name: str, wrong: object) -> None:
    with pytest.raises(Refused):
        world.do(accounts.adjust, {"duplicate_control": True, name: wrong})
    assert world.do(lambda work: work.account.settings) == world.romashka.settings


def test_only_an_administrator_changes_settings(world: World) -> None:
    with pytest.raises(Forbidden):
        world.do_as(world.anna, accounts.adjust, {"duplicate_control": True})
