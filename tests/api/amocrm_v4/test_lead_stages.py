"""Leads on their way: stages by their id alone, 142 and 143 of every pipeline, the unsorted stage, the recycle bin."""

import time

import httpx2
import pytest

from tests.api.amocrm_v4.happenings import new, post
from tests.api.amocrm_v4.incoming import form
from tests.conftest import ClientOf
from tests.rights import give, rights_with
from tests.world import World
from voronka.domain.pipelines import LOST, WON, Pipeline
from voronka.services import leads


@pytest.fixture
def sales(world: World) -> Pipeline:
    return world.facts.main_pipeline


@pytest.fixture
def service(client: httpx2.Client, world: World) -> Pipeline:
    stages = {"statuses": [{"name": "Диагностика", "sort": 20}, {"name": "Ремонт", "sort": 30}]}
    body = {"name": "Сервис", "sort": 30, "is_main": False, "is_unsorted_on": True, "_embedded": stages}
    made = client.post("/api/v4/leads/pipelines", json=[body]).json()["_embedded"]["pipelines"][0]
    return world.facts.pipelines[made["id"]]


def stage(client: httpx2.Client, id: int) -> tuple[int, int]:
    lead = client.get(f"/api/v4/leads/{id}").json()
    return lead["pipeline_id"], lead["status_id"]


def move(client: httpx2.Client, id: int, **where: int | None) -> tuple[int, int]:
    answer = client.patch(f"/api/v4/leads/{id}", json=where)
    assert answer.status_code == 200, answer.text
    return stage(client, id)


def fault(answer: httpx2.Response) -> tuple[str, str]:
    assert answer.status_code == 400, answer.text
    [error] = answer.json()["validation-errors"][0]["errors"]
    return error["path"], error["code"]


def test_a_new_lead_starts_where_it_is_told(client: httpx2.Client, sales: Pipeline, service: Pipeline) -> None:
    second = service.statuses[2]
    assert stage(client, new(client)) == (sales.id, sales.first_status.id)
    assert stage(client, new(client, pipeline_id=service.id)) == (service.id, service.first_status.id)
    assert stage(client, new(client, status_id=second.id)) == (service.id, second.id)
    assert stage(client, new(client, pipeline_id=service.id, status_id=second.id)) == (service.id, second.id)
    assert stage(client, new(client, pipeline_id=None, status_id=None)) == (sales.id, sales.first_status.id)


def test_won_and_lost_are_in_every_pipeline(client: httpx2.Client, sales: Pipeline, service: Pipeline) -> None:
    assert stage(client, new(client, status_id=WON)) == (sales.id, WON)
    assert stage(client, new(client, pipeline_id=service.id, status_id=LOST)) == (service.id, LOST)
    id = new(client, pipeline_id=service.id)
    assert move(client, id, status_id=WON) == (service.id, WON)  # of the pipeline it stands in
    assert move(client, id, pipeline_id=sales.id) == (sales.id, WON)  # won it stays, wherever it goes
    assert move(client, id, pipeline_id=service.id, status_id=LOST) == (service.id, LOST)


def test_a_lead_moves_between_pipelines(client: httpx2.Client, sales: Pipeline, service: Pipeline) -> None:
    id = new(client)
    assert move(client, id, pipeline_id=service.id) == (service.id, service.first_status.id)
    assert move(client, id, status_id=sales.first_status.id) == (sales.id, sales.first_status.id)
    answer = client.patch(f"/api/v4/leads/{id}", json={"pipeline_id": service.id, "status_id": sales.first_status.id})
    assert fault(answer) == ("status_id", "NotSupportedChoice")
    assert fault(client.patch(f"/api/v4/leads/{id}", json={"pipeline_id": 7})) == ("pipeline_id", "NotSupportedChoice")
    assert fault(client.patch(f"/api/v4/leads/{id}", json={"status_id": 7})) == ("status_id", "NotSupportedChoice")
    assert stage(client, id) == (sales.id, sales.first_status.id)


def test_a_lead_is_dated_by_how_it_ended_last(client: httpx2.Client, sales: Pipeline, service: Pipeline) -> None:
    id = new(client, status_id=WON, closed_at=1_700_000_000)
    closed_at = lambda: client.get(f"/api/v4/leads/{id}").json()["closed_at"]  # noqa: E731
    assert closed_at() == 1_700_000_000
    move(client, id, status_id=WON, pipeline_id=service.id)
    assert closed_at() == 1_700_000_000  # won as before
    move(client, id, status_id=LOST)
    assert abs(closed_at() - time.time()) < 60
    client.patch(f"/api/v4/leads/{id}", json={"status_id": sales.first_status.id, "closed_at": 1_700_000_000})
    assert closed_at() is None  # a client sends the old date back beside the open stage
    move(client, id, status_id=LOST)
    assert abs(closed_at() - time.time()) < 60


def test_the_unsorted_stage_is_a_stage(client: httpx2.Client, sales: Pipeline) -> None:
    unsorted = sales.unsorted_status.id
    id = new(client, status_id=unsorted)
    assert stage(client, id) == (sales.id, unsorted)
    found = client.get(
        f"/api/v4/leads?filter[statuses][0][pipeline_id]={sales.id}&filter[statuses][0][status_id]={unsorted}"
    )
    assert [lead["id"] for lead in found.json()["_embedded"]["leads"]] == [id]
    assert move(client, id, status_id=sales.first_status.id) == (sales.id, sales.first_status.id)


def test_what_lies_in_the_recycle_bin_is_not_there(client: httpx2.Client, world: World) -> None:
    id = new(client, name="Ушла")
    person = client.post("/api/v4/contacts", json=[{"name": "Мария"}]).json()["_embedded"]["contacts"][0]["id"]
    world.do(leads.delete, [id])
    link = [{"to_entity_id": id, "to_entity_type": "leads"}]
    assert client.get(f"/api/v4/leads/{id}").status_code == 204
    assert client.get(f"/api/v4/leads/{id}/links").status_code == 204
    assert client.patch(f"/api/v4/leads/{id}", json={"name": "?"}).status_code == 404
    assert fault(client.patch("/api/v4/leads", json=[{"id": id}])) == ("id", "NotSupportedChoice")
    assert fault(client.post(f"/api/v4/contacts/{person}/link", json=link)) == ("to_entity_id", "NotSupportedChoice")
    assert client.get(f"/api/v4/leads?filter[id]={id}").status_code == 204
    [gone] = client.get("/api/v4/leads?with=only_deleted,contacts").json()["_embedded"]["leads"]
    assert (gone["id"], gone["is_deleted"], gone["updated_by"]) == (id, True, 0)


@pytest.mark.parametrize("way", ["add", "complex", "API v2", "accept"])
def test_a_lead_that_is_added_to_a_closed_stage_is_gone_for_who_added_it(
    client: httpx2.Client, client_of: ClientOf, world: World, way: str
) -> None:
    """The rights of a stage know no `add`: managers hand leads over to stages of others, new ones too."""
    pipeline = world.facts.main_pipeline
    closed = [status.id for status in pipeline.statuses if status.is_editable][1]
    rights = {"view": "D", "edit": "D", "delete": "D"}
    told = {"entity_type": "leads", "pipeline_id": pipeline.id, "status_id": closed, "rights": rights}
    world.do(give, world.anna, rights_with() | {"status_rights": [told]})
    anna = client_of(world.anna)
    if way == "accept":
        [waiting] = post(client, "leads/unsorted/forms", form())
        answer = anna.post(f"/api/v4/leads/unsorted/{waiting['uid']}/accept", json={"status_id": closed})
    elif way == "API v2":
        answer = anna.post("/api/v2/leads", json={"add": [{"name": "Свадьба", "status_id": closed}]})
    else:
        path = "/api/v4/leads" if way == "add" else "/api/v4/leads/complex"
        answer = anna.post(path, json=[{"name": "Свадьба", "status_id": closed}])

    assert answer.status_code == 200, answer.text
    [lead] = client.get("/api/v4/leads").json()["_embedded"]["leads"]
    assert lead["status_id"] == closed
    assert anna.get(f"/api/v4/leads/{lead['id']}").status_code == 204
    assert anna.patch(f"/api/v4/leads/{lead['id']}", json={"name": "x"}).status_code == 404
