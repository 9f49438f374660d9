"""A row becomes a draft: what it wants of the account, in ids; or what is wrong with it, in the file's words."""

from typing import Any

import pytest

from tests.domain.importing.shop import MAPPING, facts
from voronka.domain.fields.writes import ValueWrite
from voronka.domain.importing.cells import Bad
from voronka.domain.importing.compiling import Reader
from voronka.domain.importing.names import Names, Want
from voronka.domain.importing.reading import read_mapping
from voronka.domain.importing.rows import Draft, LinkWanted
from voronka.domain.pipelines import LOST, WON

HEADER = [
    "id",
    "title",
    "sum",
    "stage",
    "reason",
    "seller",
    "opened",
    "closed",
    "tags",
    "kind",
    "phones",
    "client",
    "rose",
    "n",
]
ROW = {
    "id": "17",
    "title": " Букет ",
    "sum": "1 200,50",
    "stage": "переговоры",
    "seller": "Анна Соколова",
    "opened": "01.03.2026",
    "tags": "срочно, VIP",
    "kind": "Розы",
    "phones": "+7 900 1, +7 900 2",
    "client": "Лютик",
    "rose": "Роза алая",
    "n": "11",
}


def reader(mapping: str = MAPPING, header: list[str] = HEADER) -> Reader:
    return Reader(read_mapping(mapping, "shop.toml").mapping.tables[0], header, "Europe/Moscow")


def drafted(
    row: dict[str, str], mapping: str = MAPPING, *, is_new: bool = True, wants: list[Want] | None = None
) -> Draft:
    made = reader(mapping)
    names = Names(facts(), made.table, administrator_id=1)
    raw = [row.get(column, "") for column in HEADER]
    return made.draft(made.row(2, raw), names, is_new=is_new, wants=wants)


def fault_of(**cells: str) -> str:
    return "; ".join(drafted(ROW | cells).faults)


def test_a_row_in_full():
    draft = drafted(ROW)

    assert draft.faults == []
    assert draft.row.key == "17"
    assert draft.values == {
        "responsible_user_id": 2,
        "name": "Букет, 17",
        "price": 120050,
        "pipeline_id": 10,
        "status_id": 12,
        "created_at": 1772312400,
    }
    assert draft.tags == ["срочно", "VIP"]
    assert draft.links == [LinkWanted(0, "Лютик"), LinkWanted(1, "Роза алая", 11.0)]


def test_custom_fields_are_written_by_their_ids():
    draft = drafted(ROW)

    assert draft.fields == {31: [ValueWrite(enum_id=311)], 32: [ValueWrite("+7 900 1, +7 900 2")]}


@pytest.mark.parametrize(("text", "status_id"), [("Won", WON), ("lost", LOST), ("143", LOST), ("Успех", WON)])
def test_the_two_ends_have_several_names(text: str, status_id: int):
    assert drafted(ROW | {"stage": text}).values["status_id"] == status_id


def test_wrong_spellings_are_put_right_first():
    assert drafted(ROW | {"kind": "Розочки"}).fields[31] == [ValueWrite(enum_id=311)]
    assert drafted(ROW | {"kind": "-"}).fields.get(31) is None


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"sum": "дорого"}, "column sum: «дорого» is not a number"),
        ({"stage": "Думают"}, "column stage: there is no stage «Думают»"),
        ({"seller": "Ольга"}, "column seller: there is no user «Ольга»"),
        ({"seller": "Иван Петров"}, "column seller: more than one user is called «Иван Петров»"),
        ({"opened": "2026-03-01"}, "column opened: «2026-03-01» is not a date of the form %d.%m.%Y"),
        ({"kind": "Кактус"}, "column kind: there is no option «Кактус»"),
        ({"title": "б" * 300}, "name: is longer than 255 letters"),
        ({"n": "охапка"}, "column rose: «охапка» is not a number"),
        ({"seller": ""}, "column seller: is empty"),
    ],
)
def test_what_is_wrong_is_told_in_the_words_of_the_file(cells: dict[str, str], told: str):
    assert fault_of(**cells) == told


def test_all_faults_of_a_row_are_told():
    assert fault_of(sum="дорого", kind="Кактус").count(";") == 1


def test_what_may_be_skipped_leaves_no_trace():
    assert "loss_reason_id" not in drafted(ROW | {"stage": "lost", "reason": "Никто не знает"}).values
    assert drafted(ROW | {"stage": "lost", "reason": "Дорого"}).values["loss_reason_id"] == 41


def test_what_may_be_made_is_wanted_then_refused_when_there_was_no_room():
    mapping = MAPPING.replace('type = "select"', 'type = "select", missing = "create"')
    wants: list[Want] = []

    assert drafted(ROW | {"kind": "Кактус"}, mapping, wants=wants).faults == []
    assert wants == [Want("option", 0, "Кактус")]
    assert drafted(ROW | {"kind": "Кактус"}, mapping).faults == [
        "column kind: there is no option «Кактус» and no more can be made"
    ]


def test_an_empty_cell_says_nothing_of_a_new_record_and_clears_a_field_of_an_old_one():
    empty: dict[str, Any] = {"sum": "", "kind": "", "tags": "", "rose": "", "opened": ""}

    assert drafted(ROW | empty).fields == {32: [ValueWrite("+7 900 1, +7 900 2")]}
    assert "price" not in drafted(ROW | empty).values
    changed = drafted(ROW | empty, is_new=False)
    assert changed.fields[31] == []
    assert changed.values["price"] == 0
    assert "created_at" not in changed.values


def test_the_fingerprint_is_of_what_is_used_and_of_the_mapping():
    table = reader()
    raw = [ROW.get(column, "") for column in HEADER]
    same, other = list(raw), list(raw)
    same[HEADER.index("kind")], other[HEADER.index("sum")] = " Розочки ", "5"
    unused = Reader(table.table, [*HEADER, "note"], "Europe/Moscow").row(2, [*raw, "неважно"])

    first = table.row(2, raw).fingerprint
    assert table.row(9, same).fingerprint == first == unused.fingerprint
    assert table.row(2, other).fingerprint != first
    assert reader(MAPPING.replace("{title}", "{title}!")).row(2, raw).fingerprint != first


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (["1"] * 13, "the row has 13 columns, the header has 14"),
        ([""] * 14, "no key: id is empty"),
        (["1" * 600, *[""] * 13], "the key is longer than 500 letters"),
        (["1", "a\x00b", *[""] * 12], "the row holds a NUL character"),
        (["1", "\udcff", *[""] * 12], "the row is not text in utf-8; set `encoding` of the table"),
    ],
)
def test_a_row_that_cannot_be_read(raw: list[str], told: str):
    with pytest.raises(Bad, match=told):
        reader().row(2, raw)


def test_a_key_of_several_columns_is_joined():
    mapping = MAPPING.replace('key = "id"', 'key = ["client", "id"]')
    raw = [ROW.get(column, "") for column in HEADER]

    assert reader(mapping).row(2, raw).key == "Лютик|17"


def test_a_pattern_of_nothing_but_empty_columns_is_empty():
    mapping = MAPPING.replace('"{title}, {id}"', '"{title}"')

    assert "name" not in drafted(ROW | {"title": ""}, mapping).values
