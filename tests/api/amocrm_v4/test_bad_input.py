"""Every operation refuses what it cannot take: the right error in the vendor's shape, and nothing is stored."""

from typing import Any

import httpx2
import jwt
import pytest
from sqlalchemy import func, select

from tests.world import World
from voronka.api.amocrm_v4.routes import HANDLERS
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.operation import Operation, Right
from voronka.services.work import Work
from voronka.store.tables import metadata, search_texts

ANSWERED = [operation for operation in OPERATIONS if operation.name in HANDLERS]
PROTECTED = [operation for operation in ANSWERED if operation.right is not Right.NOBODY]
WITH_BODY = [operation for operation in PROTECTED if operation.body not in (None, bytes)]
WITH_ARRAY = [operation for operation in WITH_BODY if getattr(operation.body, "__origin__", None) is list]
WITH_OBJECT = [operation for operation in WITH_BODY if operation not in WITH_ARRAY]
WITH_PAGE = [operation for operation in PROTECTED if "limit" in getattr(operation.query, "__struct_fields__", ())]

PAGES = {"chats.templates.list": 50, "events.list": 100}
DEEP = "[" * 40 + "]" * 40
LARGE = b'[{"name": "' + b"x" * (10 * 1024 * 1024) + b'"}]'


def named(operations: list[Operation]) -> Any:
    return pytest.mark.parametrize("operation", operations, ids=lambda operation: operation.name)


def path_of(operation: Operation, id: object = 5) -> str:
    parts = operation.path.split("/")
    return "/".join(str(id) if part.startswith("{") else part for part in parts)


def rows(world: World) -> dict[str, int]:
    """How many rows every table holds; counters and the search index only follow the others."""

    def counted(work: Work) -> dict[str, int]:
        tables = [table for table in metadata.sorted_tables if table is not search_texts and table.name != "counters"]
        counts = {
            table.name: select(func.count()).where(table.c.account_id == work.account_id)
            for table in tables
            if "account_id" in table.c
        }
        return {name: work.connection.execute(count).scalar_one() for name, count in counts.items()}

    return world.do(counted)


def refused(answer: httpx2.Response, *statuses: int) -> dict[str, Any]:
    assert answer.status_code in statuses, f"{answer.status_code} {answer.text[:300]}"
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == answer.status_code
    assert {"title", "type", "detail"} <= set(body)
    return body


@named(PROTECTED)
def test_without_a_good_token(client_of: Any, world: World, operation: Operation) -> None:
    nobody = client_of(None)
    claims = jwt.decode(world.token(), options={"verify_signature": False})
    tokens = {
        "none": None,
        "expired": jwt.encode(claims | {"exp": 1}, "x" * 32, algorithm="HS256"),
        "forged": jwt.encode(claims, "x" * 32, algorithm="HS256"),
        "garbage": "garbage",
    }
    if not operation.anywhere:  # what tells a token's account where it is answers at every host
        tokens["of another account"] = world.token(world.egor)
    for token in tokens.values():
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        body = refused(nobody.request(operation.method, path_of(operation), json=[], headers=headers), 401)
        assert (body["title"], body["detail"]) == ("Unauthorized", "Invalid user name or password")


@named(WITH_BODY)
def test_with_a_body_that_cannot_be_read(client: httpx2.Client, world: World, operation: Operation) -> None:
    before = rows(world)
    unreadable = (b"{", b"nonsense", b"\xff\xfe", DEEP.encode(), b'[{"name": 1e999}]', b"null", b"5")
    for raw in unreadable if operation.bare else (b"", *unreadable):
        refused(client.request(operation.method, path_of(operation), content=raw), 400)
    assert rows(world) == before


@named(WITH_ARRAY)
def test_with_an_object_instead_of_an_array(client: httpx2.Client, operation: Operation) -> None:
    refused(client.request(operation.method, path_of(operation), json={"name": "Розы"}), 400)


@named(WITH_OBJECT)
def test_with_an_array_instead_of_an_object(client: httpx2.Client, operation: Operation) -> None:
    refused(client.request(operation.method, path_of(operation), json=[{"name": "Розы"}]), 400)


@named(WITH_ARRAY)
def test_with_items_of_a_wrong_type(client: httpx2.Client, world: World, operation: Operation) -> None:
    before = rows(world)
    wrong = [{"request_id": "a"}, 5, "text", {"name": {}, "id": "x", "request_id": "d"}]
    body = refused(client.request(operation.method, path_of(operation), json=wrong), 400)
    marks = [item["request_id"] for item in body["validation-errors"]]
    assert {"1", "2"} <= set(marks)
    assert all(error["code"] and "path" in error for item in body["validation-errors"] for error in item["errors"])
    assert rows(world) == before


@named(WITH_ARRAY)
def test_with_too_many_items(client: httpx2.Client, operation: Operation) -> None:
    item = {"id": 5, "name": "Розы", "to_entity_id": 5, "entity_id": 5, "to_entity_type": "contacts"}
    too_many = [item] * (operation.most + 1)
    refused(client.request(operation.method, path_of(operation), json=too_many), 400, 422)


@pytest.mark.parametrize("operation", [WITH_ARRAY[0], WITH_OBJECT[0]], ids=lambda operation: operation.name)
def test_with_a_body_over_ten_megabytes(client: httpx2.Client, operation: Operation) -> None:
    refused(client.request(operation.method, path_of(operation), content=LARGE), 413)


@named(PROTECTED)
def test_with_a_method_that_is_not_there(client: httpx2.Client, operation: Operation) -> None:
    refused(client.request("TRACE", path_of(operation)), 405)


@named(WITH_PAGE)
def test_with_a_page_that_is_none(client: httpx2.Client, operation: Operation) -> None:
    for query in ("page=0", "page=-1", "page=x", "page=1.5", "limit=0", "limit=-1", "page=99999999999999999999"):
        refused(client.get(f"{path_of(operation)}?{query}"), 400)
    most = PAGES.get(operation.name, 250)
    assert client.get(path_of(operation), params={"limit": most}).status_code in (200, 204, 404)
    told = refused(client.get(path_of(operation), params={"limit": most + 1}), 422)
    assert f"At most {most} items per page" in told["detail"]


def test_a_path_that_is_not_there(client: httpx2.Client) -> None:
    assert refused(client.get("/api/v4/nonsense"), 404)["detail"] == "Cannot GET /api/v4/nonsense"
    refused(client.get("/api/v4/leads/nonsense"), 404)


def test_an_id_beyond_any_integer(client: httpx2.Client) -> None:
    answer = client.get("/api/v4/leads/99999999999999999999999")
    assert answer.status_code in (204, 404)
    assert client.get("/api/v4/leads?filter[id]=99999999999999999999999").status_code == 400
