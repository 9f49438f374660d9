"""What an HTTP answer means: a value, nothing, or one of the errors of the tree."""

from typing import Any

import msgspec
import pytest

from voronka import client
from voronka.client.answers import Answer, in_order, items_of, read
from voronka.client.requests import BY_NAME
from voronka.types import Lead, LeadAdd, LeadComplexRef, Ref

LEAD = BY_NAME["leads.get"]


def answer(status: int, body: Any = None, **headers: str) -> Answer:
    content = b"" if body is None else body if isinstance(body, bytes) else msgspec.json.encode(body)
    return Answer(status=status, content=content, headers={key.replace("_", "-"): headers[key] for key in headers})


def problem(status: int, title: str, detail: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "type": f"https://httpstatus.es/{status}", "status": status, "detail": detail, **more}


def refusal(status: int, body: Any = None, operation: str = "leads.get", **headers: str) -> Any:
    with pytest.raises(client.AmoError) as raised:
        read(answer(status, body, **headers), BY_NAME[operation])
    return raised.value


def test_a_good_answer_is_read_as_the_type_of_the_operation():
    assert read(answer(200, {"id": 5, "name": "Роза"}), LEAD) == Lead(id=5, name="Роза")


def test_no_content_is_nothing():
    assert read(answer(204), LEAD) is None
    assert read(answer(202, b"Accepted"), BY_NAME["oauth.exchange"]) is None


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, client.BadRequest),
        (401, client.Unauthorized),
        (402, client.PaymentRequired),
        (403, client.Forbidden),
        (404, client.NotFound),
        (405, client.Refused),
        (422, client.NotProcessable),
        (429, client.TooManyRequests),
        (500, client.ServerFailed),
        (504, client.ServerFailed),
    ],
)
def test_each_status_has_its_error(status: int, kind: type[client.Refused]):
    error = refusal(status, problem(status, "Нет", "Никак нельзя"), x_request_id="4f2a")

    assert type(error) is kind
    assert (error.status, error.title, error.detail, error.request_id) == (status, "Нет", "Никак нельзя", "4f2a")
    assert str(error) == f"leads.get: {status} Нет: Никак нельзя"
    assert error.body["type"] == f"https://httpstatus.es/{status}"


def test_a_validation_error_names_every_fault_of_every_item():
    wrong = {
        "code": "NotSupportedChoice",
        "path": "status_id",
        "detail": "The value you selected is not a valid choice.",
    }
    missing = {"code": "FieldMissing", "path": "name", "detail": "This field is missing."}
    items = [{"request_id": "3", "errors": [wrong, missing]}, {"request_id": "253", "errors": [wrong]}]

    error = refusal(400, problem(400, "Bad Request", "Request validation failed", **{"validation-errors": items}))

    assert type(error) is client.ValidationFailed
    assert [(found.index, found.path, found.code) for found in error.problems] == [
        (3, "status_id", "NotSupportedChoice"),
        (3, "name", "FieldMissing"),
        (253, "status_id", "NotSupportedChoice"),
    ]
    assert "item 3, name: This field is missing." in str(error)


def test_items_without_marks_are_counted_from_the_first_of_their_part():
    wrong = {"code": "NotSupportedChoice", "path": "to_entity_id", "detail": "No such record."}
    faulty = problem(400, "Bad Request", "", **{"validation-errors": [{"request_id": "3", "errors": [wrong]}]})

    with pytest.raises(client.ValidationFailed) as raised:
        read(answer(400, faulty), BY_NAME["leads.link_many"], first=250)

    assert [found.index for found in raised.value.problems] == [253]


def test_a_long_list_of_faults_is_cut_in_the_text_only():
    items = [
        {"request_id": str(place), "errors": [{"code": "NotBlank", "path": "name", "detail": "Blank."}]}
        for place in range(50)
    ]

    error = refusal(400, problem(400, "Bad Request", "", **{"validation-errors": items}))

    assert len(error.problems) == 50
    assert str(error).endswith("item 4, name: Blank.; and 45 more")


def test_the_token_endpoint_says_why_in_its_hint():
    error = refusal(401, problem(401, "Нет", "Нет", hint="Token has been revoked"), operation="oauth.token")

    assert type(error) is client.TokenRefused
    assert isinstance(error, client.Unauthorized)
    assert error.hint == "Token has been revoked"
    assert str(error) == "oauth.token: 401 Token has been revoked"


def test_an_answer_with_half_a_pair_of_tokens_is_none():
    error = refusal(200, {"access_token": "eyJ0", "expires_in": 86400}, operation="oauth.token")

    assert type(error) is client.UnexpectedAnswer


def test_a_page_instead_of_a_403_is_a_door_that_is_shut():
    error = refusal(403, b"<html>403 Forbidden</html>")

    assert type(error) is client.Forbidden
    assert "shut out" in str(error)
    assert error.body == "<html>403 Forbidden</html>"


def test_a_redirect_is_not_followed_but_told():
    error = refusal(301, location="https://romashka.kommo.com/api/v4/leads")

    assert type(error) is client.UnexpectedAnswer
    assert "https://romashka.kommo.com/api/v4/leads" in str(error)


def test_a_page_instead_of_json_is_unexpected():
    error = refusal(200, b"<html>log in to the wireless network</html>")

    assert type(error) is client.UnexpectedAnswer
    assert error.content.startswith(b"<html>")


@pytest.mark.parametrize(
    ("body", "headers", "seconds"),
    [
        (b"<html>", {"retry-after": "2"}, 2.0),
        ({"retry_after": 300}, {}, 300.0),
        (b"<html>", {}, None),
        (b"<html>", {"retry-after": "soon"}, None),
        (b"<html>", {"retry-after": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0.0),
    ],
)
def test_how_long_to_wait_stands_in_the_header_or_in_the_body(
    body: Any, headers: dict[str, str], seconds: float | None
):
    assert refusal(429, body, **headers).retry_after == seconds


def test_answers_come_back_in_the_order_sent_under_the_senders_marks():
    sent = [LeadAdd(name="Роза", request_id="заказ-7"), LeadAdd(name="Пион")]
    answers = [Ref(id=12, request_id="251"), Ref(id=11, request_id="250")]

    found = in_order(answers, sent, 250)

    assert [(ref.id, ref.request_id) for ref in found] == [(11, "заказ-7"), (12, "251")]


def test_a_server_that_echoes_nothing_is_taken_to_keep_the_order():
    assert [ref.id for ref in in_order([Ref(id=11), Ref(id=12)], [LeadAdd(), LeadAdd()], 0)] == [11, 12]


def test_several_leads_may_have_ended_in_one():
    sent = [LeadAdd(request_id="утро"), LeadAdd(), LeadAdd(request_id="вечер")]
    answers = [LeadComplexRef(id=11, request_id=["0", "2"], merged=True), LeadComplexRef(id=12, request_id=["1"])]

    found = in_order(answers, sent, 0)

    assert [(ref.id, ref.request_id) for ref in found] == [(11, ["утро", "вечер"]), (12, ["1"])]


def test_the_array_is_found_under_the_key_of_the_operation():
    operation = BY_NAME["leads.list"]
    page = read(answer(200, {"_embedded": {"leads": [{"id": 5}], "other": []}}), operation)

    assert items_of(page, operation) == [Lead(id=5)]
    assert items_of(read(answer(200, {"_embedded": []}), operation), operation) == []
    assert items_of(None, operation) == []
