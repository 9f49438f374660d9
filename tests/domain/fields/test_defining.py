"""What an administrator may write about a field."""

from itertools import count
from typing import Any

import pytest
from msgspec import structs

from tests.domain.fields.company import LEVELS, SOURCES, field, field_set
from voronka.domain.catalogs import Catalog
from voronka.domain.facts import Facts
from voronka.domain.fields.defining import Definer, FieldChange, Owner, StatusRef
from voronka.domain.fields.definition import Field, FieldGroup
from voronka.domain.fields.options import OptionWrite
from voronka.domain.fields.predefined import ADDRESS_PARTS
from voronka.domain.fields.settings import Level, SettingsWrite
from voronka.domain.fields.types import TYPES
from voronka.domain.kinds import Kind
from voronka.domain.pipelines import Pipeline, Status

NOW = 1_750_000_000

LEADS, CONTACTS, COMPANIES = Owner(Kind.LEAD), Owner(Kind.CONTACT), Owner(Kind.COMPANY)
PRODUCTS, INVOICES = Owner(Kind.ELEMENT, 5001), Owner(Kind.ELEMENT, 5002)

ENUMS = [OptionWrite(value="Выставка")]
CHAIN = SettingsWrite(chained_lists=[Level(catalog_id=5001), Level(catalog_id=5002, parent_catalog_id=5001)])
NEEDS: dict[str, dict[str, Any]] = {
    **{name: {"enums": ENUMS} for name in ("select", "multiselect", "radiobutton", "multitext")},
    "monetary": {"settings": SettingsWrite(currency="RUB")},
    "chained_list": {"settings": CHAIN},
}


def facts(*fields: Field) -> Facts:
    stage = Status(
        id=55110, pipeline_id=7010, name="В работе", sort=20, color="#fff", type=0, is_editable=True, descriptions=[]
    )
    pipeline = Pipeline(
        id=7010, name="Воронка", sort=1, is_main=True, is_unsorted_on=True, is_archive=False, statuses=(stage,)
    )
    group = FieldGroup(id="leads_1", entity_type=Kind.LEAD, catalog_id=0, name="Доставка", sort=1, is_predefined=False)
    return Facts(
        users={},
        roles={},
        groups={},
        pipelines={7010: pipeline},
        loss_reasons={},
        fields={(Kind.LEAD, 0): field_set(*fields)},
        field_groups=[group],
        catalogs={5001: catalog(5001, "products"), 5002: catalog(5002, "invoices")},
        customer_statuses={},
        segments={},
        webhooks=[],
    )


def catalog(id: int, type: str) -> Catalog:
    return Catalog(
        id=id,
        name=type,
        type=type,
        sort=1,
        can_add_elements=True,
        can_show_in_cards=False,
        can_link_multiple=True,
        can_be_deleted=True,
        is_enabled=True,
        created_by=0,
        updated_by=0,
        created_at=0,
        updated_at=0,
    )


def draft(**change: Any) -> FieldChange:
    """A text field «Район», but for what the test says."""
    values: dict[str, Any] = {"type": "text", "name": "Район", **change}
    return FieldChange(**values)


def definer(owner: Owner = LEADS, *fields: Field) -> Definer:
    return Definer(owner, facts(*fields), NOW, iter(count(1)))


def faults(at: Definer) -> list[tuple[int, str, str]]:
    return [(problem.item, problem.path, problem.rule.name) for problem in at.problems.found]


def defined(owner: Owner = LEADS, **change: Any) -> Field:
    at = definer(owner)
    made = at.define(draft(**change), 700300, 0)
    at.problems.check()
    assert made
    return made


def refused(owner: Owner = LEADS, before: Field | None = None, **change: Any) -> list[tuple[str, str]]:
    at = definer(owner, *([before] if before else []))
    if before:
        at.redefine(before, FieldChange(id=before.id, **change), 0)
    else:
        at.define(draft(**change), 700300, 0)
    return [(path, rule) for _, path, rule in faults(at)]


def edited(before: Field, **change: Any) -> Field:
    at = definer(LEADS, before)
    after = at.redefine(before, FieldChange(id=before.id, **change), 0)
    at.problems.check()
    return after


def test_a_new_field_has_the_usual() -> None:
    made = defined()
    assert (made.id, made.name, made.type, made.sort, made.code) == (700300, "Район", "text", 10, None)
    assert (made.is_deletable, made.is_predefined, made.is_api_only, made.group_id) == (True, False, False, None)
    assert (made.created_at, made.updated_at) == (NOW, NOW)


@pytest.mark.parametrize("owner", [LEADS, CONTACTS, COMPANIES, PRODUCTS, INVOICES])
@pytest.mark.parametrize("type", TYPES)
def test_a_type_can_be_made_only_where_it_belongs(type: str, owner: Owner) -> None:
    row = TYPES[type]
    belongs = owner.kind in row.owners and (owner != PRODUCTS or not row.invoices_only)
    assert refused(owner, type=type, **NEEDS.get(type, {})) == ([] if belongs else [("type", "UNKNOWN_CHOICE")])


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"type": None}, ("type", "MISSING")),
        ({"type": "colour"}, ("type", "UNKNOWN_CHOICE")),
        ({"name": " "}, ("name", "BLANK")),
        ({"name": "ш" * 256}, ("name", "TOO_LONG")),
        ({"code": "Ш" * 101}, ("code", "TOO_LONG")),
        ({"group_id": "leads_2"}, ("group_id", "UNKNOWN_CHOICE")),
        ({"type": "select"}, ("enums", "MISSING")),
        ({"type": "multiselect", "enums": []}, ("enums", "BLANK")),
        ({"enums": ENUMS}, ("enums", "UNEXPECTED")),
        ({"nested": ENUMS}, ("nested", "UNEXPECTED")),
        ({"type": "monetary"}, ("currency", "MISSING")),
        ({"type": "monetary", "settings": SettingsWrite(currency="рубль")}, ("currency", "UNKNOWN_CHOICE")),
        ({"type": "birthday", "settings": SettingsWrite(remind="hour")}, ("remind", "UNKNOWN_CHOICE")),
        ({"type": "chained_list"}, ("chained_lists", "MISSING")),
        (
            {"required_statuses": [StatusRef(status_id=1, pipeline_id=7010)]},
            ("required_statuses.0.status_id", "UNKNOWN_CHOICE"),
        ),
        (
            {"hidden_statuses": [StatusRef(status_id=55110, pipeline_id=1)]},
            ("hidden_statuses.0.pipeline_id", "UNKNOWN_CHOICE"),
        ),
    ],
)
def test_a_fault_of_a_new_field_is_named(change: dict[str, Any], fault: tuple[str, str]) -> None:
    assert refused(**change) == [fault]


@pytest.mark.parametrize(
    ("levels", "fault"),
    [
        ([], ("chained_lists", "BLANK")),
        ([Level(catalog_id=5001) for _ in range(6)], ("chained_lists", "TOO_MANY")),
        ([Level(catalog_id=9)], ("chained_lists.0.catalog_id", "UNKNOWN_CHOICE")),
        ([Level()], ("chained_lists.0.catalog_id", "MISSING")),
        ([Level(catalog_id=5001, parent_catalog_id=5002)], ("chained_lists.0.parent_catalog_id", "UNKNOWN_CHOICE")),
        ([Level(catalog_id=5001, parent_catalog_id=5001)], ("chained_lists.0.parent_catalog_id", "UNKNOWN_CHOICE")),
    ],
)
def test_a_chain_has_one_to_five_levels_of_catalogs_that_are_there(levels: list[Level], fault: tuple[str, str]) -> None:
    assert refused(type="chained_list", settings=SettingsWrite(chained_lists=levels)) == [fault]


def test_types_keep_their_own_settings_and_no_others() -> None:
    everything = SettingsWrite(currency="RUB", remind="day", search_in="contacts", tracking_callback="f")
    assert defined(type="monetary", settings=everything).settings == {"currency": "RUB"}
    assert defined(type="birthday", settings=everything).settings == {"remind": "day"}
    assert defined(type="tracking_data", settings=everything).settings == {"tracking_callback": "f"}
    assert defined(PRODUCTS, type="linked_entity", settings=everything).settings == {"search_in": "contacts"}
    assert defined(settings=everything).settings == {}


def test_settings_that_are_not_sent_have_a_usual_value() -> None:
    assert defined(type="birthday").settings == {"remind": "never"}
    assert defined(PRODUCTS, type="linked_entity").settings == {"search_in": "contacts_and_companies"}
    in_catalog = SettingsWrite(search_in="5002")
    assert defined(PRODUCTS, type="linked_entity", settings=in_catalog).settings == {"search_in": "5002"}


def test_parts_of_an_address_are_given_by_the_server() -> None:
    assert defined(type="smart_address", enums=ENUMS).enums == ADDRESS_PARTS


def test_only_fields_of_catalogs_can_be_required_or_invisible() -> None:
    flags: dict[str, Any] = {"is_required": True, "is_visible": False, "is_deletable": False}
    in_catalog, of_lead = defined(PRODUCTS, **flags), defined(**flags)
    assert (in_catalog.is_required, in_catalog.is_visible, in_catalog.is_deletable) == (True, False, False)
    assert (of_lead.is_required, of_lead.is_visible, of_lead.is_deletable) == (False, True, True)


def test_fields_of_catalogs_know_no_stages() -> None:
    stages = [StatusRef(status_id=55110, pipeline_id=7010)]
    assert refused(PRODUCTS, required_statuses=stages) == [("required_statuses", "UNEXPECTED")]
    assert defined(required_statuses=stages).required_statuses == [{"status_id": 55110, "pipeline_id": 7010}]


def test_a_code_is_unique_among_the_held_fields_and_within_the_batch() -> None:
    at = definer(LEADS, field("text", 1, code="DISTRICT"))
    at.define(FieldChange(type="text", name="Район", code="DISTRICT"), 2, 0)
    at.define(FieldChange(type="text", name="Город", code="CITY"), 3, 1)
    at.define(FieldChange(type="text", name="Город 2", code="CITY"), 4, 2)
    assert faults(at) == [(0, "code", "TAKEN"), (2, "code", "TAKEN")]


def test_a_code_given_up_may_be_taken_in_the_same_batch() -> None:
    first, second = field("text", 1, code="DISTRICT"), field("text", 2, code=None)
    at = definer(LEADS, first, second)
    assert at.redefine(first, FieldChange(code=None), 0).code is None
    assert at.redefine(second, FieldChange(code="DISTRICT"), 1).code == "DISTRICT"
    assert faults(at) == []


def test_new_fields_stand_after_the_old_ones() -> None:
    at = definer(LEADS, field("text", 1, sort=500))
    made = [at.define(FieldChange(type="text", name="Район"), id, id) for id in (2, 3)]
    assert [each.sort for each in made if each] == [510, 520]


def test_an_edit_leaves_what_it_does_not_name() -> None:
    before = field("select", group_id="leads_1", settings={"settings": [1]}, is_api_only=True)
    assert edited(before) == structs.replace(before, updated_at=NOW)


def test_a_field_that_was_read_can_be_sent_back_whole() -> None:
    before = field("chained_list")
    levels = [Level(**level) for level in LEVELS]
    back: dict[str, Any] = {
        "type": before.type,
        "name": before.name,
        "code": before.code,
        "sort": before.sort,
        "required_statuses": [],
        "settings": SettingsWrite(chained_lists=levels, tracking_callback=None),
    }
    assert edited(before, **back) == structs.replace(before, updated_at=NOW)


def test_options_of_an_edit_are_all_there_will_be() -> None:
    after = edited(field("select"), enums=[OptionWrite(id=880012, value="Друзья")])
    assert [option.value for option in after.enums] == ["Друзья"]
    assert edited(field("select")).enums == SOURCES


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"type": "numeric"}, ("type", "READ_ONLY")),
        ({"name": ""}, ("name", "BLANK")),
        ({"enums": []}, ("enums", "BLANK")),
        ({"enums": [OptionWrite(id=5, value="?")]}, ("enums.0.id", "UNKNOWN_CHOICE")),
    ],
)
def test_a_fault_of_an_edit_is_named(change: dict[str, Any], fault: tuple[str, str]) -> None:
    assert refused(LEADS, field("select"), **change) == [fault]


def test_a_null_clears_code_and_group() -> None:
    after = edited(field("text", code="DISTRICT", group_id="leads_1"), code=None, group_id=None)
    assert (after.code, after.group_id) == (None, None)
