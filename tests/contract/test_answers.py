"""What every answer has: refusals fit the type of problems, and types promise the keys without which clients die."""

from typing import Any

import httpx2
import pytest

from tests.contract.shop import BY_NAME
from tests.contract.strict import described, misfits

# Seen in public clients: without one of these keys they warn, raise or lose the record.
# fmt: off
NEEDED = {
    "Account": {
        "id", "name", "subdomain", "created_at", "created_by", "updated_at", "updated_by", "current_user_id", "country",
        "currency", "is_unsorted_on", "mobile_feature_version", "customers_mode", "is_loss_reason_enabled",
        "is_helpbot_enabled", "is_technical_account", "contact_name_display_order",
    },
    "CustomFieldGroup": {"id", "fields"},
    "Event": {"id", "value_before", "value_after"},
    "LossReason": {"id", "created_at", "updated_at"},
    "Rights": {"catalog_access", "mail_access", "leads", "contacts", "companies", "tasks"},
    "Status": {"id", "name", "sort", "account_id", "is_editable", "pipeline_id", "color", "type"},
    "Token": {"token_type", "expires_in", "access_token", "refresh_token"},
    "TokenError": {"hint", "title", "detail"},
    "UserRights": {"catalog_access", "mail_access", "leads", "contacts", "companies", "tasks"},
    "Webhook": {"id", "destination", "created_at", "updated_at", "account_id", "created_by", "sort", "disabled"},
}
# fmt: on


@pytest.mark.parametrize("type_", NEEDED)
def test_what_clients_need_is_always_sent(type_: str) -> None:
    assert set(described()["components"]["schemas"][type_]["required"]) >= NEEDED[type_]


@pytest.mark.parametrize("body", ["nonsense", "{}", "[]", '[{"name": 1}]', '[{"status_id": 5}]'])
def test_problems_fit_their_type(client: httpx2.Client, body: Any) -> None:
    answer = client.post("/api/v4/leads", content=body)
    assert answer.status_code == 400
    assert misfits(BY_NAME["leads.add"], answer) == []
