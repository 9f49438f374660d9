"""Receivers of webhooks are told of requests: when they come, when they are sorted, when they wait elsewhere."""

import httpx2
import pytest

from tests.api.amocrm_v4.happenings import notices
from tests.api.amocrm_v4.incoming import UNSORTED, add, call, ends, form, listed
from tests.world import World
from voronka.domain.pipelines import Pipeline
from voronka.services import pipelines


@pytest.fixture
def sales(world: World) -> Pipeline:
    return world.facts.main_pipeline


def test_receivers_are_told_when_a_request_comes(client: httpx2.Client, world: World, sales: Pipeline) -> None:
    [notice] = notices(client, world, "add_unsorted", lambda: add(client, "sip", call(created_at=1750000100)))
    [item] = listed(client)
    told = {key.removeprefix("unsorted[add][0]"): value for key, value in notice.items() if key[0] == "u"}
    assert told["[uid]"] == item["uid"]
    assert (told["[source_name]"], told["[category]"], told["[created_at]"]) == ("АТС офис", "sip", "1750000100")
    assert (told["[lead_id]"], told["[pipeline_id]"]) == (str(ends(item)["leads"]), str(sales.id))
    assert told["[source_data][from]"] == "+79995550011"
    assert told["[data][leads][0][id]"] == str(ends(item)["leads"])
    assert told["[data][leads][0][name]"] == "Звонок с сайта"
    assert told["[data][contacts][0][id]"] == str(ends(item)["contacts"])


@pytest.mark.parametrize("verb", ["accept", "decline"])
def test_receivers_are_told_how_it_was_sorted(client: httpx2.Client, world: World, verb: str) -> None:
    [made] = add(client, "forms", form(created_at=1750000000))
    method = {"accept": "POST", "decline": "DELETE"}[verb]
    body = {"user_id": world.anna.id}
    [notice] = notices(
        client,
        world,
        "delete_unsorted",
        lambda: client.request(method, f"{UNSORTED}/{made['uid']}/{verb}", json=body).raise_for_status(),
    )
    told = {key.removeprefix("unsorted[delete][0]"): value for key, value in notice.items() if key[0] == "u"}
    assert told == {
        "[action]": verb,
        "[uid]": made["uid"],
        "[category]": "forms",
        "[created_at]": "1750000000",
        "[modified_user_id]": str(world.anna.id),
        f"[{verb}_result][leads][0]": str(ends(made)["leads"]),
    }


def test_receivers_are_told_when_it_waits_elsewhere(client: httpx2.Client, world: World) -> None:
    body = {"name": "Сервис", "sort": 30, "is_main": False, "is_unsorted_on": True}
    client.post("/api/v4/leads/pipelines", json=[body]).raise_for_status()
    other = next(pipeline for pipeline in world.do(pipelines.all_of) if pipeline.name == "Сервис")
    [made] = add(client, "forms", form())
    move = {"pipeline_id": other.id, "status_id": other.unsorted_status.id}
    path = f"/api/v4/leads/{ends(made)['leads']}"
    [notice] = notices(client, world, "update_unsorted", lambda: client.patch(path, json=move).raise_for_status())
    assert notice["unsorted[update][0][pipeline_id]"] == str(other.id)
