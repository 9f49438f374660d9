"""Bodies as clients of API v2 write them → the operation's own type, or every fault by its path.

A number may be text, a list an object with numbers for keys, and everything may have been a form.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from msgspec import UNSET, inspect

from voronka.api.faults import NAMES, bare, bounded, chosen, join
from voronka.api.queries import DECIMAL, FLAGS, WHOLE
from voronka.domain.errors import Problems, Rule


def read(plain: Any, type_: Any, problems: Problems) -> Any:
    """Unknown keys are dropped, null is the same as nothing sent."""
    return _value(plain, _info(type_), "", problems)


def as_list(value: Any) -> list[Any] | None:
    """PHP writes a list with gaps as an object; None when it is no list in any spelling."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and all(isinstance(key, str) and key.isdecimal() for key in value):
        return [value[key] for key in sorted(value, key=int)]
    return None


@cache
def _info(type_: Any) -> inspect.Type:
    return inspect.type_info(type_)


def _value(value: Any, type_: inspect.Type, path: str, problems: Problems) -> Any:
    type_ = _member(value, type_)
    if value is None or (value == "" and isinstance(type_, inspect.IntType | inspect.FloatType)):
        return UNSET
    if isinstance(type_, inspect.ListType) and isinstance(bare(type_.item_type), inspect.IntType):
        return _ids(value, type_, path, problems)
    return KINDS[type(type_)](value, type_, path, problems)


def _members(type_: inspect.UnionType) -> list[inspect.Type]:
    bares = [bare(member) for member in type_.types]
    flat = [
        bare(inner)
        for member in bares
        for inner in (member.types if isinstance(member, inspect.UnionType) else [member])
    ]
    return [member for member in flat if type(member) in KINDS]


def _member(value: Any, type_: inspect.Type) -> inspect.Type:
    """Of number or text the number, where the value is one."""
    type_ = bare(type_)
    if not isinstance(type_, inspect.UnionType):
        return type_
    members = _members(type_)
    numbers = [member for member in members if isinstance(member, inspect.FloatType | inspect.IntType)]
    floats = [member for member in members if isinstance(member, inspect.FloatType)]
    texts = [member for member in members if isinstance(member, inspect.StrType)]
    if numbers and texts:
        return numbers[0] if _whole(value) is not None else texts[0]
    return (floats or members)[0]


def _struct(value: Any, type_: inspect.StructType, path: str, problems: Problems) -> Any:
    if value in ([], ""):  # PHP's empty object
        value = {}
    if not isinstance(value, dict):
        return _wrong(type_, path, problems)
    given: dict[str, Any] = {}
    is_whole = True
    for field in type_.fields:
        key = field.encode_name
        if key not in value and not field.required:
            continue
        found = _value(value[key], field.type, join(path, key), problems) if key in value else UNSET
        if found is not UNSET:
            given[field.name] = found
        elif field.required:
            is_whole = False
            if value.get(key) in (None, ""):
                problems.add(0, join(path, key), Rule.MISSING)
    return type_.cls(**given) if is_whole else UNSET


def _list(value: Any, type_: inspect.ListType, path: str, problems: Problems) -> Any:
    items = [] if value == "" else as_list(value)
    if items is None:
        return _wrong(type_, path, problems)
    found = [_value(item, type_.item_type, join(path, place), problems) for place, item in enumerate(items)]
    return (
        found if isinstance(bare(type_.item_type), inspect.AnyType) else [each for each in found if each is not UNSET]
    )


def _ids(value: Any, type_: inspect.ListType, path: str, problems: Problems) -> Any:
    """`5`, `"5, 6"`, `["5", 6]`: all of them are lists of ids."""
    items = value.split(",") if isinstance(value, str) else [value] if isinstance(value, int) else as_list(value)
    if items is None:
        return _wrong(type_, path, problems)
    # a published example has a list of ids inside a list
    flat = [each for item in items for each in ((isinstance(item, list | dict) and as_list(item)) or [item])]
    found = [_value(item, type_.item_type, join(path, place), problems) for place, item in enumerate(flat)]
    return [each for each in found if each is not UNSET]


def _dict(value: Any, type_: inspect.DictType, path: str, problems: Problems) -> Any:
    if isinstance(value, list):
        value = {str(place): item for place, item in enumerate(value)}
    if not isinstance(value, dict):
        return {} if value == "" else _wrong(type_, path, problems)
    pairs = [
        (
            _value(key, type_.key_type, join(path, key), problems),
            _value(item, type_.value_type, join(path, key), problems),
        )
        for key, item in value.items()
    ]
    return {key: item for key, item in pairs if key is not UNSET and item is not UNSET}


def _int(value: Any, type_: inspect.IntType, path: str, problems: Problems) -> Any:
    number = _whole(value)
    return _wrong(type_, path, problems) if number is None else bounded(number, type_, path, problems)


def _whole(value: Any) -> int | None:
    if isinstance(value, str):
        text = value.strip()
        return int(text) if WHOLE.fullmatch(text) else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return int(value) if isinstance(value, int) else None


def _float(value: Any, type_: inspect.FloatType, path: str, problems: Problems) -> Any:
    """Whole numbers stay whole."""
    if isinstance(value, str):
        text = value.strip().replace(" ", "").replace(",", ".")
        if not DECIMAL.fullmatch(text):
            return _wrong(type_, path, problems)
        value = float(text) if "." in text else int(text)
    if isinstance(value, bool):
        value = int(value)
    if not isinstance(value, int | float):
        return _wrong(type_, path, problems)
    return bounded(value, type_, path, problems)


def _text(value: Any, type_: inspect.StrType, path: str, problems: Problems) -> Any:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, str | int | float):
        return str(value)
    return _wrong(type_, path, problems)


def _flag(value: Any, type_: inspect.BoolType, path: str, problems: Problems) -> Any:
    if value in ("", None):
        return False
    flag = FLAGS.get(str(value).strip().lower()) if isinstance(value, str | int) else None
    return _wrong(type_, path, problems) if flag is None else flag


def _literal(value: Any, type_: inspect.LiteralType, path: str, problems: Problems) -> Any:
    return chosen(value if isinstance(value, str) else "", type_, path, problems)


def _any(value: Any, type_: inspect.AnyType, path: str, problems: Problems) -> Any:
    return value


def _wrong(type_: inspect.Type, path: str, problems: Problems) -> Any:
    problems.add(0, path, Rule.WRONG_TYPE, NAMES.get(type(type_), "string"))
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
    inspect.AnyType: _any,
}
