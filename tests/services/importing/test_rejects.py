"""A row that cannot be imported lands in the rejects file with its line and its reason; the others are imported."""

import pytest

from tests.services.importing.shop import CLIENTS, DEALS, Shop
from voronka.domain.companies import CompanyChange
from voronka.domain.errors import Forbidden
from voronka.domain.fields.defining import FieldChange, Owner, StatusRef
from voronka.domain.importing.reading import MappingFault
from voronka.domain.kinds import Kind
from voronka.domain.pipelines import WON, PipelineWrite
from voronka.services import companies, custom_fields, pipelines

HEADER = "id,title,sum,stage,tags,client"


def test_a_bad_row_stays_out_and_the_others_come_in(shop: Shop):
    shop.write("clients.csv", "id,name,city", "c1,Лютик,Тверь")
    shop.write(
        "deals.csv",
        HEADER,
        "d1,Розы,много,Won,,c1",
        "d2,Пионы,1,Ожидание,,c1",
        "d3,Астры,1,Won,,c9",
        ",Без ключа,1,Won,,c1",
        "d5,Маки,1",
        '"d6","Ирисы',
        'голландские",7,Won,,c1',
        "d7,Флоксы,9,Won,,c1",
    )

    assert shop.bring(CLIENTS, DEALS) == [(1, 0, 0, 0), (2, 0, 0, 5)]
    assert set(shop.cards(Kind.LEAD)) == {"Ирисы\nголландские", "Флоксы"}
    assert shop.reasons == {
        2: "column sum: «много» is not a number",
        3: "column stage: there is no stage «Ожидание»",
        4: "there is nothing in companies for «c9»",
        5: "no key: id is empty",
        6: "the row has 3 columns, the header has 6",
    }


def test_the_rejects_file_has_the_row_as_it_was(shop: Shop):
    shop.write("deals.csv", HEADER, "d1, Розы ,много,Won,,")

    shop.bring(DEALS)

    assert shop.rejects == [
        {
            "file": "deals.csv",
            "line": "2",
            "reason": "column sum: «много» is not a number",
            "id": "d1",
            "title": " Розы ",
            "sum": "много",
            "stage": "Won",
            "tags": "",
            "client": "",
        }
    ]


def test_a_run_without_rejects_leaves_no_file_of_an_earlier_one(shop: Shop):
    shop.write("deals.csv", HEADER, "d1,Розы,много,Won,,")
    shop.bring(DEALS)
    shop.write("deals.csv", HEADER, "d1,Розы,5,Won,,")
    shop.bring(DEALS)

    assert not (shop.folder / "rejects.csv").exists()


def test_what_only_the_services_know_rejects_one_row_and_undoes_nothing_else(shop: Shop):
    """A stage may demand a field; nothing but the lead's own rules can tell."""
    field = FieldChange(
        type="text",
        name="Номер договора",
        required_statuses=[StatusRef(status_id=WON, pipeline_id=shop.world.facts.main_pipeline.id)],
    )
    shop.world.do(custom_fields.add, Owner(Kind.LEAD), [field])
    shop.write("deals.csv", HEADER, "d1,Розы,1,Won,,", "d2,Пионы,1,Переговоры,,", "d3,Маки,1,Won,,")

    assert shop.bring(DEALS) == [(1, 0, 0, 2)]
    assert set(shop.cards(Kind.LEAD)) == {"Пионы"}
    assert shop.reasons == dict.fromkeys((2, 4), "field «Номер договора»: a required value is not there")


def test_a_value_that_its_field_does_not_take_names_the_field(shop: Shop):
    table = CLIENTS.replace('type = "select", missing = "create"', 'type = "text"')
    shop.write("clients.csv", "id,name,city", f"c1,Лютик,{'о' * 1025}", "c2,Пион,Тверь")

    assert shop.bring(table) == [(1, 0, 0, 1)]
    assert shop.reasons == {2: "field «Город»: the text is too long (1024)"}


def test_a_company_made_for_a_row_that_is_then_refused_is_not_kept(shop: Shop):
    field = FieldChange(
        type="text",
        name="Номер договора",
        required_statuses=[StatusRef(status_id=WON, pipeline_id=shop.world.facts.main_pipeline.id)],
    )
    shop.world.do(custom_fields.add, Owner(Kind.LEAD), [field])
    shop.write("deals.csv", HEADER, "d1,Розы,1,Won,,c1", "d2,Пионы,1,Переговоры,,c2")

    assert shop.bring(DEALS.replace('column = "client"', 'column = "client", missing = "create"')) == [(1, 0, 0, 1)]
    assert set(shop.cards(Kind.COMPANY)) == {"c2"}


def test_a_name_that_two_records_have_is_not_guessed_at(shop: Shop):
    shop.world.do(companies.add, [CompanyChange(name="Лютик"), CompanyChange(name="ЛЮТИК")])
    shop.write("deals.csv", HEADER, "d1,Розы,1,Won,,Лютик")

    assert shop.bring(DEALS.replace('column = "client"', 'column = "client", by = "name"')) == [(0, 0, 0, 1)]
    assert shop.reasons == {2: "2 companies are called «Лютик»: link them by key"}


def test_a_link_may_be_skipped(shop: Shop):
    shop.write("deals.csv", HEADER, "d1,Розы,1,Won,,c9")

    assert shop.bring(DEALS.replace('column = "client"', 'column = "client", missing = "skip"')) == [(1, 0, 0, 0)]


def test_bytes_that_are_no_text_reject_their_row_and_come_back_as_they_were(shop: Shop):
    row = "c1,Лютик,Тверь\n".encode("cp1251")
    (shop.folder / "clients.csv").write_bytes(b"id,name,city\n" + row + "c2,Пион,Тверь\n".encode())

    assert shop.bring(CLIENTS) == [(1, 0, 0, 1)]
    assert row.strip() in (shop.folder / "rejects.csv").read_bytes()
    assert shop.bring(CLIENTS.replace('key = "id"', 'key = "id"\nencoding = "cp1251"'))[0][3] == 0


def test_a_cell_that_is_too_large_rejects_its_row(shop: Shop):
    shop.write("clients.csv", "id,name,city", f"c1,{'о' * 140_000},Тверь", "c2,Пион,Тверь")

    assert shop.bring(CLIENTS) == [(1, 0, 0, 1)]
    assert shop.reasons[2].startswith("not readable as CSV: field larger than field limit")


def test_nothing_runs_when_a_file_or_a_column_is_missing(shop: Shop):
    shop.write("clients.csv", "id,name,city", "c1,Лютик,Тверь")

    with pytest.raises(MappingFault, match=r"tables\[2\]\.file: .*deals\.csv cannot be read"):
        shop.bring(CLIENTS, DEALS)
    shop.write("deals.csv", "id,title")
    with pytest.raises(MappingFault, match=r"tables\[2\]\.set\.price: deals\.csv has no column «sum»"):
        shop.bring(CLIENTS, DEALS)

    assert shop.cards(Kind.COMPANY) == {}


def test_an_empty_file_has_no_columns(shop: Shop):
    shop.write("clients.csv")

    with pytest.raises(MappingFault, match="has no column «id»"):
        shop.bring(CLIENTS)


def test_a_mapping_that_contradicts_the_account_keeps_nothing_of_what_it_made(shop: Shop):
    shop.world.do(custom_fields.add, Owner(Kind.COMPANY), [FieldChange(type="numeric", name="город")])
    shop.write("clients.csv", "id,name,city,note", "c1,Лютик,Тверь,!")
    table = CLIENTS.replace("fields = [", 'fields = [{ column = "note", name = "Заметка", type = "text" }, ')

    with pytest.raises(MappingFault, match=r"fields\[2\]\.type: the field «город» is there already, of type numeric"):
        shop.bring(table)

    fields = shop.world.facts.fields_of(Kind.COMPANY).by_id.values()
    assert "Заметка" not in {field.name for field in fields}


def test_a_catalog_that_nobody_makes_is_told(shop: Shop):
    shop.write("deals.csv", HEADER, "d1,Розы,1,Won,,r1")
    table = DEALS.replace('to = "companies"', 'to = "elements", catalog = "Товары"')

    with pytest.raises(MappingFault, match="there is no catalog «Товары»"):
        shop.bring(table)


def test_what_two_things_are_called_is_not_guessed_at(shop: Shop):
    shop.world.do(custom_fields.add, Owner(Kind.COMPANY), [FieldChange(type="text", name="Город")] * 2)
    shop.world.do(pipelines.add, [PipelineWrite(name="Опт"), PipelineWrite(name="опт")])
    shop.write("clients.csv", "id,name,city")
    shop.write("deals.csv", HEADER)

    with pytest.raises(MappingFault) as refused:
        shop.bring(
            CLIENTS.replace('"select", missing = "create"', '"text"'),
            DEALS.replace("set.name", 'pipeline = { name = "Опт" }\nset.name'),
        )

    assert [line.partition("tables")[2] for line in refused.value.detail.splitlines()] == [
        "[1].fields[1]: more than one field is called «Город»; name it by its code.",
        "[2].pipeline: more than one pipeline is called «Опт»; rename one.",
    ]


def test_an_element_needs_its_name(shop: Shop):
    shop.write("goods.csv", "id,name", "1,Роза", "2,")
    table = '[[tables]]\ninto = "elements"\nfile = "goods.csv"\nkey = "id"\ncatalog = { name = "Товары" }\n'

    assert shop.bring(table + 'set.name = "name"\n') == [(1, 0, 0, 1)]
    assert shop.reasons == {3: "column name: is empty"}


def test_a_rejects_file_that_cannot_be_written_is_told_before_anything_is(shop: Shop):
    shop.write("clients.csv", "id,name,city", "c1,Лютик,Тверь")
    work = shop.prepared(CLIENTS)
    work.rejects.path = shop.folder / "nowhere" / "rejects.csv"

    with pytest.raises(PermissionError, match="name another file by --rejects"):
        shop.portal.call(work.run, *shop.where)

    assert shop.cards(Kind.COMPANY) == {}


def test_who_may_not_add_records_imports_none(shop: Shop):
    actor = shop.world.anna.actor()
    limited = type(actor)(user_id=actor.user_id, rights={"leads": {"view": "A"}})
    shop.write("deals.csv", HEADER, "d1,Розы,1,Won,,")

    with pytest.raises(Forbidden):
        shop.bring(DEALS, actor=limited)
