"""Every spelling in which clients write a custom field, and every fault with its path."""

from typing import Any

import pytest

from tests.domain.fields.company import MOSCOW, fault_paths, faults, field, field_set, value, written
from voronka.domain.errors import Invalid, Problems, Rule
from voronka.domain.fields.resolving import missing_required, resolve
from voronka.domain.fields.writes import FieldWrite, ValueWrite

TEXT_LIKE = ("text", "textarea", "url", "streetaddress", "tracking_data")
NUMBERS = ("numeric", "price", "monetary")
CHOICES = ("select", "radiobutton", "multiselect")

MARCH_8 = 1930683600  # 2031-03-08, midnight in Moscow
MARCH_8_EVENING = 1930755600  # 20:00 there

LEGAL = {"name": "ООО Ромашка", "entity_type": 2, "vat_id": "7701234567", "kpp": 770101001}
LINE = {"sku": "CH-5", "description": "Чай листовой", "unit_price": 320, "quantity": 4, "unit_type": "шт"}


@pytest.mark.parametrize("type", TEXT_LIKE)
def test_a_text_is_stored_as_sent(type: str) -> None:
    assert written(type, "  Чай оптом ") == ["  Чай оптом "]


@pytest.mark.parametrize("type", NUMBERS)
@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (12.5, "12.5"),
        ("12.5", "12.5"),
        (100, "100"),
        ("100.00", "100"),
        (" -7 ", "-7"),
        (0, "0"),
        ("-0.0", "0"),
        (1e3, "1000"),
        ("1e3", "1000"),
        (0.1 + 0.2, "0.3"),
        (1e-12, "0"),
        ("1e-99999999", "0"),
        ("0.123456789", "0.12345679"),
        (10**17, "100000000000000000"),
    ],
)
def test_a_number_comes_as_number_or_text(type: str, sent: Any, stored: str) -> None:
    assert written(type, sent) == [stored]


@pytest.mark.parametrize(
    ("sent", "stored"),
    [(True, True), (False, False), (1, True), (0, False), ("1", True), ("0", False), ("true", True), ("FALSE", False)],
)
def test_a_flag_is_a_bool(sent: Any, stored: bool) -> None:
    assert written("checkbox", sent) == [stored]


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (MARCH_8_EVENING, MARCH_8_EVENING),
        (float(MARCH_8_EVENING) + 0.75, MARCH_8_EVENING),
        (str(MARCH_8_EVENING), MARCH_8_EVENING),
        ("2031-03-08T20:00:00+03:00", MARCH_8_EVENING),
        ("2031-03-08T17:00:00Z", MARCH_8_EVENING),
        ("2031-03-08T17:00:00.250000+00:00", MARCH_8_EVENING),
        ("2031-03-08 20:00:00", MARCH_8_EVENING),
        ("2031-03-08", MARCH_8),
        (0, 0),
        (-86400, -86400),
    ],
)
def test_a_moment_comes_as_rfc_3339_or_as_any_number(sent: Any, stored: int) -> None:
    assert written("date_time", sent) == [stored]


@pytest.mark.parametrize("type", ["date", "birthday"])
@pytest.mark.parametrize(
    "sent",
    [
        MARCH_8,
        MARCH_8_EVENING,
        MARCH_8_EVENING + 0.5,
        "2031-03-08T00:00:00+03:00",
        "2031-03-07T21:00:00Z",
        "2031-03-08",
    ],
)
def test_a_day_is_its_midnight_where_the_account_is(type: str, sent: Any) -> None:
    assert written(type, sent) == [MARCH_8]


def test_the_same_moment_is_another_day_in_another_time_zone() -> None:
    assert written("date", "2031-03-08T00:00:00+03:00", timezone="America/New_York") == [MARCH_8 - 16 * 3600]


def test_a_birthday_may_lie_before_1970() -> None:
    assert written("birthday", "1961-04-12T00:00:00+03:00") == [-275281200]


@pytest.mark.parametrize("type", CHOICES)
@pytest.mark.parametrize(
    "sent",
    [
        {"value": "Рекомендация"},
        {"enum_id": 880012},
        {"enum_code": "FRIEND"},
        {"value": None, "enum_id": 880012, "enum_code": None},
        {"value": "Рекомендация", "enum_id": 880012, "enum_code": "FRIEND"},
        {"value": "переименована", "enum_id": 880012, "enum_code": None},
        {"value": "", "enum_id": 880012},
        {"enum_id": "880012"},
    ],
)
def test_an_option_is_named_by_text_id_or_code(type: str, sent: dict[str, Any]) -> None:
    assert written(type, sent) == [880012]


def test_an_option_whose_text_is_a_number_is_found_by_the_number() -> None:
    assert written("select", 2024) == [880013]


def test_a_multiselect_has_one_item_per_option_and_each_once() -> None:
    assert written("multiselect", "Выставка", {"enum_id": 880012}, "Выставка") == [880011, 880012]


@pytest.mark.parametrize("sent", [{"value": "Зелёный"}, {"enum_id": 990002}])
def test_a_category_is_chosen_from_its_tree(sent: dict[str, Any]) -> None:
    assert written("category", sent) == [990002]


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ({"value": "+79261110022", "enum_code": "MOB"}, 560031),
        ({"value": "+79261110022", "enum_id": 560031}, 560031),
        ({"value": "+79261110022", "enum_id": None, "enum_code": None}, 560027),
        ({"value": "+79261110022"}, 560027),
        ({"value": "+79261110022", "enum_code": ""}, 560027),
        ({"value": "+79261110022", "enum_id": 560031, "enum_code": "MOB"}, 560031),
    ],
)
def test_a_phone_without_a_kind_is_a_work_phone(sent: dict[str, Any], stored: int) -> None:
    assert written("multitext", sent) == [["+79261110022", stored]]


def test_phones_keep_their_order() -> None:
    phones = [{"value": "+74951110022"}, {"value": "+79261110022", "enum_code": "MOB"}, {"value": "+74951110022"}]
    assert [text for text, _ in written("multitext", *phones)] == ["+74951110022", "+79261110022", "+74951110022"]


def test_an_address_has_each_part_once() -> None:
    parts = [
        {"value": "Москва", "enum_code": "city"},
        {"value": "RU", "enum_id": 6},
        {"value": "Тверь", "enum_code": "city"},
        {"value": "Садовая, 1"},
    ]
    assert written("smart_address", *parts) == [["Тверь", 3], ["RU", 6], ["Садовая, 1", 1]]


def test_a_legal_entity_keeps_its_known_keys() -> None:
    (stored,) = written("legal_entity", {"value": {**LEGAL, "unknown": 1}})
    assert stored["name"] == "ООО Ромашка"
    assert stored["entity_type"] == 2
    assert stored["kpp"] == "770101001"
    assert stored["address"] is None
    assert "unknown" not in stored


def test_the_sum_of_an_invoice_line_is_counted_here() -> None:
    (amount,) = written("items", {"value": {**LINE, "discount": {"type": "amount", "value": 20}, "total_sum": 1}})
    (share,) = written("items", {"value": {**LINE, "discount": {"type": "percentage", "value": "12.5"}}})
    (plain,) = written("items", {"value": {**LINE, "quantity": 2.5, "discount": [], "metadata": []}})
    assert amount["total_sum"] == 1260
    assert share["total_sum"] == 1120
    assert plain["total_sum"] == 800
    assert plain["is_total_sum_recalculated"] is False


@pytest.mark.parametrize(
    ("type", "sent", "kept"),
    [
        ("linked_entity", {"name": "Склад"}, {"name": "Склад", "entity_id": None}),
        ("linked_entity", {"name": None, "entity_id": 31001, "entity_type": "contacts"}, {"entity_id": 31001}),
        ("file", {"file_uuid": "6a0b", "version_uuid": None}, {"file_uuid": "6a0b", "version_uuid": None}),
        ("file", {"file_uuid": "6a0b", "file_name": "a.pdf", "file_size": 5}, {"file_name": "a.pdf", "file_size": 5}),
        ("payer", {"name": "ИП Сомов", "type": "individual", "entity_id": "31001"}, {"entity_id": 31001}),
        ("payer", {"name": "ИП Сомов"}, {"name": "ИП Сомов", "type": None}),
        ("supplier", {"entity_id": 415001}, {"entity_id": "415001"}),
    ],
)
def test_a_composite_is_an_object_of_which_little_is_needed(type: str, sent: Any, kept: dict[str, Any]) -> None:
    (stored,) = written(type, {"value": sent})
    assert {key: stored[key] for key in kept} == kept


def test_a_chained_list_has_no_value_key() -> None:
    steps = [{"catalog_id": 5001, "catalog_element_id": 1}, {"catalog_id": "5002", "catalog_element_id": 2.0}]
    assert written("chained_list", *steps) == [
        {"catalog_id": 5001, "catalog_element_id": 1},
        {"catalog_id": 5002, "catalog_element_id": 2},
    ]


@pytest.mark.parametrize("values", [None, [], [ValueWrite()], [ValueWrite(value="")], [ValueWrite(value=None)]])
@pytest.mark.parametrize(
    "type", ["text", "numeric", "checkbox", "date", "select", "multitext", "legal_entity", "chained_list"]
)
def test_nothing_clears_the_field(type: str, values: list[ValueWrite] | None) -> None:
    made, problems = field(type), Problems()
    stored = resolve(field_set(made), [FieldWrite(made.id, None, values)], 0, problems, timezone=MOSCOW)
    assert stored == {str(made.id): []}
    assert not problems.found


def test_a_legal_name_is_read_only_and_writing_it_changes_nothing() -> None:
    made, problems = field("org_legal_name"), Problems()
    assert resolve(field_set(made), [FieldWrite(made.id, None, [value("ООО")])], 0, problems, timezone=MOSCOW) == {}
    assert not problems.found


def test_a_field_is_found_by_its_code_too() -> None:
    phone, problems = field("multitext"), Problems()
    write = FieldWrite(field_id=None, field_code="PHONE", values=[value("+79261110022")])
    assert str(phone.id) in resolve(field_set(phone), [write], 0, problems, timezone=MOSCOW)


def test_a_field_written_twice_keeps_the_last_writing() -> None:
    made, problems = field("text"), Problems()
    writes = [FieldWrite(made.id, None, [value("раз")]), FieldWrite(made.id, None, [value("два")])]
    assert resolve(field_set(made), writes, 0, problems, timezone=MOSCOW) == {str(made.id): ["два"]}


@pytest.mark.parametrize(
    ("write", "path", "rule"),
    [
        (FieldWrite(field_id=5), "field_id", Rule.UNKNOWN_CHOICE),
        (FieldWrite(field_id=5, field_code="PHONE"), "field_id", Rule.UNKNOWN_CHOICE),
        (FieldWrite(field_code="FAX"), "field_code", Rule.UNKNOWN_CHOICE),
        (FieldWrite(), "field_id", Rule.MISSING),
    ],
)
def test_an_unknown_field_is_named_by_the_key_that_was_sent(write: FieldWrite, path: str, rule: Rule) -> None:
    problems = Problems()
    resolve(field_set(field("multitext")), [write], 3, problems, timezone=MOSCOW)
    (problem,) = problems.found
    assert (problem.item, problem.path, problem.rule) == (3, f"custom_fields_values.0.{path}", rule)


@pytest.mark.parametrize("type", CHOICES)
@pytest.mark.parametrize(
    ("sent", "key"),
    [({"enum_id": 1}, "enum_id"), ({"enum_code": "NOBODY"}, "enum_code"), ({"value": "выставка"}, "value")],
)
def test_an_unknown_option_is_no_choice(type: str, sent: dict[str, Any], key: str) -> None:
    assert fault_paths(type, sent) == [(f"values.0.{key}", "UNKNOWN_CHOICE")]


@pytest.mark.parametrize(
    ("type", "sent", "expected"),
    [
        ("text", 5, "string"),
        ("text", True, "string"),
        ("url", ["a"], "string"),
        ("textarea", {"a": 1}, "string"),
        ("multitext", 79261110022, "string"),
        ("numeric", "двенадцать", "numeric"),
        ("numeric", "12,5", "numeric"),
        ("numeric", True, "numeric"),
        ("numeric", "NaN", "numeric"),
        ("numeric", "Infinity", "numeric"),
        ("price", [1], "numeric"),
        ("checkbox", "да", "bool"),
        ("checkbox", 2, "bool"),
        ("checkbox", [], "bool"),
        ("date", "завтра", "int"),
        ("date", "2031-13-45", "int"),
        ("date", "20310308T101010", "int"),
        ("date_time", 1e18, "int"),
        ("date_time", float("inf"), "int"),
        ("birthday", True, "int"),
        ("birthday", ["2031-03-08"], "int"),
        ("select", ["Выставка"], "string"),
        ("select", True, "string"),
        ("legal_entity", "ООО", "object"),
        ("items", [1], "object"),
    ],
)
def test_a_value_of_another_type_is_refused(type: str, sent: Any, expected: str) -> None:
    (problem,) = faults(type, {"value": sent})
    assert (problem.path, problem.rule) == ("custom_fields_values.0.values.0.value", Rule.WRONG_TYPE)
    assert problem.expected == expected


@pytest.mark.parametrize(
    ("type", "sent", "faults"),
    [
        ("text", "ш" * 1025, [("values.0.value", "TOO_LONG")]),
        ("numeric", 10**18, [("values.0.value", "TOO_HIGH")]),
        ("numeric", "-1e400", [("values.0.value", "TOO_LOW")]),
        ("numeric", "1e99999999", [("values.0.value", "TOO_HIGH")]),
        ("multitext", {"value": "+7926", "enum_code": "PAGER"}, [("values.0.enum_code", "UNKNOWN_CHOICE")]),
        (
            "multitext",
            {"value": 7, "enum_id": 1},
            [("values.0.value", "WRONG_TYPE"), ("values.0.enum_id", "UNKNOWN_CHOICE")],
        ),
        ("select", {"enum_id": True}, [("values.0.enum_id", "WRONG_TYPE")]),
        ("legal_entity", {"value": {"vat_id": "77"}}, [("values.0.value.name", "MISSING")]),
        (
            "legal_entity",
            {"value": {"name": "О", "entity_type": 3}},
            [("values.0.value.entity_type", "UNKNOWN_CHOICE")],
        ),
        ("payer", {"value": {"name": "О", "type": "robot"}}, [("values.0.value.type", "UNKNOWN_CHOICE")]),
        (
            "items",
            {"value": {"unit_price": "дорого", "quantity": [], "discount": {"type": "gift", "value": 1}}},
            [
                ("values.0.value.unit_price", "WRONG_TYPE"),
                ("values.0.value.quantity", "WRONG_TYPE"),
                ("values.0.value.discount.type", "UNKNOWN_CHOICE"),
            ],
        ),
        ("items", {"value": {"metadata": 5}}, [("values.0.value.metadata", "WRONG_TYPE")]),
        ("file", {"value": {"file_name": "a.pdf"}}, [("values.0.value.file_uuid", "MISSING")]),
        ("linked_entity", {"value": {"entity_id": "abc"}}, [("values.0.value.entity_id", "WRONG_TYPE")]),
        ("chained_list", {"catalog_id": 9, "catalog_element_id": 1}, [("values.0.catalog_id", "UNKNOWN_CHOICE")]),
        ("chained_list", {"catalog_id": 5001}, [("values.0.catalog_element_id", "MISSING")]),
    ],
)
def test_a_fault_is_named_by_its_path(type: str, sent: Any, faults: list[tuple[str, str]]) -> None:
    found = fault_paths(type, sent)
    assert [fault for fault in found if fault in faults] == faults
    assert {path for path, _ in found} >= {path for path, _ in faults}


def test_all_faults_of_all_fields_are_named_together() -> None:
    number, choice, problems = field("numeric"), field("select"), Problems()
    writes = [
        FieldWrite(number.id, None, [value("много")]),
        FieldWrite(1, None, [value("?")]),
        FieldWrite(choice.id, None, [value("Выставка"), value("Телевизор")]),
    ]
    resolve(field_set(number, choice), writes, 7, problems, timezone=MOSCOW)
    assert [(problem.item, problem.path) for problem in problems.found] == [
        (7, "custom_fields_values.0.values.0.value"),
        (7, "custom_fields_values.1.field_id"),
        (7, "custom_fields_values.2.values.1.value"),
    ]


@pytest.mark.parametrize(
    ("type", "sent"), [("text", ("а", "б")), ("numeric", (1, 2)), ("select", ("Выставка", "2024"))]
)
def test_a_single_valued_field_refuses_several_values(type: str, sent: tuple[Any, ...]) -> None:
    assert fault_paths(type, *sent) == [("values", "TOO_MANY")]


def test_a_nul_letter_is_dropped_because_databases_refuse_it() -> None:
    assert written("text", "чай\x00") == ["чай"]


def test_faults_stop_the_whole_batch() -> None:
    with pytest.raises(Invalid):
        written("numeric", "много")


IN_WORK = {"pipeline_id": 7010, "status_id": 55110}


@pytest.mark.parametrize("held", [[], None, [False]])
def test_a_required_field_is_missing_until_it_is_filled(held: list[Any] | None) -> None:
    needed = field("checkbox", required_statuses=[IN_WORK])
    stored = {} if held is None else {str(needed.id): held}
    assert missing_required(field_set(needed), stored, 7010, 55110) == [needed]
    assert missing_required(field_set(needed), {str(needed.id): [True]}, 7010, 55110) == []


def test_a_field_is_required_only_in_its_stages() -> None:
    fields = field_set(field("text", required_statuses=[IN_WORK]))
    assert missing_required(fields, {}, 7010, 55111) == []
    assert missing_required(fields, {}, 7011, 55110) == []


def test_an_option_that_was_deleted_fills_no_required_field() -> None:
    needed = field("select", required_statuses=[IN_WORK])
    assert missing_required(field_set(needed), {str(needed.id): [5]}, 7010, 55110) == [needed]
    assert missing_required(field_set(needed), {str(needed.id): [880011]}, 7010, 55110) == []
