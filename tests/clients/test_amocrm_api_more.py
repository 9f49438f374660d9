"""The rest of what PyPI's `amocrm-api` offers: fields of every type it knows, customers, calls, catalogs, tags."""

from datetime import datetime, timedelta
from typing import Any

import httpx2
import pytest
from amocrm.v2 import Call, CallStatus, Company, Contact, Event, Lead, Tag, custom_field
from amocrm.v2.entity.customer import Customer, CustomersInteraction
from amocrm.v2.entity.list import List

WHEN = datetime(2026, 9, 1, 12, 30)  # noqa: DTZ001  # the client takes naive times

FIELDS: list[dict[str, Any]] = [
    {"type": "text", "name": "Повод"},
    {"type": "textarea", "name": "Пожелания"},
    {"type": "url", "name": "Ссылка"},
    {"type": "streetaddress", "name": "Адрес"},
    {"type": "numeric", "name": "Гостей"},
    {"type": "checkbox", "name": "Доставка"},
    {"type": "date_time", "name": "Когда"},
    {"type": "select", "name": "Цвет", "enums": [{"value": "Алый"}, {"value": "Белый"}]},
    {"type": "radiobutton", "name": "Зал", "enums": [{"value": "Малый"}, {"value": "Большой"}]},
    {"type": "multiselect", "name": "Цветы", "enums": [{"value": "Розы"}, {"value": "Пионы"}, {"value": "Ирисы"}]},
]


class Wedding(Lead):
    occasion = custom_field.TextCustomField("Повод")
    wishes = custom_field.TextAreaCustomField("Пожелания")
    link = custom_field.UrlCustomField("Ссылка")
    address = custom_field.StreetAddressCustomField("Адрес")
    guests = custom_field.NumericCustomField("Гостей")
    delivery = custom_field.CheckboxCustomField("Доставка")
    at = custom_field.DateTimeCustomField("Когда")
    colour = custom_field.SelectCustomField("Цвет")
    hall = custom_field.RadioButtonCustomField("Зал")
    flowers = custom_field.MultiSelectCustomField("Цветы")


pytestmark = pytest.mark.usefixtures("storage")


def test_fields_of_every_type(client: httpx2.Client) -> None:
    assert client.post("/api/v4/leads/custom_fields", json=FIELDS).status_code == 201
    wedding: Any = Wedding(name="Свадьба")
    wedding.occasion, wedding.wishes, wedding.link = "Венчание", "Без лилий", "https://romashka.example/svadba"
    wedding.address, wedding.guests, wedding.delivery, wedding.at = "Арбат, 1", 40, True, WHEN
    wedding.colour, wedding.hall, wedding.flowers = "Белый", "Большой", ["Розы", "Ирисы"]
    wedding.save()

    again: Any = Wedding.objects.get(wedding.id)

    texts = (again.occasion, again.wishes, again.link, again.address)
    assert texts == ("Венчание", "Без лилий", "https://romashka.example/svadba", "Арбат, 1")
    assert (again.guests, again.delivery, again.at) == (40.0, True, WHEN)
    assert (again.colour.value, again.hall.value) == ("Белый", "Большой")
    assert [flower.value for flower in again.flowers] == ["Розы", "Ирисы"]
    again.colour = custom_field.SelectValue(id=again.colour.id)
    again.save()
    assert Wedding.objects.get(wedding.id).colour.value == "Белый"


def test_customers() -> None:
    CustomersInteraction().enable("periodicity")
    cafe: Any = Customer(name="Кафе «Ветер»", next_price=4500, next_date=WHEN + timedelta(days=3650), periodicity=30)
    cafe.save()
    again: Any = Customer.objects.get(cafe.id)
    assert (again.name, again.next_price, again.ltv, again.responsible_user.name) == (
        "Кафе «Ветер»",
        4500,
        0,
        "Ирина Волкова",
    )
    again.next_price = 5000
    again.tags.append("опт")
    again.save()
    maria = Contact(name="Мария")
    maria.save()
    again.contacts.append(maria)
    told: Any = Customer.objects.get(cafe.id)
    assert (told.next_price, [tag.name for tag in told.tags], [one.name for one in told.contacts]) == (
        5000,
        ["опт"],
        ["Мария"],
    )
    assert [one.id for one in Customer.objects.all()] == [cafe.id]
    assert "customer_added" in [event.type for event in Event.objects.all()]


def test_a_call_finds_its_contact(client: httpx2.Client) -> None:
    phone = [{"field_code": "PHONE", "values": [{"value": "+79261110022", "enum_code": "MOB"}]}]
    client.post("/api/v4/contacts", json=[{"name": "Мария", "custom_fields_values": phone}])
    log: Any = Call()  # its types want the status as a text, its own words for it are numbers
    made = log.create(
        direction="inbound",
        phone="+79261110022",
        source="АТС",
        duration=timedelta(seconds=60),
        uniq="8f52",
        link="https://ats.example/1",
        status=CallStatus.SUCCESS,
    )
    assert made["entity_type"] == "contact"
    [told] = [event for event in Event.objects.all() if event.type == "incoming_call"]
    assert told.value_after


def test_catalogs() -> None:
    flowers: Any = List(name="Цветы", sort=10)
    flowers.save()
    again: Any = List.objects.get(flowers.id)
    assert (again.name, again.type, again.can_add_elements) == ("Цветы", "regular", True)
    again.name = "Срезанные цветы"
    again.save()
    assert [one.name for one in List.objects.all()] == ["Срезанные цветы"]


@pytest.mark.parametrize("entity", ["leads", "contacts", "companies", "customers"])
def test_tags_of_every_entity(entity: str) -> None:
    made = getattr(Tag, entity).create(name="опт")
    assert [(tag.id, tag.name) for tag in getattr(Tag, entity).all()] == [(made.id, "опт")]


def test_notes_of_contacts_and_companies() -> None:
    for model in (Contact, Company):
        record: Any = model(name="Ромашка")
        record.save()
        note = record.notes(text="Ждёт счёт")
        note.save()
        place = record.notes(address="Арбат, 1", longitude="37.61", latitude="55.75")
        place.save()
        assert [each.note_type for each in record.notes.objects.all()] == ["common", "geolocation"]
        assert record.notes.objects.get(place.id).longitude == "37.61"
