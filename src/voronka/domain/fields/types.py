"""The table of field types: one row a type. `legacy_id` is the number that v2 and events know the type by."""

from msgspec import Struct

from voronka.domain.fields.choices import Choice
from voronka.domain.fields.composites import (
    LEGAL_ENTITY,
    LINKED_ENTITY,
    PAYER,
    SUPPLIER,
    Composite,
    Line,
    Step,
)
from voronka.domain.fields.file_values import FileShape
from voronka.domain.fields.moments import Moment
from voronka.domain.fields.numbers import Flag, Number
from voronka.domain.fields.shapes import Shape
from voronka.domain.fields.texts import Labelled, Text
from voronka.domain.kinds import Kind

L, C, CO, CU, CAT = Kind.LEAD, Kind.CONTACT, Kind.COMPANY, Kind.CUSTOMER, Kind.ELEMENT

# (unconfirmed) Where the vendor's documents and his client differ, both are right: nobody's field is refused. Segments
# have what customers have.
ALL = frozenset({L, C, CO, CU, CAT, Kind.SEGMENT})
PEOPLE_AND_DEALS = ALL - {CAT}
CATALOGS = frozenset({CAT})

ONE = 1
MANY = 250


class FieldType(Struct, frozen=True):
    """`most`: how many values a field of the type holds; `has_options`: its choices come from `enums` (or `nested`);
    `invoices_only`: of all catalogs those of invoices have it."""

    name: str
    legacy_id: int
    shape: Shape
    owners: frozenset[Kind]
    most: int = ONE
    has_options: bool = False
    invoices_only: bool = False
    writable: bool = True


# The limits of texts are ours: wide enough for what amoCRM's pages accept, so what a client read it can write back.
LINE_OF_TEXT = Text(1024)
ADDRESS_OF_PAGE = Text(2048)
LONG_TEXT = Text(65_535)
NUMBER, FLAG, CHOICE, DAY, MOMENT = Number(), Flag(), Choice(), Moment(is_day=True), Moment(is_day=False)

# Numbers up to 25 are those of v2; of payer, supplier and linked_entity no source gives one.
TYPES = {
    row.name: row
    for row in (
        FieldType("text", 1, LINE_OF_TEXT, ALL),
        FieldType("numeric", 2, NUMBER, ALL),
        FieldType("checkbox", 3, FLAG, ALL),
        FieldType("select", 4, CHOICE, ALL, has_options=True),
        FieldType("multiselect", 5, CHOICE, ALL, MANY, has_options=True),
        FieldType("date", 6, DAY, ALL),
        FieldType("url", 7, ADDRESS_OF_PAGE, ALL),
        # (unconfirmed) Companies have it in practice: their PHONE and EMAIL are of this type.
        FieldType("multitext", 8, Labelled(512), frozenset({C, CO}), MANY, has_options=True),
        FieldType("textarea", 9, LONG_TEXT, ALL),
        FieldType("radiobutton", 10, CHOICE, ALL, has_options=True),
        FieldType("streetaddress", 11, LINE_OF_TEXT, ALL),
        FieldType("smart_address", 13, Labelled(1024, one_per_option=True), PEOPLE_AND_DEALS, MANY),
        FieldType("birthday", 14, DAY, PEOPLE_AND_DEALS),
        FieldType(
            "legal_entity",
            15,
            Composite("legal_entity", LEGAL_ENTITY, needs=("name",), filterable=True),
            ALL,
            MANY,
            invoices_only=True,
        ),
        FieldType("items", 16, Line(), CATALOGS, MANY, invoices_only=True),
        FieldType("org_legal_name", 17, LINE_OF_TEXT, frozenset({CO}), writable=False),
        FieldType("category", 18, CHOICE, CATALOGS, has_options=True),
        FieldType("date_time", 19, MOMENT, ALL),
        FieldType("price", 20, NUMBER, CATALOGS),
        FieldType("tracking_data", 21, ADDRESS_OF_PAGE, ALL),
        FieldType(
            "linked_entity", 22, Composite("linked_entity", LINKED_ENTITY, needs=("name", "entity_id")), CATALOGS
        ),
        FieldType("monetary", 23, NUMBER, ALL),
        FieldType("chained_list", 24, Step(), frozenset({L, CU}), 5),  # customers by the vendor's client alone
        FieldType("file", 25, FileShape(), ALL - {Kind.SEGMENT}, MANY),  # files hang on records, and tell when they go
        FieldType(
            "payer",
            27,
            Composite("payer", PAYER, needs=("name", "entity_id"), filterable=True),
            CATALOGS,
            invoices_only=True,
        ),
        FieldType("supplier", 28, Composite("supplier", SUPPLIER, needs=("entity_id",)), CATALOGS, invoices_only=True),
    )
}
