"""Kinds of tasks that every account has."""

from msgspec import Struct


class TaskType(Struct, frozen=True):
    id: int
    name: str
    code: str


BUILT_IN = (TaskType(1, "Связаться", "FOLLOW_UP"), TaskType(2, "Встреча", "MEETING"), TaskType(3, "Письмо", "LETTER"))

# Names by which clients write a type; the first type has had two.
BY_CODE = {each.code: each.id for each in BUILT_IN} | {"CALL": 1}
