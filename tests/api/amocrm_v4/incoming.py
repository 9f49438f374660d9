"""Requests as telephonies and sites send them, and what tests ask of those that wait."""

from typing import Any

import httpx2

from tests.answers import embedded

UNSORTED = "/api/v4/leads/unsorted"
HOST = "https://romashka.voronka.test/api/v4"
PHONE = {"field_code": "PHONE", "values": [{"value": "+79995550011"}]}


def call(**more: Any) -> dict[str, Any]:
    metadata = {
        "from": "+79995550011",
        "phone": "101",
        "called_at": 1750000090.5,
        "duration": 42,
        "link": "https://pbx.example/r/1.mp3",
        "service_code": "mypbx",
        "uniq": "u-77",
    }
    came = {"leads": [{"name": "Звонок с сайта"}], "contacts": [{"name": "Неизвестный"}]}
    return {"source_uid": "pbx-1", "source_name": "АТС офис", "metadata": metadata, "_embedded": came, **more}


def form(number: int = 1, **more: Any) -> dict[str, Any]:
    metadata = {"form_id": "f7", "form_name": "Заявка", "form_page": "https://romashka.example/", "ip": "192.0.2.7"}
    metadata |= {"form_sent_at": 1570178452, "referer": "https://search.example/"}
    came = {
        "leads": [{"name": f"Букет {number}"}],
        "contacts": [{"name": "Мария", "custom_fields_values": [PHONE]}],
        "companies": [{"name": "ООО Полюс"}],
    }
    return {"source_uid": f"site-{number}", "source_name": "Сайт", "metadata": metadata, "_embedded": came, **more}


def add(client: httpx2.Client, kind: str, *sent: dict[str, Any]) -> list[dict[str, Any]]:
    answer = client.post(f"{UNSORTED}/{kind}", json=[*sent])
    assert answer.status_code == 200, answer.text
    assert answer.json()["_total_items"] == len(sent)
    return answer.json()["_embedded"]["unsorted"]


def ends(item: dict[str, Any]) -> dict[str, int]:
    return {name: held[0]["id"] for name, held in item["_embedded"].items() if held}


def listed(client: httpx2.Client, path: str = UNSORTED, **params: Any) -> list[dict[str, Any]]:
    return embedded(client.get(path, params=params))
