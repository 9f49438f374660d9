"""Calls (звонки)."""

from collections.abc import Sequence

from voronka.client import reading
from voronka.client._async.resource import AsyncResource
from voronka.client.errors import AmoError, BadRequest
from voronka.client.requests import BY_NAME, build, mark_of, parts
from voronka.contract.amocrm_v4.calls import Call, CallAdd, CallError, CallsAdded


class AsyncCalls(AsyncResource):
    """What a telephony reports: `amo.calls`. Calls are read as notes `call_in`, `call_out` and as events."""

    async def add(self, calls: Sequence[CallAdd]) -> CallsAdded:
        """Adds calls to the cards that have their numbers. Over 250 are sent in parts, as in `leads.add`.
        POST /api/v4/calls

        Of each call sent there is one in `embedded.calls` or, when nobody has its number, one in `errors`; `request_id`
        is the sender's mark, or the place in the list. That is an answer and no exception, even when all are missing.
        """
        operation, total = BY_NAME["calls.add"], CallsAdded()
        for part in parts(operation, calls):
            try:
                found = await self._part(part.items)
            except AmoError as error:
                error.saved = list(total.embedded.calls)
                raise
            total.total_items += found.total_items
            total.embedded.calls += found.embedded.calls
            total.errors += found.errors
        for each in (*total.embedded.calls, *total.errors):
            _rename(each, calls)
        return total

    async def _part(self, items: Sequence[CallAdd]) -> CallsAdded:
        try:
            return await self._caller.call(build(BY_NAME["calls.add"], body=items))
        except BadRequest as error:
            if isinstance(error.body, dict) and error.body.get("errors"):
                return reading.read(error.body, CallsAdded)  # the cloud's 400: not one of these has a card
            raise


def _rename(answer: Call | CallError, calls: Sequence[CallAdd]) -> None:
    place = answer.request_id
    if place.isdecimal() and int(place) < len(calls):
        answer.request_id = mark_of(calls[int(place)], int(place))
