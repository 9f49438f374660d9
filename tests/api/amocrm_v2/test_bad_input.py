"""Every operation refuses what it cannot take, in this wire's own shape, and nothing is stored."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v4.test_bad_input import rows
from tests.world import World
from voronka.api.amocrm_v2.codes import codes_of
from voronka.contract.amocrm_v2 import OPERATIONS
from voronka.contract.operation import Operation, Right

PROTECTED = [operation for operation in OPERATIONS if operation.right is not Right.NOBODY]
# these have lists or items of their own, and are tested in test_links.py, test_fields.py and test_pipelines.py
OWN = ("links", "fields", "pipelines")
SETTERS = [
    operation for operation in PROTECTED if operation.name.endswith(".set") and operation.name.split(".")[1] not in OWN
]
# nobody is responsible for catalogs, their elements and purchases; the older calls of customers name him otherwise
UNSIGNED = (".catalog", ".transactions.", "private.customers.")
SIGNED = [operation for operation in SETTERS if not any(part in operation.name for part in UNSIGNED)]
LISTS = [
    operation
    for operation in PROTECTED
    if {"limit_rows", "id"} <= set(getattr(operation.query, "__struct_fields__", ()))
]


def named(operations: list[Operation]) -> Any:
    return pytest.mark.parametrize("operation", operations, ids=lambda operation: operation.name)


def refused(operation: Operation, answer: httpx2.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text[:300]
    body = answer.json()
    told = body["response"]
    assert isinstance(told["error_code"], str)
    assert told["error"]
    if operation.name.startswith("v2."):
        assert answer.headers["content-type"] == "application/problem+json"
        assert (body["status"], body["detail"]) == (status, told["error"])
    else:
        assert answer.headers["content-type"] == 'application/json; charset="utf-8"'
        assert set(body) == {"response"}
    return body


def body_of(operation: Operation, lists: Any) -> Any:
    return lists if operation.name.startswith("v2.") else {"request": {operation.key: lists}}


def faults_of(body: dict[str, Any]) -> list[tuple[str, str, str]]:
    items = body.get("validation-errors") or body["response"]["errors"]
    return [(item["request_id"], each["path"], each["code"]) for item in items for each in item["errors"]]


def codes(operation: Operation) -> Any:
    return codes_of(operation.name.split(".")[1])


@named(PROTECTED)
def test_without_anybody(client_of: Any, operation: Operation) -> None:
    answer = client_of(None).request(operation.method, operation.path)
    assert refused(operation, answer, 401)["response"]["error_code"] == "110"


def test_a_slash_at_the_end_means_nothing(client_of: Any) -> None:
    """To nobody every operation answers 401; a path that it does not know is 404."""
    nobody = client_of(None)
    answers = {each.name: nobody.request(each.method, f"{each.path}/").status_code for each in PROTECTED}
    assert answers == dict.fromkeys(answers, 401)


@named(PROTECTED)
def test_a_method_that_there_is_not(client: httpx2.Client, operation: Operation) -> None:
    answer = client.request("PUT", operation.path, json={})
    code = refused(operation, answer, 405)["response"]["error_code"]
    assert code == codes(operation).method


@named(SETTERS)
@pytest.mark.parametrize("content", ['{"add":', "[1, 2]", '{"add": [{"name": "\\ud800"}]}', b"\xff\xfe"])
def test_what_cannot_be_read(client: httpx2.Client, world: World, operation: Operation, content: Any) -> None:
    before = rows(world)
    answer = refused(operation, client.post(operation.path, content=content), 400)
    assert answer["response"]["error_code"] == "102"
    assert rows(world) == before


@named(SETTERS)
@pytest.mark.parametrize("content", ["", "nonsense", "{}", '{"request": {}}', '{"delete": []}'])
def test_nothing_at_all(client: httpx2.Client, operation: Operation, content: str) -> None:
    answer = refused(operation, client.post(operation.path, content=content), 400)
    assert answer["response"]["error_code"] == codes(operation).empty


@named(SETTERS)
@pytest.mark.parametrize("verb", ["add", "update"])
def test_an_empty_list_alone(client: httpx2.Client, operation: Operation, verb: str) -> None:
    answer = refused(operation, client.post(operation.path, json=body_of(operation, {verb: []})), 400)
    assert answer["response"]["error_code"] == codes(operation).empty_list[verb == "update"]


@named(SIGNED)
def test_every_fault_of_every_item_by_its_path(client: httpx2.Client, world: World, operation: Operation) -> None:
    before = rows(world)
    items = [{"id": "x", "request_id": "a"}, {"name": "Мария", "responsible_user_id": "nobody", "created_by": []}]
    body = refused(operation, client.post(operation.path, json=body_of(operation, {"add": items})), 400)
    by = "created_by" if operation.name.startswith("v2.") else None
    found = faults_of(body)
    assert ("a", "add.0.id", "InvalidType") in found
    assert ("1", "add.1.responsible_user_id", "InvalidType") in found
    assert by is None or ("1", "add.1.created_by", "InvalidType") in found
    assert rows(world) == before


@named(SETTERS)
def test_an_item_that_is_no_object(client: httpx2.Client, operation: Operation) -> None:
    body = refused(operation, client.post(operation.path, json=body_of(operation, {"update": ["Мария"]})), 400)
    assert faults_of(body) == [("0", "update.0", "InvalidType")]


@named(SETTERS)
def test_more_items_than_it_takes(client: httpx2.Client, operation: Operation) -> None:
    lists = {"add": [{}] * 250, "update": [{}] * 251}
    refused(operation, client.post(operation.path, json=body_of(operation, lists)), 422)


@named(SETTERS)
def test_nesting_without_end_and_numbers_beyond_all(client: httpx2.Client, operation: Operation) -> None:
    refused(operation, client.post(operation.path, content='{"add":' + "[" * 50 + "]" * 50 + "}"), 400)
    refused(operation, client.post(operation.path, json=body_of(operation, {"add": [{"id": 10**20}]})), 400)
    refused(operation, client.post(operation.path, content="add" + "[0]" * 30 + "=1"), 400)


@named(LISTS)
@pytest.mark.parametrize("query", ["limit_rows=many", "id=nonsense", "limit_rows=-1", "limit_offset=x&limit_rows=1"])
def test_a_query_that_cannot_be_read(client: httpx2.Client, operation: Operation, query: str) -> None:
    answer = client.get(f"{operation.path}?{query}&type=contact")
    [(_, path, code)] = faults_of(refused(operation, answer, 400))
    assert path == query.partition("=")[0]
    assert code in ("InvalidType", "TooLow")


@pytest.mark.parametrize("path", ["/api/v2/nonsense", "/private/api/v2/json/nonsense/list", "/api/unsorted/nonsense"])
def test_a_path_that_there_is_not(client: httpx2.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["response"]["error_code"] == "104"


def test_rate_limits_hold_here_too(world: World, settings: Any, portal: Any) -> None:
    from msgspec import structs

    from tests.serving import InMemory
    from voronka.server.app import create_app

    app = create_app(structs.replace(settings, rate_limit=True), world.database)
    headers = {"Authorization": f"Bearer {world.token()}"}
    with httpx2.Client(transport=InMemory(app, portal), base_url=f"https://{world.host()}", headers=headers) as client:
        statuses = [client.get("/api/v2/account").status_code for _ in range(9)]
    assert 429 in statuses
