"""The OpenAPI document: valid, complete, and in the words of the wire."""

from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.openapi import document


@pytest.fixture(scope="module")
def described():
    return document(OPERATIONS, title="Voronka", version="1", server="https://romashka.voronka.test")


def test_it_is_valid(described: dict[str, Any]) -> None:
    assert [str(error) for error in OpenAPIV31SpecValidator(described).iter_errors()] == []


def test_every_operation_is_in_it(described: dict[str, Any]) -> None:
    found = {each["operationId"] for path in described["paths"].values() for each in path.values()}
    assert found == {operation.name for operation in OPERATIONS}


def test_filters_are_spelled_in_brackets(described: dict[str, Any]) -> None:
    names = [each["name"] for each in described["paths"]["/api/v4/leads"]["get"]["parameters"]]
    assert {
        "page", "limit", "with", "order", "filter[id][]", "filter[price]", "filter[price][from]",
        "filter[statuses][0][status_id]", "filter[created_at][to]", "filter[custom_fields_values]",
    } <= set(names)  # fmt: skip


def test_a_batch_is_an_array_with_a_limit(described: dict[str, Any]) -> None:
    body = described["paths"]["/api/v4/leads/complex"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert (body["type"], body["minItems"], body["maxItems"]) == ("array", 1, 50)


def test_a_list_names_its_array_and_may_be_empty(described: dict[str, Any]) -> None:
    answers = described["paths"]["/api/v4/leads"]["get"]["responses"]
    page, named = answers["200"]["content"]["application/hal+json"]["schema"]["allOf"]
    assert page == {"$ref": "#/components/schemas/PageOf_Lead_"}
    assert named["properties"]["_embedded"]["required"] == ["leads"]
    assert "204" in answers


def test_what_may_be_absent_from_an_answer_is_not_required(described: dict[str, Any]) -> None:
    lead = described["components"]["schemas"]["Lead"]
    assert {"id", "name", "price", "loss_reason_id", "_embedded"} <= set(lead["required"])
    assert {"source_id", "_links"}.isdisjoint(lead["required"])


def test_what_may_be_absent_from_a_body_is_not_required(described: dict[str, Any]) -> None:
    assert described["components"]["schemas"]["LeadAdd"]["required"] == []
    assert described["components"]["schemas"]["LeadPatch"]["required"] == ["id"]


def test_errors_are_problems(described: dict[str, Any]) -> None:
    for operation in (each for path in described["paths"].values() for each in path.values()):
        assert {"400", "401", "403", "404", "405", "422", "429"} <= set(operation["responses"])
    problem = described["components"]["responses"]["400"]["content"]["application/problem+json"]["schema"]
    assert problem == {"$ref": "#/components/schemas/Error"}
    assert "validation-errors" in described["components"]["schemas"]["Error"]["properties"]


def test_only_the_ways_in_and_the_links_to_contents_need_no_token(described: dict[str, Any]) -> None:
    open_ = {
        each["operationId"] for path in described["paths"].values() for each in path.values() if "security" in each
    }
    ways_in = {"oauth.authorize", "oauth.consent", "oauth.token", "oauth.domain_by_refresh", "oauth.exchange"}
    files = {"files.download", "files.download_version", "files.download_preview"}
    visitors = {"website_buttons.script", "online_chats.write", "online_chats.get"}
    assert open_ == ways_in | files | visitors | {"short_links.follow"}


def test_the_token_endpoint_takes_a_form_too(described: dict[str, Any]) -> None:
    token = described["paths"]["/oauth2/access_token"]["post"]
    assert set(token["requestBody"]["content"]) == {"application/json", "application/x-www-form-urlencoded"}
    assert token["responses"]["400"]["content"]["application/problem+json"]["schema"]["$ref"].endswith("TokenError")
