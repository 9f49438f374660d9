"""JSON for people: what fits into a line stays in it."""

import json
from typing import Any

WIDTH = 118


def pretty(value: Any, indent: int = 0) -> str:
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + indent <= WIDTH or not isinstance(value, dict | list) or not value:
        return line
    inner, outer = " " * (indent + 2), " " * indent
    if isinstance(value, list):
        return f"[\n{inner}" + f",\n{inner}".join(pretty(each, indent + 2) for each in value) + f"\n{outer}]"
    pairs = (f"{json.dumps(key, ensure_ascii=False)}: {pretty(below, indent + 2)}" for key, below in value.items())
    return f"{{\n{inner}" + f",\n{inner}".join(pairs) + f"\n{outer}}}"
