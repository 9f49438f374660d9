"""Rights on records beyond the matrix: filters, numbers of errors, what stands inside of records, ends of links."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import Struct

from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf
from tests.rights import (
    FOREIGN,
    HERE,
    LETTERS,
    NOUNS,
    OTHERS,
    OWN,
    REACH,
    Noun,
    Office,
    called,
    contents,
    give,
    rights_with,
)
from tests.world import World
from voronka.contract.amocrm_v2 import OPERATIONS
from voronka.contract.operation import Right
from voronka.domain.access import Letter
from voronka.domain.kinds import Kind
from voronka.services import users

LATER = 2_000_000_000
ANY_NOUN = pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.kind.plural)
DELETED_BY_NUMBER = pytest.mark.parametrize("noun", NOUNS[:3], ids=lambda noun: noun.kind.plural)
ANY_LEVEL = pytest.mark.parametrize("level", LETTERS)
EITHER_WIRE = pytest.mark.parametrize("older", [False, True], ids=["v2", "private"])

FORBIDDEN = {Kind.CONTACT: "202", Kind.LEAD: "244", Kind.COMPANY: "202", Kind.CUSTOMER: "288"}


class Wire(Struct, frozen=True):
    """One noun on one of the two wires."""

    desk: Desk
    noun: Noun
    older: bool

    @property
    def path(self) -> str:
        plural = self.noun.kind.plural
        older = {"companies": "company"}.get(plural, plural)
        return f"/private/api/v2/json/{older}" if self.older else f"/api/v2/{plural}"

    def read(self, query: str = "") -> Any:
        return self.desk.client.get(f"{self.path}/list?{query}" if self.older else f"{self.path}?{query}")

    def write(self, **lists: Any) -> Any:
        container = "contacts" if self.noun.kind == Kind.COMPANY else self.noun.kind.plural
        body = {"request": {container: lists}} if self.older else lists
        return self.desk.client.post(f"{self.path}/set" if self.older else self.path, json=body)

    def change(self, id: int) -> dict[str, Any]:
        """Named as it is, so that what is not forbidden can be seen to have been done."""
        modified = "date_modify" if self.noun.kind == Kind.CUSTOMER else "last_modified"
        return {"id": id, "name": "Иначе", modified if self.older else "updated_at": LATER}

    def names(self, query: str = "") -> set[str]:
        answer = self.read(query)
        assert answer.status_code in (200, 204), answer.text
        if not answer.content:
            return set()
        told = answer.json()
        found = next(iter(told["response"].values())) if self.older else told["_embedded"]["items"]
        return {each["name"] for each in (found.values() if isinstance(found, dict) else found)}


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


@pytest.fixture
def anna(office: Office, client_of: ClientOf) -> Callable[..., Desk]:
    """Анна's client, once her rights are full but these."""

    def anna(**actions: Letter) -> Desk:
        office.world.do(give, office.world.anna, rights_with(**actions))
        return Desk(client_of(office.world.anna))

    return anna


def forbidden(answer: Any, kind: Kind | None = None) -> None:
    assert answer.status_code == 403, answer.text
    assert kind is None or answer.json()["response"]["error_code"] == FORBIDDEN[kind]


@EITHER_WIRE
@ANY_NOUN
@ANY_LEVEL
def test_lists_show_what_may_be_seen(office: Office, anna: Any, noun: Noun, level: Letter, older: bool) -> None:
    ids = office.records(noun)
    wire = Wire(anna(view=level), noun, older)
    if level == "D":
        forbidden(wire.read(), noun.kind)
        return
    assert wire.names() == wire.names("limit_rows=50") == set(REACH[level])
    if noun.kind != Kind.CUSTOMER:
        assert wire.names("id=" + ",".join(map(str, ids.values()))) == set(REACH[level])


@EITHER_WIRE
@ANY_NOUN
@pytest.mark.parametrize("level", ["A", "G", "M"])
def test_what_is_not_seen_is_not_there_to_be_changed(
    office: Office, anna: Any, noun: Noun, level: Letter, older: bool
) -> None:
    ids = office.records(noun)
    wire = Wire(anna(view=level), noun, older)
    before = contents(office.world)
    unseen = [whose for whose in (*HERE, FOREIGN) if whose not in REACH[level]]
    answer = wire.write(update=[wire.change(ids[whose]) for whose in unseen])
    assert answer.status_code == 200
    assert str(ids[unseen[0]]) in answer.text
    assert answer.text.count("not found") == len(unseen)
    assert contents(office.world) == before


@DELETED_BY_NUMBER
def test_a_note_inside_a_record_needs_the_right_to_change_it(office: Office, anna: Any, noun: Noun) -> None:
    desk = anna(edit="D")
    before = contents(office.world)
    draft = {"name": "Новая", "notes": [{"text": "Ждёт"}]}
    forbidden(desk.client.post(f"/api/v2/{noun.kind.plural}", json={"add": [draft]}), noun.kind)
    assert contents(office.world) == before


def test_links_need_the_right_to_change_the_holder_and_to_see_the_other_end(office: Office, anna: Any) -> None:
    leads, contacts = (office.records(noun) for noun in NOUNS[:2])
    link = {"from": "leads", "from_id": leads[OTHERS], "to": "contacts", "to_id": contacts[OWN]}
    body = {"link": [link]}
    turned = {"from": "contacts", "from_id": contacts[OWN], "to": "leads", "to_id": leads[OTHERS]}
    for ends in (link, turned):
        forbidden(anna(edit="M").client.post("/api/v2/links", json={"link": [ends]}))
    assert anna(view="M").client.post("/api/v2/links", json=body).status_code == 400
    everything = anna()
    asked = f"links[0][from]=leads&links[0][from_id]={leads[OTHERS]}&links[0][to]=contacts"
    assert everything.list("links", asked) == []
    assert everything.client.post("/api/v2/links", json=body).status_code == 200
    assert everything.list("links", asked) == [link]


def test_a_blocked_user_is_out_at_once(world: World, client_of: ClientOf, key: dict[str, str]) -> None:
    """With the token he has, and with the session that his key has opened."""
    by_token, by_session = client_of(world.anna), client_of(None)
    by_session.get("/api/v2/account", params=key)
    assert {each.get("/api/v2/account").status_code for each in (by_token, by_session)} == {200}
    world.do(users.set_active, world.anna.id, is_active=False)
    before = contents(world)

    told = {each.name: called(by_token, each).status_code for each in OPERATIONS if each.right is not Right.NOBODY}

    assert told == dict.fromkeys(told, 401)
    assert by_session.get("/api/v2/account").status_code == 401
    assert contents(world) == before
