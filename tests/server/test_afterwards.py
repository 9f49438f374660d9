"""The server itself calls what an integration named: the open internet alone, unless it is told otherwise."""

from functools import partial

import pytest
from anyio.from_thread import BlockingPortal

from tests.site import NOBODY_LISTENS, Site
from voronka.server.afterwards import call_out


def test_an_address_of_this_machine_is_not_called(portal: BlockingPortal, elsewhere: Site) -> None:
    address = f"{elsewhere.address}/oauth?code=1"
    assert portal.call(partial(call_out, address, allow_private=False)) == "ConnectError"
    assert portal.call(partial(call_out, address, allow_private=True)) == 200
    assert elsewhere.visits == [{"code": "1"}]


@pytest.mark.parametrize("address", [NOBODY_LISTENS, "http://нет.invalid/?a=ё"])
def test_where_nobody_is_the_reason_is_told(portal: BlockingPortal, address: str) -> None:
    assert portal.call(partial(call_out, address, allow_private=True)) == "ConnectError"
