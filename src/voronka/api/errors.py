"""Requests that cannot even be read: refused before any use case runs."""

from collections.abc import Iterable

from voronka.domain.errors import Invalid, Problem, Refused


class BadRequest(Refused):
    """The body or the query is not of the form that the operation takes."""


class TooManyItems(Refused):
    """More items in one body than the operation takes."""


class TooLarge(Refused):
    """More bytes in one body than any operation takes."""


class NotProcessable(Refused):
    """Understood, but more is asked than one answer gives."""


class BadBody(Invalid):
    """A body whose values have the wrong types. It was never decoded, so it brings its items' request_ids itself."""

    def __init__(self, problems: Iterable[Problem], request_ids: list[str]) -> None:
        super().__init__(problems)
        self.request_ids = request_ids
