"""Bodies: what is read, and how each kind of nonsense is refused."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voronka.api.decoding import FORM, MAX_BYTES, MOST_FAULTS, check_path, decode_body, decode_form
from voronka.api.errors import BadBody, BadRequest, TooLarge, TooManyItems
from voronka.api.faults import MAX_DEPTH
from voronka.contract.amocrm_v4.leads import LeadAdd, LeadPatch, LeadPatchOne
from voronka.contract.amocrm_v4.leads_complex import LeadComplex
from voronka.contract.amocrm_v4.links import LinkWrite
from voronka.contract.amocrm_v4.oauth import TokenRequest
from voronka.contract.amocrm_v4.pipelines import PipelineAdd, StatusAdd
from voronka.domain.errors import NotFound, Rule

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda below: st.lists(below) | st.dictionaries(st.sampled_from(["name", "price", "_embedded", "tags"]), below),
)


def refused(raw: bytes, type_: Any = list[LeadAdd]):
    with pytest.raises(BadBody) as refusal:
        decode_body(raw, type_)
    return refusal.value


def faults(raw: bytes, type_: Any = list[LeadAdd]):
    return [(found.item, found.path, found.rule, found.expected) for found in refused(raw, type_).problems]


def test_absent_null_and_value_are_told_apart() -> None:
    (lead,) = decode_body(b'[{"price": 500, "loss_reason_id": null}]', list[LeadAdd])
    assert (lead.price, lead.loss_reason_id, lead.name) == (500, None, msgspec.UNSET)


def test_a_whole_lead_as_it_was_read_may_be_sent_back() -> None:
    (lead,) = decode_body(
        b"""[{"id": 9, "score": null, "account_id": 1, "is_deleted": false, "_links": {"self": {"href": "https://x"}},
        "_embedded": {"tags": [{"id": 1, "name": "VIP", "color": null}], "companies": [{"id": 3, "_links": {}}]},
        "custom_fields_values": [{"field_id": 7, "field_name": "Source", "field_code": null, "field_type": "select",
          "values": [{"value": "x", "enum_id": 5, "enum_code": null}]}]}]""",
        list[LeadPatch],
    )
    assert lead.id == 9
    assert lead.embedded.tags[0].name == "VIP"


def test_php_sends_an_empty_array_for_an_empty_object() -> None:
    body = b'[{"entity_type":null,"entity_id":null,"to_entity_type":"contacts","to_entity_id":1,"metadata":[]}]'
    assert decode_body(body, list[LinkWrite])[0].to_entity_id == 1


def test_times_and_prices_may_have_a_fraction() -> None:
    (lead,) = decode_body(b'[{"created_at": 1700000000.5, "price": 260.55}]', list[LeadAdd])
    assert (lead.created_at, lead.price) == (1700000000.5, 260.55)


def test_of_a_key_sent_twice_the_last_one_counts() -> None:
    assert decode_body(b'{"name": "a", "name": "b"}', LeadPatchOne).name == "b"


def test_every_fault_of_every_item_is_named() -> None:
    assert faults(
        b"""[{"name": 1, "custom_fields_values": [{"field_id": "a", "values": [{"enum_id": 1.5}, {"enum_code": 7}]}]},
             {"name": "fine"},
             {"tags_to_add": {}, "_embedded": {"contacts": [{"is_main": 1}], "companies": 5}}]"""
    ) == [
        (0, "custom_fields_values.0.field_id", Rule.WRONG_TYPE, "int"),
        (0, "custom_fields_values.0.values.0.enum_id", Rule.WRONG_TYPE, "int"),
        (0, "custom_fields_values.0.values.1.enum_code", Rule.WRONG_TYPE, "string"),
        (0, "name", Rule.WRONG_TYPE, "string"),
        (2, "tags_to_add", Rule.WRONG_TYPE, "array"),
        (2, "_embedded.contacts.0.id", Rule.MISSING, ""),
        (2, "_embedded.contacts.0.is_main", Rule.WRONG_TYPE, "bool"),
        (2, "_embedded.companies", Rule.WRONG_TYPE, "array"),
    ]


def test_faults_are_matched_by_the_senders_marks() -> None:
    error = refused(b'[{"name": 1, "request_id": "a1"}, {"name": 2}, {"name": 3, "request_id": 77}]')
    assert error.request_ids == ["a1", "1", "77"]


def test_the_single_object_is_item_zero() -> None:
    assert faults(b'{"price": "x"}', LeadPatchOne) == [(0, "price", Rule.WRONG_TYPE, "int")]


def test_an_item_that_is_no_object_is_a_fault_of_its_own() -> None:
    assert faults(b'[{}, 5, "x"]') == [(1, "", Rule.WRONG_TYPE, "object"), (2, "", Rule.WRONG_TYPE, "object")]


def test_missing_keys_and_unknown_choices_are_named() -> None:
    assert faults(b'[{"sort": 1}]', list[PipelineAdd]) == [
        (0, "name", Rule.MISSING, ""),
        (0, "is_main", Rule.MISSING, ""),
        (0, "is_unsorted_on", Rule.MISSING, ""),
    ]
    stage = b'[{"name": "A", "sort": 1, "descriptions": [{"level": "boss", "description": ""}]}]'
    assert faults(stage, list[StatusAdd]) == [(0, "descriptions.0.level", Rule.UNKNOWN_CHOICE, "")]


@pytest.mark.parametrize(
    ("raw", "path", "rule"),
    [
        (b'[{"price": 1e300}]', "price", Rule.TOO_HIGH),
        (b'[{"price": -1e300}]', "price", Rule.TOO_LOW),
        (b'[{"created_at": 99999999999999}]', "created_at", Rule.TOO_HIGH),
        (b'[{"status_id": 9223372036854775808}]', "status_id", Rule.WRONG_TYPE),
        (b'[{"x": [{"y": 99999999999999999999}]}]', "x.0.y", Rule.WRONG_TYPE),
        (b'[{"name": "a\\u0000b"}]', "name", Rule.FORMAT),
        (b'[{"custom_fields_values": [{"values": [{"value": {"a\\u0000": 1}}]}]}]',
         "custom_fields_values.0.values.0.value.a", Rule.UNEXPECTED),
    ],
)  # fmt: skip
def test_what_no_database_takes_is_refused(raw: bytes, path: str, rule: Rule) -> None:
    assert [found[1:3] for found in faults(raw)] == [(path, rule)]


def test_a_backslash_before_u0000_is_only_text() -> None:
    assert decode_body(rb'{"name": "\\u0000"}', LeadPatchOne).name == r"\u0000"


def test_the_greatest_whole_number_is_taken() -> None:
    assert decode_body(b'{"status_id": 9223372036854775807}', LeadPatchOne).status_id == 2**63 - 1


@pytest.mark.parametrize("raw", [b"", b"  \n", b"[]"])
def test_a_body_without_data_is_refused(raw: bytes) -> None:
    with pytest.raises(BadRequest, match="must not be blank"):
        decode_body(raw, list[LeadAdd])


@pytest.mark.parametrize(
    "raw",
    [
        b"nonsense", b"[{]", b'[{"name": "\xff"}]', b'[{"name": "\\ud800"}]', b'[{"name": NaN}]', b"[{}] []",
        b'[{"price": 1e999}]', b'[{"name": "\x00"}]', b"\xef\xbb\xbf[{}", b'[{"price": ' + b"9" * 5000 + b"}]",
    ],
)  # fmt: skip
def test_what_is_not_json_is_refused(raw: bytes) -> None:
    with pytest.raises(BadRequest, match="cannot be read as JSON"):
        decode_body(raw, list[LeadAdd])


@pytest.mark.parametrize("raw", [b"{}", b'"text"', b"null", b"5"])
def test_a_batch_must_be_an_array(raw: bytes) -> None:
    with pytest.raises(BadRequest, match="JSON array"):
        decode_body(raw, list[LeadAdd])


@pytest.mark.parametrize("raw", [b"[]", b'[{"name": "a"}]', b"null"])
def test_a_single_change_must_be_an_object(raw: bytes) -> None:
    with pytest.raises(BadRequest, match="JSON object"):
        decode_body(raw, LeadPatchOne)


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 1_000_000,
        b'[{"x":' + b"[" * 40 + b"]" * 40 + b"}]",
        b'[{"x":' + b'{"a":' * 40 + b"1" + b"}" * 41 + b"]",
        b'[{"custom_fields_values":[{"values":[{"value":' + b"[" * 30 + b"]" * 30 + b"}]}]}]",
    ],
)
def test_bottomless_nesting_is_refused(raw: bytes) -> None:
    with pytest.raises(BadRequest, match="nested too deep"):
        decode_body(raw, list[LeadAdd])


def test_brackets_in_texts_do_not_count_as_nesting() -> None:
    name = "[" * (MAX_DEPTH * 4)
    assert decode_body(msgspec.json.encode({"name": name}), LeadPatchOne).name == name


def test_too_many_items_are_refused_before_their_faults() -> None:
    with pytest.raises(TooManyItems, match="At most 250"):
        decode_body(b"[" + b",".join([b"5"] * 251) + b"]", list[LeadAdd])
    with pytest.raises(TooManyItems, match="At most 50"):
        decode_body(b"[" + b",".join([b"{}"] * 51) + b"]", list[LeadComplex], most=50)


def test_an_answer_names_only_so_many_faults() -> None:
    raw = b'[{"tags_to_add": [' + b",".join([b"5"] * (MOST_FAULTS * 2)) + b"]}]"
    assert len(refused(raw).problems) == MOST_FAULTS


def test_too_large_a_body_is_refused() -> None:
    with pytest.raises(TooLarge):
        decode_body(b" " * (MAX_BYTES + 1), list[LeadAdd])


def test_a_form_is_decoded_as_its_json() -> None:
    asked = decode_form(b"grant_type=refresh_token&refresh_token=def502&client_id=", FORM, TokenRequest)
    assert (asked.grant_type, asked.refresh_token, asked.client_id, asked.code) == (
        "refresh_token",
        "def502",
        "",
        msgspec.UNSET,
    )


def test_an_id_beyond_all_ids_names_nothing() -> None:
    check_path({"id": 2**63 - 1, "code": "default"})
    for path in ({"id": 2**63}, {"id": "a\0b"}):
        with pytest.raises(NotFound):
            check_path(path)


@given(JSON)
def test_whatever_json_is_sent_is_taken_or_refused(value: Any) -> None:
    try:
        decode_body(msgspec.json.encode([value]), list[LeadAdd])
    except (BadBody, BadRequest):
        return


@given(st.binary(max_size=40))
def test_whatever_bytes_are_sent_are_taken_or_refused(raw: bytes) -> None:
    try:
        decode_body(raw, LeadPatchOne)
    except (BadBody, BadRequest):
        return
