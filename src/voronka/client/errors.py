"""What can go wrong, as one tree. Catch AmoError for all of it, a branch for what you can mend.

    AmoError                      every error of this client
    ├── ConnectionFailed          no answer came: wrong address, broken line, out of time
    ├── UnexpectedAnswer          an answer that is not the API's: a web page, a redirect, a torn body
    ├── NotSignedIn               OAuth without a pair of tokens: sign in with a code first
    ├── TokensNotSaved            a new pair came and could not be stored; the error holds it
    └── Refused                   the API said no; status, title, detail, request_id
        ├── BadRequest            400: the request is not of the form that the operation takes
        │   └── ValidationFailed  … some values are not; `problems` names every one
        ├── Unauthorized          401: no token, or one that is no good
        │   └── TokenRefused      a code or a refresh token is no good; `hint` says why
        ├── PaymentRequired       402: the account is not paid for, or its plan has no such feature
        ├── Forbidden             403: no right to do this, or shut out after too many requests
        ├── NotFound              404: no such record, or no such address
        ├── NotProcessable        422: understood, but cannot be done: too many items, a conflict
        ├── TooManyRequests       429: still over the limit after all retries; `retry_after`
        └── ServerFailed          5xx: the server's own fault, or it is overloaded

They are all in `voronka` as well: `from voronka import NotFound`.
"""

from typing import Any

from msgspec import Struct

from voronka.client.auth import Tokens

SHOWN = 5


class ItemProblem(Struct, frozen=True, kw_only=True):
    """One fault of one sent item.

    index: which item of the list that was handed over, from 0; None where the answer does not say.
    code: the vendor's name of the rule, such as `NotSupportedChoice` or `FieldMissing`.
    path: where in the item, dotted: `custom_fields_values.0.values.0.enum_id`.
    detail: the rule in words.
    """

    index: int | None
    code: str
    path: str
    detail: str

    def __str__(self) -> str:
        item = "" if self.index is None else f"item {self.index}, "
        return f"{item}{self.path}: {self.detail}"


class AmoError(Exception):
    """Anything that this client raises.

    operation: what was called, such as `leads.add`.
    saved: answers to the earlier parts of a batch that was sent in several requests: these are stored.
    """

    def __init__(self, operation: str, text: str) -> None:
        super().__init__(f"{operation}: {text}")
        self.operation = operation
        self.saved: list[Any] = []


class ConnectionFailed(AmoError):
    """No answer came. Its cause (`__cause__`) is the error of httpx2.

    maybe_done: the request was on its way, so the server may have carried it out; False: it never left.
    """

    def __init__(self, operation: str, text: str, *, maybe_done: bool) -> None:
        super().__init__(operation, text)
        self.maybe_done = maybe_done


class UnexpectedAnswer(AmoError):
    """Something answered, but not the API: a page of a proxy, a redirect to another host, a body cut short.

    status: of HTTP. content: the body as it came.
    """

    def __init__(self, operation: str, text: str, *, status: int, content: bytes) -> None:
        super().__init__(operation, text)
        self.status = status
        self.content = content


class NotSignedIn(AmoError):
    """The store of tokens is empty. Send the user to `amo.oauth.authorize()`, then `sign_in(code)`."""


class TokensNotSaved(AmoError):
    """The server gave a new pair, the old one is dead, and the store failed (see `__cause__`).

    tokens: the new pair. The client holds on to it and stores it before the next call; if the process is to end,
        keep it yourself.
    """

    def __init__(self, tokens: Tokens) -> None:
        super().__init__("oauth.token", "the new tokens could not be stored; mend the store and call again")
        self.tokens = tokens


class Refused(AmoError):
    """The API said no.

    status: of HTTP. title, detail: the vendor's words, empty where the answer was not JSON.
    request_id: the answer's X-Request-Id, for the vendor's support. body: the decoded answer, or its text.
    """

    def __init__(
        self,
        operation: str,
        text: str = "",
        *,
        status: int,
        title: str = "",
        detail: str = "",
        request_id: str = "",
        body: Any = None,
    ) -> None:
        super().__init__(operation, text or " ".join(filter(None, (str(status), title + ":" * bool(detail), detail))))
        self.status = status
        self.title = title
        self.detail = detail
        self.request_id = request_id
        self.body = body


class BadRequest(Refused):
    """400: the request is not of the form that the operation takes."""


class ValidationFailed(BadRequest):
    """400: some values are not good. Nothing of this request was saved.

    problems: every fault of every item.
    """

    def __init__(self, operation: str, *, problems: list[ItemProblem], **answer: Any) -> None:
        more = [f"and {len(problems) - SHOWN} more"] if len(problems) > SHOWN else []
        super().__init__(operation, "; ".join([*map(str, problems[:SHOWN]), *more]), **answer)
        self.problems = problems


class Unauthorized(Refused):
    """401: no token, or one that is expired, revoked, or of another account. A long-lived one must be made anew."""


class TokenRefused(Unauthorized):
    """The token endpoint took neither the code nor the refresh token: the user has to let the integration in again.

    hint: the vendor's words for the reason, such as `Token has been revoked`. status: 400 or 401.
    """

    def __init__(self, operation: str, *, hint: str, **answer: Any) -> None:
        super().__init__(operation, f"{answer['status']} {hint or answer['detail']}", **answer)
        self.hint = hint


class PaymentRequired(Refused):
    """402: the account is not paid for, or its plan has no such feature."""


class Forbidden(Refused):
    """403: the token's user may not do this. Without a JSON body: shut out for going on over the limit of requests."""


class NotFound(Refused):
    """404: no such record, or no such address. `get` does not raise it, it returns None."""


class NotProcessable(Refused):
    """422: understood, but it cannot be done: too many items at once, a conflict with what is there."""


class TooManyRequests(Refused):
    """429: over the limit of requests, and still so after all retries, or for longer than `Retry.longest`.

    retry_after: seconds to wait, where the answer says so.
    """

    def __init__(self, operation: str, *, retry_after: float | None, **answer: Any) -> None:
        super().__init__(operation, **answer)
        self.retry_after = retry_after


class ServerFailed(Refused):
    """5xx: the server's own fault (500), or it is overloaded or away (502, 503, 504). A batch may be too large.

    A write that ends so may have been carried out: look before you send it again.
    """
