"""PHP's bracketed keys, read and written: `filter[id][0]=1&filter[id][]=2`."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode

MAX_PAIRS = 5000
MAX_DEPTH = 12

Leaf = list[str]
Nested = dict[str, Any]


class TooDeep(ValueError):
    """More brackets or pairs than any client sends."""


def parse(text: str) -> Nested:
    """Nested dicts by key; a leaf is the list of all its values, so a repeated key loses nothing."""
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_PAIRS)
    except ValueError as error:
        raise TooDeep(str(error)) from error
    return nest(pairs)


def nest(pairs: Iterable[tuple[str, str]]) -> Nested:
    root: Nested = {}
    for key, value in pairs:
        path = split_key(key)
        if len(path) > MAX_DEPTH:
            raise TooDeep(f"{key[:60]}: more than {MAX_DEPTH} levels")
        node = root
        for part in path[:-1]:
            below = node.get(part or str(len(node)))
            if not isinstance(below, dict):
                below = node[part or str(len(node))] = {}
            node = below
        last = path[-1] or str(len(node))
        leaf = node.get(last)
        if isinstance(leaf, list):
            leaf.append(value)
        else:
            node[last] = [value]
    return root


def split_key(key: str) -> list[str]:
    """`a[b][]` → `["a", "b", ""]`."""
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
