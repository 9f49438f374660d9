"""A query in PHP's brackets → the operation's own query type, in all the spellings that clients have."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from msgspec import UNSET, inspect

from voronka.api.errors import BadRequest, NotProcessable
from voronka.api.faults import bare, bounded, chosen, join
from voronka.base import php
from voronka.domain.errors import Problems, Rule

Node = dict[str, Any] | list[str]

WHOLE = re.compile(r"[+-]?[0-9]{1,19}")
DECIMAL = re.compile(r"[+-]?[0-9]{1,19}(\.[0-9]+)?")
FLAGS = {"1": True, "true": True, "0": False, "false": False}


def decode_query(nested: php.Nested, type_: Any) -> Any:
    """Unknown keys are dropped, empty values count as absent; every bad value is named by its path."""
    problems = Problems()
    value = _struct(nested, _info(type_), "", problems)
    for problem in problems.found:
        if problem.path == "limit" and problem.rule is Rule.TOO_HIGH:
            raise NotProcessable(f"At most {problem.expected} items per page: ask for a smaller limit.")
    problems.check()
    return value


def decode_query_string(text: str, type_: Any) -> Any:
    """The same from the text after the question mark, or from a form body."""
    try:
        nested = php.parse(text)
    except php.TooDeep as error:
        raise BadRequest(f"The query cannot be read: {error}.") from error
    return decode_query(nested, type_)


@cache
def _info(type_: Any) -> inspect.StructType:
    info = inspect.type_info(type_)
    assert isinstance(info, inspect.StructType)
    return info


def _value(node: Node, type_: inspect.Type, path: str, problems: Problems) -> Any:
    """The value of one key, or UNSET when it is bad and told, or when nothing is there."""
    member = _member(node, bare(type_))
    if _is_comma(type_) or _is_comma(member):
        node = [part.strip() for text in texts(node) for part in text.split(",")]
    member = bare(member)
    return UNSET if _is_empty(node) else KINDS[type(member)](node, member, path, problems)


def _is_comma(type_: inspect.Type) -> bool:
    return isinstance(type_, inspect.Metadata) and bool((type_.extra or {}).get("comma"))


def _is_empty(node: Node) -> bool:
    return not any(texts(node))


def texts(node: Node) -> Iterator[str]:
    """All values below, in the order they were sent."""
    if isinstance(node, list):
        yield from node
    else:
        for below in node.values():
            yield from texts(below)


def _member(node: Node, type_: inspect.Type) -> inspect.Type:
    """Of a union, `[from]` and the like ask for the object among the members; anything else for the other one."""
    if not isinstance(type_, inspect.UnionType):
        return type_
    structs = [member for member in type_.types if isinstance(member, inspect.StructType)]
    others = [member for member in type_.types if not isinstance(member, inspect.StructType)]
    for struct in structs:
        if isinstance(node, dict) and any(field.encode_name in node for field in struct.fields):
            return struct
    return max(others, key=lambda member: isinstance(member, inspect.FloatType))


def _struct(node: Node, type_: inspect.StructType, path: str, problems: Problems) -> Any:
    if not isinstance(node, dict):
        return _wrong(path, problems, "object")
    given: dict[str, Any] = {}
    for field in type_.fields:
        value = UNSET
        faults = len(problems.found)
        if field.encode_name in node:
            value = _value(node[field.encode_name], field.type, join(path, field.encode_name), problems)
        if value is not UNSET:
            given[field.name] = value
        elif field.required:
            if len(problems.found) == faults:
                problems.add(0, join(path, field.encode_name), Rule.MISSING)
            return UNSET
    return type_.cls(**given)


def _list(node: Node, type_: inspect.ListType, path: str, problems: Problems) -> Any:
    item = bare(type_.item_type)
    if isinstance(item, inspect.StructType):
        nodes = _nodes(node, item, path)
        found = [_value(below, item, where, problems) for where, below in nodes]
    else:
        values = [text for text in texts(node) if text]
        if isinstance(item, inspect.IntType):  # a comma is no part of any number, so lists of them may come as text
            values = [part for text in values for part in text.split(",") if part]
        found = [_value([text], item, path, problems) for text in values]
    return [value for value in found if value is not UNSET]


def _nodes(node: Node, item: inspect.StructType, path: str) -> list[tuple[str, Node]]:
    """`[0][status_id]`, `[][status_id]`, and the careless `[status_id]` without an index."""
    if isinstance(node, dict) and not any(field.encode_name in node for field in item.fields):
        return [(join(path, key), below) for key, below in node.items()]
    return [(path, node)]


def _dict(node: Node, type_: inspect.DictType, path: str, problems: Problems) -> Any:
    if not isinstance(node, dict):
        return _wrong(path, problems, "object")
    found: dict[Any, Any] = {}
    for key, below in node.items():
        where = join(path, key)
        name = _value([key], type_.key_type, where, problems)
        value = _value(below, type_.value_type, where, problems)
        if name is not UNSET and value is not UNSET:
            found[name] = value
    return found


def _int(node: Node, type_: inspect.IntType, path: str, problems: Problems) -> Any:
    text = _last(node)
    if not WHOLE.fullmatch(text):
        return _wrong(path, problems, "int")
    return bounded(int(text), type_, path, problems)


def _float(node: Node, type_: inspect.FloatType, path: str, problems: Problems) -> Any:
    """Whole numbers stay whole."""
    text = _last(node)
    if not DECIMAL.fullmatch(text):
        return _wrong(path, problems, "int")
    return bounded(float(text) if "." in text else int(text), type_, path, problems)


def _text(node: Node, _type: inspect.StrType, path: str, problems: Problems) -> Any:
    text = _last(node)
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        problems.add(0, path, Rule.FORMAT, "text without NUL and broken characters")
        return UNSET
    return text


def _flag(node: Node, _type: inspect.BoolType, path: str, problems: Problems) -> Any:
    flag = FLAGS.get(_last(node).lower())
    return _wrong(path, problems, "bool") if flag is None else flag


def _literal(node: Node, type_: inspect.LiteralType, path: str, problems: Problems) -> Any:
    return chosen(_last(node), type_, path, problems)


def _last(node: Node) -> str:
    """Of a key sent twice the last one counts, as in PHP."""
    return [text for text in texts(node) if text][-1].strip()


def _wrong(path: str, problems: Problems, expected: str) -> Any:
    problems.add(0, path, Rule.WRONG_TYPE, expected)
    return UNSET


KINDS: dict[type[inspect.Type], Callable[[Any, Any, str, Problems], Any]] = {
    inspect.StructType: _struct,
    inspect.ListType: _list,
    inspect.DictType: _dict,
    inspect.IntType: _int,
    inspect.FloatType: _float,
    inspect.StrType: _text,
    inspect.BoolType: _flag,
    inspect.LiteralType: _literal,
}
