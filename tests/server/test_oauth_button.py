"""The button's script lies at the addresses that the vendor's documents name; what it does: tests/browser."""

import httpx2
import pytest


@pytest.mark.parametrize("path", ["/auth/button.min.js", "/auth/button.js"])
@pytest.mark.parametrize("host", ["romashka.voronka.test", "www.voronka.test", "127.0.0.1:8000"])
def test_any_site_may_load_it(client: httpx2.Client, host: str, path: str) -> None:
    answer = client.get(f"https://{host}{path}", headers={"Authorization": ""})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.text.isascii()
