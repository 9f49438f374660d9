"""«Ромашка» as the examples see it: every call goes to the real application and is held against its operation."""

from collections import defaultdict
from typing import Any

import httpx2
from msgspec import Struct

from tests.contract.strict import misfits, misfits_of_body
from tests.integration import Sync
from tests.world import World
from voronka.contract.amocrm_v2 import OPERATIONS as OPERATIONS_V2
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.operation import Operation

BY_NAME = {operation.name: operation for operation in (*OPERATIONS, *OPERATIONS_V2)}


class Exchange(Struct, frozen=True):
    """One example: what was sent and what came back."""

    operation: Operation
    path: str
    query: dict[str, Any]
    body: Any
    answer: Any


class Shop:
    """faults: by operation, an empty list for an operation whose examples are all right. told: the examples."""

    def __init__(self, world: World, client: httpx2.Client, sync: Sync) -> None:
        self.world, self.client, self.sync = world, client, sync
        self.faults: dict[str, list[str]] = defaultdict(list)
        self.told: list[Exchange] = []

    def call(
        self,
        name: str,
        /,
        body: Any = None,
        *,
        query: dict[str, Any] | None = None,
        client: httpx2.Client | None = None,
        sending: dict[str, Any] | None = None,
        **path: Any,
    ) -> Any:
        """Calls the operation and returns its answer. `path` fills in the path; `sending` is httpx's own (headers, …).

        The answer must have the operation's status of success, its content type, and exactly the keys of its type.
        """
        operation = BY_NAME[name]
        target, more = operation.path.format(**path), dict(sending or {})
        if body is not None:
            more["json"] = body
            self.faults[name] += misfits_of_body(operation, body)
        answer = (client or self.client).request(operation.method, target, params=query, **more)
        self.faults[name] += self._misfits(operation, answer)
        came = None if operation.answer is bytes else _text(answer)
        assert answer.status_code == operation.status, f"{name} answered {answer.status_code}: {answer.text[:500]}"
        self.told.append(Exchange(operation, target, query or {}, body or more.get("data"), came))
        return came

    def new(self, name: str, *items: Any, **path: Any) -> list[Any]:
        """Adds these items and returns their ids."""
        return ids(self.call(name, list(items), **path))

    def _misfits(self, operation: Operation, answer: httpx2.Response) -> list[str]:
        if answer.status_code != operation.status:
            return [f"status {answer.status_code} instead of {operation.status}: {answer.text[:300]}"]
        return misfits(operation, answer)


def _text(answer: httpx2.Response) -> Any:
    return answer.json() if "json" in answer.headers.get("content-type", "") else answer.text or None


def ids(answer: Any) -> list[Any]:
    """Of everything that the answer embeds."""
    return [item["id"] for items in answer["_embedded"].values() for item in items]
