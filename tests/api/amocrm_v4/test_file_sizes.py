"""Files by their size: counted in bytes, or in whatever unit the query names."""

import httpx2
import pytest

from tests.api.amocrm_v4.drive import upload


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("[from]=2&filter[size][unit]=1000", ["список"]),
        ("[to]=1&filter[size][unit]=1000", ["заметка"]),
        ("[from]=5&filter[size][to]=5", ["заметка"]),
        ("[from]=1000000000000000&filter[size][unit]=1073741824", []),
        ("[to]=-1000000000000000&filter[size][unit]=1073741824", []),
    ],
)
def test_a_size_in_any_unit(client: httpx2.Client, query: str, names: list[str]) -> None:
    upload(client, "заметка.txt", b"x" * 5)
    upload(client, "список.txt", b"x" * 2000)

    answer = client.get(f"/v1.0/files?filter[size]{query}")

    found = answer.json()["_embedded"]["files"] if answer.content else []
    assert [file["name"] for file in found] == names
