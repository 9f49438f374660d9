"""Routes on shelves: a request is compared with the few paths that begin as its own does, not with all of hundreds."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

DEPTH = 3  # /api/v4/leads
FOUND = "voronka.route"  # in the scope: which route of the shelf it is


class Shelf(BaseRoute):
    """The routes whose paths begin alike, in their order."""

    def __init__(self, beginning: str, routes: Sequence[BaseRoute]) -> None:
        self.beginning = beginning
        self.routes = routes

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        best: tuple[Match, Scope] = (Match.NONE, {})
        if scope["path"].startswith(self.beginning):
            for route in self.routes:
                match, child = route.matches(scope)
                if match.value > best[0].value:
                    best = match, {**child, FOUND: route}
                if match is Match.FULL:
                    break
        return best

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope[FOUND].handle(scope, receive, send)


def shelved(routes: Iterable[Route]) -> list[BaseRoute]:
    shelves: dict[str, list[Route]] = defaultdict(list)
    for route in routes:
        shelves[_beginning(route.path)].append(route)
    return [Shelf(beginning, alike) for beginning, alike in shelves.items()]


def _beginning(path: str) -> str:
    literal = takewhile(lambda part: "{" not in part, path.split("/")[1 : DEPTH + 1])
    return "/" + "/".join(literal)
