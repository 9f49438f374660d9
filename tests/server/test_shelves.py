"""Where a request ends does not depend on the shelf its route stands on."""

from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, Router
from starlette.testclient import TestClient

from voronka.server.shelves import shelved


def route(path: str, method: str = "GET") -> Route:
    async def endpoint(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"{path} {sorted(request.path_params.values())}")

    return Route(path, endpoint, methods=[method])


ROUTER = Router(
    shelved(
        [
            route("/api/v4/leads"),
            route("/api/v4/leads/tags"),
            route("/api/v4/leads/{id}", "PATCH"),
            route("/api/v4/leads_of_others"),
            route("/ajax/v1/set"),
            route("/ajax/{noun}/set"),
        ]
    )
)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/api/v4/leads", "/api/v4/leads []"),
        ("/api/v4/leads/tags", "/api/v4/leads/tags []"),
        ("/api/v4/leads_of_others", "/api/v4/leads_of_others []"),
        ("/ajax/v1/set", "/ajax/v1/set []"),
        ("/ajax/leads/set", "/ajax/{noun}/set ['leads']"),
    ],
)
def test_a_path_ends_at_its_own_route(path: str, said: str):
    assert ask("GET", path).text == said


def test_a_part_that_varies_comes_along():
    assert ask("PATCH", "/api/v4/leads/7").text == "/api/v4/leads/{id} ['7']"


def test_no_such_path_and_no_such_method():
    assert ask("GET", "/api/v4/contacts").status_code == 404
    assert ask("GET", "/api/v4/leads/7/notes").status_code == 404
    assert ask("GET", "/api/v4/leads/7").status_code == 405
    assert ask("GET", "/api/v4/leads/7").headers["Allow"] == "PATCH"


def ask(method: str, path: str) -> Any:
    return TestClient(ROUTER).request(method, path)
