"""What answers of the API say, read in one way by all tests."""

from typing import Any

import httpx2

NO_URL = "57c2f299-1154-4870-89bb-ef3b1f5ad229"  # the vendor's own code


def embedded(answer: httpx2.Response, status: int = 200) -> list[dict[str, Any]]:
    """What was written or listed: nothing, where the list is empty."""
    if answer.status_code == 204:
        return []
    assert answer.status_code == status, f"{answer.status_code} {answer.text}"
    [found] = answer.json()["_embedded"].values()
    return found


def faults(answer: httpx2.Response) -> list[tuple[str, str]]:
    """Of a refusal: where each fault stands, and its code."""
    return [(path, code) for _, path, code in marked_faults(answer)]


def marked_faults(answer: httpx2.Response) -> list[tuple[str, str, str]]:
    """The same, with the request_id of the item before it."""
    return [(mark, path, code) for mark, found in faults_of_items(answer).items() for path, code in found]


def paths(answer: httpx2.Response) -> list[str]:
    """Of a refusal of either wire: where each fault stands."""
    return [path for path, _ in faults(answer)]


def faults_of_items(answer: httpx2.Response) -> dict[str, list[tuple[str, str]]]:
    """By request_id: where each fault stands, and its code."""
    assert answer.status_code == 400, f"{answer.status_code} {answer.text}"
    body = answer.json()
    items = body["validation-errors"] if "validation-errors" in body else body["response"]["errors"]
    return {item["request_id"]: [(each["path"], each["code"]) for each in item["errors"]] for item in items}
