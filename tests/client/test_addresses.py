"""Where an account lives, and where users let integrations in."""

import pytest

from voronka.client.addresses import base, shared


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://romashka.amocrm.ru", "https://romashka.amocrm.ru"),
        ("romashka.amocrm.ru", "https://romashka.amocrm.ru"),
        ("https://romashka.amocrm.ru/leads/list/?skip=1", "https://romashka.amocrm.ru"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("localhost:8000", "https://localhost:8000"),
        ("https://anna:secret@romashka.amocrm.ru", "https://romashka.amocrm.ru"),
    ],
)
def test_only_scheme_host_and_port_count(written: str, meant: str):
    assert base(written) == meant


@pytest.mark.parametrize("written", ["", "https://", "ftp://romashka.amocrm.ru", "/api/v4"])
def test_anything_else_is_refused_with_an_example(written: str):
    with pytest.raises(ValueError, match=r"example\.amocrm\.ru"):
        base(written)


def test_clouds_have_one_place_for_all_accounts_and_our_own_server_has_none():
    assert shared("https://romashka.amocrm.ru") == "https://www.amocrm.ru"
    assert shared("https://romashka.kommo.com") == "https://www.kommo.com"
    assert shared("http://127.0.0.1:8000") == "http://127.0.0.1:8000"
    assert shared("https://romashka.notamocrm.ru") == "https://romashka.notamocrm.ru"
