"""Arbitrary ids are nobody's ids. Half of them become the first ones of an account, so that requests get further."""

from typing import Any

import schemathesis

FIRST = 100_001
NEAR = 12


@schemathesis.hook
def map_path_parameters(_context: Any, parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    return near(parameters)


@schemathesis.hook
def map_body(_context: Any, body: Any) -> Any:
    return near(body)


def near(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: near(below, name) for name, below in value.items()}
    if isinstance(value, list):
        return [near(below, key) for below in value]
    is_id = key == "id" or key.endswith(("_id", "ids"))
    if is_id and isinstance(value, int) and not isinstance(value, bool) and value % 2 == 0:
        return FIRST + value // 2 % NEAR
    return value
