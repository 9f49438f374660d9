"""Uploading as the vendor's clients do it: a session, then part after part to the address that was answered."""

import io
from typing import Any

import httpx2
from PIL import Image


def opened(client: httpx2.Client, name: str, size: int, **session: Any) -> Any:
    answer = client.post("/v1.0/sessions", json={"file_name": name, "file_size": size, **session})
    assert answer.status_code == 200, answer.text
    return answer.json()


def send(client: httpx2.Client, url: str, part: bytes) -> httpx2.Response:
    return client.post(url, content=part, headers={"Content-Type": "application/octet-stream"})


def upload(client: httpx2.Client, name: str, data: bytes, *, parts: int = 1, **session: Any) -> Any:
    url, size = opened(client, name, len(data), **session)["upload_url"], -(-len(data) // parts)
    answer: Any = {}
    for at in range(0, len(data), size):
        sent = send(client, url, data[at : at + size])
        assert sent.status_code == 200, sent.text
        answer = sent.json()
        url = answer.get("next_url", "")
    return answer


def picture(width: int, height: int, format: str = "PNG", **options: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), "crimson").save(made, format, **options)
    return made.getvalue()


def uuids(answer: httpx2.Response) -> list[str]:
    assert answer.status_code in (200, 204), answer.text
    return [file["uuid"] for file in answer.json()["_embedded"]["files"]] if answer.content else []
