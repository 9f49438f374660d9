"""The drive: the same token at another address, which the account tells."""

from collections.abc import AsyncIterator
from typing import Any

from msgspec import structs

from voronka.client import addresses
from voronka.client._async.caller import AsyncCaller
from voronka.client.requests import BY_NAME, Request, build

WITH = {"with_": ["drive_url"]}


class AsyncDrive(AsyncCaller):
    """Calls operations where the files are. The address is asked for once."""

    def __init__(self, caller: AsyncCaller) -> None:
        super().__init__(caller._line, caller._signer, caller._headers)
        self._origin: str | None = None

    async def call(self, request: Request) -> Any:
        return await super().call(structs.replace(request, origin=await self._where()))

    async def stream(self, request: Request) -> AsyncIterator[bytes]:
        async for piece in super().stream(structs.replace(request, origin=await self._where())):
            yield piece

    async def _where(self) -> str:
        """Empty, the account's own address, where the account tells none."""
        if self._origin is None:
            account = await super().call(build(BY_NAME["account.get"], query=WITH))
            self._origin = addresses.base(account.drive_url) if account and account.drive_url else ""
        return self._origin
