"""What an administrator sets up, through the client: pipelines, stages, reasons, fields, groups, catalogs, webhooks."""

import pytest

from tests.world import World
from voronka import AmoSync, NotFound, ValidationFailed
from voronka.types import (
    CatalogAdd,
    CatalogPatch,
    CatalogPatchOne,
    CustomFieldAdd,
    CustomFieldFilter,
    CustomFieldGroupAdd,
    CustomFieldGroupPatchOne,
    CustomFieldPatch,
    CustomFieldPatchOne,
    ElementAdd,
    ElementFilter,
    ElementPatch,
    ElementPatchOne,
    EntityRightsWrite,
    FieldEnumWrite,
    LossReasonAdd,
    LossReasonPatchOne,
    PipelineAdd,
    PipelineAddEmbedded,
    PipelinePatchOne,
    PipelineStatusAdd,
    RightsWrite,
    RoleAdd,
    RolePatchOne,
    StatusAdd,
    StatusPatchOne,
    UserAdd,
    UserId,
    UserRightsWrite,
    WebhookFilter,
    WebhookSubscribe,
    WebhookUnsubscribe,
)


def test_the_account_knows_who_asks(amo: AmoSync, world: World):
    account = amo.account.get(with_=["users_groups", "datetime_settings"])

    assert (account.name, account.current_user_id) == ("Ромашка", world.irina.id)
    assert account.embedded
    assert account.embedded.users_groups
    assert "Магазины" in [group.name for group in account.embedded.users_groups]


def test_people_are_listed_with_their_rights(amo: AmoSync, world: World):
    everybody = {user.name: user for user in amo.users.list(with_=["group"], limit=2)}

    assert everybody["Ирина Волкова"].rights.is_admin
    anna = amo.users.get(world.anna.id)
    assert anna
    assert anna.name == "Анна Соколова"
    assert amo.users.get(5) is None
    assert amo.users.list(limit=2).first_page().total == len(everybody)


def test_a_pipeline_lives_from_first_to_last(amo: AmoSync):
    stages = PipelineAddEmbedded(statuses=[PipelineStatusAdd(name="Замер", sort=10)])
    [weddings] = amo.pipelines.add(
        [PipelineAdd(name="Свадьбы", sort=20, is_main=False, is_unsorted_on=True, request_id="с", embedded=stages)]
    )
    assert weddings.request_id == "с"

    changed = amo.pipelines.update_one(weddings.id, PipelinePatchOne(name="Свадьбы и юбилеи"))
    assert changed.name == "Свадьбы и юбилеи"
    found = amo.pipelines.get(weddings.id)
    assert found
    assert {142, 143} < {status.id for status in found.embedded.statuses}

    amo.pipelines.delete(weddings.id)
    assert amo.pipelines.get(weddings.id) is None
    assert weddings.id not in [pipeline.id for pipeline in amo.pipelines.list()]


def test_a_stage_lives_from_first_to_last(amo: AmoSync):
    [pipeline] = amo.pipelines.list()

    [stage] = amo.statuses.add(pipeline.id, [StatusAdd(name="Проба букета", sort=35, color="#98cbff")])
    amo.statuses.update_one(pipeline.id, stage.id, StatusPatchOne(name="Примерка"))

    found = amo.statuses.get(pipeline.id, stage.id, with_=["descriptions"])
    assert found
    assert found.name == "Примерка"
    amo.statuses.delete(pipeline.id, stage.id)
    assert stage.id not in [status.id for status in amo.statuses.list(pipeline.id)]


def test_reasons_of_loss_come_and_go(amo: AmoSync):
    [reason] = amo.loss_reasons.add([LossReasonAdd(name="Завяли")])

    assert amo.loss_reasons.update_one(reason.id, LossReasonPatchOne(name="Завяли в пути")).name == "Завяли в пути"
    found = amo.loss_reasons.get(reason.id)
    assert found
    assert "Завяли в пути" in [each.name for each in amo.loss_reasons.list()]
    amo.loss_reasons.delete(reason.id)
    assert amo.loss_reasons.get(reason.id) is None


@pytest.mark.parametrize("noun", ["leads", "contacts", "companies"])
def test_fields_of_every_card_are_defined_changed_and_deleted(amo: AmoSync, noun: str):
    fields = {"leads": amo.leads, "contacts": amo.contacts, "companies": amo.companies}[noun].custom_fields
    colours = [FieldEnumWrite(value="белый"), FieldEnumWrite(value="алый")]
    [colour] = fields.add([CustomFieldAdd(type="select", name="Цвет", code="COLOUR", enums=colours)])

    fields.update([CustomFieldPatch(id=colour.id, name="Цвет роз")])
    changed = fields.update_one(colour.id, CustomFieldPatchOne(sort=700))

    assert (changed.name, changed.sort) == ("Цвет роз", 700)
    [found] = fields.list(filter=CustomFieldFilter(id=[colour.id]), order={"sort": "asc"})
    assert found.enums
    assert [option.value for option in found.enums] == ["белый", "алый"]
    fields.delete(colour.id)
    assert fields.get(colour.id) is None


def test_a_code_that_is_taken_is_refused(amo: AmoSync):
    amo.leads.custom_fields.add([CustomFieldAdd(type="text", name="Адрес", code="PLACE")])

    with pytest.raises(ValidationFailed, match="code"):
        amo.leads.custom_fields.add([CustomFieldAdd(type="text", name="Место", code="PLACE")])


@pytest.mark.parametrize("noun", ["leads", "contacts", "companies"])
def test_groups_of_fields_are_made_changed_and_deleted(amo: AmoSync, noun: str):
    groups = {"leads": amo.leads, "contacts": amo.contacts, "companies": amo.companies}[noun].custom_field_groups

    [group] = groups.add([CustomFieldGroupAdd(name="Доставка")])
    groups.update_one(group.id, CustomFieldGroupPatchOne(name="Курьер"))

    found = groups.get(group.id)
    assert found
    assert (found.name, found.type) == ("Курьер", "custom_field_group")
    assert group.id in [each.id for each in groups.list()]
    groups.delete(group.id)
    assert groups.get(group.id) is None


def test_a_catalog_is_filled_and_searched(amo: AmoSync):
    [flowers] = amo.catalogs.add([CatalogAdd(name="Цветы", request_id="ц")])
    assert flowers.request_id == "ц"
    amo.catalogs.update([CatalogPatch(id=flowers.id, name="Цветы в горшках")])
    amo.catalogs.update_one(flowers.id, CatalogPatchOne(name="Цветы и горшки"))
    found = amo.catalogs.get(flowers.id)
    assert found
    assert found.name == "Цветы и горшки"
    assert flowers.id in [catalog.id for catalog in amo.catalogs.list(type=["regular"])]

    [rose, peony] = amo.catalogs.elements.add(flowers.id, [ElementAdd(name="Роза"), ElementAdd(name="Пион")])
    amo.catalogs.elements.update(flowers.id, [ElementPatch(id=peony.id, name="Пион белый")])
    amo.catalogs.elements.update_one(flowers.id, rose.id, ElementPatchOne(name="Роза чайная"))

    assert [element.name for element in amo.catalogs.elements.list(flowers.id, query="чайная")] == ["Роза чайная"]
    assert [element.id for element in amo.catalogs.elements.list(flowers.id, id=[peony.id])] == [peony.id]
    by_filter = amo.catalogs.elements.list(flowers.id, filter=ElementFilter(id=[rose.id]))
    assert [element.id for element in by_filter] == [rose.id]
    assert amo.catalogs.elements.get(flowers.id, 5) is None


def test_a_catalog_has_fields_and_groups_of_its_own(amo: AmoSync):
    [flowers] = amo.catalogs.add([CatalogAdd(name="Цветы")])
    fields, groups = amo.catalogs.custom_fields, amo.catalogs.custom_field_groups

    [height] = fields.add(flowers.id, [CustomFieldAdd(type="numeric", name="Высота")])
    fields.update(flowers.id, [CustomFieldPatch(id=height.id, name="Высота, см")])
    assert fields.update_one(flowers.id, height.id, CustomFieldPatchOne(sort=5)).name == "Высота, см"
    assert height.id in [field.id for field in fields.list(flowers.id)]
    found = fields.get(flowers.id, height.id)
    assert found
    assert found.catalog_id == flowers.id

    [group] = groups.add(flowers.id, [CustomFieldGroupAdd(name="Размеры", fields=[height.id])])
    groups.update_one(flowers.id, group.id, CustomFieldGroupPatchOne(name="Габариты"))
    assert "Габариты" in [each.name for each in groups.list(flowers.id)]
    assert groups.get(flowers.id, group.id)
    groups.delete(flowers.id, group.id)
    fields.delete(flowers.id, height.id)
    assert fields.get(flowers.id, height.id) is None


def test_an_address_subscribes_and_unsubscribes(amo: AmoSync):
    address = "http://127.0.0.1:9/hook"

    made = amo.webhooks.subscribe(WebhookSubscribe(destination=address, settings=["add_lead"]))

    assert (made.destination, made.settings) == (address, ["add_lead"])
    assert [hook.id for hook in amo.webhooks.list(filter=WebhookFilter(destination=address))] == [made.id]
    amo.webhooks.unsubscribe(WebhookUnsubscribe(destination=address))
    assert amo.webhooks.list().all() == []
    with pytest.raises(NotFound):
        amo.webhooks.unsubscribe(WebhookUnsubscribe(destination=address))


def test_a_role_gives_its_rights_to_a_new_user(amo: AmoSync):
    own = EntityRightsWrite(view="M", edit="M", add="A")
    [south] = amo.roles.add([RoleAdd(name="Юг", rights=RightsWrite(leads=own, catalog_access=True))])
    assert (south.rights.leads.view, south.rights.leads.delete, south.rights.contacts.view) == ("M", "D", "D")
    rights = UserRightsWrite(role_id=south.id)
    [maria] = amo.users.add(
        [UserAdd(name="Мария Соколова", email="maria@romashka.example", password="Vasilek7", rights=rights)]
    )
    assert (maria.rights.role_id, maria.rights.leads.view) == (south.id, "M")

    changed = amo.roles.update_one(south.id, RolePatchOne(rights=RightsWrite(leads=EntityRightsWrite(view="A"))))
    assert changed.rights.leads.view == "A"
    [role] = amo.roles.list(with_=["users"])
    assert role.embedded
    assert role.embedded.users
    assert [(user.id, user.rights.leads.view) for user in role.embedded.users] == [(maria.id, "A")]

    amo.users.deactivate([UserId(id=maria.id)])
    amo.users.activate([UserId(id=maria.id)])
    amo.roles.delete(south.id)
    assert amo.roles.get(south.id) is None
    again = amo.users.get(maria.id)
    assert again
    assert (again.rights.role_id, again.rights.leads.view, again.rights.is_active) == (None, "A", True)


def test_more_than_ten_users_go_in_several_requests(amo: AmoSync):
    people = [UserAdd(name="Продавец", email=f"{n}@romashka.example", password="Vasilek7") for n in range(12)]

    assert [user.email for user in amo.users.add(people)] == [person.email for person in people]
    with pytest.raises(ValidationFailed) as caught:
        amo.users.add(people[:1])
    assert [(fault.path, fault.code) for fault in caught.value.problems] == [("email", "NotSupportedChoice")]
