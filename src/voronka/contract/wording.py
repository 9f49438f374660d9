"""How an operation is called in documents: its name read aloud."""

from collections.abc import Callable
from typing import Any

from voronka.contract.operation import Operation, Right

VERBS = {
    "list": "List {many}{owner}",
    "list_many": "List {many} of several{owner}",
    "get": "Read one {one}{owner}",
    "add": "Add {many}{owner}",
    "update": "Change several {many}{owner}",
    "update_one": "Change one {one}{owner}",
    "delete": "Delete one {one}{owner}",
    "delete_many": "Delete several {many}{owner}",
    "link": "Link records to one {one}",
    "unlink": "Unlink records from one {one}",
    "link_many": "Link records to several {many}",
    "unlink_many": "Unlink records from several {many}",
}

SINGULAR = {"companies": "company", "statuses": "status"}

RIGHTS = {
    Right.NOBODY: "No token needed.",
    Right.USER: "Any user of the account.",
    Right.ADMIN: "Administrators of the account only.",
}
NO_FREE_ONES = "Any user of the account but free ones, who change nothing."


def resource(operation: Operation) -> str:
    return operation.name.rpartition(".")[0]


def summary(operation: Operation) -> str:
    """`leads.custom_fields.list` → «List custom fields of leads»."""
    if operation.summary:
        return operation.summary
    nouns, _, verb = operation.name.replace("_", " ").rpartition(".")
    owner, _, many = nouns.rpartition(".")
    one = SINGULAR.get(many, many.removesuffix("s"))
    verb = verb.replace(" ", "_")
    of = owner if verb == "list_many" else f"of {owner}"
    return VERBS[verb].format(many=many, one=one, owner=f" {of}" if owner else "")


def description(operation: Operation) -> str:
    parts = [NO_FREE_ONES if operation.right is Right.USER and operation.writes else RIGHTS[operation.right]]
    if getattr(operation.body, "__origin__", None) is list:
        parts.append(f"At most {operation.most} items; if one is wrong, nothing is saved.")
    parts.append(doc(operation.query))
    return "\n\n".join(part for part in parts if part)


def doc(type_: object) -> str:
    """The docstring, without the indentation of continued lines."""
    text = getattr(type_, "__doc__", None) or ""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def remark(schema: dict[str, Any]) -> str:
    """What is said of a value besides its type."""
    parts = (schema, *schema.get("anyOf", ()))
    return "; ".join(dict.fromkeys(part["description"] for part in parts if "description" in part))


def named(schema: dict[str, Any], *, ref: Callable[[str], str], text: Callable[[str], str] = str) -> str:
    """A type in words. ref: how another type is pointed at; text: how words are written."""

    def inside(below: dict[str, Any]) -> str:
        return named(below, ref=ref, text=text)

    if "$ref" in schema:
        return ref(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(map(inside, schema["anyOf"])))
    if "enum" in schema:
        return ", ".join(text(str(value)) for value in schema["enum"])
    if schema.get("type") == "array":
        return f"array of {inside(schema.get('items', {}))}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"object of {inside(schema['additionalProperties'])}"
    return text(str(schema.get("type", "anything")))
