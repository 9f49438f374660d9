"""Every type of event has a number and a name in every language."""

import pytest

from voronka.domain.event_names import NAMES, OF_FIELD
from voronka.domain.event_types import NUMBERS, is_known


@pytest.mark.parametrize("language", sorted(NAMES))
def test_every_type_has_a_name(language: str) -> None:
    assert list(NAMES[language]) == list(NUMBERS)
    assert all(NAMES[language].values())
    assert OF_FIELD[language].format(name="Цвет") != OF_FIELD[language]


def test_a_fields_own_type_is_known_by_its_form() -> None:
    assert is_known("custom_field_100500_value_changed")
    assert not is_known("custom_field_x_value_changed")
    assert not is_known("lead_exploded")
