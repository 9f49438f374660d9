"""The journal says who did what and when, also where the vendor has no event for it."""

from typing import Any

import httpx2
from sqlalchemy import select

from tests.api.amocrm_v4.drive import upload
from tests.api.amocrm_v4.happenings import change, events, new, notices
from tests.world import World
from voronka.domain.kinds import Kind
from voronka.services import bots
from voronka.services.work import Work
from voronka.store.tables import journal


def kept(work: Work, kind: Kind) -> list[Any]:
    """What happened to things of this kind, without what the clock says."""
    columns = journal.c.action, journal.c.actor_id, journal.c.before, journal.c.after
    mine = journal.c.account_id == work.account_id, journal.c.entity_type == int(kind)
    rows = work.connection.execute(select(*columns).where(*mine).order_by(journal.c.id))
    return [(row.action, row.actor_id, *(_timeless(side) for side in (row.before, row.after))) for row in rows]


def _timeless(side: dict[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (side or {}).items() if name != "deleted_at"}


def test_what_becomes_of_a_file_of_the_drive(client: httpx2.Client, client_of: Any, world: World) -> None:
    anna = client_of(world.anna)
    uuid = upload(anna, "Смета.txt", b"1")["uuid"]
    for signed in ({}, {"updated_by": {"id": world.oleg.id, "type": "internal"}}):
        anna.patch(f"/v1.0/files/{uuid}", json={"name": "Расчёт", **signed}).raise_for_status()
    for verb, address in (("DELETE", "/v1.0/files"), ("DELETE", "/v1.0/files"), ("POST", "/v1.0/files/restore")):
        client.request(verb, address, json=[{"uuid": uuid}]).raise_for_status()
    told = world.do(kept, Kind.FILE)
    assert [(action, actor) for action, actor, *_ in told] == [
        ("update", world.anna.id),
        ("delete", world.irina.id),
        ("restore", world.irina.id),
    ]
    assert [(before["name"], after["name"]) for _, _, before, after in told[:1]] == [("Смета", "Расчёт")]
    assert events(client) == []


def test_where_a_file_was_hung_and_a_bot_was_started(client: httpx2.Client, world: World) -> None:
    lead, uuid = new(client), upload(client, "Смета.txt", b"1")["uuid"]
    hello = world.do_as(world.irina, bots.create, name="Привет", type="greeting")
    target = {"entity_id": lead, "entity_type": "leads"}

    def work() -> None:
        for verb in ("PUT", "DELETE"):
            client.request(verb, f"/api/v4/leads/{lead}/files", json=[{"file_uuid": uuid}]).raise_for_status()
        for verb in ("run", "run", "stop", "stop"):
            client.post(f"/api/v4/bots/{hello.id}/{verb}", json=target).raise_for_status()

    assert notices(client, world, "update_lead", work) == [], "it is no change of the lead's own"
    change(client, lead, name="Юбилей")
    added, *told, renamed = world.do(kept, Kind.LEAD)
    assert (added[0], renamed[0]) == ("add", "update")
    irina = world.irina.id
    assert [(action, actor, before, {**after, "run_id": 0}) for action, actor, before, after in told[2:]] == [
        ("bot_start", irina, {}, {"bot_id": hello.id, "run_id": 0}),
        ("bot_start", irina, {}, {"bot_id": hello.id, "run_id": 0}),
        ("bot_stop", irina, {}, {"bot_id": hello.id, "run_id": 0}),
    ]
    assert told[:2] == [("attach", irina, {}, {"files": [uuid]}), ("detach", irina, {"files": [uuid]}, {})]
