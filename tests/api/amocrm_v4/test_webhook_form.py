"""The bodies that receivers get, pair by pair, as the vendor's documentation and captures show them."""

from typing import Any
from urllib.parse import parse_qsl

import httpx2
import pytest
from msgspec import structs

from tests.api.amocrm_v4.happenings import change, new, notices
from tests.domain.fields.company import field
from tests.world import World
from voronka.api.amocrm_v4.webhook_form import form, renderers
from voronka.domain.accounts import Account, Settings
from voronka.domain.facts import Facts
from voronka.domain.fields.definition import Enum, FieldSet
from voronka.domain.kinds import Kind
from voronka.domain.webhooks import Entry

ANNA, ROBOT = 900501, 0

ROMASHKA = Account(
    id=31700412, subdomain="romashka", name="Ромашка", uuid="", amojo_id="", is_default=True, facts_version=1,
    settings=Settings(), created_at=0, updated_at=0,
)  # fmt: skip

SOURCE = field(
    "select", 700201, name="Источник заявки", code="APPLY_SOURCE", entity_type=Kind.LEAD,
    enums=(Enum(id=880012, value="Рекомендация", sort=1),),
)  # fmt: skip
WEDDING = field("date", 700202, name="День свадьбы", code=None, entity_type=Kind.LEAD)
PHONE = field(
    "multitext", 700301, name="Телефон", code="PHONE", entity_type=Kind.CONTACT,
    enums=(Enum(id=880031, value="MOB", sort=1, code="MOB"),),
)  # fmt: skip

FACTS = Facts(
    users={}, groups={}, roles={}, pipelines={}, loss_reasons={}, field_groups=[], catalogs={},
    customer_statuses={}, segments={}, webhooks=[],
    fields={(Kind.LEAD, 0): FieldSet.of([SOURCE, WEDDING]), (Kind.CONTACT, 0): FieldSet.of([PHONE])},
)  # fmt: skip

LEAD = {
    "id": 5510077,
    "name": "Чай оптом",
    "price": 4_800_000,
    "status_id": 142,
    "pipeline_id": 77001,
    "responsible_user_id": ANNA,
    "group_id": 0,
    "created_by": ANNA,
    "updated_by": ANNA,
    "created_at": 1699990000,
    "updated_at": 1700000500,
    "custom_fields": {"700201": [880012]},
    "tags": [],
}

CONTACT = {
    "id": 6610001,
    "name": "Пётр Ильин",
    "responsible_user_id": ANNA,
    "group_id": 3,
    "created_by": ROBOT,
    "updated_by": ANNA,
    "created_at": 1699990000,
    "updated_at": 1700000500,
    "custom_fields": {"700301": [["+7 900 000-00-01", 880031]]},
    "tags": [{"id": 41, "name": "Опт"}, {"id": 42, "name": "Чай & кофе"}],
    "linked_leads": [5510077, 5510078],
    "company_id": 7710001,
    "company_name": "ООО Лютик",
}


NOTE = {
    "id": 9910001,
    "entity_type": 2,
    "entity_id": 5510077,
    "note_type": "call_in",
    "params": {"phone": "+7926"},
    "responsible_user_id": ANNA,
    "group_id": 3,
    "created_by": ANNA,
    "updated_by": ROBOT,
    "created_at": 1699990000,
    "updated_at": 1700000500,
    "is_pinned": False,
}


TASK = {
    "id": 8810077,
    "text": "Позвонить",
    "complete_till": 1700000500,
    "duration": 0,
    "task_type_id": 2,
    "entity_type": 2,
    "entity_id": 5510077,
    "responsible_user_id": ANNA,
    "group_id": 3,
    "is_completed": True,
    "result": "Договорились",
    "created_by": ANNA,
    "updated_by": ROBOT,
    "created_at": 1699990000,
    "updated_at": 1700000500,
    "is_deleted": False,
}


def pairs(code: str, kind: Kind, record: dict[str, Any], before: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    entry = Entry(
        id="01", kind=kind, entity_id=record["id"], action=code.partition("_")[0], actor_id=ANNA, created_at=1700000500,
        before=before or {}, after={}, record=record,
    )  # fmt: skip
    return parse_qsl(form(entry, code, FACTS, ROMASHKA, "https://romashka.amocrm.ru"), keep_blank_values=True)


ACCOUNT = [
    ("account[subdomain]", "romashka"),
    ("account[id]", "31700412"),
    ("account[_links][self]", "https://romashka.amocrm.ru"),
]


def test_a_lead_that_moved() -> None:
    assert pairs("status_lead", Kind.LEAD, LEAD, {"status_id": 77110}) == [
        *ACCOUNT,
        ("leads[status][0][id]", "5510077"),
        ("leads[status][0][name]", "Чай оптом"),
        ("leads[status][0][status_id]", "142"),
        ("leads[status][0][old_status_id]", "77110"),
        ("leads[status][0][price]", "48000"),
        ("leads[status][0][responsible_user_id]", "900501"),
        ("leads[status][0][last_modified]", "1700000500"),
        ("leads[status][0][modified_user_id]", "900501"),
        ("leads[status][0][created_user_id]", "900501"),
        ("leads[status][0][date_create]", "1699990000"),
        ("leads[status][0][pipeline_id]", "77001"),
        ("leads[status][0][account_id]", "31700412"),
        ("leads[status][0][custom_fields][0][id]", "700201"),
        ("leads[status][0][custom_fields][0][name]", "Источник заявки"),
        ("leads[status][0][custom_fields][0][values][0][value]", "Рекомендация"),
        ("leads[status][0][custom_fields][0][values][0][enum]", "880012"),
        ("leads[status][0][custom_fields][0][code]", "APPLY_SOURCE"),
        ("leads[status][0][created_at]", "1699990000"),
        ("leads[status][0][updated_at]", "1700000500"),
    ]


def test_a_lead_that_moved_to_another_pipeline() -> None:
    told = dict(pairs("status_lead", Kind.LEAD, LEAD, {"pipeline_id": 77002}))
    assert told["leads[status][0][old_pipeline_id]"] == "77002"
    assert told["leads[status][0][old_status_id]"] == "142"


def test_a_lead_with_a_new_responsible_user() -> None:
    told = dict(pairs("responsible_lead", Kind.LEAD, LEAD, {"responsible_user_id": 900502, "status_id": 5}))
    assert told["leads[responsible][0][old_responsible_user_id]"] == "900502"
    assert "leads[responsible][0][old_status_id]" not in told


@pytest.mark.parametrize("action", ["add", "update", "restore"])
def test_other_actions_tell_the_whole_lead_without_old_values(action: str) -> None:
    told = dict(pairs(f"{action}_lead", Kind.LEAD, LEAD, {"status_id": 5, "responsible_user_id": 6}))
    assert told[f"leads[{action}][0][status_id]"] == "142"
    assert not [key for key in told if "old_" in key]


def test_the_fraction_of_a_price_is_cut_off() -> None:
    assert dict(pairs("add_lead", Kind.LEAD, LEAD | {"price": 26055}))["leads[add][0][price]"] == "260"


def test_a_date_is_told_bare_and_empty_fields_not_at_all() -> None:
    told = dict(pairs("add_lead", Kind.LEAD, LEAD | {"custom_fields": {"700201": [], "700202": [1700000000]}}))
    assert [(key, value) for key, value in told.items() if "custom_fields" in key] == [
        ("leads[add][0][custom_fields][0][id]", "700202"),
        ("leads[add][0][custom_fields][0][name]", "День свадьбы"),
        ("leads[add][0][custom_fields][0][values][0]", "1700000000"),
    ]


def test_a_field_that_was_deleted_meanwhile_is_passed_over() -> None:
    told = dict(pairs("add_lead", Kind.LEAD, LEAD | {"custom_fields": {"1": ["?"]}}))
    assert not [key for key in told if "custom_fields" in key]


def test_tags_stand_before_the_account() -> None:
    keys = [key for key, _ in pairs("add_lead", Kind.LEAD, LEAD | {"tags": [{"id": 41, "name": "Опт"}]})]
    place = keys.index("leads[add][0][tags][0][id]")
    assert keys[place + 1 : place + 3] == ["leads[add][0][tags][0][name]", "leads[add][0][account_id]"]


def test_a_deleted_lead_is_told_in_short() -> None:
    assert pairs("delete_lead", Kind.LEAD, LEAD) == [
        *ACCOUNT,
        ("leads[delete][0][id]", "5510077"),
        ("leads[delete][0][status_id]", "142"),
        ("leads[delete][0][pipeline_id]", "77001"),
    ]


def test_a_contact() -> None:
    assert pairs("update_contact", Kind.CONTACT, CONTACT) == [
        *ACCOUNT,
        ("contacts[update][0][id]", "6610001"),
        ("contacts[update][0][name]", "Пётр Ильин"),
        ("contacts[update][0][responsible_user_id]", "900501"),
        ("contacts[update][0][last_modified]", "1700000500"),
        ("contacts[update][0][modified_user_id]", "900501"),
        ("contacts[update][0][created_user_id]", "0"),
        ("contacts[update][0][date_create]", "1699990000"),
        ("contacts[update][0][group_id]", "3"),
        ("contacts[update][0][linked_company_id]", "7710001"),
        ("contacts[update][0][company_name]", "ООО Лютик"),
        ("contacts[update][0][account_id]", "31700412"),
        ("contacts[update][0][custom_fields][0][id]", "700301"),
        ("contacts[update][0][custom_fields][0][name]", "Телефон"),
        ("contacts[update][0][custom_fields][0][values][0][value]", "+7 900 000-00-01"),
        ("contacts[update][0][custom_fields][0][values][0][enum]", "880031"),
        ("contacts[update][0][custom_fields][0][code]", "PHONE"),
        ("contacts[update][0][linked_leads_id][5510077][ID]", "5510077"),
        ("contacts[update][0][linked_leads_id][5510078][ID]", "5510078"),
        ("contacts[update][0][tags][0][id]", "41"),
        ("contacts[update][0][tags][0][name]", "Опт"),
        ("contacts[update][0][tags][1][id]", "42"),
        ("contacts[update][0][tags][1][name]", "Чай & кофе"),
        ("contacts[update][0][created_at]", "1699990000"),
        ("contacts[update][0][updated_at]", "1700000500"),
        ("contacts[update][0][type]", "contact"),
    ]


def test_a_customer() -> None:
    money = {"next_price": 500_000, "ltv": 150_050, "average_check": 75_025, "purchases_count": 2}
    cafe = CONTACT | money | {"status_id": 77, "next_date": 1700001000, "periodicity": 30, "custom_fields": {}}
    told = dict(pairs("update_customer", Kind.CUSTOMER, cafe)[3:])
    assert {key.removeprefix("customers[update][0]"): value for key, value in told.items()} == {
        "[id]": "6610001", "[name]": "Пётр Ильин", "[next_price]": "5000", "[next_date]": "1700001000",
        "[status_id]": "77", "[period_id]": "77", "[periodicity]": "30", "[ltv]": "1500", "[purchases_count]": "2",
        "[average_check]": "750", "[responsible_user_id]": "900501", "[main_user_id]": "900501",
        "[last_modified]": "1700000500", "[modified_user_id]": "900501", "[created_user_id]": "0",
        "[date_create]": "1699990000", "[date_modify]": "1700000500", "[group_id]": "3", "[tags][0][id]": "41",
        "[tags][0][name]": "Опт", "[tags][1][id]": "42", "[tags][1][name]": "Чай & кофе", "[account_id]": "31700412",
        "[created_at]": "1699990000", "[updated_at]": "1700000500",
    }  # fmt: skip
    assert pairs("delete_customer", Kind.CUSTOMER, cafe) == [*ACCOUNT, ("customers[delete][0][id]", "6610001")]


def test_a_contact_is_told_with_its_company(client: httpx2.Client, world: World) -> None:
    firm, maria = new(client, "companies", name="ООО Лютик"), new(client, "contacts", name="Мария")
    client.post(f"/api/v4/contacts/{maria}/link", json=[{"to_entity_type": "companies", "to_entity_id": firm}])
    [told] = notices(client, world, "update_contact", lambda: change(client, maria, "contacts", name="Мария Ким"))
    assert told["contacts[update][0][linked_company_id]"] == str(firm)
    assert told["contacts[update][0][company_name]"] == "ООО Лютик"


def test_a_company_comes_among_the_contacts() -> None:
    told = dict(pairs("add_company", Kind.COMPANY, CONTACT | {"company_id": None}))
    assert told["contacts[add][0][type]"] == "company"
    assert "contacts[add][0][linked_company_id]" not in told
    assert pairs("delete_company", Kind.COMPANY, CONTACT) == [
        *ACCOUNT,
        ("contacts[delete][0][id]", "6610001"),
        ("contacts[delete][0][type]", "company"),
    ]


def test_an_element_of_a_catalog() -> None:
    element = {
        "id": 8810001, "catalog_id": 5501, "name": "Зелёный чай", "created_by": ANNA, "updated_by": ANNA,
        "created_at": 1699990000, "updated_at": 1700000500, "custom_fields": {},
    }  # fmt: skip
    for action in ("add", "update", "delete"):
        assert pairs(f"{action}_catalog_element", Kind.ELEMENT, element) == [
            *ACCOUNT,
            (f"catalogs[{action}][0][id]", "8810001"),
            (f"catalogs[{action}][0][catalog_id]", "5501"),
            (f"catalogs[{action}][0][name]", "Зелёный чай"),
            (f"catalogs[{action}][0][last_modified]", "1700000500"),
            (f"catalogs[{action}][0][modified_user_id]", "900501"),
            (f"catalogs[{action}][0][created_user_id]", "900501"),
            (f"catalogs[{action}][0][date_create]", "1699990000"),
            (f"catalogs[{action}][0][account_id]", "31700412"),
            (f"catalogs[{action}][0][created_at]", "1699990000"),
            (f"catalogs[{action}][0][updated_at]", "1700000500"),
        ]


def test_a_note_stands_one_level_deeper() -> None:
    entry = Entry(
        id="01", kind=Kind.LEAD, entity_id=5510077, action="note", actor_id=ANNA, created_at=1700000500, before={},
        after={}, record=NOTE,
    )  # fmt: skip
    told = parse_qsl(form(entry, "note_lead", FACTS, ROMASHKA, "https://romashka.amocrm.ru"), keep_blank_values=True)
    assert told == [
        *ACCOUNT,
        ("leads[note][0][note][id]", "9910001"),
        ("leads[note][0][note][note_type]", "10"),
        ("leads[note][0][note][text]", ""),
        ("leads[note][0][note][attachement]", ""),
        ("leads[note][0][note][element_id]", "5510077"),
        ("leads[note][0][note][element_type]", "2"),
        ("leads[note][0][note][account_id]", "31700412"),
        ("leads[note][0][note][created_by]", "900501"),
        ("leads[note][0][note][modified_by]", "0"),
        ("leads[note][0][note][main_user_id]", "900501"),
        ("leads[note][0][note][group_id]", "3"),
        ("leads[note][0][note][date_create]", "2023-11-14 22:26:40"),
        ("leads[note][0][note][timestamp_x]", "2023-11-15 01:21:40"),
        ("leads[note][0][note][metadata]", '{"phone":"+7926"}'),
        ("leads[note][0][note][created_at]", "1699990000"),
        ("leads[note][0][note][updated_at]", "1700000500"),
    ]


@pytest.mark.parametrize(
    ("kind", "code", "key"),
    [
        (Kind.CONTACT, "note_contact", "contacts[note][0][note]"),
        (Kind.COMPANY, "note_company", "contacts[note][0][note]"),
    ],
)
def test_a_note_comes_in_the_family_of_its_record(kind: Kind, code: str, key: str) -> None:
    note = NOTE | {"note_type": "common", "params": {"text": "Ждёт счёт"}, "created_at": -62135596800}
    told = dict(pairs(code, kind, note))
    assert (told[f"{key}[note_type]"], told[f"{key}[text]"]) == ("4", "Ждёт счёт")
    assert told[f"{key}[element_type]"] == str(int(kind))


def test_a_task() -> None:
    assert pairs("update_task", Kind.TASK, TASK, {"text": "Написать"}) == [
        *ACCOUNT,
        ("task[update][0][id]", "8810077"),
        ("task[update][0][element_id]", "5510077"),
        ("task[update][0][element_type]", "2"),
        ("task[update][0][task_type]", "2"),
        ("task[update][0][date_create]", "2023-11-14 22:26:40"),
        ("task[update][0][last_modified]", "1700000500"),
        ("task[update][0][text]", "Позвонить"),
        ("task[update][0][status]", "1"),
        ("task[update][0][account_id]", "31700412"),
        ("task[update][0][created_user_id]", "900501"),
        ("task[update][0][modified_user_id]", "0"),
        ("task[update][0][responsible_user_id]", "900501"),
        ("task[update][0][complete_till]", "2023-11-15 01:21:40"),
        ("task[update][0][complete_before]", "1700000500"),
        ("task[update][0][old_text]", "Написать"),
        ("task[update][0][result][id]", "8810077"),
        ("task[update][0][result][text]", "Договорились"),
        ("task[update][0][created_at]", "1699990000"),
        ("task[update][0][updated_at]", "1700000500"),
    ]


def test_a_deleted_task_is_told_whole() -> None:
    changed, deleted = (dict(pairs(f"{action}_task", Kind.TASK, TASK)) for action in ("update", "delete"))
    assert deleted == {key.replace("[update]", "[delete]"): value for key, value in changed.items()}


def test_brackets_and_cyrillic_travel_percent_encoded() -> None:
    entry = Entry(
        id="01", kind=Kind.LEAD, entity_id=1, action="delete", actor_id=1, created_at=0, before={}, after={},
        record={"status_id": 1, "pipeline_id": 2},
    )  # fmt: skip
    body = form(entry, "delete_lead", FACTS, ROMASHKA, "https://romashka.amocrm.ru")
    assert body.startswith("account%5Bsubdomain%5D=romashka&account%5Bid%5D=31700412&")


@pytest.mark.parametrize(
    ("public_url", "is_default", "origin"),
    [
        ("", True, "https://romashka.crm.example"),
        ("http://crm.local:8000/", True, "http://crm.local:8000"),
        ("https://crm.local", False, "https://romashka.crm.local"),
    ],
)
def test_the_origin_is_made_of_the_public_address_or_of_the_zone(
    public_url: str, is_default: bool, origin: str
) -> None:
    entry = Entry(
        id="01", kind=Kind.LEAD, entity_id=1, action="delete", actor_id=1, created_at=0, before={}, after={},
        record={"status_id": 1, "pipeline_id": 2},
    )  # fmt: skip
    account = structs.replace(ROMASHKA, is_default=is_default)
    body = renderers(public_url, "crm.example")["delete_lead"](entry, "delete_lead", FACTS, account)
    assert dict(parse_qsl(body))["account[_links][self]"] == origin
