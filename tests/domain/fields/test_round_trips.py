"""What a client read it can write back, and nothing changes."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.fields.company import MOSCOW, fault_paths, field, field_set
from voronka.domain.errors import Problems
from voronka.domain.fields.reading import to_wire
from voronka.domain.fields.resolving import resolve
from voronka.domain.fields.types import TYPES
from voronka.domain.fields.writes import FieldWrite, ValueWrite

texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1, max_size=200)
options = st.sampled_from([{"enum_id": 880011}, {"value": "Рекомендация"}, {"enum_code": "FRIEND"}])
phones = st.builds(lambda text, code: {"value": text, "enum_code": code}, texts, st.sampled_from(["WORK", "MOB", None]))
numbers = st.one_of(
    st.integers(-(10**17), 10**17),
    st.floats(-1e15, 1e15),
    st.decimals(-(10**9), 10**9, places=4).map(str),
)
moments = st.one_of(
    st.integers(-2_000_000_000, 4_000_000_000),
    st.floats(0, 4e9),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)).map(lambda day: f"{day}T10:30:00+05:00"),
)

WRITES: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("text", "url", "textarea", "streetaddress", "tracking_data"), texts),
    **dict.fromkeys(("numeric", "price", "monetary"), numbers),
    "checkbox": st.booleans(),
    **dict.fromkeys(("date", "date_time", "birthday"), moments),
    **dict.fromkeys(("select", "radiobutton", "multiselect"), options),
    "multitext": phones,
    "smart_address": st.builds(lambda text, part: {"value": text, "enum_id": part}, texts, st.integers(1, 6)),
    "legal_entity": st.builds(lambda name: {"value": {"name": name, "entity_type": 1}}, texts),
    "file": st.builds(lambda uuid: {"value": {"file_uuid": str(uuid)}}, st.uuids()),
    "items": st.builds(
        lambda price, count: {"value": {"unit_price": price, "quantity": count}},
        st.floats(0, 1e6),
        st.integers(0, 1000),
    ),
}


@given(st.data())
def test_what_was_read_can_be_written_back(data: st.DataObject) -> None:
    type = data.draw(st.sampled_from(sorted(WRITES)))
    sent = data.draw(st.lists(WRITES[type], min_size=1, max_size=min(3, TYPES[type].most)))
    made, problems = field(type), Problems()
    fields = field_set(made)

    writes = [_value(each) for each in sent]
    stored = resolve(fields, [FieldWrite(made.id, None, writes)], 0, problems, timezone=MOSCOW)
    (read,) = to_wire(fields, stored) or [{"values": []}]
    again = [ValueWrite(**each) for each in read["values"]]

    assert resolve(fields, [FieldWrite(made.id, None, again)], 0, problems, timezone=MOSCOW) == stored
    assert not problems.found


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(TYPES)), anything, anything, anything)
def test_no_input_is_an_error_of_ours(type: str, value: Any, enum_id: Any, enum_code: Any) -> None:
    fault_paths(type, {"value": value, "enum_id": enum_id, "enum_code": enum_code, "catalog_id": value})


def _value(sent: Any) -> ValueWrite:
    return ValueWrite(**sent) if isinstance(sent, dict) else ValueWrite(value=sent)
