"""Prints docs/wire/: a page per noun with its operations, types and examples. `--check` only tells stale pages."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlencode

from msgspec import UNSET, Struct

from voronka import contract
from voronka.contract import amocrm_v4
from voronka.contract.examples import Example, examples
from voronka.contract.openapi import document
from voronka.contract.operation import Operation
from voronka.contract.pretty import pretty
from voronka.contract.wording import named, remark

Json = dict[str, Any]

FOLDER = Path(__file__).parent.parent / "docs/wire"
SHOWN = examples("amocrm_v4")
DESCRIBED = document(amocrm_v4.OPERATIONS, title=contract.TITLE, version=contract.VERSION, server="/", examples=SHOWN)
SCHEMAS: Json = DESCRIBED["components"]["schemas"]

INDEX = """# The wire: API v4, noun by noun

Printed by `scripts/print_wire.py` from the operation table (`src/voronka/contract/amocrm_v4/`) and from the examples
that tests tell (`tests/contract/examples/`); a test fails when a page is stale. What holds for all of them:

- A token with every call: `Authorization: Bearer …`. Bodies are JSON, times are Unix seconds, money is in whole units.
- A list answers at most 250 items under `_embedded`, and `_links.next` when there are more. Nothing found is 204
  without a body.
- A collection is written by an array, one record by an object. If one item is wrong, nothing is saved.
- Every operation may answer 400, 401, 403, 404, 405, 413, 422, 429 or 500 with `application/problem+json`
  (429 with a page, as the vendor's front does). 402 never happens here: nobody pays.
- `name?` may be left out. The same for machines: `/openapi.json` of a started server.

| Noun | Operations |
|---|---|
"""


def main() -> None:
    wanted = dict(pages())
    there = {path.name: path.read_text() for path in FOLDER.glob("*.md")}
    if "--check" in sys.argv:
        if stale := [name for name in wanted | there if wanted.get(name) != there.get(name)]:
            sys.exit(f"docs/wire is stale: {', '.join(stale)}. Run scripts/print_wire.py.")
        return
    FOLDER.mkdir(exist_ok=True)
    for name in there.keys() - wanted.keys():
        (FOLDER / name).unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text)


def pages() -> Iterator[tuple[str, str]]:
    modules = {name: module for name, module in vars(amocrm_v4).items() if isinstance(module, ModuleType)}
    nouns = {name: module for name, module in sorted(modules.items()) if hasattr(module, "OPERATIONS")}
    rows = [f"| [{name}]({name}.md) | {len(module.OPERATIONS)} |\n" for name, module in nouns.items()]
    yield "README.md", INDEX + "".join(rows)
    for name, module in nouns.items():
        yield f"{name}.md", "".join(page(name, module))


def page(name: str, module: ModuleType) -> Iterator[str]:
    yield f"# {name}\n\n{module.__doc__}\n\n| Operation | Method | Path |\n|---|---|---|\n"
    first: dict[Any, Operation] = {}
    for each in module.OPERATIONS:
        twin = first.setdefault(_kind(each), each)
        told = (
            f"[{each.name}](#{_anchor(twin)})" if twin is each else f"{each.name}, as [{twin.name}](#{_anchor(twin)})"
        )
        yield f"| {told} | {each.method} | `{each.path}` |\n"
    for each in first.values():
        yield from _operation(each)
    if own := [type_ for type_ in vars(module).values() if _is_own(type_, module)]:
        yield "\n## Types\n"
        for type_ in own:
            yield from _type(type_.__name__)


def _kind(operation: Operation) -> Any:
    """What leads, contacts and companies share is told once."""
    types = (operation.query, operation.body, operation.answer)
    return operation.name.partition(".")[2], operation.method, repr(types)


def _anchor(operation: Operation) -> str:
    return operation.name.replace(".", "")


def _is_own(type_: Any, module: ModuleType) -> bool:
    is_struct = isinstance(type_, type) and issubclass(type_, Struct) and type_.__name__ in SCHEMAS
    return is_struct and type_.__module__ == module.__name__


def _operation(operation: Operation) -> Iterator[str]:
    described = DESCRIBED["paths"][operation.path][operation.method.lower()]
    yield f"\n## {operation.name}\n\n`{operation.method} {operation.path}`: {described['summary']}.\n"
    yield f"\n{described['description']}\n"
    if parameters := [each for each in described["parameters"] if each["in"] != "path"]:
        yield "\n| Parameter | Type |\n|---|---|\n"
        yield from (f"| `{each['name']}` | {_named(each['schema'])}{_remark(each)} |\n" for each in parameters)
    yield from _sent_and_answered(operation, described)
    if operation.name in SHOWN:
        yield from _example(operation, SHOWN[operation.name])


def _sent_and_answered(operation: Operation, described: Json) -> Iterator[str]:
    for media, content in described.get("requestBody", {}).get("content", {}).items():
        yield f"\nBody, `{media}`: {_named(content['schema'])}.\n"
    answered = described["responses"][str(operation.status)].get("content", {})
    if not answered:
        yield f"\nAnswer {operation.status}, without a body.\n"
    for media, content in answered.items():
        under = f", the array under `_embedded.{operation.key}`" if operation.key else ""
        schema = content["schema"].get("allOf", [content["schema"]])[0]
        yield f"\nAnswer {operation.status}, `{media}`: {_named(schema)}{under}.\n"


def _example(operation: Operation, shown: Example) -> Iterator[str]:
    query = "?" + urlencode(shown.query, doseq=True, safe="[],") if shown.query else ""
    yield f"\n```http\n{operation.method} {shown.path}{query}\n```\n"
    for part in (shown.body, shown.answer):
        if part is not UNSET:
            yield f"\n```json\n{pretty(part)}\n```\n"


def _type(name: str) -> Iterator[str]:
    schema = SCHEMAS[name]
    yield f"\n### {name}\n"
    if text := schema.get("description"):
        yield f"\n{text}\n"
    if fields := schema.get("properties"):
        yield "\n| Key | Type |\n|---|---|\n"
        required = schema.get("required", [])
        for key, value in fields.items():
            yield f"| `{key}{'' if key in required else '?'}` | {_named(value)}{_remark(value)} |\n"


def _named(schema: Json) -> str:
    return named(schema, ref=_shortly)


def _remark(schema: Json) -> str:
    said = remark(schema)
    return f": {said}" if said else ""


def _shortly(name: str) -> str:
    """`PageOf_Lead_` → `PageOf[Lead]`."""
    generic, _, inside = name.rstrip("_").partition("_")
    return f"`{generic}[{inside}]`" if inside else f"`{generic}`"


if __name__ == "__main__":
    main()
