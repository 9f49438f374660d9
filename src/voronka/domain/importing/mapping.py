"""The mapping language: which columns of which files become what. docs/import.md explains it to those who write it."""

from typing import Literal

from msgspec import Struct, field

Missing = Literal["reject", "skip", "create"]

FieldType = Literal[
    "text",
    "textarea",
    "numeric",
    "monetary",
    "price",
    "checkbox",
    "date",
    "date_time",
    "birthday",
    "select",
    "radiobutton",
    "multiselect",
    "url",
    "streetaddress",
    "tracking_data",
    "phone",
    "email",
]


class Cell(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where a text comes from: a column, or a pattern of texts and {columns}; a bare string stands for its column."""

    column: str = ""
    text: str = ""
    default: str = ""
    required: bool = False


class TimeCell(Cell, kw_only=True, frozen=True):
    format: str = ""  # empty: ISO 8601; "unix": seconds; else the letters of strptime
    timezone: str = ""  # empty: the mapping's, else the account's


class NameCell(Cell, kw_only=True, frozen=True):
    """Something of the account, found by its name. `missing`: what to do when there is none."""

    missing: Missing = "reject"


class ListCell(Cell, kw_only=True, frozen=True):
    separator: str = ","


class FieldCell(Cell, kw_only=True, frozen=True):
    """A custom field, found by its code, else by its name, and made when there is none."""

    type: FieldType
    name: str = ""
    code: str = ""
    format: str = ""
    timezone: str = ""
    separator: str = ","  # between several options, phones, e-mails
    missing: Missing = "reject"  # an option that the field does not have
    options: list[str] = []
    currency: str = ""
    kind: str = ""  # of a phone or an e-mail: WORK, MOB, …


class LinkCell(Cell, kw_only=True, frozen=True):
    """A link to another record, named by its external key or by its name."""

    to: Literal["leads", "contacts", "companies", "elements"]
    by: Literal["key", "name"] = "key"
    source: str = ""  # whose keys; empty: the mapping's
    catalog: str = ""
    missing: Missing = "reject"
    separator: str = ""  # empty: the cell names one record
    main: bool = False
    quantity: str | Cell | None = None
    price: str = ""  # name or code of the catalog's field that holds the price


class LeadSet(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    name: str | Cell | None = None
    price: str | Cell | None = None
    pipeline: str | NameCell | None = None
    status: str | NameCell | None = None
    loss_reason: str | NameCell | None = None
    responsible: str | NameCell | None = None
    created_at: str | TimeCell | None = None
    updated_at: str | TimeCell | None = None
    closed_at: str | TimeCell | None = None
    tags: str | ListCell | None = None


class CompanySet(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    name: str | Cell | None = None
    responsible: str | NameCell | None = None
    created_at: str | TimeCell | None = None
    updated_at: str | TimeCell | None = None
    tags: str | ListCell | None = None


class ContactSet(CompanySet, kw_only=True, frozen=True):
    first_name: str | Cell | None = None
    last_name: str | Cell | None = None


class ElementSet(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    name: str | Cell
    created_at: str | TimeCell | None = None
    updated_at: str | TimeCell | None = None


class UserSet(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    name: str | Cell
    email: str | Cell | None = None
    group: str | NameCell | None = None
    phone: str | Cell | None = None


class Pipeline(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where leads go unless a column says otherwise; made, with these stages, when there is none of the name."""

    name: str
    stages: list[str] = []


class Catalog(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Made when there is none of the name."""

    name: str
    type: Literal["regular", "products"] = "regular"


class Table(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True, tag_field="into"):
    """One CSV file, a record a row. `values`: per column the texts to put right, before anything else looks at them."""

    file: str
    key: str | list[str]
    source: str = ""  # whose keys; empty: the mapping's
    encoding: str = "utf-8"
    delimiter: str = ","
    decimal: Literal[".", ","] = "."
    values: dict[str, dict[str, str]] = {}

    @property
    def key_columns(self) -> list[str]:
        return [self.key] if isinstance(self.key, str) else self.key


class Leads(Table, kw_only=True, frozen=True, tag="leads"):
    pipeline: Pipeline | None = None
    set: LeadSet = field(default_factory=LeadSet)
    fields: list[FieldCell] = []
    links: list[LinkCell] = []


class Contacts(Table, kw_only=True, frozen=True, tag="contacts"):
    set: ContactSet = field(default_factory=ContactSet)
    fields: list[FieldCell] = []
    links: list[LinkCell] = []


class Companies(Table, kw_only=True, frozen=True, tag="companies"):
    set: CompanySet = field(default_factory=CompanySet)
    fields: list[FieldCell] = []
    links: list[LinkCell] = []


class Elements(Table, kw_only=True, frozen=True, tag="elements"):
    catalog: Catalog
    set: ElementSet
    fields: list[FieldCell] = []


class Users(Table, kw_only=True, frozen=True, tag="users"):
    set: UserSet


AnyTable = Leads | Contacts | Companies | Elements | Users


class Mapping(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """`source` names where the data comes from: keys are unique within it, for each kind of record and each catalog."""

    source: str
    tables: list[AnyTable]
    timezone: str = ""
    quiet: bool = False
