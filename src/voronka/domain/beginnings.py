"""What a new account starts with, in amoCRM's own words and colours."""

import re

from msgspec import Struct

from voronka.base.hosts import is_shared

DEFAULT_GROUP_NAME = "Отдел продаж"
PIPELINE_NAME = "Воронка"

SUBDOMAIN = re.compile(r"^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$")


class Stage(Struct, frozen=True):
    name: str
    sort: int
    color: str


UNSORTED = Stage("Неразобранное", 10, "#c1c1c1")
STAGES = (
    Stage("Первичный контакт", 20, "#99ccff"),
    Stage("Переговоры", 30, "#ffff99"),
    Stage("Принимают решение", 40, "#ffcc66"),
    Stage("Согласование договора", 50, "#ffcccc"),
)
WON = Stage("Успешно реализовано", 10_000, "#CCFF66")
LOST = Stage("Закрыто и не реализовано", 11_000, "#D5D8DB")

LOSS_REASONS = ("Пропала потребность", "Не устроила цена", "Не устроили условия", "Выбрали конкурента")
BUILT_IN_SORT = 100_000


def is_subdomain(text: str) -> bool:
    return bool(SUBDOMAIN.match(text)) and not is_shared(text)
