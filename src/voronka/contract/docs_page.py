"""The table of operations as one plain page: no script, nothing loaded from elsewhere, readable on a telephone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from voronka import contract
from voronka.contract.described import V4, Described
from voronka.contract.examples import Example
from voronka.contract.openapi import document
from voronka.contract.operation import Operation
from voronka.contract.pretty import pretty
from voronka.contract.wording import named, remark, resource

Json = dict[str, Any]

STYLE = """
:root { color-scheme: light dark; --line: #8885; --accent: #07795a; }
@media (prefers-color-scheme: dark) { :root { --accent: #3fd0a3; } }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
a { color: var(--accent); }
code { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
nav ul { columns: 15rem; list-style: none; overflow-wrap: anywhere; padding: 0; }
h2 { border-bottom: 1px solid var(--line); margin-top: 2.5rem; }
details { border-bottom: 1px solid var(--line); padding: .5rem 0; }
summary { cursor: pointer; }
summary b { display: inline-block; font-family: ui-monospace, monospace; min-width: 4.5em; }
summary span { display: block; padding-left: 1rem; }
@media (max-width: 40rem) { summary b + code { display: block; padding-left: 1rem; } }
[id^=type-] { scroll-margin-top: 3rem; }
h4 { margin: 1rem 0 .25rem; }
.text { white-space: pre-line; }
.fields { list-style: none; margin: 0; padding: 0; }
.fields li { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .1rem 0; }
.fields code:first-child { flex: 0 1 18rem; min-width: 0; }
.fields span { flex: 1 1 16rem; min-width: 0; overflow-wrap: anywhere; }
pre { border-left: 3px solid var(--line); max-height: 24rem; overflow: auto; padding-left: 1rem; }
pre { white-space: pre-wrap; }
summary, h2, h4 { overflow-wrap: anywhere; }
"""

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: API</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{title}: API</h1>
<p>Every operation of this API. The same for machines: <a href="{file}">{file}</a>. {others}</p>
<p>{about}</p>
</header>
<nav aria-label="Resources"><ul>{contents}</ul></nav>
<main>{sections}<h2 id="types">Types</h2>{types}</main>
</body>
</html>
"""


def page(
    operations: Sequence[Operation],
    examples: Mapping[str, Example] | None = None,
    wire: Described = V4,
    others: str = "",
) -> str:
    """`others`: links to the pages of the other wires."""
    described = document(
        operations, title=contract.TITLE, version=contract.VERSION, server="/", examples=examples, wire=wire
    )
    by_resource: dict[str, list[Operation]] = defaultdict(list)
    for operation in operations:
        by_resource[resource(operation)].append(operation)
    return PAGE.format(
        title=escape(contract.TITLE),
        file=wire.file,
        about=wire.about,
        others=others,
        style=STYLE,
        contents="".join(f'<li><a href="#{name}">{name}</a></li>' for name in by_resource),
        sections="".join(_section(name, rows, described) for name, rows in by_resource.items()),
        types="".join(_type(name, schema) for name, schema in sorted(described["components"]["schemas"].items())),
    )


def _section(name: str, operations: list[Operation], described: Json) -> str:
    rows = "".join(_operation(row, described["paths"][row.path][row.method.lower()]) for row in operations)
    return f'<section><h2 id="{name}">{name}</h2>{rows}</section>'


def _operation(operation: Operation, described: Json) -> str:
    return (
        f'<details id="{operation.name}"><summary><b>{operation.method}</b> <code>{_breakable(operation.path)}</code>'
        f"<span>{escape(described['summary'])}</span></summary>"
        f'<p class="text">{escape(described["description"])}</p>{"".join(_parts(operation, described))}</details>'
    )


def _breakable(path: str) -> str:
    """On a telephone a path goes on in the next line after a slash, not in the middle of a word."""
    return escape(path).replace("/", "/<wbr>")


def _parts(operation: Operation, described: Json) -> Iterator[str]:
    if described["parameters"]:
        rows = [
            (
                found["name"],
                {**found["schema"], "description": found.get("description", "")},
                found.get("required", False),
            )
            for found in described["parameters"]
        ]
        yield f"<h4>Parameters</h4>{_fields(rows)}"
    for media, content in described.get("requestBody", {}).get("content", {}).items():
        yield f"<h4>Body, <code>{media}</code></h4><p>{_named(content['schema'])}</p>{_example(content)}"
    for media, content in described["responses"][str(operation.status)].get("content", {}).items():
        under = f" under <code>{operation.root}.{operation.key}</code>" if operation.key else ""
        schema = content["schema"].get("allOf", [content["schema"]])[0]
        heading = f"<h4>Answer {operation.status}, <code>{media}</code></h4>"
        yield f"{heading}<p>{_named(schema)}{under}</p>{_example(content)}"
    if operation.answer is None:
        yield f"<h4>Answer {operation.status}</h4>"


def _example(content: Json) -> str:
    return f"<pre><code>{escape(pretty(content['example']))}</code></pre>" if "example" in content else ""


def _type(name: str, schema: Json) -> str:
    required = schema.get("required", [])
    rows = [(key, value, key in required) for key, value in schema.get("properties", {}).items()]
    text = escape(schema.get("description", ""))
    return (
        f'<details><summary><code>{name}</code></summary><div id="type-{name}"><p class="text">{text}</p>'
        f"{_fields(rows)}</div></details>"
    )


def _fields(rows: list[tuple[str, Json, bool]]) -> str:
    lines = (
        f"<li><code>{escape(name)}{'' if required else '?'}</code><span>{_named(schema)}{_remark(schema)}</span></li>"
        for name, schema, required in rows
    )
    return f'<ul class="fields">{"".join(lines)}</ul>'


def _remark(schema: Json) -> str:
    said = remark(schema)
    return f": {escape(said)}" if said else ""


def _named(schema: Json) -> str:
    """A type in words; wire types link to their place on the page."""
    return named(schema, ref=lambda name: f'<a href="#type-{name}">{name}</a>', text=escape)
