"""Kinds of tasks: those that every account has, under whatever name, and those that it made itself."""

from msgspec import Struct, structs

from voronka.domain.errors import Problems, Rule
from voronka.domain.naming import checked_name

AT_MOST = 100


class TaskType(Struct, frozen=True):
    """code: of the built-in ones alone."""

    id: int
    name: str
    code: str = ""


class TaskTypeWrite(Struct, frozen=True):
    """`id` is 0 for a new one."""

    id: int
    name: str | None


BUILT_IN = (TaskType(1, "Связаться", "FOLLOW_UP"), TaskType(2, "Встреча", "MEETING"), TaskType(3, "Письмо", "LETTER"))

# Names by which clients write a type; the first type has had two.
BY_CODE = {each.code: each.id for each in BUILT_IN} | {"CALL": 1}


def built_in() -> dict[int, TaskType]:
    return {each.id: each for each in BUILT_IN}


def written(held: dict[int, TaskType], write: TaskTypeWrite, new_id: int, item: int, problems: Problems) -> TaskType:
    if write.id and write.id not in held:
        problems.add(item, "id", Rule.UNKNOWN_CHOICE)
    before = held.get(write.id, TaskType(new_id, ""))
    return structs.replace(before, name=checked_name(write.name, None, problems, item))
