# Made from _async by scripts/make_sync.py. Change it there.
"""Calls one operation: signs the request, reads the answer, and renews the token once when it is refused."""

from collections.abc import Iterator, Mapping
from typing import Any

from voronka.client import answers
from voronka.client._sync.line import Line
from voronka.client._sync.signing import Signer
from voronka.client.answers import Answer
from voronka.client.requests import Request
from voronka.contract.operation import Right

UNAUTHORIZED = 401


class Caller:
    def __init__(self, line: Line, signer: Signer | None, headers: Mapping[str, str]) -> None:
        self._line = line
        self._signer = signer
        self._headers = headers

    def call(self, request: Request) -> Any:
        """The decoded answer, None where there is none to decode. Raises the errors of errors.py."""
        return answers.read(self._send(request), request.operation, request.first)

    def stream(self, request: Request) -> Iterator[bytes]:
        """The contents of a file, piece by piece. Raises the errors of errors.py."""
        headers = self._headers if self._signer is None else self._signed(self._signer.token())
        for piece in self._line.stream(request, headers):
            yield piece

    def close(self) -> None:
        if self._signer is not None:
            self._signer.settle()
        self._line.close()

    def _send(self, request: Request) -> Answer:
        if self._signer is None or request.operation.right is Right.NOBODY:
            return self._line.send(request, self._headers)
        token = self._signer.token()
        answer = self._line.send(request, self._signed(token))
        if answer.status == UNAUTHORIZED and (another := self._signer.renewed(token)):
            answer = self._line.send(request, self._signed(another))
        return answer

    def _signed(self, token: str) -> dict[str, str]:
        return {**self._headers, "Authorization": f"Bearer {token}"}
