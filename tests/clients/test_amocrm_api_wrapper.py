"""PyPI's `amocrm-api-wrapper` drives «Ромашка» as it drives the cloud, through what it offers.

Four of its calls have addresses that the cloud does not have either: it unlinks at `/unlinks`, adds forms at
`/unsorted/form`, changes companies by adding them, and cancels webhooks without naming one. Its versions from 1.0 on
hand `json` to httpx's get(), which takes none, so they read nothing from anybody.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from amocrm_api import AmoLegacyClient, AmoOAuthClient
from amocrm_api.errors import AmoException

from tests.clients.conftest import Cloud, Integration
from tests.world import World
from voronka.services import api_keys, widgets

pytestmark = pytest.mark.usefixtures("cloud")

ADDRESS = "https://romashka.amocrm.ru"
PHONE = "+7 926 111-00-22"


@pytest.fixture
def amo(cloud: Cloud, integration: Integration) -> Iterator[Any]:
    """Signed in by an authorisation code."""
    who = {name: getattr(integration, name) for name in ("client_id", "client_secret", "redirect_uri")}
    asked = {**who, "grant_type": "authorization_code", "code": integration.code}
    with requests.post(f"{ADDRESS}/oauth2/access_token", json=asked, timeout=30) as answer:
        tokens = answer.json()
    client: Any = AmoOAuthClient(tokens["access_token"], tokens["refresh_token"], ADDRESS, **who)
    yield client
    client._session.close()


def ids(answer: dict[str, Any]) -> list[int]:
    return [item["id"] for items in answer["_embedded"].values() for item in items]


def test_its_tokens_are_renewed(amo: Any) -> None:
    before = amo.tokens
    amo.update_tokens()
    assert amo.access_token != before["access_token"]
    assert amo.get_account_info(with_version=True, with_task_types=True)["subdomain"] == "romashka"


def test_a_token_that_is_none_is_told() -> None:
    stranger: Any = AmoOAuthClient("nonsense", "nonsense", ADDRESS, "id", "secret", "https://crm-sync.example/oauth")
    with pytest.raises(AmoException):
        stranger.get_leads()
    stranger._session.close()


def test_login_and_key_open_a_session_that_calls_v4(world: World) -> None:
    keys = world.do(api_keys.show, world.anna.id)
    client: Any = AmoLegacyClient(keys.login, keys.amocrm, ADDRESS)
    assert client._session.cookies["session_id"]
    assert client.get_account_info()["current_user_id"] == world.anna.id
    [lead] = ids(client.create_leads([{"name": "Заказ"}]))
    client.update_leads([{"id": lead, "price": 700}])
    assert (client.get_lead(lead)["price"], client.get_lead(lead)["updated_by"]) == (700, world.anna.id)
    assert ids(client.get_leads()) == [lead]
    client._session.close()
    with pytest.raises(AmoException):
        AmoLegacyClient(keys.login, "wrong", ADDRESS)


def test_records_are_made_found_linked_and_changed(amo: Any) -> None:
    phone = {"field_code": "PHONE", "values": [{"value": PHONE}]}
    [maria] = ids(amo.create_contacts([{"name": "Мария Ким", "custom_fields_values": [phone]}]))
    [lutik] = ids(amo.create_companies([{"name": "ООО Лютик"}]))
    leads = ids(amo.create_leads([{"name": f"Заказ {place}", "price": place} for place in range(5)]))
    amo.link_leads_entity(leads[0], [{"to_entity_id": id, "to_entity_type": kind} for id, kind in linked(maria, lutik)])
    assert {link["to_entity_id"] for link in amo.get_leads_links(leads[0])["_embedded"]["links"]} == {maria, lutik}
    amo.update_leads([{"id": leads[0], "price": 700}])
    assert amo.get_lead(leads[0])["price"] == 700
    pages = [ids(amo.get_leads(limit=2, page=page, order={"id": "asc"})) for page in (1, 2, 3)]
    assert [id for page in pages for id in page] == leads
    assert ids(amo.get_leads(filter_ids=leads[1:3])) == leads[1:3]
    assert amo.get_contact(maria)["name"] == "Мария Ким"
    amo.update_contacts([{"id": maria, "name": "Мария"}])
    assert ids(amo.get_contacts(filters={"name": "Мария"})) == [maria]
    assert amo.get_companies()["_embedded"]["companies"][0]["name"] == "ООО Лютик"
    assert amo.get_company(lutik)["name"] == "ООО Лютик"
    assert "lead_added" in [event["type"] for event in amo.get_events(limit=100)["_embedded"]["events"]]
    assert amo.get_events_type("ru")["_embedded"]["events_types"]
    amo.update_session_params({"IF-MODIFIED-SINCE": "Mon, 01 Aug 2050 07:07:23 UTC"})


def linked(maria: int, lutik: int) -> list[tuple[int, str]]:
    return [(maria, "contacts"), (lutik, "companies")]


def test_what_stands_on_records(amo: Any) -> None:
    [lead] = ids(amo.create_leads([{"name": "Заказ"}]))
    [note] = ids(amo.create_entity_note("leads", [{"note_type": "common", "params": {"text": "Ждёт"}}], lead))
    amo.update_entity_note("leads", lead, note, {"note_type": "common", "params": {"text": "Дождался"}})
    assert amo.get_entity_note("leads", note, lead)["params"]["text"] == "Дождался"
    assert ids(amo.get_notes_by_entity_type_and_entity_id("leads", lead)) == [note]
    draft = {"text": "Позвонить", "complete_till": 1900000000, "entity_id": lead, "entity_type": "leads"}
    [task] = ids(amo.add_tasks([draft]))
    amo.execution_task(task, True, "Дозвонились")
    assert amo.get_task(task)["is_completed"] is True
    [tag] = ids(amo.add_tags_for_entity_type("leads", [{"name": "опт"}]))
    assert ids(amo.get_tags_by_entity_type("leads")) == [tag]
    [field] = ids(amo.create_leads_custom_fields([{"name": "Скидка", "type": "numeric"}]))
    assert amo.get_leads_custom_field(field)["name"] == "Скидка"
    assert field in ids(amo.get_leads_custom_fields())
    [catalog] = ids(amo.create_catalogs([{"name": "Товары"}]))
    [pen] = ids(amo.add_elements_to_catalog(catalog, [{"name": "Ручка"}]))
    amo.update_elements_in_catalog(catalog, [{"id": pen, "name": "Перо"}])
    assert amo.get_catalog_element(catalog, pen)["name"] == "Перо"
    assert ids(amo.get_catalog_elements(catalog)) == [pen]
    assert ids(amo.get_catalogs()) == [catalog]
    amo.update_leads_custom_fields([{"id": field, "name": "Скидка, %"}])
    assert ids(amo.get_notes_by_entity_type("leads")) == [note]
    assert ids(amo.get_tasks()) == [task]


def test_requests_that_wait_are_sorted(amo: Any, world: World) -> None:
    seen = {"from": PHONE, "phone": "204", "called_at": 1700000000, "duration": 5, "link": "", "service_code": "АТС"}
    people = {"contact": {"name": "Пётр"}, "comapany": {"name": "ООО Роза"}}  # as the client spells it
    call = amo.create_unsorted_by_sip("s-1", "АТС", seen, lead={"name": "Звонок"}, **people)
    again = amo.create_unsorted_by_sip("s-2", "АТС", seen, lead={"name": "Ещё звонок"}, **people)
    uids = [each["_embedded"]["unsorted"][0]["uid"] for each in (call, again)]
    assert {each["uid"] for each in amo.get_unsorted_leads()["_embedded"]["unsorted"]} == set(uids)
    stage = world.facts.main_pipeline.first_status.id
    amo.accept_unsorted(uids[0], world.anna.id, stage)
    assert amo.get_summary_unsorted()["accepted"] == 1
    assert amo.get_unsorted_by_uid(uids[1])["source_uid"] == "s-2"
    amo.decline_unsorted(uids[1], world.anna.id)
    assert amo.get_unsorted_leads() == {}


def test_the_account_is_arranged(amo: Any, world: World) -> None:
    statuses = [{"name": "Первый", "sort": 10}]
    [pipeline] = [each["id"] for each in amo.create_pipeline("Опт", 20, False, statuses)["_embedded"]["pipelines"]]
    assert "Первый" in [each["name"] for each in amo.get_pipeline_statuses(pipeline)["_embedded"]["statuses"]]
    assert pipeline in ids(amo.get_pipelines())
    [status] = ids(amo.add_statuses_to_pipeline(pipeline, [{"name": "Второй", "sort": 20, "color": "#fffeb2"}]))
    amo.edit_pipeline_status(pipeline, status, "Третий", 20, "#fffeb2")
    assert amo.get_pipeline_status(pipeline, status)["name"] == "Третий"
    assert amo.delete_status_from_pipeline(pipeline, status) == {}
    amo.edit_pipeline(pipeline, "Опт и розница", 30, False, False)
    assert amo.get_pipeline(pipeline)["name"] == "Опт и розница"
    assert amo.delete_pipeline(pipeline) == {}
    assert world.anna.id in ids(amo.get_users(with_role=True, with_group=True))
    assert amo.get_user(world.anna.id)["name"] == world.anna.name
    world.do(widgets.add, {"widget": {"code": "bridge", "version": "1.0.0"}, "settings": {}})
    amo.install_widget("bridge")
    assert amo.get_widget("bridge")["is_active_in_account"] is True
    assert len(amo.get_widgets()["_embedded"]["widgets"]) == 1
    assert amo.uninstall_widget("bridge") == {}
    assert amo.get_webhooks() == {}
