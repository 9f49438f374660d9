"""Kinds of tasks that every account has."""

from msgspec import Struct


class TaskType(Struct, frozen=True):
    id: int
    name: str
    code: str


BUILT_IN = (TaskType(1, "Связаться", "FOLLOW_UP"), TaskType(2, "Встреча", "MEETING"))
