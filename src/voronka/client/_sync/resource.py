# Made from _async by scripts/make_sync.py. Change it there.
"""What the methods of all nouns are made of. The name of an operation is the way to its method: `amo.leads.list`."""

from collections.abc import Mapping, Sequence
from typing import Any

from voronka.client._sync.caller import Caller
from voronka.client._sync.pages import Pages
from voronka.client.answers import in_order, items_of
from voronka.client.errors import AmoError, NotFound, UnexpectedAnswer
from voronka.client.requests import BY_NAME, Part, build, parts

Id = int | str

# Nouns have a method `list`, which hides the type from the annotations beside it.
List = list


class Resource:
    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def _pages(self, name: str, *path: Id, **query: Any) -> Pages[Any]:
        return Pages(self._caller, build(BY_NAME[name], path, query))

    def _get(self, name: str, *path: Id, **query: Any) -> Any:
        """One record, or None: some of the vendor's nouns say 204 when there is none, others 404."""
        try:
            return self._caller.call(build(BY_NAME[name], path, query))
        except NotFound as error:
            if isinstance(error.body, dict):
                return None
            raise  # a web server's own page: the address is wrong, whatever the id

    def _one(self, name: str, *path: Id, **query: Any) -> Any:
        """Something that is always there."""
        return _there(self._caller.call(build(BY_NAME[name], path, query)), name)

    def _save(
        self, name: str, *path: Id, items: Sequence[Any], query: Mapping[str, Any] | None = None
    ) -> List[Any]:
        """A batch, in as many requests as its size asks for; the answers in the order of the items."""
        operation, saved = BY_NAME[name], []
        for part in parts(operation, items):
            try:
                first = 0 if part.is_marked else part.start
                answer = self._caller.call(build(operation, path, query, part.items, first=first))
            except AmoError as error:
                error.saved = saved
                raise
            saved += in_order(items_of(answer, operation), _sent(items, part), part.start)
        return saved

    def _save_one(self, name: str, *path: Id, body: Any) -> Any:
        operation = BY_NAME[name]
        [part] = parts(operation, [body])
        answer = self._caller.call(build(operation, path, body=part.items[0]))
        return in_order([_there(answer, name)], [body], 0)[0]

    def _do(self, name: str, *path: Id, body: Any = None) -> None:
        """A call that has no answer."""
        self._caller.call(build(BY_NAME[name], path, body=body))


def _sent(items: Sequence[Any], part: Part) -> Sequence[Any]:
    return items[part.start : part.start + len(part.items)]


def _there(answer: Any, name: str) -> Any:
    if answer is None:
        raise UnexpectedAnswer(name, "the answer is empty", status=204, content=b"")
    return answer
