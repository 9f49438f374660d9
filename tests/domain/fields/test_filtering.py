"""filter[custom_fields_values][ID] by the field's type."""

from collections.abc import Sequence

import pytest

from tests.domain.fields.company import MOSCOW, field
from voronka.domain.errors import Problems, Rule
from voronka.domain.fields.filtering import FieldFilter, Range, filter_of
from voronka.domain.fields.indexing import index_rows

MARCH_8 = 1930683600


def asked(type: str, raw: Sequence[str] | Range) -> FieldFilter:
    problems = Problems()
    found = filter_of(field(type), raw, problems, timezone=MOSCOW)
    problems.check()
    return found


@pytest.mark.parametrize(
    ("type", "raw", "texts", "nums"),
    [
        ("text", [" ЗЕЛЁНЫЙ чай"], ["зеленый чай"], []),
        ("text", ["чай", "кофе"], ["чай", "кофе"], []),
        ("numeric", ["12.50"], [], [12.5]),
        ("checkbox", ["1"], [], [1.0]),
        ("checkbox", ["false"], [], [0.0]),
        ("date", [str(MARCH_8 + 3600)], [], [MARCH_8]),
        ("date", ["2031-03-08"], [], [MARCH_8]),
        ("date_time", [str(MARCH_8 + 3600)], [], [MARCH_8 + 3600]),
        ("select", ["880011", "рекомендация"], [], [880011.0, 880012.0]),
        ("select", ["2024"], [], [880013.0]),
        ("category", ["Чай"], [], [990001.0]),
        ("multitext", ["8 926 111-00-22"], ["9261110022"], []),
        ("multitext", ["anna@romashka.example"], ["anna@romashka.example"], []),
        ("chained_list", ["2"], [], [2.0]),
    ],
)
def test_values_are_looked_for_as_they_are_indexed(
    type: str, raw: list[str], texts: list[str], nums: list[float]
) -> None:
    found = asked(type, raw)
    assert (found.texts, found.nums, found.is_range) == (texts, nums, False)


@pytest.mark.parametrize("spelling", ["+79261110022", "8 (926) 111-00-22", "7-926-111-00-22", "9261110022"])
def test_a_phone_is_found_in_any_spelling(spelling: str) -> None:
    rows = index_rows(field("multitext"), [["+7 926 111 00 22", 560031]])
    assert set(asked("multitext", [spelling]).texts) & {text for text, _ in rows}


@pytest.mark.parametrize(
    ("type", "raw", "low", "high"),
    [
        ("numeric", Range("10", "20.5"), 10.0, 20.5),
        ("monetary", Range("10", None), 10.0, None),
        ("price", Range("", "5"), None, 5.0),
        ("date", Range(str(MARCH_8 + 3600), str(MARCH_8 + 86400)), MARCH_8, MARCH_8 + 86400),
        ("date_time", Range("2031-03-08T00:00:00+03:00", None), MARCH_8, None),
    ],
)
def test_numbers_and_dates_have_ranges(type: str, raw: Range, low: float | None, high: float | None) -> None:
    found = asked(type, raw)
    assert (found.low, found.high, found.is_range) == (low, high, True)


@pytest.mark.parametrize(
    ("type", "raw", "rule"),
    [
        ("numeric", ["много"], Rule.WRONG_TYPE),
        ("numeric", Range("много", None), Rule.WRONG_TYPE),
        ("date", ["завтра"], Rule.WRONG_TYPE),
        ("date", Range(None, "завтра"), Rule.WRONG_TYPE),
        ("checkbox", ["да"], Rule.WRONG_TYPE),
        ("select", ["Телевизор"], Rule.UNKNOWN_CHOICE),
        ("select", Range("1", "2"), Rule.UNEXPECTED),
        ("text", Range("а", "я"), Rule.UNEXPECTED),
        ("file", ["6a0b"], Rule.UNEXPECTED),
        ("items", ["чай"], Rule.UNEXPECTED),
        ("chained_list", ["чай"], Rule.WRONG_TYPE),
        ("text", ["а"] * 251, Rule.TOO_MANY),
    ],
)
def test_what_cannot_be_looked_for_is_a_fault_of_the_filter(type: str, raw: Sequence[str] | Range, rule: Rule) -> None:
    problems = Problems()
    filter_of(field(type), raw, problems, timezone=MOSCOW)
    (problem,) = problems.found
    assert (problem.path, problem.rule) == (f"filter.custom_fields_values.{field(type).id}", rule)
