"""The documents of API v2: valid, complete, in its own words, and shown beside those of API v4."""

import re
from typing import Any

import httpx2
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from voronka.contract.amocrm_v2 import OPERATIONS


@pytest.fixture
def described(client: httpx2.Client) -> dict[str, Any]:
    return client.get("/openapi-v2.json").json()


def test_the_document_is_valid_and_complete(described: dict[str, Any]) -> None:
    assert [str(error) for error in OpenAPIV31SpecValidator(described).iter_errors()] == []
    found = {each["operationId"] for path in described["paths"].values() for each in path.values()}
    assert found == {operation.name for operation in OPERATIONS}


def test_it_names_every_way_in(described: dict[str, Any]) -> None:
    assert set(described["components"]["securitySchemes"]) == {"session", "bearer", "key"}
    assert described["paths"]["/private/api/auth.php"]["post"]["security"] == []


def test_bodies_are_json_and_forms(described: dict[str, Any]) -> None:
    content = described["paths"]["/api/v2/leads"]["post"]["requestBody"]["content"]
    assert set(content) == {"application/json", "application/x-www-form-urlencoded"}


def test_the_older_calls_have_their_own_names(described: dict[str, Any]) -> None:
    written = described["components"]["schemas"]["PrivateLeadWrite"]["properties"]
    assert {"price", "date_create", "last_modified", "linked_company_id"} <= set(written)
    assert "sale" not in written


def test_the_pages_lead_to_each_other(client: httpx2.Client) -> None:
    newer, older = client.get("/docs").text, client.get("/docs-v2").text
    assert 'href="docs-v2"' in newer
    assert 'href="docs"' in older
    assert all(f'id="{operation.name}"' in older for operation in OPERATIONS)
    assert set(re.findall(r'href="#([^"]+)"', older)) <= set(re.findall(r'id="([^"]+)"', older))
