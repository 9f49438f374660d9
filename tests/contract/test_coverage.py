"""docs/coverage.md tells the truth: it is fresh, and what it calls answered answers."""

import httpx2

from scripts.print_coverage import PAGE, endpoints, page
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.operation import Operation

ANSWERED = {endpoint.operation for endpoint in endpoints()}
LINES = [operation for operation in OPERATIONS if operation.name in ANSWERED]


def test_all_endpoints_of_the_vendor_are_listed() -> None:
    assert len(endpoints()) == 319


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text() == page(), "run scripts/print_coverage.py"


def test_placeholders_are_compared_by_their_place() -> None:
    named = {(endpoint.method, endpoint.path): endpoint.operation for endpoint in endpoints()}
    assert named["GET", "/api/v4/leads/{entity_id}/links"] == "leads.links.list"


def test_what_is_called_answered_answers(client: httpx2.Client) -> None:
    assert [operation.name for operation in LINES if not _answers(operation, client)] == []


def _answers(operation: Operation, client: httpx2.Client):
    """To nonsense it says what is wrong with it; it does not say that there is no such path or method."""
    path = "/".join("1" if part.startswith("{") else part for part in operation.path.split("/"))
    answer = client.request(operation.method, path, content=b"" if operation.body is None else b"{}")
    return answer.status_code < 500 and answer.status_code != 405 and "Cannot " not in answer.text
