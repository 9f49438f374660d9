"""The fields that every account of «Ромашка» has from its first day, under the codes that clients know."""

import pytest
from httpx2 import Client

from tests.api.amocrm_v4.test_custom_fields import COMPANIES, CONTACTS, LEADS, codes

PHONES = ["WORK", "WORKDD", "MOB", "FAX", "HOME", "OTHER"]
EMAILS = ["WORK", "PRIV", "OTHER"]


def test_a_new_account_has_the_system_fields(client: Client) -> None:
    assert codes(client, CONTACTS) == ["POSITION", "PHONE", "EMAIL", "IM"]
    assert codes(client, COMPANIES) == ["PHONE", "EMAIL", "WEB", "ADDRESS"]
    marks = ("CONTENT", "MEDIUM", "CAMPAIGN", "SOURCE", "TERM", "REFERRER")
    openstat = ("SERVICE", "CAMPAIGN", "AD", "SOURCE")
    others = ("ROISTAT", "REFERRER", "FROM", "GCLIENTID", "_YM_UID", "_YM_COUNTER", "GCLID", "YCLID", "FBCLID")
    wanted = {*others, *(f"UTM_{mark}" for mark in marks), *(f"OPENSTAT_{mark}" for mark in openstat)}
    assert set(codes(client, LEADS)) == wanted


@pytest.mark.parametrize(
    ("path", "code", "type", "enums"),
    [
        (CONTACTS, "POSITION", "text", None),
        (CONTACTS, "PHONE", "multitext", PHONES),
        (CONTACTS, "EMAIL", "multitext", EMAILS),
        (CONTACTS, "IM", "multitext", ["SKYPE", "ICQ", "JABBER", "GTALK", "MSN", "OTHER"]),
        (COMPANIES, "PHONE", "multitext", PHONES),
        (COMPANIES, "EMAIL", "multitext", EMAILS),
        (COMPANIES, "WEB", "url", None),
        (COMPANIES, "ADDRESS", "textarea", None),
        (LEADS, "UTM_SOURCE", "tracking_data", None),
    ],
)
def test_a_system_field_has_its_type_and_kinds(
    client: Client, path: str, code: str, type: str, enums: list[str] | None
) -> None:
    [field] = [each for each in client.get(path).json()["_embedded"]["custom_fields"] if each["code"] == code]
    assert (field["type"], field["is_predefined"], field["is_deletable"]) == (type, True, False)
    assert (field["enums"] and [option["code"] for option in field["enums"]]) == enums
    assert (field["enums"] and [option["value"] for option in field["enums"]]) == enums


def test_kinds_of_phones_have_ids_unique_in_the_account(client: Client) -> None:
    phones = [
        next(field for field in client.get(path).json()["_embedded"]["custom_fields"] if field["code"] == "PHONE")
        for path in (CONTACTS, COMPANIES)
    ]
    ids = [enum["id"] for phone in phones for enum in phone["enums"]]
    assert len(set(ids)) == 12


def test_a_system_field_cannot_be_deleted(client: Client) -> None:
    phone = client.get(CONTACTS, params={"filter[type]": "multitext"}).json()["_embedded"]["custom_fields"][0]
    assert client.delete(f"{CONTACTS}/{phone['id']}").status_code == 422
    assert client.delete(f"{CONTACTS}/5").status_code == 404
