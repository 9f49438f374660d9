"""The client has every operation once, under its own name and with its own types, and stands without the server."""

import collections.abc
import inspect
import json
import re
import subprocess
import sys
import types
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from msgspec import Struct, UnsetType, structs

import voronka
from voronka import Amo, AmoSync, AsyncPages, Pages, client
from voronka.client._async.resource import AsyncResource
from voronka.client._sync.resource import Resource
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.amocrm_v4.envelope import PageOf, Saved
from voronka.contract.operation import Operation

# a page that people fill in (`oauth.authorize` gives its address), and what browsers open
NOT_CALLED = {"oauth.consent", "short_links.follow", "website_buttons.script", "online_chats.write", "online_chats.get"}
# what takes several operations to do
CONVENIENT = ["files.read", "files.upload"]
CALLED = [operation for operation in OPERATIONS if operation.name not in NOT_CALLED]

AMO = Amo("https://romashka.example", token="")
AMO_SYNC = AmoSync("https://romashka.example", token="")


def method(amo: Any, name: str) -> Any:
    for part in name.split("."):
        amo = getattr(amo, part)
    return amo


def methods(of: Any, way: str = "") -> Iterator[str]:
    """The names of all public methods of the nouns below."""
    for name, value in vars(of).items():
        if isinstance(value, AsyncResource | Resource) and not name.startswith("_"):
            noun = f"{way}{name}."
            yield from (
                f"{noun}{called}" for called, _ in inspect.getmembers(value, inspect.ismethod) if called[0] != "_"
            )
            yield from methods(value, noun)


@pytest.mark.parametrize("amo", [AMO, AMO_SYNC])
def test_every_operation_has_one_method_and_every_method_one_operation(amo: Any):
    assert sorted(methods(amo)) == sorted([*CONVENIENT, *(operation.name for operation in CALLED)])


@pytest.mark.parametrize("operation", CALLED, ids=lambda operation: operation.name)
def test_a_method_takes_what_the_operation_takes(operation: Operation):
    given = inspect.signature(method(AMO, operation.name), eval_str=True).parameters.values()
    positional = [bare(each.annotation) for each in given if each.kind is each.POSITIONAL_OR_KEYWORD]
    named = {each.name: bare(each.annotation) for each in given if each.kind is each.KEYWORD_ONLY}

    if operation.name == "oauth.domain_by_refresh":  # it travels in a header, which the table does not describe
        assert positional == [str]
        return
    assert positional == path_types(operation) + ([] if operation.body is None else [bare(operation.body)])
    if operation.name != "oauth.authorize":  # of what a browser may bring along, one needs but three
        fields = structs.fields(operation.query) if operation.query else ()
        assert named == {field.name: bare(field.type) for field in fields}


@pytest.mark.parametrize("operation", CALLED, ids=lambda operation: operation.name)
def test_a_method_answers_what_the_operation_answers(operation: Operation):
    answers = inspect.signature(method(AMO, operation.name), eval_str=True).return_annotation
    sync = inspect.signature(method(AMO_SYNC, operation.name), eval_str=True).return_annotation

    assert answers == expected(operation, AsyncPages)
    assert sync == expected(operation, Pages)


@pytest.mark.parametrize("operation", CALLED, ids=lambda operation: operation.name)
def test_a_method_says_which_call_it_is(operation: Operation):
    told = re.sub(r"\s+", " ", inspect.getdoc(method(AMO, operation.name)) or "")
    shared = re.sub(
        r"^/api/v4/(leads|contacts|companies|customers/segments|customers)", "/api/v4/{entity}", operation.path
    )

    assert f"{operation.method} {operation.path}" in told or f"{operation.method} {shared}" in told


def path_types(operation: Operation) -> list[type]:
    return [str if name in operation.texts else int for name in re.findall(r"\{(\w+)\}", operation.path)]


def expected(operation: Operation, pages: Any) -> Any:
    if operation.name == "oauth.authorize":
        return str
    if get_origin(operation.answer) is PageOf:
        return pages[get_args(operation.answer)[0]]
    if get_origin(operation.answer) in (Saved, list):
        return list[get_args(operation.answer)[0]]
    return (
        operation.answer | None if operation.name.endswith(".get") and operation.path.count("{") else operation.answer
    )


def bare(type_: Any) -> Any:
    """What is left when one does not ask how absence is spelled, or which kind of list it is."""
    origin, members = get_origin(type_), get_args(type_)
    if origin is Annotated:
        return bare(members[0])
    if origin in (Union, types.UnionType):
        left = [bare(member) for member in members if member not in (UnsetType, types.NoneType)]
        return left[0] if len(left) == 1 else set(left)
    return Sequence[bare(members[0])] if origin in (list, collections.abc.Sequence) else type_


# --- what one may import ------------------------------------------------------------------------------------------


def test_every_type_of_the_wire_is_in_one_place():
    from voronka import types as wire

    needed = set[type]()
    for operation in CALLED:
        queries = [field.type for field in structs.fields(operation.query)] if operation.query else []
        for type_ in (operation.body, operation.answer, *queries):
            needed |= set(structs_in(type_, needed))

    inner = {"PageOf", "Saved", "Warning"}  # the client takes the first two apart; the third hides Python's own
    assert {type_.__name__ for type_ in needed} - set(wire.__all__) - inner == set()


def structs_in(type_: Any, known: set[type]) -> Iterator[type]:
    for member in get_args(type_):
        yield from structs_in(member, known)
    of = get_origin(type_) or type_
    if isinstance(of, type) and issubclass(of, Struct) and of not in known:
        known.add(of)
        yield of
        for field in structs.fields(type_):
            yield from structs_in(field.type, known)


def test_the_package_offers_all_of_the_client():
    text = inspect.getsource(voronka)

    assert sorted(re.findall(r"import (\w+) as \1", text)) == sorted(client.__all__)
    assert all(getattr(voronka, name) is getattr(client, name) for name in client.__all__)


def test_the_client_needs_nothing_of_the_server():
    script = (
        "import json, sys; from voronka import Amo, AmoSync; import voronka.types; print(json.dumps(list(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    loaded = set(json.loads(done.stdout)) - {"sitecustomize"}  # Debian's Python brings one

    ours = {name.split(".")[1] for name in loaded if name.startswith("voronka.")}
    others = {name.split(".")[0] for name in loaded if not name.startswith("_")} - sys.stdlib_module_names
    assert ours == {"base", "client", "contract", "types"}
    assert {name.lower() for name in others} - plain_install() == {"voronka"}


def test_who_does_not_ask_for_the_client_does_not_wait_for_it():
    script = "import sys; from voronka import base; print('httpx2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)

    assert done.stdout.strip() == "False"


def plain_install() -> set[str]:
    """What `pip install voronka` brings, by the names under which it is imported."""
    wanted, known = ["voronka"], set[str]()
    while wanted:
        name = wanted.pop()
        with suppress(PackageNotFoundError):  # of another platform
            needs = [line for line in requires(name) or [] if "extra ==" not in line]
            wanted += {re.split(r"[^\w.-]", line)[0].lower() for line in needs} - known
        known.add(name)
    return {name.replace("-", "_") for name in known - {"voronka"}}
