"""Whatever is sent, the answer is one of this wire: never an error of the server's."""

from typing import Any

import httpx2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.amocrm_v2.conftest import Desk

LATER = 2_000_000_000
NOUNS = ("contacts", "companies", "leads", "tasks", "notes")
KEYS = (
    *(
        "id",
        "name",
        "request_id",
        "created_at",
        "updated_at",
        "responsible_user_id",
        "created_by",
        "tags",
        "custom_fields",
    ),
    *("unlink", "company_name", "company_id", "leads_id", "contacts_id", "status_id", "pipeline_id", "sale", "text"),
    *("main_contact_id", "catalog_elements_id", "loss_reason_id", "element_id", "element_type", "complete_till_at"),
    *("task_type", "is_completed", "duration", "result", "note_type", "attachment", "params"),
)

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.sampled_from([0, 1, 2, 4, 10, 13, 25, 142, 143, 100_001, LATER]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", " 5 ", "1,2", "٣", "2018-02-02", "02.02.2018 9:30", '{"UNIQ": 1}', "\0", "<b>", "ё" * 300]),
    st.text(max_size=8),
)
keys = st.sampled_from(
    ["0", "2", "id", "value", "values", "enum", "subtype", "contacts_id", "company_id", "UNIQ", "100001"]
)
values = st.recursive(scalars, lambda below: st.lists(below, max_size=3) | st.dictionaries(keys, below, max_size=3))
items = st.dictionaries(st.sampled_from(KEYS), values, max_size=4)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noun=st.sampled_from(NOUNS), verb=st.sampled_from(["add", "update"]), item=items)
def test_an_item_of_anything(client: httpx2.Client, desk: Desk, noun: str, verb: str, item: dict[str, Any]) -> None:
    whole = {"name": "Мария", "text": "Ждёт", "complete_till_at": 5, "updated_at": LATER, **item}
    if not desk.list("leads", "limit_rows=1"):
        desk.add("leads", {"name": "Букеты"})
    if verb == "update":
        whole.setdefault("id", 100_001)
    newer = client.post(f"/api/v2/{noun}", json={verb: [whole]})
    container = "contacts" if noun == "companies" else noun
    path = {"companies": "company"}.get(noun, noun)
    older = client.post(f"/private/api/v2/json/{path}/set", json={"request": {container: {verb: [whole]}}})
    assert {newer.status_code, older.status_code} <= {200, 400}, (newer.text, older.text)
    assert client.get(f"/api/v2/{noun}?type=lead").status_code in (200, 204)
