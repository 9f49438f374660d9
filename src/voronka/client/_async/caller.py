"""Calls one operation: signs the request, reads the answer, and renews the token once when it is refused."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from voronka.client import answers
from voronka.client._async.line import AsyncLine
from voronka.client._async.signing import AsyncSigner
from voronka.client.answers import Answer
from voronka.client.requests import Request
from voronka.contract.operation import Right

UNAUTHORIZED = 401


class AsyncCaller:
    def __init__(self, line: AsyncLine, signer: AsyncSigner | None, headers: Mapping[str, str]) -> None:
        self._line = line
        self._signer = signer
        self._headers = headers

    async def call(self, request: Request) -> Any:
        """The decoded answer, None where there is none to decode. Raises the errors of errors.py."""
        return answers.read(await self._send(request), request.operation, request.first)

    async def stream(self, request: Request) -> AsyncIterator[bytes]:
        """The contents of a file, piece by piece. Raises the errors of errors.py."""
        headers = self._headers if self._signer is None else self._signed(await self._signer.token())
        async for piece in self._line.stream(request, headers):
            yield piece

    async def aclose(self) -> None:
        if self._signer is not None:
            await self._signer.settle()
        await self._line.aclose()

    async def _send(self, request: Request) -> Answer:
        if self._signer is None or request.operation.right is Right.NOBODY:
            return await self._line.send(request, self._headers)
        token = await self._signer.token()
        answer = await self._line.send(request, self._signed(token))
        if answer.status == UNAUTHORIZED and (another := await self._signer.renewed(token)):
            answer = await self._line.send(request, self._signed(another))
        return answer

    def _signed(self, token: str) -> dict[str, str]:
        return {**self._headers, "Authorization": f"Bearer {token}"}
