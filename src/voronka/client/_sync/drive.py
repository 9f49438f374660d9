# Made from _async by scripts/make_sync.py. Change it there.
"""The drive: the same token at another address, which the account tells."""

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from voronka.client import addresses
from voronka.client._sync.caller import Caller
from voronka.client.requests import BY_NAME, Request, build

WITH = {"with_": ["drive_url"]}


class Drive(Caller):
    """Calls operations where the files are. The address is asked for once."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller._line, caller._signer, caller._headers)
        self._origin: str | None = None

    def call(self, request: Request) -> Any:
        return super().call(structs.replace(request, origin=self._where()))

    def stream(self, request: Request) -> Iterator[bytes]:
        for piece in super().stream(structs.replace(request, origin=self._where())):
            yield piece

    def _where(self) -> str:
        """Empty, the account's own address, where the account tells none."""
        if self._origin is None:
            account = super().call(build(BY_NAME["account.get"], query=WITH))
            self._origin = addresses.base(account.drive_url) if account and account.drive_url else ""
        return self._origin
