"""Answers are read tolerantly: what the vendor adds, drops or writes otherwise breaks nobody."""

from typing import Any

import msgspec
import pytest

from voronka.client.reading import decode
from voronka.contract.amocrm_v4.envelope import PageOf
from voronka.types import UNSET, Account, Contact, Lead, Links, User


def read(plain: Any, type_: Any) -> Any:
    return decode(msgspec.json.encode(plain), type_)


def test_keys_of_tomorrow_are_ignored():
    assert read({"id": 5, "name": "Роза", "mood": {"is": "good"}}, Lead) == Lead(id=5, name="Роза")


def test_missing_keys_get_their_defaults():
    account = read({"id": 1, "name": "Ромашка", "subdomain": "romashka"}, Account)

    assert (account.name, account.country, account.uuid) == ("Ромашка", None, UNSET)


def test_only_the_branch_that_does_not_fit_is_read_piece_by_piece():
    lead = read({"id": "5", "name": None, "_embedded": {"tags": [{"id": 7, "name": "опт"}]}}, Lead)

    assert lead.id == 5
    assert lead.name is None
    assert [tag.name for tag in lead.embedded.tags] == ["опт"]


def test_a_value_of_another_kind_stays_what_it_is():
    assert read({"id": 5, "name": ["a", "b"]}, Lead).name == ["a", "b"]


def test_an_empty_object_may_come_as_an_empty_array():
    contact = read({"id": 5, "name": 7, "_embedded": []}, Contact)

    assert contact.embedded.tags == []


def test_one_strange_item_does_not_spoil_the_page():
    page = read({"_page": "1", "_embedded": {"leads": [{"id": 1}, {"id": 2, "price": "дорого"}]}}, PageOf[Lead])

    first, second = page.embedded["leads"]
    assert first == Lead(id=1)
    assert (second.id, second.price) == (2, "дорого")


def test_objects_within_objects_are_still_objects():
    user = read({"id": 1, "rights": {"leads": {"view": "A"}}}, User)

    assert user.rights.leads.view == "A"
    assert user.rights.leads.edit is None


def test_links_may_lack_what_ours_have():
    lead = read({"id": 1, "_links": {"next": {"href": "https://romashka.amocrm.ru/"}}}, Lead)

    assert isinstance(lead.links, Links)
    assert lead.links.self_ is None


def test_what_is_no_json_is_an_error():
    with pytest.raises(msgspec.DecodeError):
        decode(b"<html>", Lead)
