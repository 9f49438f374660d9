"""Which addresses a webhook may have, and which of them lead to the open internet."""

import pytest

from voronka.domain.destinations import Destination, is_public, parse


def test_an_address_is_taken_apart() -> None:
    assert parse("https://hooks.romashka.example/amo?key=1") == Destination("https", "hooks.romashka.example", 443)
    assert parse("http://hooks.romashka.example:8080") == Destination("http", "hooks.romashka.example", 8080)
    assert parse("https://user:word@romashka.example/") == Destination("https", "romashka.example", 443)
    assert parse("http://[2001:db8::1]:81/") == Destination("http", "2001:db8::1", 81)


def test_a_name_in_cyrillic_is_known_to_dns_by_another() -> None:
    assert parse("https://ромашка.рф/хук") == Destination("https", "xn--80aa3agjl3d.xn--p1ai", 443)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "romashka.example",
        "//romashka.example/",
        "ftp://romashka.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        "https://:443/",
        "http://romashka.example:0/",
        "http://romashka.example:99999/",
        "http://romashka.example:port/",
        "http://[::1/",
        "http://roma shka.example/",
        "http://romashka.example/\nHost: elsewhere",
        "http://romashka.example\\@127.0.0.1/",
        f"http://{'a' * 64}.example/",
        f"http://romashka.example/{'a' * 2048}",
    ],
)
def test_nothing_can_be_sent_there(url: str) -> None:
    assert parse(url) is None


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_the_open_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "no address",
    ],
)
def test_this_machine_and_its_networks(address: str) -> None:
    assert not is_public(address)
