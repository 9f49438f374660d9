"""What the data names and the account does not have is made when the mapping says so, and in the order of the data."""

from tests.services.importing.shop import CLIENTS, DEALS, Shop
from voronka.domain.fields.defining import FieldChange, Owner
from voronka.domain.fields.options import OptionWrite
from voronka.domain.kinds import Kind
from voronka.services import custom_fields

PEOPLE = """
[[tables]]
into = "users"
file = "people.csv"
key = "code"
set.name = "name"
set.email = "mail"
set.phone = "phone"
set.group = { column = "office", missing = "create" }
"""


def options(shop: Shop, name: str) -> list[str]:
    fields = shop.world.facts.fields_of(Kind.COMPANY).by_id.values()
    return [option.value for field in fields if field.name == name for option in field.enums]


def test_a_field_of_choices_begins_with_what_the_rows_name(shop: Shop):
    shop.write("clients.csv", "id,name,city", "c1,Лютик,Тверь", "c2,Пион,Псков", "c3,Мак,ТВЕРЬ", "c4,Роза,")

    assert shop.bring(CLIENTS) == [(4, 0, 0, 0)]
    assert options(shop, "Город") == ["Тверь", "Псков"]


def test_new_options_join_those_that_are_there(shop: Shop):
    field = FieldChange(type="select", name="Город", enums=[OptionWrite(value="Омск")])
    shop.world.do(custom_fields.add, Owner(Kind.COMPANY), [field])
    shop.write("clients.csv", "id,name,city", "c1,Лютик,Тверь", "c2,Пион,омск")

    shop.bring(CLIENTS)

    assert options(shop, "Город") == ["Омск", "Тверь"]


def test_options_beyond_the_thousandth_reject_their_rows(shop: Shop):
    shop.write("clients.csv", "id,name,city", *(f"c{number},Клиент,Город {number}" for number in range(1003)))

    assert shop.bring(CLIENTS) == [(1000, 0, 0, 3)]
    assert shop.reasons[1002] == "column city: there is no option «Город 1000» and no more can be made"


def test_a_new_field_of_choices_needs_options_or_leave_to_make_them(shop: Shop):
    shop.write("clients.csv", "id,name,city", "c1,Лютик,Тверь", "c2,Пион,Псков")
    listed = CLIENTS.replace('missing = "create"', 'options = ["Тверь"]')

    assert shop.bring(listed) == [(1, 0, 0, 1)]
    assert options(shop, "Город") == ["Тверь"]


def test_several_options_in_one_cell(shop: Shop):
    shop.write("clients.csv", "id,name,city", 'c1,Лютик,"Тверь, Псков"')

    shop.bring(CLIENTS.replace('"select"', '"multiselect"'))

    (held,) = shop.cards(Kind.COMPANY)["Лютик"].record.custom_fields.values()
    assert len(held) == 2
    assert options(shop, "Город") == ["Тверь", "Псков"]


def test_stages_pipelines_and_loss_reasons(shop: Shop):
    shop.write(
        "deals.csv",
        "id,title,line,stage,why",
        "1,Розы,Опт,Замер,",
        "2,Маки,Опт,Смета,",
        "3,Пионы,Воронка,Смета,",
        "4,Астры,Опт,lost,Засуха",
    )
    table = DEALS[: DEALS.index("set.price")] + (
        'set.pipeline = { column = "line", missing = "create" }\n'
        'set.status = { column = "stage", missing = "create" }\n'
        'set.loss_reason = { column = "why", missing = "create" }\n'
    )

    assert shop.bring(table) == [(4, 0, 0, 0)]

    pipelines = {pipeline.name: pipeline for pipeline in shop.world.facts.pipelines.values()}
    own = {name: [each.name for each in pipelines[name].statuses if each.is_editable][-2:] for name in pipelines}
    assert own["Опт"] == ["Замер", "Смета"]
    assert own["Воронка"][-1] == "Смета"
    assert shop.lead("Пионы").pipeline_id == pipelines["Воронка"].id
    reasons = {reason.name: reason.id for reason in shop.world.facts.loss_reasons.values()}
    assert shop.lead("Астры").loss_reason_id == reasons["Засуха"]


def test_users_and_their_groups(shop: Shop):
    shop.write(
        "people.csv",
        "code,name,mail,phone,office",
        "1,Вера Лось,vera@romashka.example,+7 900 1,Север",
        "2,Лев Ёжиков,,,Север",
        "3,Анна Соколова,ANNA@romashka.example,,Юг",
        "4,Олег Сомов,,,Розница",
    )

    assert shop.bring(PEOPLE) == [(4, 0, 0, 0)]

    facts = shop.world.facts
    people = {user.name: user for user in facts.users.values()}
    groups = {group.name: group.id for group in facts.groups.values()}
    assert people["Вера Лось"].group_id == people["Лев Ёжиков"].group_id == groups["Север"]
    assert people["Вера Лось"].phone_number == "+7 900 1"
    assert people["Лев Ёжиков"].email == "lev.ezhikov@romashka.invalid"
    assert people["Анна Соколова"].id == shop.world.anna.id
    assert people["Анна Соколова"].group_id == groups["Юг"]
    assert people["Олег Сомов"].id == shop.world.oleg.id


def test_a_user_moves_to_another_group(shop: Shop):
    shop.write("people.csv", "code,name,mail,phone,office", "2,Лев Ёжиков,,,Север")
    shop.bring(PEOPLE)
    shop.write("people.csv", "code,name,mail,phone,office", "2,Лев Ёжиков,,,Юг")

    assert shop.bring(PEOPLE) == [(0, 1, 0, 0)]
    facts = shop.world.facts
    assert (
        next(facts.groups[user.group_id or 0].name for user in facts.users.values() if user.name == "Лев Ёжиков")
        == "Юг"
    )


def test_a_user_whose_name_is_too_long_is_rejected(shop: Shop):
    shop.write("people.csv", "code,name,mail,phone,office", f"1,{'Ю' * 60},,,", "2,Лев Ёжиков,,,")

    assert shop.bring(PEOPLE) == [(1, 0, 0, 1)]
    assert shop.reasons == {2: "name: the text is too long (50)"}
