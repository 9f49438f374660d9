"""What lies in the recycle bin is shown nowhere but there, and comes back with all that hung on it."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from msgspec import Struct

from tests.answers import embedded
from tests.api.amocrm_v4.drive import upload
from tests.api.amocrm_v4.happenings import events, notices, types
from tests.conftest import ClientOf
from tests.world import EVERYTHING, OWN_ONLY, World
from voronka.domain.access import GOVERNED_BY
from voronka.domain.errors import Forbidden
from voronka.domain.kinds import BY_PLURAL
from voronka.domain.users import User, UserDraft
from voronka.services import companies, contacts, customers, leads, users

BASE = "/api/v4/"
SERVICES: dict[str, Any] = {"leads": leads, "contacts": contacts, "companies": companies, "customers": customers}
NEIGHBOURS = {"leads": "contacts", "contacts": "leads", "companies": "contacts", "customers": "contacts"}


class Card(Struct):
    """A record and what hangs on it; `other` is the record that it is linked to."""

    entity: str
    id: int
    other: int
    note: int
    task: int

    @property
    def path(self) -> str:
        return f"{BASE}{self.entity}/{self.id}"

    @property
    def beside(self) -> str:
        return f"{BASE}{NEIGHBOURS[self.entity]}"


Look = Callable[[httpx2.Client, Card], bool]


def posted(client: httpx2.Client, path: str, *sent: dict[str, Any]) -> list[int]:
    answer = client.post(BASE + path, json=list(sent))
    assert answer.status_code in (200, 201), answer.text
    [found] = answer.json()["_embedded"].values()
    return [record["id"] for record in found]


@pytest.fixture
def nina(world: World) -> User:
    """Sees and changes only what is hers, and may delete it."""
    own = OWN_ONLY | {"delete": "M"}
    rights: dict[str, Any] = dict.fromkeys(("leads", "contacts", "companies", "customers"), own)
    rights["tasks"] = {"edit": "M", "delete": "M"}
    (user,) = world.do(users.add, [UserDraft(name="Нина Белова", email="nina@romashka.example", rights=rights)])
    return user


@pytest.fixture(params=["irina", "nina"])
def desk(request: pytest.FixtureRequest, world: World, client_of: ClientOf, nina: User) -> httpx2.Client:
    """Who looks: an administrator, or a user who sees only her own. Everything is hers."""
    return client_of({"irina": world.irina, "nina": nina}[request.param])


@pytest.fixture(params=list(SERVICES))
def card(request: pytest.FixtureRequest, client: httpx2.Client, nina: User) -> Card:
    entity, hers = request.param, {"responsible_user_id": nina.id}
    (other,) = posted(client, NEIGHBOURS[entity], {"name": "Соседка", **hers})
    named = {"name": "Пропажа", "_embedded": {"tags": [{"name": "редкий"}]}, **hers}
    (id,) = posted(client, entity, named)
    linked = {"to_entity_id": other, "to_entity_type": NEIGHBOURS[entity]}
    assert client.post(f"{BASE}{entity}/{id}/link", json=[linked]).status_code == 200
    (note,) = posted(client, f"{entity}/{id}/notes", {"note_type": "common", "params": {"text": "Позвонить"}})
    on = {"entity_id": id, "entity_type": entity, "complete_till": 1_900_000_000, "text": "Позвонить", **hers}
    (task,) = posted(client, "tasks", on)
    uuid = upload(client, "договор.txt", b"1")["uuid"]
    assert client.put(f"{BASE}{entity}/{id}/files", json=[{"file_uuid": uuid}]).status_code == 200
    return Card(entity, id, other, note, task)


def there(path: Callable[[Card], str]) -> Look:
    """Something is answered: what is not there is 204, or 404 when it is asked for what hangs on it."""

    def look(client: httpx2.Client, card: Card) -> bool:
        answer = client.get(path(card))
        assert answer.status_code in (200, 204, 404), answer.text
        return answer.status_code == 200 and "_links" in answer.json()

    return look


def named_by_neighbour(client: httpx2.Client, card: Card) -> bool:
    """Companies of a contact come always, the others with `with`."""
    held = client.get(f"{card.beside}/{card.other}?with={card.entity}").json()["_embedded"][card.entity]
    return card.id in [record["id"] for record in held]


def holds_neighbour(client: httpx2.Client, card: Card) -> bool:
    found = client.get(f"{card.path}?with={NEIGHBOURS[card.entity]}")
    return found.status_code == 200 and bool(found.json()["_embedded"][NEIGHBOURS[card.entity]])


def linked_of_one(client: httpx2.Client, card: Card) -> bool:
    return bool(client.get(f"{card.beside}/{card.other}/links").json()["_embedded"]["links"])


def linked_of_many(client: httpx2.Client, card: Card) -> bool:
    found = client.get(f"{card.beside}/links?filter[entity_id][]={card.other}").json()
    return bool(found["_embedded"]["links"])


def may_be_linked(client: httpx2.Client, card: Card) -> bool:
    sent = {"to_entity_id": card.id, "to_entity_type": card.entity}
    answer = client.post(f"{card.beside}/{card.other}/link", json=[sent])
    assert answer.status_code in (200, 400), answer.text
    return answer.status_code == 200


def may_be_changed(client: httpx2.Client, card: Card) -> bool:
    answers = {
        client.patch(card.path, json={"name": "Пропажа"}).status_code == 200,
        client.patch(f"{BASE}{card.entity}", json=[{"id": card.id, "name": "Пропажа"}]).status_code == 200,
        client.patch(f"{BASE}{card.entity}/{card.id}/notes/{card.note}", json={"is_pinned": False}).status_code == 200,
        client.patch(f"{BASE}tasks/{card.task}", json={"text": "Позвонить"}).status_code == 200,
    }
    [all_the_same] = answers
    return all_the_same


LOOKS: dict[str, Look] = {
    "itself": there(lambda card: card.path),
    "in the list": there(lambda card: f"{BASE}{card.entity}?filter[id]={card.id}"),
    "by a word": there(lambda card: f"{BASE}{card.entity}?query=пропажа"),
    "by its name": there(lambda card: f"{BASE}{card.entity}?filter[name]=Пропажа"),
    "by a time": there(lambda card: f"{BASE}{card.entity}?filter[created_at][from]=1&filter[id]={card.id}"),
    "beside its neighbour": named_by_neighbour,
    "with its neighbour": holds_neighbour,
    "its links": there(lambda card: f"{card.path}/links"),
    "links of its neighbour": linked_of_one,
    "links of many": linked_of_many,
    "as the end of a link": may_be_linked,
    "changes": may_be_changed,
    "its notes": there(lambda card: f"{card.path}/notes"),
    "notes of all": there(lambda card: f"{BASE}{card.entity}/notes?filter[entity_id]={card.id}"),
    "one note": there(lambda card: f"{BASE}{card.entity}/notes/{card.note}"),
    "tasks": there(lambda card: f"{BASE}tasks?filter[entity_type]={card.entity}&filter[entity_id]={card.id}"),
    "one task": there(lambda card: f"{BASE}tasks/{card.task}"),
    "by a file": there(lambda card: "/v1.0/files?filter[term]=пропажа"),
    "its files": there(lambda card: f"{card.path}/files"),
    "its subscribers": there(lambda card: f"{card.path}/subscriptions"),
}


def seen(client: httpx2.Client, card: Card) -> dict[str, bool]:
    looks = {what: look for what, look in LOOKS.items() if what != "its subscribers" or card.entity == "leads"}
    return {what: look(client, card) for what, look in looks.items()}


def whole(client: httpx2.Client, card: Card) -> dict[str, Any]:
    """All that is told of it but when it was changed."""
    told = client.get(f"{card.path}?with={NEIGHBOURS[card.entity]}").json()
    links = client.get(f"{card.path}/links").json()["_embedded"]["links"]
    return {name: value for name, value in told.items() if name not in ("updated_at", "updated_by")} | {"links": links}


def test_what_is_deleted_is_seen_nowhere_and_comes_back_whole(desk: httpx2.Client, card: Card, world: World) -> None:
    assert set(seen(desk, card).values()) == {True}
    before = whole(desk, card)
    world.do(SERVICES[card.entity].delete, [card.id])
    assert [what for what, is_seen in seen(desk, card).items() if is_seen] == []
    world.do(SERVICES[card.entity].restore, [card.id])
    assert [what for what, is_seen in seen(desk, card).items() if not is_seen] == []
    assert whole(desk, card) == before
    assert before["closest_task_at"] == 1_900_000_000
    assert [tag["name"] for tag in before["_embedded"]["tags"]] == ["редкий"]


def binned(client: httpx2.Client, entity: str) -> list[dict[str, Any]]:
    return embedded(client.get(f"{BASE}{entity}?with=only_deleted,contacts"))


def test_the_recycle_bin_lists_it_alone(desk: httpx2.Client, card: Card, world: World) -> None:
    posted(desk, card.entity, {"name": "Другая"})
    assert binned(desk, card.entity) == [] or card.entity == "customers"
    world.do(SERVICES[card.entity].delete, [card.id])
    [gone] = binned(desk, card.entity)
    assert (gone["id"], gone["is_deleted"]) == (card.id, True)
    assert [tag["name"] for tag in gone["_embedded"]["tags"]] == ["редкий"]


def test_one_of_it_is_read_when_asked_for(desk: httpx2.Client, card: Card, world: World) -> None:
    """As in a list: what lies there is there, and what does not is not."""
    asked = f"{card.path}?with=only_deleted,{NEIGHBOURS[card.entity]}"
    assert desk.get(asked).status_code == 204
    world.do(SERVICES[card.entity].delete, [card.id])
    gone = desk.get(asked).json()
    assert (gone["id"], gone["is_deleted"]) == (card.id, True)
    assert [each["id"] for each in gone["_embedded"][NEIGHBOURS[card.entity]]] == [card.other]


def test_only_who_may_see_and_delete_it_does_and_restores(
    client_of: ClientOf, card: Card, world: World, nina: User
) -> None:
    entity = GOVERNED_BY.get(BY_PLURAL[card.entity], card.entity)
    rights: dict[str, Any] = {entity: EVERYTHING | {"delete": "D"}}
    keeper, stranger = world.do(
        users.add,
        [
            UserDraft(name="Лев", email="lev@romashka.example", rights=rights),
            UserDraft(name="Яна", email="yana@romashka.example", rights={entity: OWN_ONLY | {"delete": "M"}}),
        ],
    )
    verbs = SERVICES[card.entity]
    for verb, who in ((verbs.delete, nina), (verbs.restore, nina)):
        with pytest.raises(Forbidden):
            world.do_as(keeper, verb, [card.id])
        assert world.do_as(stranger, verb, [card.id]) == []
        assert [record.id for record in world.do_as(who, verb, [card.id])] == [card.id]
    world.do(verbs.delete, [card.id])
    shown = [binned(client_of(who), card.entity) != [] for who in (nina, keeper, stranger)]
    assert shown == [True, True, False]


TOLD = {
    "leads": ("lead", ["lead_restored", "lead_deleted"]),
    "contacts": ("contact", ["contact_restored", "contact_deleted"]),
    "companies": ("company", ["company_restored", "company_deleted"]),
    "customers": ("customer", ["customer_deleted"]),  # the vendor has no event of a customer's return
}


def test_events_tell_of_both(client: httpx2.Client, card: Card, world: World) -> None:
    world.do(SERVICES[card.entity].delete, [card.id])
    world.do(SERVICES[card.entity].restore, [card.id])
    entity, expected = TOLD[card.entity]
    found = [
        event
        for event in events(client, entity=entity, entity_id=card.id)
        if event["type"] in ("lead_deleted", *(name for _, names in TOLD.values() for name in names))
    ]
    assert types(found) == expected
    assert {(tuple(event["value_before"]), tuple(event["value_after"])) for event in found} == {((), ())}


FAMILIES = {"leads": "leads", "contacts": "contacts", "companies": "contacts", "customers": "customers"}


def test_subscribers_are_told_of_both(client: httpx2.Client, card: Card, world: World) -> None:
    verbs, (entity, names), family = SERVICES[card.entity], TOLD[card.entity], FAMILIES[card.entity]
    [gone] = notices(client, world, f"delete_{entity}", lambda: world.do(verbs.delete, [card.id]))
    assert gone[f"{family}[delete][0][id]"] == str(card.id)
    if len(names) == 2:
        [back] = notices(client, world, f"restore_{entity}", lambda: world.do(verbs.restore, [card.id]))
        assert (back[f"{family}[restore][0][id]"], back[f"{family}[restore][0][name]"]) == (str(card.id), "Пропажа")


def test_a_deleted_main_contact_stays_the_main_one(client: httpx2.Client, world: World) -> None:
    """Who is linked meanwhile does not take his place, and of two who come back none is lost."""
    first, second = posted(client, "contacts", {"name": "Мария"}, {"name": "Пётр"})
    (lead,) = posted(client, "leads", {"name": "Заказ", "_embedded": {"contacts": [{"id": first}]}})
    world.do(contacts.delete, [first])
    client.post(f"{BASE}leads/{lead}/link", json=[{"to_entity_id": second, "to_entity_type": "contacts"}])
    world.do(contacts.restore, [first])
    held = client.get(f"{BASE}leads/{lead}?with=contacts").json()["_embedded"]["contacts"]
    assert [(contact["id"], contact["is_main"]) for contact in held] == [(first, True), (second, False)]


def test_a_product_of_a_deleted_lead_is_not_seen_by_who_sees_only_linked_ones(
    client: httpx2.Client, client_of: ClientOf, world: World
) -> None:
    (catalog,) = posted(client, "catalogs", {"name": "Вазы"})
    (vase,) = posted(client, f"catalogs/{catalog}/elements", {"name": "Ваза"})
    rights: dict[str, Any] = {
        "leads": EVERYTHING,
        "catalog_access": True,
        "catalog_rights": [{"catalog_id": catalog, "rights": {"view": "L", "edit": "L", "add": "D", "delete": "D"}}],
    }
    (user,) = world.do(users.add, [UserDraft(name="Лев", email="lev@romashka.example", rights=rights)])
    (lead,) = posted(client, "leads", {"name": "Заказ"})
    sent = {"to_entity_id": vase, "to_entity_type": "catalog_elements", "metadata": {"catalog_id": catalog}}
    assert client.post(f"{BASE}leads/{lead}/link", json=[sent]).status_code == 200
    path = f"{BASE}catalogs/{catalog}/elements/{vase}"
    statuses = [client_of(user).get(path).status_code]
    for verb in (leads.delete, leads.restore):
        world.do(verb, [lead])
        statuses.append(client_of(user).get(path).status_code)
    assert statuses == [200, 204, 200]
