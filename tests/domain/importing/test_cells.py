"""Texts as people and spreadsheets write them become values, or are said to be none."""

from collections.abc import Callable

import pytest

from voronka.domain.importing import cells
from voronka.domain.importing.cells import Bad


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1054", ".", "1054"),
        ("-12.50", ".", "-12.50"),
        ("1,054.5", ".", "1054.5"),
        ("1 054,50", ",", "1054.50"),
        ("1\u00a0054\u202f000,5", ",", "1054000.5"),
        ("1.054.000", ",", "1054000"),
        ("$1,200", ".", "1200"),
        ("990 руб.", ",", "990"),
        ("€ 3.5", ".", "3.5"),
    ],
)
def test_a_number(text: str, decimal: str, number: str):
    assert cells.number(text, decimal) == number


@pytest.mark.parametrize(
    ("text", "decimal"),
    [("1054,5", "."), ("1,05", "."), ("1.05", ","), ("много", "."), ("1e5", "."), ("--1", "."), ("9" * 40, ".")],
)
def test_what_is_no_number(text: str, decimal: str):
    with pytest.raises(Bad, match="is not a number"):
        cells.number(text, decimal)


def test_money_is_counted_in_its_smallest_unit():
    assert cells.money("1 054,505", ",") == 105451


@pytest.mark.parametrize(
    ("text", "format", "timezone", "seconds"),
    [
        ("2026-03-01", "", "UTC", 1772323200),
        ("2026-03-01", "", "Europe/Moscow", 1772323200 - 3 * 3600),
        ("2026-03-01T10:30:00+05:00", "", "Europe/Moscow", 1772343000),
        ("2026-03-01 10:30", "", "UTC", 1772361000),
        ("01.03.2026", "%d.%m.%Y", "UTC", 1772323200),
        ("1772323200", "unix", "Europe/Moscow", 1772323200),
        ("1772323200.9", "unix", "UTC", 1772323200),
    ],
)
def test_a_time(text: str, format: str, timezone: str, seconds: int):
    assert cells.moment(text, format, timezone) == seconds


@pytest.mark.parametrize(
    ("text", "format"), [("2026-02-30", ""), ("вчера", ""), ("2026-03-01", "%d.%m.%Y"), ("x", "unix")]
)
def test_what_is_no_time(text: str, format: str):
    with pytest.raises(Bad, match="is not a date of the form"):
        cells.moment(text, format, "UTC")


def test_a_day_is_the_one_of_the_calendar():
    assert cells.day("2026-03-01T23:59:00+11:00", "") == "2026-03-01"
    assert cells.day("1/3/26", "%d/%m/%y") == "2026-03-01"
    with pytest.raises(Bad):
        cells.day("31.02.2026", "%d.%m.%Y")


@pytest.mark.parametrize(("text", "flag"), [("да", True), ("YES", True), ("1", True), ("нет", False), ("0", False)])
def test_a_flag(text: str, flag: bool):
    assert cells.flag(text) is flag


@pytest.mark.parametrize(
    ("take", "text"), [(cells.flag, "наверное"), (cells.phone, "звонить вечером"), (cells.email, "anna.romashka")]
)
def test_what_is_neither_flag_nor_phone_nor_email(take: Callable[[str], object], text: str):
    with pytest.raises(Bad, match=f"«{text}»"):
        take(text)


def test_parts_of_a_cell():
    assert cells.parts("розы, тюльпаны,, розы", ",") == ["розы", "тюльпаны"]
    assert cells.parts("Рога, копыта", "") == ["Рога, копыта"]
    assert cells.parts("", "") == []
