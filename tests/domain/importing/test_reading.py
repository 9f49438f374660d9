"""A mapping that cannot be used is told with its line, its key and what to write instead."""

import pytest

from voronka.domain.importing.checking import columns_missing
from voronka.domain.importing.mapping import Cell, Contacts, Leads
from voronka.domain.importing.reading import MappingFault, read_mapping

GOOD = """source = "shop"
[[tables]]
into = "leads"
file = "deals.csv"
key = "id"
set.name = "title"
set.price = { column = "sum" }
set.responsible = "seller"
fields = [{ name = "Сорт", column = "sort", type = "select", missing = "create" }]
links = [{ to = "companies", column = "client" }]
"""


def fault_of(text: str) -> str:
    with pytest.raises(MappingFault) as refused:
        read_mapping(text, "shop.toml")
    return refused.value.detail


def test_a_bare_string_is_a_column():
    table = read_mapping(GOOD, "shop.toml").mapping.tables[0]

    assert isinstance(table, Leads)
    assert table.set.name == "title"
    assert table.set.price == Cell(column="sum")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("[[tables]]", "[[tables", "shop.toml is not valid TOML: Expected ']]' at the end of an array declaration"),
        ('into = "leads"', 'into = "lead"', "line 3: tables[1].into: Invalid value 'lead'. Possible: leads, contacts,"),
        ("set.price", "set.prise", "line 7: tables[1].set.prise: there is no such key here. Did you mean price?"),
        ('file = "deals.csv"\n', "", "line 2: tables[1]: missing file."),
        ('key = "id"', "key = 5", "line 5: tables[1].key: Expected str | array, got int."),
        ('key = "id"', "key = []", "line 5: tables[1].key: name the column"),
        ('"select"', '"selekt"', "line 9: tables[1].fields[1].type: Invalid enum value 'selekt'. Possible: text,"),
        ('"select"', '"text"', "line 9: tables[1].fields[1].missing: only fields of type select, radiobutton"),
        ('name = "Сорт", ', "", "line 9: tables[1].fields[1]: give the field a name or a code."),
        ('"select", missing = "create"', '"price"', "fields[1].type: leads have no fields of type price."),
        ('to = "companies"', 'to = "leads"', "line 10: tables[1].links[1].to: leads are not linked to leads."),
        ('to = "companies"', 'to = "elements"', "line 10: tables[1].links[1]: name the catalog of the elements."),
        (
            'column = "client"',
            'column = "client", quantity = "n"',
            "links[1].quantity: only links to elements have it.",
        ),
        (
            '{ column = "sum" }',
            '{ column = "sum", text = "5" }',
            "line 7: tables[1].set.price.text: a column or a text",
        ),
        ('{ column = "sum" }', "{ required = true }", "line 7: tables[1].set.price: say where it comes from"),
        ('set.responsible = "seller"', 'set.responsible = { column = "s", missing = "create" }', "users are made by"),
        ('source = "shop"', 'source = "shop"\ntimezone = "Moscow"', "line 2: timezone: there is no time zone Moscow"),
        ('key = "id"', 'key = "id"\nencoding = "cp1252x"', "line 6: tables[1].encoding: no encoding is called cp1252x"),
        ('key = "id"', 'key = "id"\ndelimiter = ";;"', "line 6: tables[1].delimiter: one letter"),
        ('key = "id"', 'key = "id"\nencoding = "base64"', "tables[1].encoding: no encoding is called base64"),
        (
            'set.name = "title"',
            'set.closed_at = { column = "end", format = "%d.%Q" }',
            "line 6: tables[1].set.closed_at.format: 'Q' is a bad directive in format '%d.%Q'. The letters are",
        ),
        ('source = "shop"', 'source = " "', "line 1: source: give the data a name"),
    ],
)
def test_a_fault_has_its_line_and_its_key(right: str, wrong: str, told: str):
    assert right in GOOD
    assert told in fault_of(GOOD.replace(right, wrong))


def test_all_faults_beyond_the_form_are_told_at_once():
    told = fault_of(GOOD.replace('to = "companies"', 'to = "leads"').replace('key = "id"', 'key = ""'))

    assert [line.split(":")[0] for line in told.splitlines()] == ["shop.toml, line 5", "shop.toml, line 10"]


def test_a_column_that_the_file_does_not_have_is_told_with_those_it_has():
    file = read_mapping(GOOD, "shop.toml")
    faults = columns_missing(0, file.mapping.tables[0], ["id", "title", "seller", "sort", "client", "client"])

    with pytest.raises(MappingFault) as refused:
        file.check(faults)

    lines = refused.value.detail.splitlines()
    assert lines[0] == (
        "shop.toml, line 7: tables[1].set.price: deals.csv has no column «sum». "
        "It has: id, title, seller, sort, client, client."
    )
    assert "line 10" in lines[1]
    assert "more than once" in lines[1]


def test_each_kind_of_record_has_columns_of_its_own():
    contacts = GOOD.replace('"leads"', '"contacts"').replace("set.price", "set.first_name")

    assert isinstance(read_mapping(contacts, "shop.toml").mapping.tables[0], Contacts)
    assert "tables[1].set.price: there is no such key here." in fault_of(GOOD.replace('"leads"', '"companies"'))
