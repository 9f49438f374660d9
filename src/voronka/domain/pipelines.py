"""Pipelines, their stages and the reasons for which deals are lost."""

from typing import Any

from msgspec import Struct

WON = 142
LOST = 143
CLOSED = frozenset({WON, LOST})

UNSORTED_TYPE = 1

PIPELINES_AT_MOST = 50
STATUSES_AT_MOST = 100

UNSORTED_SORT = 10
WON_SORT = 10_000
LOST_SORT = 11_000


class Status(Struct, kw_only=True, frozen=True):
    id: int
    pipeline_id: int
    name: str
    sort: int
    color: str
    type: int
    is_editable: bool
    descriptions: list[dict[str, Any]]

    @property
    def is_unsorted(self) -> bool:
        return self.type == UNSORTED_TYPE


class Pipeline(Struct, kw_only=True, frozen=True):
    id: int
    name: str
    sort: int
    is_main: bool
    is_unsorted_on: bool
    is_archive: bool
    statuses: tuple[Status, ...]  # by sort

    def status(self, id: int) -> Status | None:
        return next((status for status in self.statuses if status.id == id), None)

    @property
    def first_status(self) -> Status:
        """Where a new lead starts: the first stage that is not the unsorted one."""
        return next(status for status in self.statuses if not status.is_unsorted)

    @property
    def unsorted_status(self) -> Status:
        return next(status for status in self.statuses if status.is_unsorted)


class LossReason(Struct, kw_only=True, frozen=True):
    id: int
    name: str
    sort: int
    created_at: int
    updated_at: int
