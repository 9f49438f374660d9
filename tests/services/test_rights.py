"""Who may see and change what: every level of every action on leads, contacts and companies, whoever they belong to."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import structs

from tests import invariants
from tests.rights import (
    ANY_LEVEL,
    ANY_NOUN,
    COMPANY,
    CONTACT,
    CUSTOMER,
    FOREIGN,
    HERE,
    LEAD,
    MATES,
    OTHERS,
    OWN,
    REACH,
    Noun,
    Office,
    refused,
    rights_with,
)
from tests.world import EVERYTHING, World
from voronka.domain.access import Actor, Letter
from voronka.domain.catalogs import CatalogWrite
from voronka.domain.elements import ElementChange
from voronka.domain.errors import Forbidden, Invalid, NotFound, Problem, Rule
from voronka.domain.kinds import Kind
from voronka.domain.links import End, LinkWrite
from voronka.domain.listing import ListQuery
from voronka.domain.records import Link, TagWrite
from voronka.domain.tags import TagChange, TagQuery
from voronka.domain.users import DEFAULT_GROUP
from voronka.services import catalogs, elements, leads, linking, tags, users


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


def seen(office: Office, who: Actor, noun: Noun) -> set[str]:
    """Whose records the list shows, by their names."""
    return {card.record.name for card in office.world.do_as(who, noun.verbs.page, ListQuery()).items}


def unknown(path: str, item: int = 0) -> list[Problem]:
    return [Problem(item, path, Rule.UNKNOWN_CHOICE)]


@ANY_NOUN
@ANY_LEVEL
def test_only_what_may_be_seen_is_read(office: Office, noun: Noun, level: Letter):
    ids, anna = office.records(noun), office.anna(view=level)

    if level == "D":
        refused(office, Forbidden, anna, noun.verbs.page, ListQuery())
    else:
        assert seen(office, anna, noun) == set(REACH[level])
        found = office.world.do_as(anna, noun.verbs.get_many, list(ids.values()))
        assert {card.record.id for card in found} == {ids[whose] for whose in REACH[level]}
    for whose, id in ids.items():
        if whose in REACH[level]:
            assert office.world.do_as(anna, noun.verbs.get, id).record.name == whose
        else:
            refused(office, Forbidden if level == "D" else NotFound, anna, noun.verbs.get, id)


@ANY_NOUN
@ANY_LEVEL
def test_only_what_may_be_changed_is_changed(office: Office, noun: Noun, level: Letter):
    ids, anna = office.records(noun), office.anna(edit=level)

    for whose in HERE:
        change = noun.change(id=ids[whose], name="Новое имя")
        if whose in REACH[level]:
            assert office.world.do_as(anna, noun.verbs.update, [change])[0].name == "Новое имя"
        else:
            refused(office, Forbidden, anna, noun.verbs.update, [change])
            refused(office, Forbidden, anna, noun.verbs.update_one, change)
    far = noun.change(id=ids[FOREIGN], name="Новое имя")
    if level == "D":
        refused(office, Forbidden, anna, noun.verbs.update, [far])
    else:
        assert refused(office, Invalid, anna, noun.verbs.update, [far]).problems == unknown("id")
    refused(office, NotFound, anna, noun.verbs.update_one, far)
    invariants.check(office.world)


@ANY_NOUN
def test_a_batch_with_one_record_too_many_changes_none(office: Office, noun: Noun):
    ids, anna = office.records(noun), office.anna(edit="M")

    refused(office, Forbidden, anna, noun.verbs.update, [noun.change(id=ids[whose], name="x") for whose in HERE])


@ANY_NOUN
@ANY_LEVEL
def test_what_may_not_be_seen_is_not_there_to_be_changed(office: Office, noun: Noun, level: Letter):
    ids, anna = office.records(noun), office.anna(view=level)

    for whose in HERE:
        change = noun.change(id=ids[whose], tags_to_add=[TagWrite(name="срочно")])
        if level == "D":
            refused(office, Forbidden, anna, noun.verbs.update, [change])
        elif whose in REACH[level]:
            office.world.do_as(anna, noun.verbs.update, [change])
        else:
            assert refused(office, Invalid, anna, noun.verbs.update, [change]).problems == unknown("id")
            refused(office, NotFound, anna, noun.verbs.update_one, change)


@ANY_NOUN
@ANY_LEVEL
def test_records_are_added_for_those_whom_the_right_reaches(office: Office, noun: Noun, level: Letter):
    """amoCRM itself gives only A or D for adding; the levels between mean what they mean elsewhere."""
    anna = office.anna(add=level)

    for whose, user in office.owners.items():
        draft = noun.change(name=whose, responsible_user_id=user.id, tags=[TagWrite(name="новое")])
        if whose in REACH[level]:
            assert office.world.do_as(anna, noun.verbs.add, [draft])[0].responsible_user_id == user.id
        else:
            refused(office, Forbidden, anna, noun.verbs.add, [draft])
    invariants.check(office.world)


@ANY_NOUN
@ANY_LEVEL
def test_only_what_may_be_deleted_is_deleted_and_restored(office: Office, noun: Noun, level: Letter):
    ids, anna = office.records(noun), office.anna(delete=level)

    for whose in HERE:
        if whose in REACH[level]:
            assert [record.name for record in office.world.do_as(anna, noun.verbs.delete, [ids[whose]])] == [whose]
            assert whose not in seen(office, anna, noun)
            office.world.do_as(anna, noun.verbs.restore, [ids[whose]])
        else:
            refused(office, Forbidden, anna, noun.verbs.delete, [ids[whose]])
            office.world.do(noun.verbs.delete, [ids[whose]])
            refused(office, Forbidden, anna, noun.verbs.restore, [ids[whose]])
    if level != "D":
        assert office.world.do_as(anna, noun.verbs.delete, [ids[FOREIGN]]) == []
        assert ids[FOREIGN] in {card.record.id for card in office.world.do_as(office.world.egor, all_of(noun))}
    invariants.check(office.world)


def all_of(noun: Noun) -> Callable[..., Any]:
    return lambda work: noun.verbs.page(work, ListQuery()).items


@ANY_NOUN
def test_nobody_deletes_what_he_may_not_see(office: Office, noun: Noun):
    ids = office.records(noun)

    assert office.world.do_as(office.anna(view="M"), noun.verbs.delete, [ids[MATES], ids[OTHERS]]) == []
    assert seen(office, office.anna(), noun) == set(HERE)


@ANY_NOUN
def test_who_is_in_no_group_shares_with_those_who_are_in_none(office: Office, noun: Noun):
    office.records(noun)
    alone = structs.replace(office.anna(view="G"), user_id=office.world.irina.id, group_id=DEFAULT_GROUP)
    office.world.do_as(office.world.irina, noun.verbs.add, [noun.change(name="Ирины")])

    assert seen(office, alone, noun) == {"Ирины"}


@ANY_NOUN
def test_records_follow_their_seller_into_another_group(office: Office, noun: Noun):
    """And with them the sight of his new colleagues; the old ones see them no more."""
    office.records(noun)
    world = office.world
    colleague = structs.replace(world.oleg.actor(), rights=rights_with(view="G"))
    assert seen(office, colleague, noun) == {OTHERS}

    world.do(users.save, [structs.replace(world.anna, group_id=world.people.id)])

    moved = world.facts.users[world.anna.id].actor()
    assert seen(office, colleague, noun) == {OTHERS, OWN}
    assert seen(office, structs.replace(moved, rights=rights_with(view="G")), noun) == {OTHERS, OWN}
    vera = structs.replace(office.vera.actor(), rights=rights_with(view="G"))
    assert seen(office, vera, noun) == {MATES}


@ANY_NOUN
def test_a_record_that_changes_hands_changes_its_group(office: Office, noun: Noun):
    ids = office.records(noun)
    change = noun.change(id=ids[OTHERS], responsible_user_id=office.vera.id)

    office.world.do(noun.verbs.update, [change])

    assert seen(office, office.anna(view="G"), noun) == set(HERE)


@ANY_NOUN
def test_a_free_user_sees_and_changes_nothing(office: Office, noun: Noun):
    ids = office.records(noun)
    free = structs.replace(office.anna(), is_free=True)

    refused(office, Forbidden, free, noun.verbs.page, ListQuery())
    refused(office, Forbidden, free, noun.verbs.get, ids[OWN])
    refused(office, Forbidden, free, noun.verbs.add, [noun.change(name="x")])
    refused(office, Forbidden, free, noun.verbs.update, [noun.change(id=ids[OWN], name="x")])
    refused(office, Forbidden, free, noun.verbs.delete, [ids[OWN]])


@pytest.mark.parametrize("far", [CONTACT, COMPANY], ids=lambda noun: noun.kind.plural)
@ANY_LEVEL
def test_links_lead_only_to_what_may_be_seen(office: Office, far: Noun, level: Letter):
    lead, ids = office.records(LEAD)[OWN], office.records(far)
    anna = structs.replace(
        office.anna(), rights=rights_with() | {far.kind.plural: {"view": level, "edit": "D", "add": "D", "delete": "D"}}
    )

    for whose, id in ids.items():
        write = LinkWrite(here=End(Kind.LEAD, lead), there=End(far.kind, id))
        if whose in REACH[level]:
            office.world.do_as(anna, linking.link, [write])
            office.world.do_as(anna, linking.unlink, [write])
        else:
            assert refused(office, Invalid, anna, linking.link, [write]).problems == unknown("to_entity_id")
            assert refused(office, Invalid, anna, linking.unlink, [write]).problems == unknown("to_entity_id")
    invariants.check(office.world)


LINKED = [(LEAD, CONTACT), (LEAD, COMPANY), (CUSTOMER, CONTACT), (CUSTOMER, COMPANY), (CONTACT, COMPANY)]


@pytest.mark.parametrize(("holder", "far"), LINKED, ids=lambda noun: noun.kind.plural)
@ANY_LEVEL
def test_who_may_change_the_holder_links_and_unlinks_from_either_end(
    office: Office, holder: Noun, far: Noun, level: Letter
):
    """Of the other end it is enough to see it; to change that alone is not enough."""
    ids, other = office.records(holder), office.records(far)[OTHERS]
    governing = "leads" if holder is CUSTOMER else holder.kind.plural
    reader = {kind.plural: EVERYTHING | {"edit": "D"} for kind in (Kind.LEAD, Kind.CONTACT, Kind.COMPANY)}
    anna = structs.replace(office.anna(), rights=reader | {governing: EVERYTHING | {"edit": level}})

    for whose in HERE:
        ends = End(holder.kind, ids[whose]), End(far.kind, other)
        for here, there in (ends, ends[::-1]):
            for verb in (linking.link, linking.unlink):
                if whose in REACH[level]:
                    office.world.do_as(anna, verb, [LinkWrite(here=here, there=there)])
                else:
                    refused(office, Forbidden, anna, verb, [LinkWrite(here=here, there=there)])
    invariants.check(office.world)


@ANY_LEVEL
def test_a_new_lead_brings_only_contacts_that_may_be_seen(office: Office, level: Letter):
    ids = office.records(CONTACT)
    anna = structs.replace(
        office.anna(), rights=rights_with() | {"contacts": {"view": level, "edit": "D", "add": "D", "delete": "D"}}
    )

    for whose, id in ids.items():
        draft = LEAD.change(name="Букет", links=[Link(to_type=Kind.CONTACT, to_id=id)])
        if whose in REACH[level]:
            office.world.do_as(anna, leads.add, [draft])
        else:
            fault = refused(office, Invalid, anna, leads.add, [draft])
            assert fault.problems == unknown("_embedded.contacts.0.id")
    invariants.check(office.world)


def test_the_links_of_a_hidden_record_are_hidden(office: Office):
    ids = office.records(LEAD)
    asked = [ids[OWN], ids[OTHERS], ids[FOREIGN]]

    assert office.world.do_as(office.anna(view="M"), linking.seen, Kind.LEAD, asked) == {ids[OWN]: []}
    refused(office, Forbidden, office.anna(view="D"), linking.seen, Kind.LEAD, asked)


@ANY_NOUN
def test_tags_are_read_by_who_sees_records_and_written_by_who_changes_them(office: Office, noun: Noun):
    asked = TagQuery(page=1, limit=50)
    reader, nobody = office.anna(edit="D"), office.anna(view="D", edit="D")

    refused(office, Forbidden, nobody, tags.page, noun.kind, asked)
    refused(office, Forbidden, reader, tags.add, noun.kind, [TagChange(name="опт")])
    [made] = office.world.do_as(office.anna(edit="M"), tags.add, noun.kind, [TagChange(name="опт")])
    assert [tag.name for tag in office.world.do_as(reader, tags.page, noun.kind, asked).items] == ["опт"]
    refused(office, Forbidden, reader, tags.update, noun.kind, [TagChange(id=made.id, name="розница")])


@ANY_NOUN
def test_tags_and_fields_are_not_written_with_a_record_that_is_refused(office: Office, noun: Noun):
    """The directory of tags too stays as it was."""
    ids = office.records(noun)
    change = noun.change(id=ids[OTHERS], tags_to_add=[TagWrite(name="совсем новый")])

    refused(office, Forbidden, office.anna(edit="M"), noun.verbs.update, [change])


def test_lists_are_open_only_to_who_has_access_to_lists(office: Office):
    world = office.world
    [flowers] = world.do(catalogs.add, [CatalogWrite(name="Цветы", type="regular")])
    [rose] = world.do_as(office.anna(), elements.add, [ElementChange(catalog_id=flowers.id, name="Роза")])
    barred = structs.replace(office.anna(), rights=rights_with() | {"catalog_access": False})
    lead = office.records(LEAD)[OWN]
    write = LinkWrite(here=End(Kind.LEAD, lead), there=End(Kind.ELEMENT, rose.id), catalog_id=flowers.id)

    refused(office, Forbidden, barred, catalogs.all_of)
    refused(office, Forbidden, barred, catalogs.get, flowers.id)
    refused(office, Forbidden, barred, elements.page, flowers.id, ListQuery())
    refused(office, Forbidden, barred, elements.get, flowers.id, rose.id)
    refused(office, Forbidden, barred, elements.add, [ElementChange(catalog_id=flowers.id, name="Пион")])
    refused(office, Forbidden, barred, elements.update, [ElementChange(id=rose.id, catalog_id=flowers.id, name="Пион")])
    assert refused(office, Invalid, barred, linking.link, [write]).problems == unknown("to_entity_id")
    world.do_as(office.anna(), linking.link, [write])
