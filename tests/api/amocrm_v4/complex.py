"""A lead with its contact and company, as one request sends them."""

from typing import Any

import httpx2

COMPLEX = "/api/v4/leads/complex"
PHONE = {"field_code": "PHONE", "values": [{"value": "+79990001122", "enum_code": "WORK"}]}


def sent(**more: Any) -> dict[str, Any]:
    contact = {"first_name": "Олег", "last_name": "Сомов", "custom_fields_values": [PHONE]}
    return {
        "name": "Заявка",
        "price": 12000,
        "_embedded": {"contacts": [contact], "companies": [{"name": "ООО Ветер"}], **more},
    }


def add(client: httpx2.Client, *leads: dict[str, Any]) -> list[dict[str, Any]]:
    answer = client.post(COMPLEX, json=[*leads])
    assert answer.status_code == 200, answer.text
    return answer.json()


def faults(answer: httpx2.Response) -> dict[str, list[str]]:
    """By request_id: where something is wrong."""
    assert answer.status_code == 400, answer.text
    found = answer.json()["validation-errors"]
    return {item["request_id"]: [error["path"] for error in item["errors"]] for item in found}
