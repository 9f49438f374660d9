"""Options of a list and branches of a tree after a write."""

from itertools import count

import pytest

from tests.domain.fields.company import BRANCHES, SOURCES
from voronka.domain.errors import Problems
from voronka.domain.fields.definition import Enum
from voronka.domain.fields.options import Desk, OptionWrite, take_enums, take_tree


def desk() -> Desk:
    return Desk(item=0, problems=Problems(), new_ids=iter(count(1)))


def faults(desk: Desk) -> list[tuple[str, str]]:
    return [(problem.path, problem.rule.name) for problem in desk.problems.found]


def branch(value: str, **rest: object) -> OptionWrite:
    return OptionWrite(value=value, **rest)  # type: ignore[arg-type]  # names of OptionWrite


def test_new_options_get_numbers_and_steps() -> None:
    made = take_enums((), [OptionWrite(value="Выставка"), OptionWrite(value="Звонок", sort=5, code="CALL")], desk())
    assert made == (Enum(id=2, value="Звонок", sort=5, code="CALL"), Enum(id=1, value="Выставка", sort=10))


def test_what_is_named_by_id_is_kept_and_what_is_left_out_is_gone() -> None:
    kept = take_enums(SOURCES, [OptionWrite(id=880012, value="Друзья"), OptionWrite(value="Звонок", sort=30)], desk())
    assert kept == (Enum(id=880012, value="Друзья", sort=20, code="FRIEND"), Enum(id=1, value="Звонок", sort=30))


def test_the_texts_alone_mean_the_options_that_are_there() -> None:
    assert take_enums(SOURCES, [OptionWrite(value=option.value) for option in SOURCES], desk()) == SOURCES


def test_an_id_claims_its_option_before_a_text_does() -> None:
    twice = [OptionWrite(value="Выставка"), OptionWrite(id=880011, value="Выставка")]
    assert [option.id for option in take_enums(SOURCES, twice, desk())] == [1, 880011]


@pytest.mark.parametrize(
    ("write", "fault"),
    [
        (OptionWrite(id=5, value="Выставка"), ("enums.0.id", "UNKNOWN_CHOICE")),
        (OptionWrite(value=" "), ("enums.0.value", "BLANK")),
        (OptionWrite(), ("enums.0.value", "MISSING")),
        (OptionWrite(value="ш" * 256), ("enums.0.value", "TOO_LONG")),
    ],
)
def test_faults_of_options(write: OptionWrite, fault: tuple[str, str]) -> None:
    at = desk()
    take_enums(SOURCES, [write], at)
    assert faults(at) == [fault]


def test_there_is_an_end_to_options() -> None:
    at = desk()
    assert take_enums((), [OptionWrite(value=str(number)) for number in range(1001)], at) == ()
    assert faults(at) == [("enums", "TOO_MANY")]


def test_a_new_child_names_its_new_parent_by_the_mark_whatever_the_order() -> None:
    writes = [
        branch("Сенча", parent_request_id="green", sort=3),
        branch("Зелёный", parent_request_id="tea", request_id="green", sort=2),
        branch("Чай", request_id="tea", sort=1),
    ]
    tea, green, sencha = take_tree((), writes, desk())
    assert (tea.parent_id, green.parent_id, sencha.parent_id) == (None, tea.id, green.id)


def test_a_branch_is_hung_under_a_kept_one_by_its_id() -> None:
    kept = [branch(option.value, id=option.id, parent_id=option.parent_id) for option in BRANCHES]
    grown = take_tree(BRANCHES, [*kept, branch("Чёрный", parent_id=990001, sort=30)], desk())
    assert grown == (*BRANCHES, Enum(id=1, value="Чёрный", sort=30, parent_id=990001))


@pytest.mark.parametrize(
    ("writes", "fault"),
    [
        ([branch("Чай", parent_id=5)], ("nested.0.parent_id", "UNKNOWN_CHOICE")),
        ([branch("Чай", parent_request_id="?")], ("nested.0.parent_request_id", "UNKNOWN_CHOICE")),
        ([branch("Зелёный", id=990002, parent_id=990001)], ("nested.0.parent_id", "UNKNOWN_CHOICE")),
        (
            [branch("Чай", id=990001, parent_id=990002), branch("Зелёный", id=990002, parent_id=990001)],
            ("nested.0.parent_id", "UNKNOWN_CHOICE"),
        ),
        ([branch("Чай", request_id="a", parent_request_id="a")], ("nested.0.parent_id", "UNKNOWN_CHOICE")),
    ],
)
def test_a_tree_has_roots_and_no_circles(writes: list[OptionWrite], fault: tuple[str, str]) -> None:
    at = desk()
    take_tree(BRANCHES, writes, at)
    assert faults(at) == [fault]
