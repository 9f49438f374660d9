"""PHP's bracketed keys, both ways."""

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voronka.base import php

NAMES = st.text("abcdef_0123456789", min_size=1, max_size=6)
TREES = st.recursive(
    st.text(max_size=8),
    lambda below: st.dictionaries(NAMES, below, min_size=1, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "nested"),
    [
        ("page=2", {"page": ["2"]}),
        ("filter[id]=5", {"filter": {"id": ["5"]}}),
        ("filter[id][]=5&filter[id][]=6", {"filter": {"id": {"0": ["5"], "1": ["6"]}}}),
        ("filter[id][0]=5&filter[id][1]=6", {"filter": {"id": {"0": ["5"], "1": ["6"]}}}),
        ("filter%5Bid%5D%5B0%5D=5", {"filter": {"id": {"0": ["5"]}}}),
        ("a[b][c][d]=%D0%B0+b", {"a": {"b": {"c": {"d": ["а b"]}}}}),
        ("query=", {"query": [""]}),
        ("query", {"query": [""]}),
    ],
)
def test_brackets_are_read_as_branches(text: str, nested: dict[str, Any]) -> None:
    assert php.parse(text) == nested


def test_a_repeated_key_loses_nothing() -> None:
    assert php.parse("filter[id][0]=5&filter[id][0]=6") == {"filter": {"id": {"0": ["5", "6"]}}}


def test_each_empty_bracket_begins_a_new_element() -> None:
    assert php.parse("s[][id]=1&s[][id]=2") == {"s": {"0": {"id": ["1"]}, "1": {"id": ["2"]}}}


def test_an_empty_bracket_never_falls_upon_an_index_that_is_taken() -> None:
    assert php.parse("a[1]=x&a[]=y&a[]=z") == {"a": {"1": ["x"], "2": ["y"], "3": ["z"]}}
    assert php.parse("a[1]=x&a[][b]=y") == {"a": {"1": ["x"], "2": {"b": ["y"]}}}


def test_of_a_value_and_a_branch_the_later_one_wins() -> None:
    assert php.parse("a=1&a[b]=2") == {"a": {"b": ["2"]}}
    assert php.parse("a[b]=2&a=1") == {"a": ["1"]}


@pytest.mark.parametrize("text", ["=1", "[]=1", "[a]=1", "[][b]=1", "&&"])
def test_a_pair_without_a_name_is_dropped(text: str) -> None:
    assert php.parse(text) == {}


@pytest.mark.parametrize("key", ["a[", "a[b", "a]", "a[b]c", "a[[", "a[b[c"])
def test_brackets_that_do_not_match_are_part_of_the_name(key: str) -> None:
    assert php.parse(f"{key}=1") == {key: ["1"]}


def test_bottomless_brackets_are_refused() -> None:
    with pytest.raises(php.TooDeep):
        php.parse("a" + "[b]" * php.MAX_DEPTH + "=1")


def test_endless_pairs_are_refused() -> None:
    with pytest.raises(php.TooDeep):
        php.parse("a[]=1&" * (php.MAX_PAIRS + 1))


@given(st.lists(st.tuples(st.text("ab[]0=&", max_size=8), st.text(max_size=4)), max_size=12))
@example([("a", ""), ("a[]", ""), ("a[][]", "")])
def test_whatever_is_sent_is_read(pairs: list[tuple[str, str]]) -> None:
    php.parse(urlencode(pairs))


@given(st.dictionaries(NAMES, TREES, max_size=4))
def test_what_is_built_is_read_back(tree: dict[str, Any]) -> None:
    assert php.parse(php.build(tree)) == _leaves(tree)


def test_lists_are_numbered_nothing_is_left_out_and_flags_are_digits() -> None:
    body = php.build({"leads": {"add": [{"id": 5, "name": "Чай", "is_deleted": False, "closed_at": None}]}})
    assert php.parse(body) == {"leads": {"add": {"0": {"id": ["5"], "name": ["Чай"], "is_deleted": ["0"]}}}}


def _leaves(tree: dict[str, Any]):
    return {key: _leaves(below) if isinstance(below, dict) else [below] for key, below in tree.items()}
