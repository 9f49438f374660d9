"""What filters and searches look into is made from the records: is it still so, and made anew where it is not."""

from msgspec import Struct

from voronka.services.work import Work
from voronka.store import indexes
from voronka.store.indexes import KINDS, Span

__all__ = ["Differences", "Span", "differences", "rebuild_next"]


class Differences(Struct, frozen=True):
    """Values and texts that are not as the records say; of how many records."""

    values: int
    texts: int
    records: int


def differences(work: Work) -> Differences:
    """Of the whole account, in constant memory."""
    work.actor.require_admin()
    values = texts = records = 0
    span: Span | None = indexes.span(work, KINDS[0])
    while span:
        found = indexes.differences(work, span)
        values, texts, records = values + found[0], texts + found[1], records + span.count
        span = indexes.following(work, span)
    return Differences(values, texts, records)


def rebuild_next(work: Work, done: Span | None) -> Span | None:
    """The next records after `done` (None: the first ones) are looked at anew; None when there are no more.

    Each part wants a transaction of its own, so that others write in between.
    """
    work.actor.require_admin()
    span = indexes.following(work, done) if done else indexes.span(work, KINDS[0])
    if span:
        indexes.rebuild(work, span)
    return span
