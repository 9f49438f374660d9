"""Bytes of a body → the operation's own type; or every fault of every item at once."""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain, islice
from typing import Any, NoReturn

import msgspec
from msgspec import inspect

from voronka.api.errors import BadBody, BadRequest, TooLarge, TooManyItems
from voronka.api.faults import MAX_DEPTH, MAX_INT, TOO_DEEP, Fault, faults, unsound
from voronka.base import multipart, php
from voronka.domain.errors import NotFound, Problem

FORM = "application/x-www-form-urlencoded"
MAX_BYTES = 10 * 1024 * 1024
MOST_FAULTS = 1000  # nobody reads further, and the answer stays small

EMPTY = "Request data must not be blank: send a JSON body."
NOT_JSON = "The body cannot be read as JSON: {reason}."
NOT_FORM = "The body is not a form: {reason}."
NOT_ARRAY = "The body must be a JSON array of objects, even for one item."
NOT_OBJECT = "The body must be one JSON object."

# A number of 19 digits may be too large for 64 bits. With all digits folded into one, the question is one quick search.
_DIGITS = bytes.maketrans(b"123456789", b"000000000")
_LONG_NUMBER = b"0" * 19
_NUL = b"\\u0000"
_BUT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def decode_body(raw: bytes, type_: Any, *, most: int = 250) -> Any:
    """The body as `type_`. Unknown keys are dropped, of a key sent twice the last one counts."""
    _check_size(raw)
    if raw.strip() == b"[]" and isinstance(_info(type_), inspect.DictType):
        raw = b"{}"  # PHP knows no other empty object
    try:
        value = _decoder(type_).decode(raw)
    except msgspec.ValidationError as error:
        _explain(raw, type_, most, str(error))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _not_json(error) from error
    if _is_suspect(raw):
        refuse_unsound(_plain(raw))
    if isinstance(value, list):
        _check_count(value, most)
    return value


def decode_plain(raw: bytes) -> Any:
    """The body as JSON has it, for facades whose types are looser than JSON's."""
    _check_size(raw)
    plain = _plain(raw)
    if _is_suspect(raw):
        refuse_unsound(plain)
    return plain


def is_form(content_type: str) -> bool:
    return content_type.startswith(FORM) or multipart.is_named(content_type)


def decode_pairs(raw: bytes, content_type: str, most: int) -> dict[str, Any]:
    """A form in PHP's brackets as nested dicts of texts; whatever is not said to be multipart is the plain one."""
    plain = php.last_values(_form(raw, content_type, most))
    if b"%00" in raw or b"\0" in raw:
        refuse_unsound(plain)
    return plain


def decode_form(raw: bytes, content_type: str, type_: Any, *, most: int = 250) -> Any:
    """A form of plain texts as `type_`; of a key sent twice the last one counts."""
    nested = _form(raw, content_type, php.MAX_PAIRS)
    texts = {key: value[-1] for key, value in nested.items() if isinstance(value, list)}
    return decode_body(msgspec.json.encode(texts), type_, most=most)


def _form(raw: bytes, content_type: str, most: int) -> php.Nested:
    _check_size(raw)
    try:
        if multipart.is_named(content_type):
            return php.nest(multipart.pairs(raw, content_type, most))
        return php.parse(raw.decode(), most)
    except (UnicodeDecodeError, php.TooDeep, multipart.Broken) as error:
        raise BadRequest(NOT_FORM.format(reason=error)) from error


def check_path(path: Mapping[str, Any]) -> None:
    """Ids over 64 bits and texts with NUL name nothing, and not every store would say so."""
    for value in path.values():
        if value > MAX_INT if isinstance(value, int) else "\0" in str(value):
            raise NotFound("There is no such record: its id is beyond all ids.")


def _check_size(raw: bytes) -> None:
    if len(raw) > MAX_BYTES:
        raise TooLarge(f"The body is larger than {MAX_BYTES // 1024 // 1024} MB: send it in several requests.")
    if not raw.strip():
        raise BadRequest(EMPTY)


def _check_count(items: list[Any], most: int) -> None:
    if not items:
        raise BadRequest(EMPTY)
    if len(items) > most:
        raise TooManyItems(f"At most {most} items per request: {len(items)} were sent.")


@cache
def _decoder(type_: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(type_)


@cache
def _info(type_: Any) -> inspect.Type:
    return inspect.type_info(type_)


def _is_suspect(raw: bytes) -> bool:
    """Quick and never wrong about the innocent body; what it suspects is looked at properly."""
    return _LONG_NUMBER in raw.translate(_DIGITS) or _NUL in raw or _may_be_deep(raw)


def _may_be_deep(raw: bytes) -> bool:
    """Takes away the innermost brackets once per allowed level. Brackets in texts deceive it to the safe side only."""
    rest = raw.translate(None, _BUT_BRACKETS)
    for _ in range(MAX_DEPTH):
        if not rest:
            return False
        rest = rest.replace(b"[]", b"").replace(b"{}", b"")
    return bool(rest)


def refuse_unsound(plain: Any) -> None:
    if found := _problems(plain, unsound(plain)):
        raise BadBody(found, _request_ids(plain))


def _explain(raw: bytes, type_: Any, most: int, reason: str) -> NoReturn:
    plain, info = _plain(raw), _info(type_)
    if isinstance(info, inspect.ListType) and not isinstance(plain, list):
        raise BadRequest(NOT_ARRAY)
    if isinstance(info, inspect.StructType | inspect.DictType) and not isinstance(plain, dict):
        raise BadRequest(NOT_OBJECT)
    if isinstance(plain, list):
        _check_count(plain, most)
    found = _problems(plain, chain(unsound(plain), faults(plain, info)))
    raise BadBody(found, _request_ids(plain)) if found else BadRequest(NOT_JSON.format(reason=reason))


def _plain(raw: bytes) -> Any:
    """Refuses also what the typed decoder skips: broken text under unknown keys, numbers beyond floats."""
    try:
        return _decoder(Any).decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _not_json(error) from error


def _not_json(error: Exception) -> BadRequest:
    if isinstance(error, RecursionError):
        return BadRequest(TOO_DEEP)
    reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error).rstrip(".")
    return BadRequest(NOT_JSON.format(reason=reason))


def _problems(plain: Any, found: Iterable[Fault]) -> list[Problem]:
    """In an array the first part of the path is the item's place, which a problem keeps apart."""
    problems = []
    for path, rule, expected in islice(found, MOST_FAULTS):
        item, _, inside = path.partition(".") if isinstance(plain, list) else ("0", "", path)
        problems.append(Problem(int(item), inside, rule, expected))
    return problems


def _request_ids(plain: Any) -> list[str]:
    items = plain if isinstance(plain, list) else [plain]
    marks = [item.get("request_id") if isinstance(item, dict) else None for item in items]
    return [str(mark) if type(mark) in (str, int) else str(place) for place, mark in enumerate(marks)]
