"""An HTTP answer → what the operation's type says, or the error that it means. Pure."""

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec
from msgspec import Struct

from voronka.client import errors, reading
from voronka.client.errors import ItemProblem, Refused
from voronka.client.requests import mark_of
from voronka.contract.amocrm_v4.oauth import Token
from voronka.contract.operation import Operation

BY_STATUS: dict[int, type[Refused]] = {
    400: errors.BadRequest,
    401: errors.Unauthorized,
    402: errors.PaymentRequired,
    403: errors.Forbidden,
    404: errors.NotFound,
    422: errors.NotProcessable,
}
SHUT_OUT = "no JSON in the answer: probably shut out for too many requests. Wait, then send fewer at a time"


class Answer(Struct, frozen=True, kw_only=True):
    """What came back. `headers` finds names in lower case."""

    status: int
    headers: Mapping[str, str] = {}
    content: bytes = b""

    @property
    def plain(self) -> Any:
        """The JSON of the body; None where it is no JSON."""
        try:
            return msgspec.json.decode(self.content)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait, from the header (seconds or a date) or from the body of the vendor's 429."""
        told = self.headers.get("retry-after") or _text(self.plain, "retry_after")
        return None if not told else _seconds(told)


def _seconds(told: str) -> float | None:
    try:
        return max(0.0, float(told))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    return max(0.0, (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp() - time.time())


def read(answer: Answer, operation: Operation, first: int = 0) -> Any:
    """The answer as the operation's type; None where there is none to read. Raises what the answer means.

    first: see Request.
    """
    if answer.status >= 300:
        raise refusal(answer, operation.name, first)
    if operation.answer is None or answer.status == 204 or (operation.answer is Any and not answer.content):
        return None
    if operation.answer is bytes:
        return answer.content
    try:
        found = reading.decode(answer.content, operation.answer)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unexpected(answer, operation.name, f"the answer is no JSON ({error})") from error
    if isinstance(found, Token) and not (found.access_token and found.refresh_token and found.expires_in):
        raise _unexpected(answer, operation.name, "the answer holds no pair of tokens")
    return found


def refusal(answer: Answer, operation: str, first: int = 0) -> errors.AmoError:
    """The error that an answer of 300 and above means."""
    if answer.status < 400:
        moved = answer.headers.get("location", "nowhere")
        return _unexpected(answer, operation, f"sent on to {moved}; if the account has moved, use its new address")
    plain = answer.plain
    if operation == "oauth.token" and answer.status in (400, 401):
        return errors.TokenRefused(operation, hint=_text(plain, "hint"), **_facts(answer, plain))
    if answer.status == 429:
        return errors.TooManyRequests(operation, retry_after=answer.retry_after, **_facts(answer, plain))
    if answer.status == 400 and (problems := _problems(plain, first)):
        return errors.ValidationFailed(operation, problems=problems, **_facts(answer, plain))
    if answer.status == 403 and plain is None:
        return errors.Forbidden(operation, f"403 {SHUT_OUT}", **_facts(answer, plain))
    kind = errors.ServerFailed if answer.status >= 500 else BY_STATUS.get(answer.status, Refused)
    return kind(operation, **_facts(answer, plain))


def _unexpected(answer: Answer, operation: str, text: str) -> errors.UnexpectedAnswer:
    return errors.UnexpectedAnswer(operation, f"{answer.status}: {text}", status=answer.status, content=answer.content)


def _facts(answer: Answer, plain: Any) -> dict[str, Any]:
    return {
        "status": answer.status,
        "title": _text(plain, "title"),
        "detail": _text(plain, "detail"),
        "request_id": answer.headers.get("x-request-id", ""),
        "body": answer.content.decode(errors="replace") if plain is None else plain,
    }


def _text(plain: Any, key: str) -> str:
    value = plain.get(key) if isinstance(plain, dict) else None
    return "" if value is None else str(value)


def _problems(plain: Any, first: int) -> list[ItemProblem]:
    items = plain.get("validation-errors") if isinstance(plain, dict) else None
    return [
        ItemProblem(index=_index(item, first), **{key: _text(found, key) for key in ("code", "path", "detail")})
        for item in items or ()
        for found in item.get("errors") or ()
    ]


def _index(item: Any, first: int) -> int | None:
    """The mark of an item is its place in what was sent, see requests.parts."""
    mark = _text(item, "request_id")
    return first + int(mark) if mark.isdecimal() else None


# --- batches ------------------------------------------------------------------------------------------------------


def items_of(decoded: Any, operation: Operation) -> list[Any]:
    """The array within a page or a batch's answer; an answer without a body has none."""
    if decoded is None or isinstance(decoded, list):
        return decoded or []
    embedded = decoded.embedded
    return (embedded.get(operation.key) or []) if isinstance(embedded, dict) else []


def in_order(answers: Sequence[Any], sent: Sequence[Any], start: int) -> list[Any]:
    """Answers in the order of the items sent, with the senders' own marks back in them.

    `start`: place of the first item in its batch. A server that does not echo marks is taken to keep the order. Where
    several items may end in one answer (`leads.complex`), its `request_id` lists them all.
    """
    marks = {str(start + place): mark_of(item, start + place) for place, item in enumerate(sent)}
    by_mark = {_mark(answer): answer for answer in answers}
    found = [by_mark[mark] for mark in marks] if by_mark.keys() == marks.keys() else list(answers)
    for answer in found:
        _rename(answer, marks)
    return found


def _mark(answer: Any) -> str | None:
    mark = getattr(answer, "request_id", None)
    return mark if isinstance(mark, str) else None


def _rename(answer: Any, marks: Mapping[str, str]) -> None:
    mark = getattr(answer, "request_id", None)
    if isinstance(mark, list):
        answer.request_id = [marks.get(str(one), str(one)) for one in mark]
    elif isinstance(mark, str):
        answer.request_id = marks.get(mark, mark)
