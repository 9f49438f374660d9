"""A host names an account by its first label, in any zone."""

import pytest

from voronka.base.hosts import domain_of, first_label, is_shared, top_level_domain, without_port


@pytest.mark.parametrize(
    ("host", "label", "top"),
    [
        ("romashka.amocrm.ru", "romashka", "ru"),
        ("Romashka.localhost:8000", "romashka", "localhost"),
        ("localhost", "localhost", "localhost"),
        ("127.0.0.1:8000", "", ""),
        ("[::1]:8000", "", ""),
        ("::1", "", ""),
        ("", "", ""),
    ],
)
def test_labels(host: str, label: str, top: str) -> None:
    assert (first_label(host), top_level_domain(host)) == (label, top)


def test_a_port_is_not_part_of_a_name() -> None:
    assert [without_port(host) for host in ("a.ru:80", "a.ru", "[::1]:80", "[::1]")] == [
        "a.ru",
        "a.ru",
        "[::1]",
        "[::1]",
    ]


def test_hosts_that_serve_everybody() -> None:
    assert all(map(is_shared, ("www", "api", "api-b", "drive-b")))
    assert not any(map(is_shared, ("romashka", "apiary", "wwww", "")))


@pytest.mark.parametrize(
    ("host", "is_default", "domain", "zone"),
    [
        ("romashka.amocrm.ru", False, "romashka.amocrm.ru", "amocrm.ru"),
        ("romashka.localhost:8000", False, "romashka.localhost:8000", "localhost:8000"),
        ("www.amocrm.ru", False, "romashka.amocrm.ru", "amocrm.ru"),
        ("localhost:8000", False, "romashka.localhost:8000", "localhost:8000"),
        ("localhost:8000", True, "localhost:8000", "localhost:8000"),
        ("crm.example.ru", True, "crm.example.ru", "crm.example.ru"),
    ],
)
def test_an_accounts_own_host(host: str, is_default: bool, domain: str, zone: str) -> None:
    assert domain_of(host, "romashka", is_default=is_default) == (domain, zone)
