"""The table of types against custom-fields.md."""

import pytest

from voronka.domain.fields.types import TYPES
from voronka.domain.kinds import Kind

L, C, CO, CAT = Kind.LEAD, Kind.CONTACT, Kind.COMPANY, Kind.ELEMENT
EVERYWHERE = frozenset({L, C, CO, CAT})
ON_CARDS = frozenset({L, C, CO})
IN_CATALOGS = frozenset({CAT})

OWNERS = {
    **dict.fromkeys(("text", "numeric", "checkbox", "select", "multiselect", "radiobutton"), EVERYWHERE),
    **dict.fromkeys(("date", "date_time", "url", "textarea", "streetaddress"), EVERYWHERE),
    **dict.fromkeys(("tracking_data", "monetary", "file", "legal_entity"), EVERYWHERE),
    **dict.fromkeys(("birthday", "smart_address"), ON_CARDS),
    "multitext": {C, CO},
    "org_legal_name": {CO},
    **dict.fromkeys(("price", "category", "items", "linked_entity", "payer", "supplier"), IN_CATALOGS),
    "chained_list": {L},
}


def test_every_type_of_the_contract_is_there() -> None:
    assert set(TYPES) == set(OWNERS)


@pytest.mark.parametrize("name", TYPES)
def test_a_type_belongs_where_the_contract_says(name: str) -> None:
    assert TYPES[name].owners - {Kind.CUSTOMER, Kind.SEGMENT} == OWNERS[name]


def test_numbers_of_types_are_unique() -> None:
    assert len({row.legacy_id for row in TYPES.values()}) == len(TYPES)
