"""PHP's bracketed keys, read and written: `filter[id][0]=1&filter[id][]=2`."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode

MAX_PAIRS = 5000
MAX_DEPTH = 12

Nested = dict[str, Any]


class TooDeep(ValueError):
    """More brackets or pairs than any client sends."""


def parse(text: str, most: int = MAX_PAIRS) -> Nested:
    """Nested dicts by key; a leaf is the list of all its values, so a repeated key loses nothing."""
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=most)
    except ValueError as error:
        raise TooDeep(f"more than {most} values") from error
    return nest(pairs)


def last_values(nested: Nested) -> dict[str, Any]:
    """The same with plain texts for leaves: of a key sent twice the last one counts."""
    return {key: below[-1] if isinstance(below, list) else last_values(below) for key, below in nested.items()}


def nest(pairs: Iterable[tuple[str, str]]) -> Nested:
    """Where one key is both a value and a branch, the later one wins, as in PHP. Pairs without a name are dropped."""
    root: Nested = {}
    for key, value in pairs:
        path = split_key(key)
        if len(path) > MAX_DEPTH:
            raise TooDeep(f"{key[:60]}: more than {MAX_DEPTH} levels")
        if path[0]:
            _put(root, path, value)
    return root


def _put(node: Nested, path: list[str], value: str) -> None:
    for part in path[:-1]:
        key = part or _next_index(node)
        below = node.get(key)
        if not isinstance(below, dict):
            below = node[key] = {}
        node = below
    last = path[-1] or _next_index(node)
    leaf = node.get(last)
    if isinstance(leaf, list):
        leaf.append(value)
    else:
        node[last] = [value]


def _next_index(node: Nested) -> str:
    """Where `[]` goes: the first free index, should somebody mix `[7]` and `[]`."""
    index = len(node)
    while str(index) in node:
        index += 1
    return str(index)


def split_key(key: str) -> list[str]:
    """`a[b][]` → `["a", "b", ""]`; brackets that do not match are part of the name."""
    head, bracket, rest = key.partition("[")
    if not bracket or not rest.endswith("]"):
        return [key]
    return [head, *rest[:-1].split("][")]


def build(value: Nested) -> str:
    return urlencode(list(flatten(value)))


def flatten(value: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if isinstance(value, dict):
        items: Iterable[tuple[Any, Any]] = value.items()
    elif isinstance(value, (list, tuple)):
        items = enumerate(value)
    else:
        yield prefix, text(value)
        return
    for key, below in items:
        yield from flatten(below, f"{prefix}[{key}]" if prefix else str(key))


def text(value: Any) -> str:
    """PHP turns true into 1 and false into an empty text; 0 is what receivers can read."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)
